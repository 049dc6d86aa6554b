import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from threading import Event
from typing import Any, Protocol
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId
from kapcircle.core.light import LampLevel
from kapcircle.core.rooms import PatchRow, rehearsal_patch
from kapcircle.drivers import sacn
from kapcircle.drivers.sacn import Address, Sacn, multicast_group, packet, parse
from tests.drivers import e131
from tests.seconds import Clock

CID = UUID("00000000-0000-4000-8000-00000000c1d0")
ONE = LampId("1")
PATCH = rehearsal_patch([ONE], 1)
FRAME = 1 / 44


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A receiver on this machine, on a port of the test's own."""
    with e131.receiver() as receiver:
        monkeypatch.setattr(sacn, "PORT", receiver.getsockname()[1])
        yield receiver


class Opened(Protocol):
    def __call__(self, host: str = ..., patch: tuple[PatchRow, ...] = ...) -> Sacn: ...


@pytest.fixture
def opened(clock: Clock) -> Iterator[Opened]:
    """Drivers that are closed after the test."""
    with ExitStack() as stack:

        def one(host: str = "127.0.0.1", patch: tuple[PatchRow, ...] = PATCH) -> Sacn:
            driver = Sacn(host, patch, CID, clock)
            stack.callback(driver.close)
            return driver

        yield one


def at(level: float) -> tuple[LampLevel, ...]:
    return (LampLevel(ONE, level),)


def frames(driver: Sacn, clock: Clock, seconds: float, level: float = 0.5) -> None:
    """A still light, frame by frame."""
    for _ in range(round(seconds / FRAME)):
        clock.now += FRAME
        driver.send(at(level), still=True)


def begun(driver: Sacn, line: socket.socket) -> None:
    """The stream is past its beginning."""
    for n in range(sacn.OPENING):
        driver.send(at(n / 100), still=False)
    e131.drain(line)


@given(st.uuids(), st.integers(1, 63_999), st.integers(0, 10_000), st.binary(min_size=512, max_size=512), st.booleans())
def test_packets_are_read_as_the_standard_says(
    cid: UUID, universe: int, sequence: int, slots: bytes, ended: bool
) -> None:
    sent = packet(cid, universe, sequence, slots, ended=ended)
    assert len(sent) == 638
    assert e131.read(sent) == e131.Data(
        cid=cid,
        source="KapCircle",
        priority=100,
        synchronisation=0,
        sequence=sequence % 256,
        preview=False,
        terminated=ended,
        forced=False,
        universe=universe,
        start_code=0,
        slots=slots,
    )


def test_one_packet_octet_by_octet() -> None:
    expected = (
        "0010 0000 4153432d45312e3137000000 726e 00000004 00000000000040008000 00000000c1d0"
        "7258 00000002" + b"KapCircle".hex() + "00" * 55 + "64 0000 07 00 0102"
        "720b 02 a1 0000 0001 0201 00" + "ff80" + "00" * 510
    )
    assert packet(CID, 0x0102, 7, b"\xff\x80" + bytes(510)) == bytes.fromhex(expected.replace(" ", ""))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("sacn:192.0.2.10:1", Address("192.0.2.10", 1)),
        ("sacn:lights.example:63999", Address("lights.example", 63_999)),
        ("sacn:[2001:db8::10]:2", Address("2001:db8::10", 2)),
        ("sacn:multicast:300", Address("multicast", 300)),
    ],
)
def test_an_address_is_host_and_universe(text: str, address: Address) -> None:
    assert parse(text) == address


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "write sacn:HOST:UNIVERSE"),
        ("sacn", "write sacn:HOST:UNIVERSE"),
        ("sacn:1", "write sacn:HOST:UNIVERSE"),
        ("sacn::1", "write sacn:HOST:UNIVERSE"),
        ("artnet:192.0.2.10:1", "write sacn:HOST:UNIVERSE"),
        ("sacn:192.0.2.10:", "is a number from 1 to 63999, not ''"),
        ("sacn:192.0.2.10:0", "is a number from 1 to 63999, not '0'"),
        ("sacn:192.0.2.10:64000", "is a number from 1 to 63999, not '64000'"),
        ("sacn:192.0.2.10:one", "is a number from 1 to 63999, not 'one'"),
        ("sacn:192.0.2.10:-1", "is a number from 1 to 63999, not '-1'"),
        ("sacn:a..b:1", "a..b cannot be a name or an IP address"),
    ],
)
def test_a_bad_address_is_refused_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(KnownError) as refused:
        parse(text)
    assert str(refused.value).startswith(f"{text}: ")
    assert said in str(refused.value)


