"""Each device's entries of a stream hang on one another: none can be altered or taken out unseen.

An entry's hash covers a keyed hash of its body, not the body. That is reserved for erasure, which is not built yet:
body and key (the salt) could be emptied, and the chain would hold.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass

SALT_BYTES = 32
START = bytes(32)
"""What the first entry of a chain hangs on."""

_canonical = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it lies in the file, but for its hash. Times in ms since 1970-01-01 UTC, `zone` in minutes."""

    stream: str
    tick: int
    device: str
    at: int
    happened: int
    zone: int
    by: str
    command: str
    type: str
    body: str
    salt: bytes
    seal: bytes


def seal(salt: bytes, body: str) -> bytes:
    """Commits to a body without telling it."""
    return hmac.digest(salt, body.encode(), "sha256")


def link(before: bytes, line: Line) -> bytes:
    """The hash of an entry that follows the one with hash `before`."""
    said = (line.stream, line.tick, line.device, line.at, line.happened, line.zone, line.by, line.command, line.type)
    return hashlib.sha256(before + _canonical(said).encode() + line.seal).digest()


def sealed(line: Line) -> bool:
    """Whether the body is the one that was written."""
    return len(line.salt) == SALT_BYTES and hmac.compare_digest(seal(line.salt, line.body), line.seal)
