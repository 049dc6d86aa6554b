"""Bytes by their SHA-256: they go in with the entries that name them, and never alone."""

import hashlib
from collections.abc import Iterable, Iterator

from kapcircle.core.blobs import NAMING, named
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Digest
from kapcircle.store.codec import Codec
from kapcircle.store.database import Database
from kapcircle.store.lines import Sealed

_PUT = "INSERT INTO blob VALUES (?, ?) ON CONFLICT (hash) DO NOTHING"
_NAMING = (
    f"SELECT tick, stream, type, body FROM entry WHERE type IN ({', '.join('?' * len(NAMING))}) ORDER BY tick, device"
)


def digest_of(body: bytes) -> Digest:
    """The name of these bytes."""
    return Digest(hashlib.sha256(body).hexdigest())


def put(db: Database, digest: Digest, body: bytes) -> None:
    """Keep bytes, inside the caller's transaction; what is kept already stays as it is."""
    db.execute(_PUT, (digest, body))


def get(db: Database, digest: Digest) -> bytes:
    """The bytes of this name. Raises KnownError where they are missing, or are not what was put there."""
    found = db.execute("SELECT body FROM blob WHERE hash = ?", (digest,)).fetchone()
    if found is None:
        raise KnownError("The document is missing from the vault. Attach it again, or restore a backup that has it.")
    body = bytes(found[0])
    if digest_of(body) != digest:
        raise KnownError("The document is not what was attached: it was altered. Restore a backup that has it.")
    return body


def among(db: Database, codec: Codec, sealed: Iterable[Sealed]) -> Iterator[bytes]:
    """What the vault has of the bytes that these lines name, each once."""
    seen: set[Digest] = set()
    for line, _ in sealed:
        for digest in named(codec.decode(line.type, line.body)):
            found = db.execute("SELECT body FROM blob WHERE hash = ?", (digest,)).fetchone()
            if found is not None and digest not in seen:
                seen.add(digest)
                yield bytes(found[0])


def take_in(db: Database, codec: Codec, bodies: Iterable[bytes]) -> list[str]:
    """Keep those of these bytes that an entry names, inside the caller's transaction. Returns what is wrong then."""
    wanted = _wanted(db, codec)
    for body in bodies:
        if (digest := digest_of(body)) in wanted:
            put(db, digest, body)
    return faults(db, codec)


def faults(db: Database, codec: Codec) -> list[str]:
    """Bytes that an entry names and that are missing, that were altered, or that no entry names."""
    wanted = _wanted(db, codec)
    kept = [Digest(name) for (name,) in db.execute("SELECT hash FROM blob ORDER BY hash")]
    missing = [f"{where} names bytes that are missing ({d[:12]}…)" for d, where in wanted.items() if d not in kept]
    altered = [f"the bytes {d[:12]}… were altered" for d in kept if _altered(db, d)]
    orphans = [f"the bytes {d[:12]}… are named by no entry" for d in kept if d not in wanted]
    return [*missing, *altered, *orphans]


def _wanted(db: Database, codec: Codec) -> dict[Digest, str]:
    """All bytes that entries name, and an entry that does."""
    found: dict[Digest, str] = {}
    for tick, stream, kind, body in db.execute(_NAMING, [each.__name__ for each in NAMING]):
        for digest in named(codec.decode(kind, body)):
            found.setdefault(digest, f"entry {tick} in {stream}")
    return found


def _altered(db: Database, digest: Digest) -> bool:
    (body,) = db.execute("SELECT body FROM blob WHERE hash = ?", (digest,)).fetchone()
    return digest_of(bytes(body)) != digest
