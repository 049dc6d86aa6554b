"""The clock page in a real browser and over bare HTTP: who gets in, what they see, and what they never see."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kapcircle import places
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Instant, Millis
from kapcircle.desk.sharing import Shared
from kapcircle.drivers import clock_service, clock_site
from kapcircle.drivers.addresses import addresses
from kapcircle.drivers.clock_page import LanClock
from kapcircle.views.clockface import Face
from kapcircle.views.public_clock import PublicClock
from tests.browser import Browser, browser, needs_chromium

FILES = places.resources() / "clock_page"


def now() -> Instant:
    return Instant(int(time.time() * 1000))


def peak(left: int = 600, next_: str = "Return") -> PublicClock:
    """A phase of twenty minutes with so many seconds left."""
    turns = Instant(now() + 1000 * left)
    whole = Millis(20 * 60_000)
    return PublicClock(
        Face.CALM, "Peak", "left of 20:00", "", "ends 17:18", next_, "", turns, Instant(turns - whole), whole, zone=60
    )


@pytest.fixture
def page() -> Iterator[LanClock]:
    made = LanClock(FILES, now)
    made.show(peak())
    yield made
    made.close()


@pytest.fixture
def shared(page: LanClock) -> Shared:
    return page.open("127.0.0.1", 0)


@pytest.fixture
def tablet(tmp_path: Path) -> Iterator[Browser]:
    with browser(tmp_path) as made:
        yield made


class Answer:
    """What one request was answered with."""

    def __init__(self, place: str, method: str, path: str, body: str = "", **headers: str) -> None:
        line = http.client.HTTPConnection(urlsplit(place).netloc, timeout=5)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, body or None, {**kind, **named})
        answer = line.getresponse()
        self.status, self.headers = answer.status, dict(answer.getheaders())
        self.body = "" if path == "/events" and self.status == 200 else answer.read().decode()
        line.close()


def cookie(shared: Shared) -> str:
    """What a device gets for the right code."""
    answer = Answer(shared.place, "POST", "/", f"code={shared.code}")
    assert answer.status == 303
    return answer.headers["Set-Cookie"]


# in a browser


@needs_chromium
def test_a_wrong_code_is_refused_and_the_right_one_shows_the_phase(
    page: LanClock, shared: Shared, tablet: Browser, tmp_path: Path
) -> None:
    tablet.go(shared.place)
    tablet.type_code("000000" if shared.code != "000000" else "111111")
    tablet.until(lambda: "That is not the code" in tablet.text("said"))
    assert tablet.ask("document.getElementById('phase')") is None
    tablet.type_code(f"{shared.code[:3]} {shared.code[3:]}")
    tablet.until(lambda: tablet.text("phase") == "Peak")
    assert tablet.text("time") in {"10:00", "9:59", "9:58", "9:57", "9:56"}
    assert tablet.text("under") == "left of 20:00"
    assert tablet.text("next") == "next: Return"
    assert tablet.text("gone").startswith("10:0")
    assert tablet.text("day") == time.strftime("%H:%M", time.gmtime(time.time() + 3600))
    assert tablet.text("said") == ""
    assert tablet.ask("document.cookie") == "", "no script may read what opened the page"
    assert tablet.errors == []
    tablet.until(lambda: page.shared() and page.shared().readers == 1)  # type: ignore[union-attr]


@needs_chromium
def test_the_page_reckons_the_time_whatever_the_tablet_believes(shared: Shared, tablet: Browser) -> None:
    """A tablet that thinks it is another year; and a figure that is right although nothing is told for seconds."""
    tablet.do("Page.addScriptToEvaluateOnNewDocument", source="Date.now = () => 0; Date = undefined;")
    tablet.go(shared.place)
    tablet.type_code(shared.code)
    tablet.until(lambda: tablet.text("phase") == "Peak")
    first, at = _seconds(tablet.text("time")), time.monotonic()
    time.sleep(3)
    assert abs((first - _seconds(tablet.text("time"))) - (time.monotonic() - at)) < 1.2


def _seconds(figure: str) -> int:
    minutes, seconds = figure.split(":")
    return int(minutes) * 60 + int(seconds)


@needs_chromium
def test_what_changes_is_on_the_page_within_a_second(page: LanClock, shared: Shared, tablet: Browser) -> None:
    tablet.go(shared.place)
    tablet.type_code(shared.code)
    tablet.until(lambda: tablet.text("phase") == "Peak")
    page.show(PublicClock(Face.HELD, "Peak", "left of 20:00", "held", next="Return", time="9:41", marked=now()))
    assert tablet.until(lambda: tablet.text("mark").startswith("held 0:0")) < 1
    assert tablet.text("time") == "9:41"
    page.show(PublicClock(Face.CLOSED, "The circle is over", "of 95:00 planned", time="1:42:00", part=1.0))
    assert tablet.until(lambda: tablet.text("phase") == "The circle is over") < 1
    page.close()
    time.sleep(0.5)
    assert tablet.text("said") == "", "after the end nobody need worry that the laptop went"


@needs_chromium
def test_switched_off_and_on_the_page_says_so_and_asks_for_the_new_code(
    page: LanClock, shared: Shared, tablet: Browser
) -> None:
    tablet.go(shared.place)
    tablet.type_code(shared.code)
    tablet.until(lambda: tablet.text("phase") == "Peak")
    page.close()
    tablet.until(lambda: "The laptop does not answer" in tablet.text("said"), 3)
    assert tablet.text("phase") == "Peak"
    again = page.open("127.0.0.1", shared.port)
    tablet.until(lambda: tablet.ask("document.getElementById('code') !== null"))
    tablet.type_code(again.code)
    tablet.until(lambda: tablet.text("phase") == "Peak")


SERVER = """
import sys, time
from pathlib import Path
from kapcircle.drivers.clock_page import LanClock
from tests.drivers.test_clock_page import FILES, now, peak
page = LanClock(FILES, now)
page.show(peak())
shared = page.open("127.0.0.1", 0)
print(shared.place, shared.code, flush=True)
sys.stdin.read()
page.close()
"""


@needs_chromium
@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a process is stopped by a signal")
def test_a_laptop_that_falls_asleep_is_missed_calmly_and_the_page_goes_on_by_itself(tablet: Browser) -> None:
    """Nothing tells a tablet that a laptop sleeps: its connection simply says no more."""
    laptop = subprocess.Popen(
        [sys.executable, "-c", SERVER], stdin=-1, stdout=-1, text=True, cwd=Path(__file__).parents[2]
    )
    assert laptop.stdout is not None
    place, code = laptop.stdout.readline().split()
    try:
        tablet.go(place)
        tablet.type_code(code)
        tablet.until(lambda: tablet.text("phase") == "Peak")
        laptop.send_signal(signal.SIGSTOP)
        tablet.until(lambda: "The laptop does not answer" in tablet.text("said"), 20)
        before = _seconds(tablet.text("time"))
        time.sleep(1.5)
        assert _seconds(tablet.text("time")) < before, "the clock goes on"
        laptop.send_signal(signal.SIGCONT)
        tablet.until(lambda: tablet.text("said") == "", 15)
        assert tablet.text("phase") == "Peak"
        assert tablet.errors == []
    finally:
        laptop.send_signal(signal.SIGCONT)
        laptop.communicate("")


# over bare HTTP


def test_nobody_is_let_in_without_the_code(shared: Shared) -> None:
    assert Answer(shared.place, "GET", "/events").status == 401
    assert Answer(shared.place, "GET", "/events", Cookie="clock=guess").status == 401
    assert 'id="time"' not in Answer(shared.place, "GET", "/").body
    assert 'id="time"' in Answer(shared.place, "GET", "/", Cookie=cookie(shared)).body


def test_after_five_wrong_codes_the_right_one_waits_too(shared: Shared) -> None:
    wrong = f"code={(int(shared.code) + 1) % 1_000_000:06}"
    assert [Answer(shared.place, "POST", "/", wrong).status for _ in range(6)] == [403] * 5 + [429]
    waits = Answer(shared.place, "POST", "/", f"code={shared.code}")
    assert waits.status == 429
    assert "Wait a minute" in waits.body


def test_the_cookie_is_for_this_page_and_for_no_script(shared: Shared) -> None:
    said = cookie(shared)
    assert "HttpOnly" in said
    assert "SameSite=Strict" in said


@pytest.mark.parametrize(("method", "path"), [("GET", "/"), ("GET", "/clock.js"), ("GET", "/nothing"), ("PUT", "/")])
def test_every_answer_is_kept_nowhere_and_tells_nothing_of_the_program(shared: Shared, method: str, path: str) -> None:
    headers = Answer(shared.place, method, path).headers
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "Server" not in headers
    assert not [name for name in headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
@pytest.mark.parametrize("path", ["/", "/events", "/clock.js"])
def test_nothing_can_be_changed(shared: Shared, method: str, path: str) -> None:
    assert Answer(shared.place, method, path, Cookie=cookie(shared)).status == 405


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example:8040"}, {"Origin": "http://evil.example"}, {"Origin": "null"}]
)
def test_a_page_from_elsewhere_is_not_answered(shared: Shared, headers: dict[str, str]) -> None:
    assert Answer(shared.place, "POST", "/", f"code={shared.code}", **headers).status == 421


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [("code=" + "1" * 500, "application/x-www-form-urlencoded", 413), ("{}", "application/json", 415)],
)
def test_what_is_no_code_is_not_read(shared: Shared, body: str, kind: str, status: int) -> None:
    assert Answer(shared.place, "POST", "/", body, Content_Type=kind).status == status


@pytest.mark.parametrize("said", [b"SECRET\r\n\r\n", b"GET / HTTP/1.1\r\nSecret: " + b"x" * 9_000 + b"\r\n\r\n"])
def test_what_is_no_request_is_neither_said_back_nor_written_down(
    shared: Shared, said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    place = urlsplit(shared.place)
    with socket.create_connection((place.hostname, place.port), 5) as call:
        call.sendall(said)
        answer = b"".join(iter(lambda: call.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.0 400")
    assert b"xxx" not in answer
    assert b"SECRET" not in answer
    assert b"aiohttp" not in answer
    assert caplog.text == ""


FORM = "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded{more}\r\n\r\n"


@pytest.mark.parametrize(
    ("more", "body", "status"),
    [
        ("\r\nContent-Encoding: gzip\r\nContent-Length: 5", b"hello", b"403"),
        ("; charset=utf-99\r\nContent-Length: 5", b"code=", b"403"),
        ("\r\nContent-Length: 16", b"code=%ed%a0%80\xff\xfe", b"403"),
        ("\r\nTransfer-Encoding: chunked", b"zz\r\n", b"400"),
        ("\r\nContent-Length: 99", b"code=", None),
    ],
)
def test_a_form_that_is_none_or_never_ends_is_answered_calmly_and_not_written_down(
    shared: Shared,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    more: str,
    body: bytes,
    status: bytes | None,
) -> None:
    monkeypatch.setattr(clock_site, "ASKED_S", 0.3)
    place = urlsplit(shared.place)
    with socket.create_connection((place.hostname, place.port), 5) as call:
        call.sendall(FORM.format(host=place.netloc, more=more).encode() + body)
        if status is None:  # it goes away in the middle
            call.shutdown(socket.SHUT_WR)
        answer = call.recv(4096)
    assert answer[9:12] == (status or b"")
    assert Answer(shared.place, "GET", "/").status == 200
    assert caplog.text == ""


def test_a_body_that_goes_on_for_ever_is_not_waited_for(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_site, "ASKED_S", 0.3)
    place = urlsplit(shared.place)
    with socket.create_connection((place.hostname, place.port), 5) as call:
        call.sendall(FORM.format(host=place.netloc, more="\r\nContent-Length: 99").encode())
        assert call.recv(4096)[9:12] == b"400"


def test_lines_that_are_held_and_never_used_keep_nobody_out(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_site, "ASKED_S", 0.3)
    monkeypatch.setattr(clock_service, "CALLERS", 3)
    place = urlsplit(shared.place)
    held = [socket.create_connection((place.hostname, place.port), 5) for _ in range(3)]
    held[0].sendall(b"GET / HT")
    assert [call.recv(1) for call in held] == [b"", b"", b""]
    assert Answer(shared.place, "GET", "/").status == 200
    for call in held:
        call.close()


def test_of_too_many_pages_the_next_waits(shared: Shared, page: LanClock) -> None:
    known = cookie(shared)
    lines = []
    for _ in range(16):
        line = http.client.HTTPConnection(urlsplit(shared.place).netloc, timeout=5)
        line.request("GET", "/events", headers={"Cookie": known})
        assert line.getresponse().status == 200
        lines.append(line)
    assert Answer(shared.place, "GET", "/events", Cookie=known).status == 503
    for line in lines:
        line.close()


def test_whoever_calls_without_end_is_hung_up_on(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_service, "CALLERS", 3)
    place = urlsplit(shared.place)
    calls = []
    for _ in range(4):
        calls.append(socket.create_connection((place.hostname, place.port), 5))
        time.sleep(0.1)
    assert calls[-1].recv(1) == b""
    for call in calls:
        call.close()


# on the laptop


def test_it_listens_on_the_chosen_address_and_on_no_other(shared: Shared) -> None:
    others = [x.address for x in addresses() if not x.own and ":" not in x.address]
    for address in others:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((address, shared.port), 2)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "", "203.0.113.9"])
def test_an_address_that_is_not_the_laptop_s_is_refused(page: LanClock, address: str) -> None:
    with pytest.raises(KnownError, match="choose one that this laptop has now"):
        page.open(address, 0)
    assert page.shared() is None


def test_a_port_that_is_taken_is_said_and_nothing_is_open(page: LanClock, shared: Shared) -> None:
    other = LanClock(FILES, now)
    with pytest.raises(KnownError, match=rf"127\.0\.0\.1, port {shared.port}, cannot be used: .*choose another"):
        other.open("127.0.0.1", shared.port)
    assert other.shared() is None


@pytest.mark.parametrize("port", [80, 70_000, -1])
def test_a_port_that_is_none_is_refused(page: LanClock, port: int) -> None:
    with pytest.raises(KnownError, match="choose a number from 1024 to 65535"):
        page.open("127.0.0.1", port)


def test_each_time_it_is_switched_on_it_has_another_code(page: LanClock) -> None:
    codes = {page.open("127.0.0.1", 0).code for _ in range(5)}
    assert len(codes) > 3
    assert all(len(code) == 6 and code.isdecimal() for code in codes)


def test_a_code_from_before_opens_nothing(page: LanClock, shared: Shared) -> None:
    known = cookie(shared)
    again = page.open("127.0.0.1", 0)
    assert Answer(again.place, "GET", "/events", Cookie=known).status == 401


def test_an_address_that_goes_away_is_said(page: LanClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_service, "LOOKS_S", 0.05)
    page.open("127.0.0.1", 0)
    monkeypatch.setattr(clock_service, "addresses", tuple)
    end = time.monotonic() + 5
    while not (told := page.shared()) or not told.trouble:
        assert time.monotonic() < end
        time.sleep(0.02)
    assert told.trouble == "This laptop no longer has the address 127.0.0.1."
    assert "▲" in told.brief
