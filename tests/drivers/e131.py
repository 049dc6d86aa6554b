"""Reads E1.31 data packets by the tables of ANSI E1.31-2018, field by field; knows nothing of the driver."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Data:
    cid: UUID
    source: str
    priority: int
    synchronisation: int
    sequence: int
    preview: bool
    terminated: bool
    forced: bool
    universe: int
    start_code: int
    slots: bytes


def number(packet: bytes, first: int, last: int) -> int:
    """Octets `first` to `last`, both included, as the standard's tables count them."""
    return int.from_bytes(packet[first : last + 1], "big")


def flags_and_length(packet: bytes, first: int) -> None:
    """A PDU's length counts from its own first octet to the end of the packet."""
    assert packet[first] >> 4 == 0x7
    assert number(packet, first, first + 1) & 0x0FFF == len(packet) - first


def read(packet: bytes) -> Data:
    """Table 4-1: E1.31 data packet; every value that the standard fixes is checked."""
    assert number(packet, 0, 1) == 0x0010, "preamble size"
    assert number(packet, 2, 3) == 0, "post-amble size"
    assert packet[4:16] == bytes.fromhex("4153432d45312e3137000000"), "ACN packet identifier"
    flags_and_length(packet, 16)
    assert number(packet, 18, 21) == 0x00000004, "VECTOR_ROOT_E131_DATA"
    flags_and_length(packet, 38)
    assert number(packet, 40, 43) == 0x00000002, "VECTOR_E131_DATA_PACKET"
    assert packet[107] == 0, "source name ends with a null"
    flags_and_length(packet, 115)
    assert packet[117] == 0x02, "VECTOR_DMP_SET_PROPERTY"
    assert packet[118] == 0xA1, "address type and data type"
    assert number(packet, 119, 120) == 0, "first property address"
    assert number(packet, 121, 122) == 1, "address increment"
    assert number(packet, 123, 124) == len(packet) - 125 <= 513, "property value count"
    assert packet[112] & 0x1F == 0, "reserved option bits"
    return Data(
        cid=UUID(bytes=packet[22:38]),
        source=packet[44:108].rstrip(b"\0").decode("utf-8"),
        priority=packet[108],
        synchronisation=number(packet, 109, 110),
        sequence=packet[111],
        preview=bool(packet[112] & 0x80),
        terminated=bool(packet[112] & 0x40),
        forced=bool(packet[112] & 0x20),
        universe=number(packet, 113, 114),
        start_code=packet[125],
        slots=packet[126:],
    )


@contextmanager
def receiver(host: str = "127.0.0.1") -> Iterator[socket.socket]:
    """A socket of a receiver's, on a free port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as line:
        line.bind((host, 0))
        line.settimeout(2)
        yield line


def drain(line: socket.socket) -> list[bytes]:
    """All packets that have arrived."""
    line.setblocking(False)
    packets = []
    while True:
        try:
            packets.append(line.recv(2048))
        except BlockingIOError:
            return packets