def test_a_universe_has_its_multicast_group() -> None:
    assert [multicast_group(x) for x in (1, 255, 256, 63_999)] == [
        "239.255.0.1",
        "239.255.0.255",
        "239.255.1.0",
        "239.255.249.255",
    ]


def test_a_fade_is_sent_frame_by_frame_and_counted(line: socket.socket, opened: Opened) -> None:
    driver = opened()
    got = []
    for n in range(300):
        driver.send(at(n / 300), still=False)
        got += [e131.read(x) for x in e131.drain(line)]
    assert [x.sequence for x in got] == [n % 256 for n in range(300)]
    assert all(a.slots[:2] <= b.slots[:2] for a, b in pairwise(got))
    assert {(x.cid, x.universe) for x in got} == {(CID, 1)}


def test_a_slow_fade_keeps_the_rate_though_levels_repeat(line: socket.socket, opened: Opened) -> None:
    driver = opened()
    for _ in range(44):
        driver.send(at(0.5), still=False)
    assert len(e131.drain(line)) == 44


def test_a_still_light_is_sent_three_times_more_and_then_about_once_a_second(
    line: socket.socket, clock: Clock, opened: Opened
) -> None:
    driver = opened()
    begun(driver, line)
    driver.send(at(0.5), still=False)
    frames(driver, clock, 3 * FRAME)
    assert len(e131.drain(line)) == 4
    times = []
    for _ in range(44 * 10):
        clock.now += FRAME
        driver.send(at(0.5), still=True)
        times += [clock.now for _ in e131.drain(line)]
    assert all(0.8 <= b - a <= 1.0 for a, b in pairwise(times))
    assert len(times) >= 10


def test_a_receiver_that_counts_with_the_engine_before_hears_the_next_one_soon(
    line: socket.socket, clock: Clock, opened: Opened
) -> None:
    """It drops what lies up to twenty behind the last it took (ANSI E1.31-2018, 6.7.2), of a still light too."""
    frames(opened(), clock, 0.5)
    sent = [e131.read(x).sequence for x in e131.drain(line)]
    for last in range(256):
        assert any(not -20 < (each - last + 128) % 256 - 128 <= 0 for each in sent)


def test_a_changed_level_goes_out_at_once(line: socket.socket, clock: Clock, opened: Opened) -> None:
    driver = opened()
    begun(driver, line)
    frames(driver, clock, 0.5)
    e131.drain(line)
    driver.send(at(0.6), still=True)
    assert [e131.read(x).slots[:2] for x in e131.drain(line)] == [b"\x47\xff"]


def test_each_universe_is_a_stream_of_its_own(line: socket.socket, opened: Opened) -> None:
    driver = opened(patch=(*PATCH, PatchRow(LampId("2"), 63_999, 512, "level8")))
    for _ in range(2):
        driver.send((LampLevel(LampId("2"), 1.0),), still=False)
    got = [e131.read(x) for x in e131.drain(line)]
    assert [(x.universe, x.sequence) for x in got] == [(1, 0), (63_999, 0), (1, 1), (63_999, 1)]
    assert got[1].slots == bytes(511) + b"\xff"


def test_closing_ends_the_stream_three_times_and_only_once(line: socket.socket, opened: Opened) -> None:
    driver = opened()
    driver.send(at(0.5), still=False)
    driver.close()
    driver.close()
    got = [e131.read(x) for x in e131.drain(line)]
    assert [x.terminated for x in got] == [False, True, True, True]
    assert [x.sequence for x in got] == [0, 1, 2, 3]


