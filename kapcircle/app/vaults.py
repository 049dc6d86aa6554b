"""Vaults opened into houses: the way in, who else may come in, and the way out."""

from collections.abc import Callable
from pathlib import Path

from kapcircle import places
from kapcircle.app import fit
from kapcircle.app.keeping import VaultKeeping
from kapcircle.app.recent import remember
from kapcircle.app.room import live_room
from kapcircle.core.errors import KnownError
from kapcircle.core.facts import Actor
from kapcircle.core.ids import Device, MemberId, Millis
from kapcircle.core.kinds import KINDS
from kapcircle.core.practice import AddStaff
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.desk import Desk
from kapcircle.desk.fittings import Fittings
from kapcircle.desk.house import PRACTICE, House
from kapcircle.desk.ports import Clock, Room
from kapcircle.desk.secrets import secrets
from kapcircle.desk.stream import fold_rows
from kapcircle.drivers.clock_page import LanClock
from kapcircle.drivers.laptop import Laptop
from kapcircle.drivers.midi import Midi
from kapcircle.engine.lossless import LOSSY, keep
from kapcircle.store import check as checks
from kapcircle.store import vault as vaults
from kapcircle.store.codec import Codec
from kapcircle.store.database import Database
from kapcircle.store.files import media_of
from kapcircle.store.fresh import uuid7
from kapcircle.store.log import VaultLog
from kapcircle.store.media import MediaFolder
from kapcircle.store.mirror import Mirror
from kapcircle.store.pulse import PulseFile
from kapcircle.store.vault import Vault

LAST_WRITES = Millis(10_000)
"""How long closing waits for a slow disk before it gives up and says so."""

MakeRoom = Callable[[RoomPlan], Room]


def codec() -> Codec:
    """Reads and writes the events of every kind of stream."""
    return Codec(event for kind in KINDS.values() for event in kind.events)


def refill(db: Database) -> None:
    """Fill all tables from the log again."""
    checks.refill(db, codec(), fold_rows)


def furnish(vault: Vault, clock: Clock | None = None, room: MakeRoom | None = None) -> House:
    """The house of an unlocked vault, with its log open. `room` stands in for the engine."""
    clock = clock or SystemClock()
    vault.fill_tables(refill)
    log = VaultLog(vault.path, vault.key("database"), codec())
    mirror = _mirror(vault, log)
    keeping = VaultKeeping(vault, mirror)
    if mirror is not None:
        log.mirror_to(mirror, keeping.since)
    fittings = Fittings(
        fit.looks(),
        fit.rundown_templates(),
        MediaFolder(media_of(vault.path), keep, fit.heard, fit.labelled, LOSSY),
        fit.SpreadsheetFiles(),
        Laptop(vault.path.parent),
        room or live_room(vault.path, lambda: secrets(log.settings())),
        PulseFile(vault.path.with_name(f"{vault.path.name}.pulse")),
        fit.recordings,
        fit.gather,
        fit.write_table,
        VaultKeyring(vault),
        fit.SystemOutlets(),
        keeping,
        fit.programmes(),
        fit.ProgrammeFiles(),
        fit.VaultPapers(),
        fit.boosters(),
        LanClock(places.resources() / "clock_page", clock.now),
        Midi(),
        room or live_room(vault.path, lambda: secrets(log.settings()), silent=True),
    )
    desk = Desk(log, clock, Device(vault.device), uuid7, Actor(vault.member.id, vault.member.role))
    house = House(desk, fittings, log.rows, lambda again: _shut(vault, log, mirror, clock, again))
    _enlist(house, vault.member.id, vault.member.name, vault.member.role)
    return house


def enter(vault: Vault) -> House:
    """The house of a vault that was just unlocked, looked after while it is open; locked again if that fails."""
    try:
        house = furnish(vault)
    except BaseException:
        vault.lock()
        raise
    house.fittings.keeping.begin()
    return house


def _enlist(house: House, member: MemberId, name: str, role: Role) -> None:
    """Whoever has a slot stands in the practice's list of staff, also after a crash or on an older backup.

    Name and role are sealed with the slot, so it is nobody's decision.
    """
    known = house.practice.staff.get(member)
    if known is None or known.left:
        house.desk.do((PRACTICE, AddStaff(member, name, role)), facts=house.desk.facts(actor=Actor()))


def _mirror(vault: Vault, log: VaultLog) -> Mirror | None:
    folder = log.settings().get("mirror", "")
    if not folder:
        return None
    return Mirror(Path(folder), vault.path.stem, vault.identity, Device(vault.device), vault.key("mirror"))


def _shut(vault: Vault, log: VaultLog, mirror: Mirror | None, clock: Clock, again: bool) -> None:
    done = False
    try:
        left = log.close(LAST_WRITES)
        lacking = mirror.close(LAST_WRITES) if mirror is not None else 0
        if left:
            changes = "One change" if left == 1 else f"{left} changes"
            raise KnownError(f"{changes} could not be written: the disk does not answer.")
        vault.back_up(clock.now())
        if lacking:
            raise KnownError(
                f"The mirror lacks {lacking} entries, which the vault and its backup have. Put the stick in."
            )
        done = True
    finally:
        if done or not again:
            vault.wipe()
            log.give_up(vault.lock)


class VaultKeyring:
    """The passphrases of an open vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def recognise(self, passphrase: str, member: MemberId | None = None) -> Actor:
        """Whose passphrase this is."""
        known = self._vault.recognise(passphrase, member)
        return Actor(known.id, known.role)

    def add(self, name: str, role: Role, passphrase: str) -> MemberId:
        """A slot for another member of staff."""
        return self._vault.add_member(name, role, passphrase).id

    def change(self, member: MemberId, old: str, new: str) -> None:
        """Another passphrase for a member."""
        self._vault.change_passphrase(member, old, new)

    def holds(self, member: MemberId) -> bool:
        """Whether a member has a slot."""
        return any(known.id == member for known in vaults.members(self._vault.path))

    def remove(self, member: MemberId) -> None:
        """A member's slot is gone."""
        self._vault.remove_member(member)


class VaultDoors:
    """The ways into a vault, each into a house."""

    def staff(self, path: str) -> tuple[tuple[MemberId, str], ...]:
        """Who has a passphrase to this vault, and what to call them."""
        return tuple((member.id, f"{member.name}, {member.role.value}") for member in vaults.members(Path(path)))

    def create(self, path: str, name: str, role: Role, passphrase: str) -> tuple[House, str]:
        """A new vault with its first member of staff, and its recovery key, which is kept nowhere."""
        vault, recovery = vaults.create(Path(path), name, passphrase, SystemClock().now(), role=role)
        return self._enter(vault), recovery

    def open(self, path: str, passphrase: str, on_slow: Callable[[str], None]) -> House:
        """Open a vault with a member's passphrase."""
        on_slow("Opening…")
        return self._enter(vaults.unlock(Path(path), passphrase, SystemClock().now()))

    def recover(self, path: str, key: str, member: MemberId, passphrase: str) -> House:
        """Open a vault with its recovery key, and give a member a new passphrase."""
        now = SystemClock().now()
        vault = vaults.unlock_with_recovery(Path(path), key, now)
        try:
            vault.reset_passphrase(member, passphrase)
        finally:
            vault.lock()
        return self._enter(vaults.unlock(Path(path), passphrase, now, member))

    def _enter(self, vault: Vault) -> House:
        house = enter(vault)
        remember(str(vault.path.resolve()))
        return house
