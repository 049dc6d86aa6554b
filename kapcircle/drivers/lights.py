"""The drivers of light: a new one is a module of its own and a row in the table here, and nothing else changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId
from kapcircle.core.rooms import Bulb, RoomPlan, rehearsal_patch
from kapcircle.desk.heed import Heed
from kapcircle.desk.lighting import FoundLamp, Lighting, scheme_of
from kapcircle.desk.ports import LightDriver
from kapcircle.desk.secrets import Secret
from kapcircle.drivers import broker, hue_address, sacn
from kapcircle.drivers.broker import Hung
from kapcircle.drivers.bulbs import BULB_KINDS
from kapcircle.drivers.hue_address import HUE, HungThere
from kapcircle.drivers.lines import Lines
from kapcircle.drivers.patch import check_patch
from kapcircle.drivers.sacn import Sacn
from kapcircle.drivers.simulated import Simulated


@dataclass(frozen=True, slots=True)
class Driver:
    """How an address is checked and opened; `check` raises KnownError for one that cannot be used. It is opened for a
    room that has this line alone, and the lamps on it. `pair` asks a bridge for its key, `found` a paired one for its
    lamps; both are slow and raise KnownError.
    """

    lighting: Lighting
    check: Callable[[str], object]
    open: Callable[[RoomPlan, UUID, Secret], LightDriver]
    pair: Callable[[str, Heed], Secret] | None = None
    found: Callable[[str, Secret], tuple[FoundLamp, ...]] | None = None


def _sacn(room: RoomPlan, cid: UUID, _: Secret) -> Sacn:
    address = sacn.parse(room.light)
    patch = room.patch or rehearsal_patch([lamp.id for lamp in room.lamps], address.universe)
    hung = {row.lamp for row in patch}
    return Sacn(address.host, patch, cid, dark=_dark(room, hung, "channel"))


def _mqtt(room: RoomPlan, cid: UUID, secret: Secret) -> LightDriver:
    """Each engine has a name of its own at the broker: two of one name would throw each other out."""
    from kapcircle.drivers.mqtt import Mqtt

    names = {lamp.id: lamp.name for lamp in room.lamps}
    hung = [Hung(x.lamp, names[x.lamp], x.name, BULB_KINDS[x.kind]) for x in room.bulbs]
    dark = _dark(room, {x.lamp for x in hung}, "bulb")
    return Mqtt(broker.parse(room.light), hung, secret, f"kapcircle-{cid.hex[:8]}-{uuid4().hex[:8]}", dark=dark)


def _hue(room: RoomPlan, _: UUID, secret: Secret) -> LightDriver:
    from kapcircle.drivers.hue import Hue

    names = {lamp.id: lamp.name for lamp in room.lamps}
    hung = [HungThere(x.lamp, names[x.lamp], x.name) for x in room.bulbs]
    return Hue(hue_address.parse(room.light), hung, secret, dark=_dark(room, {x.lamp for x in hung}, "bulb"))


def _pair_hue(address: str, heed: Heed) -> Secret:
    from kapcircle.drivers.hue_pairing import pair as ask

    return ask(address, heed)


def _found_hue(address: str, secret: Secret) -> tuple[FoundLamp, ...]:
    from kapcircle.drivers.hue_pairing import found as ask

    return ask(address, secret)


def _dark(room: RoomPlan, hung: Iterable[LampId], what: str) -> str:
    """What is to be said of lamps that nothing reaches."""
    names = [lamp.name for lamp in room.lamps if lamp.id not in hung]
    return f"no {what}, so dark: {', '.join(names)}. Give each lamp its {what} in the settings." if names else ""


RECEIVER, UNIVERSE = ("Receiver, or multicast", "multicast"), ("Universe", "1")
BROKER, PLAIN, SAFE = ("Broker", "localhost"), ("Port", "1883"), ("Port", "8883")
BRIDGE = "Bridge, its address or name", "philips-hue.local"
"""The name that bridges have had for long; a network that does not know it needs the address."""

BY_BROKER = tuple(BULB_KINDS)
UNTRIED = "Not tried on hardware: try each lamp before a circle."
UNLIT = f"Tried with a real receiver, and no lamp on it. {UNTRIED}"

DRIVERS = (
    Driver(
        Lighting("simulated", "simulated, on the page", driven=False),
        check=lambda _: None,
        open=lambda *_: Simulated(),
    ),
    Driver(
        Lighting("sacn:HOST:UNIVERSE", "sACN (E1.31)", (RECEIVER, UNIVERSE), note=UNLIT),
        check=sacn.parse,
        open=_sacn,
    ),
    Driver(
        Lighting(
            "mqtt:HOST:PORT",
            "MQTT: zigbee2mqtt, Home Assistant",
            (BROKER, PLAIN),
            bulbs=True,
            kinds=BY_BROKER,
            note=UNTRIED,
        ),
        check=broker.parse,
        open=_mqtt,
    ),
    Driver(
        Lighting("mqtts:HOST:PORT", "MQTT with TLS", (BROKER, SAFE), bulbs=True, kinds=BY_BROKER, note=UNTRIED),
        check=broker.parse,
        open=_mqtt,
    ),
    Driver(
        Lighting("hue:BRIDGE", "Philips Hue", (BRIDGE,), bulbs=True, kinds=(HUE,), paired=True, note=UNTRIED),
        check=hue_address.parse,
        open=_hue,
        pair=_pair_hue,
        found=_found_hue,
    ),
)

KINDS = tuple(dict.fromkeys(kind for driver in DRIVERS for kind in driver.lighting.kinds))
"""The kinds of bulb that there are, each once."""

NAME = 1000
"""Letters of a bulb's name; no topic of MQTT has more than 65535 octets (MQTT 3.1.1, 1.5.3)."""