def test_closing_what_was_never_used_sends_nothing(line: socket.socket, opened: Opened) -> None:
    opened().close()
    assert e131.drain(line) == []


def test_it_does_not_take_the_port_of_a_receiver(line: socket.socket, opened: Opened) -> None:
    driver = opened()
    driver.send(at(0.5), still=False)
    _, (_, port) = line.recvfrom(2048)
    assert port not in {5568, line.getsockname()[1]}


def test_a_receiver_that_is_not_there_is_said_and_found_again(
    clock: Clock, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    with e131.receiver() as gone:
        port = gone.getsockname()[1]
    monkeypatch.setattr(sacn, "PORT", port)
    driver = opened()
    assert driver.answers() == (True, "")
    said = set()
    frames(driver, clock, 0.1)
    for _ in range(10):
        frames(driver, clock, 1.0)
        said.add(driver.answers())
    assert said == {(False, "127.0.0.1 does not take light data (sACN): switch it on there, or check the address.")}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as back:
        back.bind(("127.0.0.1", port))
        frames(driver, clock, 5.0)
        assert driver.answers() == (True, "")
        assert len(e131.drain(back)) >= 3


def test_a_network_that_is_down_is_said_retried_each_second_and_never_raises(
    clock: Clock, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[float] = []

    def down(host: str, port: int, **_: object) -> None:
        tried.append(clock.now)
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket, "getaddrinfo", down)
    driver = opened("192.0.2.10")
    for n in range(440):
        clock.now += FRAME
        driver.send(at(n / 440), still=False)
    assert driver.answers() == (
        False,
        "192.0.2.10 cannot be reached (Network is unreachable): check cable, network and address.",
    )
    assert len(tried) == 10


def test_a_name_nobody_knows_is_said(opened: Opened) -> None:
    driver = opened("lamps.invalid")
    end = time.monotonic() + 10
    while driver.answers()[0]:
        assert time.monotonic() < end, "waited in vain"
        driver.send(at(0.5), still=False)
    assert driver.answers()[1].startswith("lamps.invalid cannot be reached")


def test_light_waits_for_no_name_and_goes_out_once_it_is_known(
    line: socket.socket, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, look_up = Event(), socket.getaddrinfo

    def slow(host: str, port: int, **how: Any) -> object:
        if how["flags"] == socket.AI_NUMERICHOST:
            return look_up(host, port, **how)
        assert known.wait(10)
        return look_up("127.0.0.1", port, **how)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    driver = opened("lamps.example")
    for _ in range(100):
        driver.send(at(0.5), still=False)
    assert e131.drain(line) == []
    known.set()
    end = time.monotonic() + 10
    while not (got := e131.drain(line)):
        assert time.monotonic() < end, "waited in vain"
        driver.send(at(0.5), still=False)
    assert e131.read(got[0]).sequence == 0


def test_a_full_buffer_loses_a_frame_and_nothing_else(
    line: socket.socket, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(socket.socket):
        def send(self, *_: object) -> int:
            raise BlockingIOError

    driver = opened()
    with monkeypatch.context() as patch:
        patch.setattr(socket, "socket", Full)
        driver.send(at(0.1), still=False)
    assert driver.answers() == (True, "")
    assert e131.drain(line) == []


def test_it_multicasts_to_the_group_of_each_universe(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def note(host: str, port: int, **_: object) -> None:
        asked.append(host)
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket, "getaddrinfo", note)
    driver = opened("multicast", rehearsal_patch([ONE], 300))
    driver.send(at(0.5), still=False)
    assert asked == ["239.255.1.44"]


def test_a_patch_that_overlaps_is_refused() -> None:
    with pytest.raises(KnownError, match="already taken"):
        Sacn("127.0.0.1", [*PATCH, PatchRow(LampId("2"), 1, 2, "level8")], CID)
