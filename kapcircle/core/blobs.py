"""Bytes that are kept beside the log, by their hash: documents and signatures. Which of them an event names."""

from typing import Any

from kapcircle.core.ids import Digest
from kapcircle.core.person.consents import ConsentAnswered
from kapcircle.core.person.documents import DocumentAttached

NAMING = (ConsentAnswered, DocumentAttached)
"""The events that may name bytes."""


def named(event: Any) -> tuple[Digest, ...]:
    """The bytes that an event cannot do without."""
    match event:
        case DocumentAttached(hash=digest):
            return (digest,)
        case ConsentAnswered(signature=digest) if digest:
            return (digest,)
        case _:
            return ()