def driver_of(address: str) -> Driver:
    """The driver that an address is for. Raises KnownError, saying which there are."""
    for driver in DRIVERS:
        if driver.lighting.scheme == scheme_of(address):
            return driver
    forms = ", or ".join(driver.lighting.form for driver in DRIVERS)
    raise KnownError(f"{address}: no light is driven so. Write {forms}.")


def pair(address: str, heed: Heed) -> Secret:
    """Ask the bridge at an address for its key. Raises KnownError, and what `heed` raises."""
    driver = driver_of(address)
    if driver.pair is None:
        raise KnownError(f"{address}: nothing there is paired by a button.")
    return driver.pair(address, heed)


def found(address: str, secret: Secret) -> tuple[FoundLamp, ...]:
    """The lamps that a line says it has; none where it cannot say. Raises KnownError."""
    driver = driver_of(address)
    return () if driver.found is None else driver.found(address, secret)


def check_lights(room: RoomPlan) -> None:
    """Raises KnownError naming what is wrong with an address, the patch or a bulb."""
    drivers = {address: driver_of(address) for address in room.addresses}
    for address, driver in drivers.items():
        driver.check(address)
    if sum(not driver.lighting.bulbs for driver in drivers.values()) > 1:
        raise KnownError("Channels are on one line: give the room one sACN address, with as many universes as needed.")
    check_patch(room.patch)
    for bulb in room.bulbs:
        _check_bulb(bulb, drivers)


def _check_bulb(bulb: Bulb, drivers: Mapping[str, Driver]) -> None:
    if bulb.kind not in KINDS:
        raise KnownError(f"{bulb.name}: kind {bulb.kind!r} is not known. Use one of {', '.join(KINDS)}.")
    if bulb.line in drivers and not drivers[bulb.line].lighting.bulbs:
        raise KnownError(f"{bulb.name}: there are no bulbs at {bulb.line}, only channels.")
    if bulb.line in drivers and bulb.kind not in drivers[bulb.line].lighting.kinds:
        raise KnownError(f"{bulb.name}: at {bulb.line} there is no bulb of kind {bulb.kind}.")
    if bulb.kind in BULB_KINDS and any(x in bulb.name for x in "+#\0"):
        raise KnownError(f"{bulb.name}: a bulb's name has neither + nor #, which mean several topics at once.")
    if bulb.kind in BULB_KINDS and len(bulb.name) > NAME:
        raise KnownError(f"{bulb.name[:40]}…: a bulb's name has at most {NAME} letters.")


def open_lights(room: RoomPlan, cid: UUID, secrets: Mapping[str, Secret] | None = None) -> LightDriver:
    """The driver for all lines of a room; a room without a patch has the rehearsal patch in the address's universe.

    `cid` names this laptop to receivers; `secrets` are users and passwords by address. Raises KnownError for an
    address, a patch or a bulb that cannot be used.
    """
    check_lights(room)
    lines = [_line(room, address) for address in room.addresses]
    opened = [driver_of(x.light).open(x, cid, (secrets or {}).get(x.light, Secret())) for x in lines]
    if len(lines) == 1:
        return opened[0]
    hung = [frozenset(lamp.id for lamp in line.lamps) for line in lines]
    return Lines(list(zip(opened, hung, strict=True)), _dark(room, frozenset[LampId]().union(*hung), "channel or bulb"))


def _line(room: RoomPlan, address: str) -> RoomPlan:
    """The room as one of its lines has it: with the lamps that hang there. A room's only line has them all."""
    bulbs = tuple(x for x in room.bulbs if x.line == address)
    alone, by_bulb = not room.lines, {x.lamp for x in room.bulbs}
    if driver_of(address).lighting.bulbs:
        hung = {x.lamp for x in bulbs}
    else:
        hung = {x.lamp for x in room.patch} or {x.id for x in room.lamps} - by_bulb
    lamps = tuple(x for x in room.lamps if alone or x.id in hung)
    return replace(room, light=address, lines=(), lamps=lamps, bulbs=bulbs)
