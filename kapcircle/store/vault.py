"""An unlocked vault: one encrypted file, the keys beside it, and who opened it.

Locking overwrites the keys that are held here. It cannot reach copies that Python, the crypto libraries or the
system's swap have made on the way; only switching the laptop off is sure.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import Device, Instant, MemberId
from kapcircle.core.practice import LEADS
from kapcircle.core.roles import Role
from kapcircle.store import backup, device, files, keys, lines, migrations, slots
from kapcircle.store.backup import Backup
from kapcircle.store.database import Access, Database, connect, known_errors
from kapcircle.store.files import keys_of
from kapcircle.store.fresh import uuid7
from kapcircle.store.keys import Cost, Keys, Member, Slot
from kapcircle.store.lock import Lock
from kapcircle.store.sealing import derive
from kapcircle.store.slots import Opened

RECOVERED = Member(MemberId("recovery"), "Recovery key", Role.COORDINATOR)
"""Who acts when the recovery key opened the vault: one who may give out slots, without clinical rights."""

DEFAULT = Cost()


class Vault:
    """What the data key opens: held by `member`, on `device`, until `lock`."""

    def __init__(self, path: Path, identity: str, member: Member, opened: Opened, now: Instant) -> None:
        self.path, self.identity, self.member = path, identity, member
        self._opened = opened
        self._held: Lock | None = None
        self._unfilled = False
        try:
            with _own_keys(path):
                pending = _look(path, self.key("database"))
            self._held = Lock(path)
            files.keep_private(path, keys_of(path))
            backup.sweep(path)
            keys.align(path)
            self.device = self._prepare(bool(pending), now)
        except BaseException:
            self.lock()
            raise

    def key(self, purpose: str) -> bytes:
        """The key for one purpose. Raises KnownError once the vault is locked."""
        return derive(bytes(self._secret(self._opened.data)), purpose)

    def own_secret(self) -> bytes:
        """The member's own X25519 key, which nobody else can open. KnownError if the recovery key opened the vault."""
        return bytes(self._secret(self._opened.own))

    def connect(self, access: Access) -> Database:
        """A connection of the caller's own to the vault file."""
        return connect(self.path, self.key("database"), access)

    def recognise(self, passphrase: str, member: MemberId | None = None) -> Member:
        """Whose passphrase this is; that of `member` only, where one is named. Raises KnownError."""
        known, opened = slots.enter(keys.read(self.path), passphrase, member)
        _wipe(opened)
        return known

    def add_member(self, name: str, role: Role, passphrase: str, cost: Cost = DEFAULT) -> Member:
        """Give a member of staff a slot of their own."""
        member = Member(MemberId(uuid7()), name, role)
        self._change(lambda found: (*found, self._fill(member, passphrase, cost)))
        return member

    def change_passphrase(self, member: MemberId, old: str, new: str, cost: Cost = DEFAULT) -> None:
        """Seal a member's slot under a new passphrase. Nothing else is rewritten, and no backup is."""
        who, opened = slots.enter(keys.read(self.path), old, member)
        slot = slots.fill(self.identity, who, new, opened, cost)
        self._change(lambda found: tuple(slot if each.member.id == member else each for each in found))

    def reset_passphrase(self, member: MemberId, new: str, cost: Cost = DEFAULT) -> None:
        """Give a member who forgot the passphrase a new one. What their own key had sealed stays closed for ever."""
        slot = self._fill(slots.find(keys.read(self.path), member).member, new, cost)
        self._change(lambda found: tuple(slot if each.member.id == member else each for each in found))

    def remove_member(self, member: MemberId) -> None:
        """Take a slot away. Who kept an older keys file and its passphrase can still open what they have a copy of."""
        keyring = keys.read(self.path)
        gone = slots.find(keyring, member)
        if len(keyring.slots) == 1:
            raise Refused(f"{gone.member.name} is the last who can open this vault. Add another member first.")
        self._change(lambda found: tuple(each for each in found if each.member.id != member))

    def back_up(self, now: Instant) -> Backup:
        """Copy the vault, whose log must be closed. Raises KnownError if the disk refuses."""
        return backup.make(self.path, self.key("database"), now)

    def verify_backups(self) -> list[str]:
        """Read every backup that was not verified yet, which takes a while. Returns what is wrong."""
        return backup.verify(self.path, lambda: self.key("database"))

    def base(self) -> Backup | None:
        """The newest sound backup that the vault's log goes on from."""
        with closing(self.connect(Access.READ)) as db, known_errors(self.path):
            return backup.base(self.path, db, self.key("database"))

    def restored(self) -> Instant:
        """When the vault was last restored; 0 if never."""
        with closing(self.connect(Access.READ)) as db, known_errors(self.path):
            return device.restored(db)

    def fill_tables(self, refill: Callable[[Database], None]) -> None:
        """After an update that changed tables, fill them from the log, which must be closed."""
        if self._unfilled:
            with closing(self.connect(Access.WRITE)) as db, known_errors(self.path):
                migrations.fill(db, refill)
            self._unfilled = False

    def lock(self) -> None:
        """Overwrite the keys, and let another program open the vault."""
        self.wipe()
        if self._held is not None:
            self._held.release()

    def wipe(self) -> None:
        """Overwrite the keys. No other program can open the vault before `lock`."""
        _wipe(self._opened)

    def _prepare(self, outdated: bool, now: Instant) -> Device:
        if outdated:
            self.back_up(now)
        backed_up = backup.highest_tick(self.path)
        with closing(self.connect(Access.WRITE)) as db, known_errors(self.path):
            migrations.migrate(db)
            self._unfilled = migrations.unfilled(db)
            return device.device(db, device.place(self.path, self.identity), lines.last_tick(db), backed_up)

    def _secret(self, held: bytearray) -> bytearray:
        if not held:
            raise KnownError("The vault is locked." if not self._opened.data else "The recovery key opens no own key.")
        return held

    def _fill(self, member: Member, passphrase: str, cost: Cost) -> Slot:
        fresh = slots.new_secrets(self._secret(self._opened.data))
        return slots.fill(self.identity, member, passphrase, fresh, cost)

    def _change(self, change: Callable[[tuple[Slot, ...]], Iterable[Slot]]) -> None:
        keyring = keys.read(self.path)
        keys.write(self.path, replace(keyring, slots=tuple(change(keyring.slots))))


