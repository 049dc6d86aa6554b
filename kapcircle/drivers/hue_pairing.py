"""A Hue bridge is paired by the round button on it, and then says which lamps it has.

`POST /api` gives a key for 30 seconds after the button was pressed, and error 101 at any other time
(https://developers.meethue.com/develop/get-started-2/, and `src/auth` of https://github.com/openhue/openhue-api); so it
does with the API of 2021 too.
"""

import time
from collections.abc import Callable
from typing import Any

from kapcircle.core.errors import KnownError
from kapcircle.desk.heed import Heed
from kapcircle.desk.lighting import BUTTON, FoundLamp
from kapcircle.desk.secrets import Secret
from kapcircle.drivers.hue_address import HUE, Bridge, parse
from kapcircle.drivers.hue_lamps import read_lights
from kapcircle.drivers.hue_way import BUSY, FORBIDDEN, Answer, Talk

EACH = 1.0
"""Seconds between two questions."""

TURN = 0.1
"""Seconds between two looks at whether somebody thought better of it."""

ROUND = "BSB001"
"""The model of the first bridges, which do not speak the API of 2021."""

CALLED = "kapcircle#laptop"
"""As the bridge lists us: a program and the device that it is on. No name of anybody."""


def pair(
    address: str,
    heed: Heed,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Secret:
    """Ask for a key until the button is pressed; slow, for any thread. `heed` is told which share of the time is over,
    and what it raises ends it. Raises KnownError, saying what to do.
    """
    bridge = parse(address)
    talk = Talk(bridge)
    try:
        name, began = _who(talk, bridge, clock()), clock()
        while (now := clock()) < began + BUTTON:
            if key := _key(talk.ask("POST", "/api", now, {"devicetype": CALLED}), bridge):
                return Secret(name, key, pin=talk.pin)
            while clock() < now + EACH:
                heed(min(1.0, (clock() - began) / BUTTON))
                sleep(TURN)
    finally:
        talk.close()
    raise KnownError("The button was not pressed. Press the round button on the bridge, then Pair.")


def _who(talk: Talk, bridge: Bridge, now: float) -> str:
    """The id of the bridge: what it says of itself must be what its certificate says."""
    said = talk.ask("GET", "/api/0/config", now).said
    own = said.get("bridgeid") if isinstance(said, dict) else None
    if not isinstance(own, str):
        raise KnownError(f"What is at {bridge.host} is no Hue bridge: check its address.")
    if own.lower() != talk.name:
        raise KnownError(f"What is at {bridge.host} has not the certificate of a Hue bridge, so it gets no trust.")
    if said.get("modelid") == ROUND:
        raise KnownError(f"{bridge.called} is one of the first, which are round: it takes a square one.")
    return own.lower()


def _key(answer: Answer, bridge: Bridge) -> str:
    """The key; nothing while the button is not pressed, or the bridge has no time."""
    if answer.status in BUSY:
        return ""
    match answer.said:
        case [{"success": {"username": str(key)}}, *_]:
            return key
        case [{"error": {"type": 101}}, *_]:
            return ""
    raise KnownError(f"{bridge.called} did not let itself be paired: switch it off and on, and try again.")


def found(address: str, secret: Secret, clock: Callable[[], float] = time.monotonic) -> tuple[FoundLamp, ...]:
    """The lamps of a bridge that was paired, by name; slow, for any thread. Raises KnownError, saying what to do."""
    bridge = parse(address)
    talk = Talk(bridge, secret.pin, secret.password)
    try:
        lights = read_lights(_data(talk.ask("GET", "/clip/v2/resource/light", clock()), bridge))
    except ValueError as error:
        raise KnownError(f"{bridge.called} does not say which lamps it has: bring it up to date.") from error
    finally:
        talk.close()
    return tuple(FoundLamp(x.name, HUE, x.can) for x in sorted(lights, key=lambda x: x.name.casefold()))


def _data(answer: Answer, bridge: Bridge) -> Any:
    if answer.status in FORBIDDEN:
        raise KnownError(f"{bridge.called} does not know this laptop any more: pair it again.")
    return answer.said
