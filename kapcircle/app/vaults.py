"""Vaults opened into houses: the way in, who else may come in, and the way out."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

from kapcircle.app import fit
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
from kapcircle.drivers.laptop import Laptop
from kapcircle.engine.lossless import keep
from kapcircle.store import backup
from kapcircle.store import vault as vaults
from kapcircle.store.codec import Codec
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


def furnish(vault: Vault, clock: Clock | None = None, room: MakeRoom | None = None) -> House:
    """The house of an unlocked vault, with its log open. `room` stands in for the engine."""
    clock = clock or SystemClock()
    log = VaultLog(vault.path, vault.key("database"), codec())
    mirror = _mirror(vault, log)
    fittings = Fittings(
        fit.looks(),
        fit.programmes(),
        MediaFolder(media_of(vault.path), keep, fit.heard),
        fit.SpreadsheetFiles(),
        Laptop(vault.path.parent, _mirror_folder(log)),
        room or live_room(vault.path),
        PulseFile(vault.path.with_name(f"{vault.path.name}.pulse")),
        fit.recordings,
        fit.write_table,
        VaultKeyring(vault),
        fit.SystemOutlets(),
    )
    desk = Desk(log, clock, Device(vault.device), uuid7, Actor(vault.member.id, vault.member.role))
    house = House(desk, fittings, log.rows, lambda: _shut(vault, log, mirror, clock))
    _enlist(house, vault.member.id, vault.member.name, vault.member.role)
    return house


def _enlist(house: House, member: MemberId, name: str, role: Role) -> None:
    """Whoever has a slot stands in the practice's list of staff."""
    known = house.practice.staff.get(member)
    if known is None or known.left:
        house.desk.do((PRACTICE, AddStaff(member, name, role)))


def _mirror_folder(log: VaultLog) -> Path | None:
    chosen = log.settings().get("mirror", "")
    return Path(chosen) if chosen else None


def _mirror(vault: Vault, log: VaultLog) -> Mirror | None:
    folder = _mirror_folder(log)
    if folder is None:
        return None
    mirror = Mirror(folder, vault.path.stem, vault.identity, Device(vault.device), vault.key("mirror"))
    log.mirror_to(mirror, backup.verified_tick(vault.path))
    return mirror


def _shut(vault: Vault, log: VaultLog, mirror: Mirror | None, clock: Clock) -> None:
    left = log.close(LAST_WRITES)
    if mirror is not None:
        mirror.close(LAST_WRITES)
    try:
        if left:
            raise KnownError(f"{left} changes could not be written: the disk does not answer.")
        vault.back_up(clock.now())
    finally:
        vault.lock()


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

    def remove(self, member: MemberId) -> None:
        """A member's slot is gone."""
        self._vault.remove_member(member)


class VaultDoors:
    """The ways into a vault, each into a house."""

    def staff(self, path: str) -> tuple[str, ...]:
        """The names of those who have a passphrase to this vault."""
        return tuple(member.name for member in vaults.members(Path(path)))

    def create(self, path: str, name: str, role: Role, passphrase: str) -> tuple[House, str]:
        """A new vault with its first member of staff, and its recovery key, which is kept nowhere."""
        vault, recovery = vaults.create(Path(path), name, passphrase, SystemClock().now(), role=role)
        return self._enter(vault), recovery

    def open(self, path: str, passphrase: str, on_slow: Callable[[str], None]) -> House:
        """Open a vault with a member's passphrase."""
        on_slow("Opening…")
        return self._enter(vaults.unlock(Path(path), passphrase, SystemClock().now()))

    def recover(self, path: str, key: str, name: str, passphrase: str) -> House:
        """Open a vault with its recovery key, and give the member of this name a new passphrase."""
        now = SystemClock().now()
        found = next((m for m in vaults.members(Path(path)) if m.name == name), None)
        if found is None:
            raise KnownError(f"Nobody called {name} has a passphrase to this vault.")
        vault = vaults.unlock_with_recovery(Path(path), key, now)
        try:
            vault.reset_passphrase(found.id, passphrase)
        finally:
            vault.lock()
        return self._enter(vaults.unlock(Path(path), passphrase, now, found.id))

    def _enter(self, vault: Vault) -> House:
        try:
            house = furnish(vault)
        except BaseException:
            vault.lock()
            raise
        Thread(target=_verify, args=(vault,), name="backups", daemon=True).start()
        remember(str(vault.path.resolve()))
        return house


def _verify(vault: Vault) -> None:
    """Backups not yet verified are read through in the background; a vault locked meanwhile leaves it for next time."""
    with suppress(KnownError):
        vault.verify_backups()
