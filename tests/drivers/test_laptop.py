"""Sleep and shutting down are held off by locks of the system, each for as long as it is wanted."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import pytest

from kapcircle.core.ids import Millis
from kapcircle.desk.fittings import Check
from kapcircle.drivers import laptop
from kapcircle.drivers.laptop import Laptop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the locks are those of Linux")


class Login:
    """Stands in for systemd-logind: a lock is a pipe that is held open."""

    def __init__(self) -> None:
        self.locks: list[tuple[str, int]] = []

    def inhibit(self, what: str, why: str) -> int:
        ours, theirs = os.pipe()
        self.locks.append((what, ours))
        return theirs

    def held(self) -> list[str]:
        """What is held: the far end of its pipe is open."""
        return [what for what, ours in self.locks if not _ended(ours)]


def _ended(pipe: int) -> bool:
    os.set_blocking(pipe, False)
    try:
        return os.read(pipe, 1) == b""
    except BlockingIOError:
        return False


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch) -> Login:
    login = Login()
    monkeypatch.setattr(laptop, "_inhibit", login.inhibit)
    return login


def test_each_is_held_once_and_let_go_by_itself(login: Login, tmp_path: Path) -> None:
    here = Laptop(tmp_path)
    assert here.stay_awake("somebody sits at a circle")
    assert here.stay_on("somebody sits at a circle")
    assert here.stay_on("somebody sits at a circle")
    assert login.held() == ["sleep:idle:handle-lid-switch", "shutdown"]
    here.may_shut_down()
    assert login.held() == ["sleep:idle:handle-lid-switch"]
    here.may_sleep()
    here.may_sleep()
    assert login.held() == []
    for _, pipe in login.locks:
        os.close(pipe)


def test_asking_how_it_is_holds_nothing(login: Login, tmp_path: Path) -> None:
    here = Laptop(tmp_path)
    assert (sleep(here).good, login.held()) == (None, [])
    here.stay_awake("somebody sits at a circle")
    assert sleep(here).good
    here.may_sleep()
    assert sleep(here).good is None
    for _, pipe in login.locks:
        os.close(pipe)


def test_a_folder_that_is_away_is_said(login: Login, tmp_path: Path) -> None:
    disk = Laptop(tmp_path / "stick").checks(Millis(0))[0]
    assert (disk.name, disk.good) == ("Disk", False)
    assert "cannot be reached" in disk.words


def sleep(here: Laptop) -> Check:
    (found,) = [check for check in here.checks(Millis(0)) if check.name == "Sleep"]
    return found


def test_where_the_system_does_not_let_us_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(laptop, "_inhibit", lambda what, why: None)
    here = Laptop(tmp_path)
    assert not here.stay_on("somebody sits at a circle")
    here.may_shut_down()
    assert sleep(here).good is None


class Bus:
    """Stands in for the system's bus: remembers what was asked, and answers with a lock or not at all."""

    def __init__(self, lock: int | None) -> None:
        self.lock, self.asked = lock, list[Any]()

    def opens(self, which: str, *, enable_fds: bool) -> "Bus":
        assert (which, enable_fds) == ("SYSTEM", True)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def send_and_get_reply(self, message: Any, *, timeout: float) -> SimpleNamespace:
        assert timeout <= 2
        self.asked.append(message)
        if (lock := self.lock) is None:
            raise TimeoutError
        return SimpleNamespace(body=(SimpleNamespace(to_raw_fd=lambda: lock),))


@pytest.mark.parametrize("answers", [True, False])
def test_the_system_is_asked_as_it_wants_to_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answers: bool) -> None:
    from jeepney import HeaderFields  # only Linux has it

    ours, theirs = os.pipe()
    bus = Bus(theirs if answers else None)
    monkeypatch.setattr("jeepney.io.blocking.open_dbus_connection", bus.opens)
    here = Laptop(tmp_path)
    assert here.stay_awake("somebody sits at a circle") is answers
    (asked,) = bus.asked
    assert asked.header.fields[HeaderFields.member] == "Inhibit"
    assert asked.body == ("sleep:idle:handle-lid-switch", "KapCircle", "somebody sits at a circle", "block")
    here.may_sleep()
    assert _ended(ours) is answers
    os.close(ours)
    if not answers:
        os.close(theirs)
