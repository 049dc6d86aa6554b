"""The keys file beside a vault: a slot for each member of staff. Everything secret in it is sealed."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.store import files

FORMAT = 1
MARK = "KapCircle keys"


@dataclass(frozen=True, slots=True)
class Member:
    """Who a slot belongs to."""

    id: MemberId
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs (Argon2id). The default is the second recommendation of RFC 9106, 4."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """A member's way in: the vault's data key, and the member's own secret, each sealed under the passphrase.

    `public` is the X25519 key that goes with the own secret.
    """

    member: Member
    cost: Cost
    salt: bytes
    public: bytes
    data: bytes
    own: bytes


@dataclass(frozen=True, slots=True)
class Spare:
    """The data key, sealed under the recovery key."""

    salt: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Keys:
    """All ways into the vault with this id."""

    vault: str
    slots: tuple[Slot, ...]
    spare: Spare


def read(vault: Path) -> Keys:
    """The keys of the vault at this path. Raises KnownError: no vault, damaged, or newer than the program."""
    path = files.keys_of(vault)
    try:
        there, keyed = vault.exists(), path.exists()
    except OSError as error:
        raise KnownError(f"{vault} cannot be looked at: {error.strerror}. Check its folder and its disk.") from error
    if not there:
        raise KnownError(f"There is no vault at {vault}. Check the name, or connect its disk.")
    if not keyed:
        raise KnownError(
            f"{vault.name} is not a vault: {path.name} is not beside it. "
            f"If it was, copy it back from {files.backups_of(vault).name}."
        )
    return load(path)


def load(path: Path) -> Keys:
    """The keys in a file. Raises KnownError."""
    try:
        return parse(path.read_bytes(), path.name)
    except OSError as error:
        raise KnownError(f"{path} cannot be read: {error.strerror}.") from error


def write(vault: Path, keys: Keys) -> None:
    """Write the second copy among the backups, then the keys file itself: that decides. Raises KnownError if not."""
    content = serialise(keys)
    for path in (files.copy_of_keys(vault), files.keys_of(vault)):
        try:
            path.parent.mkdir(exist_ok=True)
            files.write_whole(path, content)
        except OSError as error:
            raise KnownError(f"{path} cannot be written: {error.strerror}. The keys are as they were.") from error


def align(vault: Path) -> None:
    """Make the second copy the same as the keys file, which has opened the vault. No reason not to open if it fails."""
    with suppress(OSError):
        files.same(files.keys_of(vault), files.copy_of_keys(vault))


def of_another_vault(vault: Path) -> bool:
    """Whether the keys file and its second copy name different vaults: then one of them has been put there."""
    try:
        return load(files.keys_of(vault)).vault != load(files.copy_of_keys(vault)).vault
    except KnownError:
        return False


def serialise(keys: Keys) -> bytes:
    """The content of a keys file."""
    body = {
        "vault": keys.vault,
        "slots": [_slot_out(slot) for slot in keys.slots],
        "recovery": {"salt": keys.spare.salt.hex(), "data": keys.spare.data.hex()},
    }
    head = {"file": MARK, "format": FORMAT, "sum": _sum(body)}
    return json.dumps({**head, **body}, ensure_ascii=False, indent=1).encode()


def parse(content: bytes, name: str) -> Keys:
    """The keys in a file called `name`. Raises KnownError."""
    found = _load(content, name)
    if found["format"] != FORMAT:
        raise KnownError(f"{name} was written by a newer KapCircle. Open the vault with that version.")
    try:
        _check_sum(found)
        spare = Spare(*(bytes.fromhex(found["recovery"][each]) for each in ("salt", "data")))
        return Keys(found["vault"], tuple(_slot_in(slot) for slot in found["slots"]), spare)
    except (KeyError, TypeError, ValueError):
        raise _damaged(name) from None


def _load(content: bytes, name: str) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError:
        raise _damaged(name) from None
    if not isinstance(found, dict) or found.get("file") != MARK or not isinstance(found.get("format"), int):
        raise _damaged(name)
    return found


def _damaged(name: str) -> KnownError:
    return KnownError(f"{name} is damaged. Copy the file of the same name from the vault's backups over it.")


def _check_sum(found: dict[str, Any]) -> None:
    if found["sum"] != _sum({each: found[each] for each in ("vault", "slots", "recovery")}):
        raise ValueError("not as it was written")


def _sum(body: dict[str, Any]) -> str:
    """Finds damage, not malice: against that every slot is sealed."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _slot_out(slot: Slot) -> dict[str, Any]:
    return {
        "member": slot.member.id,
        "name": slot.member.name,
        "role": slot.member.role.value,
        "argon2id": [slot.cost.memory_kib, slot.cost.passes, slot.cost.lanes],
        **{each: getattr(slot, each).hex() for each in ("salt", "public", "data", "own")},
    }


def _slot_in(found: dict[str, Any]) -> Slot:
    member = Member(MemberId(found["member"]), found["name"], Role(found["role"]))
    boxes = (bytes.fromhex(found[each]) for each in ("salt", "public", "data", "own"))
    return Slot(member, Cost(*found["argon2id"]), *boxes)
