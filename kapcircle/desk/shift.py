"""Who may take the desk while a session is open: the passphrase once a day, then a PIN. Kept in memory only."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId

DIGITS = 6
TRIES = 5


@dataclass
class _Pin:
    actor: Actor
    salt: bytes
    digest: bytes
    tries: int = TRIES


class Shift:
    """The members whose passphrase was given today, each with a PIN of six digits."""

    def __init__(self) -> None:
        self._pins: dict[MemberId, _Pin] = {}

    @property
    def members(self) -> tuple[MemberId, ...]:
        """Who can take the desk by PIN now."""
        return tuple(self._pins)

    def admit(self, actor: Actor, pin: str) -> None:
        """Set the PIN of a member whose passphrase has just been right. Raises Refused for one that is none."""
        _check(pin)
        if len(set(pin)) == 1 or pin in "01234567890123456789" or pin in "98765432109876543210":
            raise Refused("This PIN is too easy to guess: not one digit six times, nor a row like 123456.")
        salt = secrets.token_bytes(16)
        self._pins[actor.member] = _Pin(actor, salt, _digest(pin, salt))

    def take(self, member: MemberId, pin: str) -> Actor:
        """The actor of this PIN. Raises Refused and says how many tries are left; after the last the PIN is gone.

        What is no PIN at all counts as no try.
        """
        _check(pin)
        known = self._pins.get(member)
        if known is None:
            raise Refused("Give your passphrase first; a PIN is good while the session is open.")
        if hmac.compare_digest(_digest(pin, known.salt), known.digest):
            known.tries = TRIES
            return known.actor
        known.tries -= 1
        if known.tries == 0:
            del self._pins[member]
            raise Refused("The PIN was wrong five times. Give your passphrase.")
        raise Refused(f"This is not the PIN. {known.tries} {'try' if known.tries == 1 else 'tries'} left.")

    def forget(self, member: MemberId) -> None:
        """A member has left: their PIN is no good any more."""
        self._pins.pop(member, None)

    def end(self) -> None:
        """The session is over, or the vault is locked: every PIN is forgotten."""
        self._pins.clear()


def _check(pin: str) -> None:
    if len(pin) != DIGITS or not (pin.isascii() and pin.isdigit()):
        raise Refused(f"A PIN has {DIGITS} digits.")


def _digest(pin: str, salt: bytes) -> bytes:
    """Slow on purpose (scrypt, RFC 7914, 16 MiB): a million PINs are few."""
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1)
