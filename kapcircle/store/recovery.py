"""The recovery key as people print and type it: Crockford's base 32 in groups of four, with a checksum.

It has no letter that looks like a digit; case, spaces and hyphens do not matter.
"""

import hashlib
import secrets

from kapcircle.core.errors import KnownError

SECRET_BYTES = 16
CHECK_BYTES = 4
GROUP = 4
GROUPS = (SECRET_BYTES + CHECK_BYTES) * 8 // 5 // GROUP

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011", " -\t\r\n")


def new() -> bytes:
    """A secret that nobody can guess: 128 bits."""
    return secrets.token_bytes(SECRET_BYTES)


def text(secret: bytes) -> str:
    """The secret as groups of letters and digits."""
    number = int.from_bytes(secret + _check(secret))
    digits = "".join(_DIGITS[number >> 5 * i & 31] for i in reversed(range(GROUP * GROUPS)))
    return "-".join(digits[i : i + GROUP] for i in range(0, len(digits), GROUP))


def parse(typed: str) -> bytes:
    """The secret in what was typed. Raises KnownError if something is mistyped or missing."""
    digits = typed.upper().translate(_LOOKALIKES)
    if len(digits) != GROUP * GROUPS:
        raise KnownError(
            f"A recovery key has {GROUPS} groups of {GROUP}; here are {len(digits)} characters, not {GROUP * GROUPS}."
        )
    for place, digit in enumerate(digits):
        if digit not in _DIGITS:
            raise KnownError(f"A recovery key has no {digit}: look at group {place // GROUP + 1} again.")
    number = 0
    for digit in digits:
        number = number << 5 | _DIGITS.index(digit)
    whole = number.to_bytes(SECRET_BYTES + CHECK_BYTES)
    secret = whole[:SECRET_BYTES]
    if _check(secret) != whole[SECRET_BYTES:]:
        raise KnownError("The recovery key is mistyped somewhere. Compare it with the printed one, group by group.")
    return secret


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"kapcircle recovery key" + secret).digest()[:CHECK_BYTES]
