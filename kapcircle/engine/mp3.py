"""How long an MP3 is: counted frame by frame. Where no header says it a decoder guesses from the first bit rate."""

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kapcircle.core.errors import KnownError

_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""By the two bits that name the version: MPEG-1 (ISO/IEC 11172-3, 2.4.2.3), MPEG-2 (13818-3), and its half rates."""
_HIGH = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""Kilobits a second of layer III; 0 is a free format, whose frames do not say how long they are, but are all alike."""
_SLACK = 0.1
"""Seconds by which a header may say less than there is."""

Bytes = bytes | mmap.mmap


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame of layer III: `bits` are its header, `size` its octets, `tag` where in it a count of frames may stand."""

    at: int
    bits: int
    size: int
    samples: int
    rate: int
    tag: int

    @property
    def end(self) -> int:
        return self.at + self.size


def counted(recording: Path, folder: Path) -> Path:
    """The recording, or a copy in `folder` of nothing but its sound, which says how long it is.

    Raises KnownError or OSError.
    """
    if not recording.stat().st_size:
        return recording
    with recording.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        frames = list(_frames(data))
        if not frames:  # nothing that could be counted: whoever decodes it says what it is
            return recording
        octets, first = sum(frame.size for frame in frames), frames[0]
        if 2 * octets < len(data) - first.at:
            raise KnownError(f"{recording.name} cannot be kept: its length cannot be told. Convert it to FLAC")
        said = _said(data, first)
        sound = frames if said is None else frames[1:]
        true = said is not None and (len(sound) - said) * first.samples <= _SLACK * first.rate
        if true and octets == frames[-1].end - first.at:
            return recording
        head = data[first.at : first.end] if true else _header(first, len(sound))
        copy = folder / "counted.mp3"
        with copy.open("wb") as out:
            out.writelines((head, *(data[frame.at : frame.end] for frame in sound)))
        return copy


def _frames(data: Bytes) -> Iterator[_Frame]:
    """All frames like the first; whatever else stands between them is passed over."""
    frame = _find(data, _sound(data))
    kind = frame and (frame.samples, frame.rate)
    while frame is not None and frame.end <= len(data):
        yield frame
        follows = _frame(data, frame.end)
        frame = follows if follows and (follows.samples, follows.rate) == kind else _find(data, frame.end)


def _sound(data: Bytes) -> int:
    """Where the sound may begin: after the tags that say who plays (ID3v2)."""
    at = 0
    while data[at : at + 3] == b"ID3" and len(data) >= at + 10:
        a, b, c, d = data[at + 6 : at + 10]
        at += 10 + (a << 21 | b << 14 | c << 7 | d) + (10 if data[at + 5] & 0x10 else 0)
    return at


def _find(data: Bytes, at: int) -> _Frame | None:
    """The next frame that another follows, or the end."""
    while (at := data.find(b"\xff", at)) >= 0:
        frame = _frame(data, at)
        if frame and (frame.end == len(data) or _frame(data, frame.end)):
            return frame
        at += 1
    return None


def _frame(data: Bytes, at: int) -> _Frame | None:
    if at + 4 > len(data):
        return None
    bits = int.from_bytes(data[at : at + 4], "big")
    version, quality, pitch = bits >> 19 & 3, bits >> 12 & 15, bits >> 10 & 3
    if bits >> 21 != 0x7FF or bits >> 17 & 3 != 1 or version not in _RATES or quality in {0, 15} or pitch == 3:
        return None
    rate, high, mono = _RATES[version][pitch], version == 3, bits >> 6 & 3 == 3
    samples = 1152 if high else 576
    size = samples // 8 * (_HIGH if high else _LOW)[quality] * 1000 // rate + (bits >> 9 & 1)
    return _Frame(at, bits, size, samples, rate, 4 + ((17 if mono else 32) if high else (9 if mono else 17)))


def _said(data: Bytes, first: _Frame) -> int | None:
    """How many frames its first frame says that follow; None if it is a frame like any other."""
    tag = data[first.at + first.tag : first.at + first.tag + 12]
    if tag[:4] in {b"Xing", b"Info"}:
        flags, count = struct.unpack(">4xII", tag)
        return int(count) if flags & 1 else 0
    tag = data[first.at + 36 : first.at + 54]
    return int.from_bytes(tag[14:], "big") if tag[:4] == b"VBRI" else None


def _header(first: _Frame, count: int) -> bytes:
    """A silent frame of the same kind that says how many follow."""
    bits = first.bits & ~(15 << 12 | 1 << 9) | 8 << 12 | 1 << 16  # the eighth bit rate, no padding, no checksum
    head = bits.to_bytes(4, "big")
    frame = _frame(head, 0) or first
    return struct.pack(f">4s{frame.tag - 4}x4sII", head, b"Xing", 1, count).ljust(frame.size, b"\0")
