"""Names for the plain values the core is made of."""

from typing import NewType

Instant = NewType("Instant", int)
"""Milliseconds since 1970-01-01 UTC; never a time of day."""

Millis = NewType("Millis", int)
"""A length of time in milliseconds."""

Device = NewType("Device", str)
"""The laptop that wrote an entry."""

StreamId = NewType("StreamId", str)
"""`practice`, or `kind:UUID`."""

CommandId = NewType("CommandId", str)
MemberId = NewType("MemberId", str)
CohortId = NewType("CohortId", str)
PersonId = NewType("PersonId", str)
SessionId = NewType("SessionId", str)
PhaseId = NewType("PhaseId", str)
CueId = NewType("CueId", str)
RoomId = NewType("RoomId", str)
LampId = NewType("LampId", str)
ProgrammeId = NewType("ProgrammeId", str)
PodId = NewType("PodId", str)
OtherId = NewType("OtherId", str)
PieceId = NewType("PieceId", str)
Digest = NewType("Digest", str)
"""SHA-256 of a document's bytes, in hexadecimal."""

TrackId = NewType("TrackId", str)
"""SHA-256 of the recording's bytes, in hexadecimal."""

CLOCK = MemberId("clock")
"""Who acts when something falls due by itself."""

SECOND = Millis(1_000)
MINUTE = Millis(60_000)
DAY = Millis(24 * 60 * MINUTE)
"""No phase, timer or silence is longer: it would be a slip of the keys."""


def kind_of(stream: StreamId) -> str:
    """The kind of a stream: what stands before the colon."""
    return stream.partition(":")[0]


def stream_of(kind: str, name: str) -> StreamId:
    """The stream that holds the thing of this kind and name."""
    return StreamId(f"{kind}:{name}")