def create(
    path: Path, name: str, passphrase: str, now: Instant, *, role: Role = Role.FACILITATOR, cost: Cost = DEFAULT
) -> tuple[Vault, str]:
    """Make a vault with a slot for its first member, and its first backup. Returns it unlocked, and its recovery key.

    The recovery key is shown once and kept nowhere. It opens the vault, but no member's own key: process notes, which
    are sealed with that, stay closed to it. Say so where it is shown.
    """
    if role not in LEADS:
        raise KnownError("The first member is a facilitator or coordinator: nobody else may add the others.")
    for taken in (path, keys_of(path)):
        if taken.exists():
            raise KnownError(f"{taken} is there already. Choose another name, or open that vault.")
    identity, member, opened = uuid7(), Member(MemberId(uuid7()), name, role), slots.new_secrets()
    slot = slots.fill(identity, member, passphrase, opened, cost)
    spare, recovery_key = slots.spare(identity, opened.data)
    key = derive(bytes(opened.data), "database")
    try:
        _create_file(path, key)
        keys.write(path, Keys(identity, (slot,), spare))
        backup.make(path, key, now)
    except KnownError:
        for made in (path, keys_of(path), files.copy_of_keys(path)):
            made.unlink(missing_ok=True)
        raise
    return Vault(path, identity, member, opened, now), recovery_key


def unlock(path: Path, passphrase: str, now: Instant, member: MemberId | None = None) -> Vault:
    """Open a vault with the passphrase of a member, or of any member. A backup is made before its tables change.

    Raises KnownError, and has changed nothing: wrong passphrase, no vault, damaged, newer than this program.
    """
    keyring = keys.read(path)
    with _own_keys(path):
        known, opened = slots.enter(keyring, passphrase, member)
    return Vault(path, keyring.vault, known, opened, now)


def unlock_with_recovery(path: Path, recovery_key: str, now: Instant) -> Vault:
    """Open a vault with its recovery key, to give its members new passphrases. Their own keys stay closed."""
    keyring = keys.read(path)
    with _own_keys(path):
        opened = slots.recover(keyring, recovery_key)
    return Vault(path, keyring.vault, RECOVERED, opened, now)


def opener(passphrase: str) -> Callable[[Keys], Opened]:
    """Opens keys without their vault, as a restore must. What it gives raises KnownError for a wrong passphrase."""
    return lambda keyring: slots.enter(keyring, passphrase)[1]


def members(path: Path) -> tuple[Member, ...]:
    """Who has a slot, for the unlock page. Not proven before that slot is opened."""
    return tuple(slot.member for slot in keys.read(path).slots)


@contextmanager
def _own_keys(path: Path) -> Iterator[None]:
    """What did not open is neither damaged nor forgotten where the keys of another vault lie beside it."""
    try:
        yield
    except KnownError as error:
        if not keys.of_another_vault(path):
            raise
        keyring, copy = keys_of(path).name, files.copy_of_keys(path).parent.name
        raise KnownError(
            f"{path.name} did not open: {keyring} and its copy in {copy} are of two different vaults. "
            "Copy the one that belongs here over the other. Nothing was changed."
        ) from error


def _wipe(opened: Opened) -> None:
    for secret in (opened.data, opened.own):
        secret[:] = bytes(len(secret))
        secret.clear()


def _create_file(path: Path, key: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(f"{path.parent} cannot be made: {error.strerror}.") from error
    db = connect(path, key, Access.CREATE)
    try:
        migrations.migrate(db)
        migrations.fill(db, lambda _: None)  # an empty log fills no table
    finally:
        db.close()


def _look(path: Path, key: bytes) -> list[str]:
    """The steps that the tables lack. Leaves no trace if the file is damaged or too new."""
    with closing(connect(path, key, Access.LOOK)) as db, known_errors(path):
        return migrations.pending(db)
