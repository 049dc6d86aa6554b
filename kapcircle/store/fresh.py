"""New ids: UUIDv7 text (RFC 9562, 5.7), so that what was made later sorts later."""

import secrets
import time
from uuid import UUID


def uuid7() -> str:
    """48 bits of milliseconds since 1970, then 74 bits of chance."""
    when = time.time_ns() // 1_000_000 & (1 << 48) - 1
    chance = secrets.randbits(74)
    high, low = chance >> 62, chance & (1 << 62) - 1
    return str(UUID(int=when << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low))
