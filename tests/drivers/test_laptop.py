"""Sleep and shutting down are held off by locks of the system, each for as long as it is wanted."""

import os
import sys
from pathlib import Path

import pytest

from kapcircle.core.ids import Millis
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
    assert here.stay_awake("a circle is running")
    assert here.stay_on("a circle is running")
    assert here.stay_on("a circle is running")
    assert login.held() == ["sleep:idle:handle-lid-switch", "shutdown"]
    here.may_shut_down()
    assert login.held() == ["sleep:idle:handle-lid-switch"]
    here.may_sleep()
    here.may_sleep()
    assert login.held() == []
    for _, pipe in login.locks:
        os.close(pipe)


def test_where_the_system_does_not_let_us_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(laptop, "_inhibit", lambda what, why: None)
    here = Laptop(tmp_path)
    assert not here.stay_on("a circle is running")
    here.may_shut_down()
    (sleep,) = [check for check in here.checks(Millis(0)) if check.name == "Sleep"]
    assert sleep.good is None
