"""How much sound the header of a WAV or AIFF promises: a decoder is content with what is there of a copy cut short."""

import struct
from pathlib import Path
from typing import BinaryIO

KINDS = {b"RIFF": ("<4sI", b"data"), b"FORM": (">4sI", b"SSND")}
"""How the head of a chunk is written, and which chunk holds the sound (RIFF WAVE; AIFF 1.3)."""
OPEN = 0xFFFF_0000
"""From this size on nobody counted: whoever wrote it did not know how long it would become."""
SLACK = 4096
"""Octets by which a file may end early; editors count what they pad."""


def share_there(recording: Path) -> float:
    """Which share of the sound that its header promises is there, from 0 to 1; 1 where it promises nothing.

    Raises OSError.
    """
    with recording.open("rb") as file:
        kind = KINDS.get(file.read(12)[:4])
        promised = 0 if kind is None else _promised(file, *kind)
        there = recording.stat().st_size - file.tell()
    return there / promised if SLACK < promised < OPEN and promised - there > SLACK else 1.0


def _promised(file: BinaryIO, head: str, sound: bytes) -> int:
    """The size of the chunk with the sound, before whose first octet the file then stands; 0 where there is none."""
    while len(octets := file.read(8)) == struct.calcsize(head):
        name, size = struct.unpack(head, octets)
        if name == sound:
            return int(size)
        file.seek(size + size % 2, 1)
    return 0
