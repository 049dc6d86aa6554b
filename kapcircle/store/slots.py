"""What opens a vault: a member's passphrase, or the recovery key."""

import json
import secrets
import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import MemberId
from kapcircle.core.passphrase import LEAST
from kapcircle.store import recovery
from kapcircle.store.keys import Cost, Keys, Member, Slot, Spare
from kapcircle.store.sealing import KEY_BYTES, Closed, derive, seal, unseal

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Opened:
    """What a slot holds. In memory that can be wiped."""

    data: bytearray
    own: bytearray


def fill(vault: str, member: Member, passphrase: str, opened: Opened, cost: Cost) -> Slot:
    """Seal the keys under a passphrase. Raises KnownError if it is too short."""
    words = normal(passphrase)
    if len(words) < LEAST:
        raise KnownError(
            f"The passphrase has {len(words)} characters and needs {LEAST} or more. "
            "Four or five words that do not belong together are easy to keep and hard to guess."
        )
    salt = secrets.token_bytes(SALT_BYTES)
    public = X25519PrivateKey.from_private_bytes(bytes(opened.own)).public_key().public_bytes_raw()
    blank = Slot(member, cost, salt, public, b"", b"")
    key = _stretch(words, blank)
    data, own = (
        seal(key, bytes(secret), _label(vault, blank, part))
        for part, secret in (("data", opened.data), ("own", opened.own))
    )
    return Slot(member, cost, salt, public, data, own)


def unlock(vault: str, slot: Slot, passphrase: str) -> Opened:
    """What the slot holds. Raises Closed if the passphrase is wrong, or if name, role or anything was altered."""
    key = _stretch(normal(passphrase), slot)
    data, own = (unseal(key, getattr(slot, part), _label(vault, slot, part)) for part in ("data", "own"))
    return Opened(bytearray(data), bytearray(own))


def enter(keys: Keys, passphrase: str, member: MemberId | None = None) -> tuple[Member, Opened]:
    """Whose passphrase this is, and what their slot holds; any slot will do unless a member is named. KnownError."""
    for slot in [find(keys, member)] if member else keys.slots:
        try:
            return slot.member, unlock(keys.vault, slot, passphrase)
        except Closed:
            continue
    raise KnownError("Wrong passphrase. Nothing was changed. Look at Caps Lock and the keyboard's language.")


def recover(keys: Keys, recovery_key: str) -> Opened:
    """What the recovery key opens: the vault, and no member's own secret. Raises KnownError."""
    key = derive(recovery.parse(recovery_key), "recovery", keys.spare.salt)
    try:
        return Opened(bytearray(unseal(key, keys.spare.data, _spare_label(keys.vault))), bytearray())
    except Closed:
        raise KnownError("This recovery key is of another vault. Nothing was changed.") from None


def find(keys: Keys, member: MemberId) -> Slot:
    """The slot of a member. Raises KnownError if there is none."""
    for slot in keys.slots:
        if slot.member.id == member:
            return slot
    raise KnownError("This member has no slot in the vault any more. Ask who opens it to add one.")


def new_secrets(data: bytearray | None = None) -> Opened:
    """A new own secret for a member, beside the vault's data key or a new one."""
    own = X25519PrivateKey.generate().private_bytes_raw()
    return Opened(data or bytearray(secrets.token_bytes(KEY_BYTES)), bytearray(own))


def spare(vault: str, data: bytearray) -> tuple[Spare, str]:
    """Seal the data key under a new recovery key; returns its text, which is written down nowhere."""
    secret, salt = recovery.new(), secrets.token_bytes(SALT_BYTES)
    box = seal(derive(secret, "recovery", salt), bytes(data), _spare_label(vault))
    return Spare(salt, box), recovery.text(secret)


def normal(passphrase: str) -> str:
    """One spelling for what looks the same on any keyboard (NFKC, as NIST SP 800-63B-4, 3.1.1.2 asks)."""
    return unicodedata.normalize("NFKC", passphrase)


def _stretch(words: str, slot: Slot) -> bytes:
    cost = slot.cost
    return hash_secret_raw(
        words.encode("utf-8", "surrogatepass"),
        slot.salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _label(vault: str, slot: Slot, part: str) -> bytes:
    who, cost = slot.member, slot.cost
    said = [part, vault, who.id, who.name, who.role.value, cost.memory_kib, cost.passes, cost.lanes]
    return json.dumps([*said, slot.salt.hex(), slot.public.hex()]).encode()


def _spare_label(vault: str) -> bytes:
    return json.dumps(["recovery", vault]).encode()
