"""The window as a process of its own: it comes up, dies, comes up again, and ends without a trace."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from kapcircle import places
from kapcircle.app import demo
from kapcircle.app.vaults import furnish
from kapcircle.core.ids import SessionId
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.house import GET_UP, House
from kapcircle.store import vault as vaults
from kapcircle.store.keys import Cost
from tests.fakes import SilentRoom
from tests.made_up import small_rundown

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are told apart as Linux does"),
]

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PATIENCE = 40.0
"""Seconds for anything at all to happen on a busy machine."""


def vault_path() -> Path:
    return places.home() / "demo" / "Demo.kapcircle"


def house_again() -> House:
    opened = vaults.unlock(vault_path(), demo.PASSPHRASE, SystemClock().now())
    return furnish(opened, room=lambda _: SilentRoom())


@pytest.fixture
def circle() -> Iterator[SessionId]:
    """A demo in whose circle the first phase runs, and nobody at the desk. Whatever is left of it is killed."""
    vault_path().parent.mkdir(parents=True)
    now = SystemClock().now()
    vaults.create(vault_path(), "Mara", demo.PASSPHRASE, now, role=Role.FACILITATOR, cost=CHEAP)[0].lock()
    house = house_again()
    session = house.planning.plan_session(house.planning.begin_cohort("Harbour"), "Medicine", None, small_rundown())
    sitting = house.circle(session)
    sitting.begin()
    sitting.do(c.Open())
    house.shut()
    yield session
    for process in ours():
        with suppress(psutil.Error):
            process.kill()


def ours() -> list[psutil.Process]:
    """Every process that has this test's home."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            mine = process.environ().get("KAPCIRCLE_HOME") == str(places.home())
            if mine and process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def engines() -> list[psutil.Process]:
    return [process for process in ours() if process.name() == "kapcircle-room"]


def eventually(what: Callable[[], object], why: str) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, why
        time.sleep(0.05)


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed (Debian: apt install xvfb)")
    options = ["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    elsewhere = {name: value for name, value in os.environ.items() if name != "KAPCIRCLE_HOME"}
    with subprocess.Popen(
        ["Xvfb", *options], env=elsewhere, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            assert server.stdout is not None
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


@contextmanager
def window(platform: str = "offscreen") -> Iterator[subprocess.Popen[str]]:
    """`kapcircle demo`, up and at its circle; killed if the test forgets it."""
    with ExitStack() as stack:
        more = {"DISPLAY": stack.enter_context(screen())} if platform == "xcb" else {}
        since = time.time()
        process = subprocess.Popen(
            [sys.executable, "-m", "kapcircle", "demo"],
            env=os.environ | more | {"QT_QPA_PLATFORM": platform},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        stack.enter_context(process)
        stack.callback(process.kill)
        eventually(lambda: process.poll() is not None or beats_since(since), "the window did not come up")
        assert process.poll() is None, process.stdout and process.stdout.read()
        eventually(engines, "there is no engine")
        yield process


def beats_since(since: float) -> bool:
    """The window at the desk gives a sign of life twice a second."""
    pulse = vault_path().with_name(f"{vault_path().name}.pulse")
    return pulse.exists() and pulse.stat().st_mtime > since + 1


@contextmanager
def killed(process: subprocess.Popen[str]) -> Iterator[None]:
    """The window dies; the engines are told to end once the test has looked at them."""
    process.kill()
    process.wait()
    yield
    for engine in engines():
        engine.terminate()
    eventually(lambda: not ours(), "an engine that is told to end ends")


@pytest.mark.parametrize(("platform", "how"), [("offscreen", signal.SIGTERM), ("xcb", signal.SIGINT)])
def test_a_signal_ends_it_in_order_without_asking_and_leaves_nothing(
    circle: SessionId, platform: str, how: signal.Signals
) -> None:
    with window(platform) as process:
        process.send_signal(how)
        said, _ = process.communicate(timeout=GET_UP / 1000 + PATIENCE)
        assert (process.returncode, said) == (0, "")
        eventually(lambda: not ours(), "something was left behind")
    house = house_again()
    assert house.running() == circle, "nobody closed it"
    house.shut()


def test_a_signal_that_finds_the_backups_out_of_order_says_so_on_the_way_out(circle: SessionId) -> None:
    backups = vault_path().with_name("Demo.backups")
    shutil.rmtree(backups)
    backups.write_bytes(b"in the way")
    with window() as process:
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=GET_UP / 1000 + PATIENCE)
        assert process.returncode == 2
        assert "kapcircle: No backup could be made" in said
        eventually(lambda: not ours(), "something was left behind")


def test_killed_at_any_moment_the_room_goes_on_and_the_circle_is_there_again(circle: SessionId) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")  # shown when the test fails
    chance = random.Random(seed)
    for _ in range(2):
        with window() as process:
            time.sleep(chance.uniform(0, 0.5))
            before = {engine.pid for engine in engines()}
            with killed(process):
                time.sleep(0.5)
                assert before & {engine.pid for engine in engines()}, "the room goes on"
    house = house_again()
    assert house.running() == circle
    assert 0 < house.away(circle) < PATIENCE * 1000
    assert house.session(circle).run is Run.RUNNING
    house.shut()


def test_an_engine_that_is_killed_is_there_again_and_a_second_window_is_refused(circle: SessionId) -> None:
    with window() as process:
        (engine,) = engines()
        engine.kill()
        eventually(lambda: [x for x in engines() if x.pid != engine.pid], "no new engine")
        second = subprocess.run(
            [sys.executable, "-m", "kapcircle", "demo"], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert second.returncode == 2
        assert "Demo.kapcircle is open in another window" in second.stderr
        assert process.poll() is None
        with killed(process):
            pass


def test_a_demo_whose_making_was_cut_short_is_made_again() -> None:
    """Killed once there is a vault, and before there is a circle in it."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([sys.executable, "-m", "kapcircle", "demo"], env=environment) as first:
        eventually(vault_path().exists, "no vault was made")
        first.kill()
    with window() as process, killed(process):
        pass
    house = house_again()
    assert [name for _, name in house.planning.cohorts()][-1] == "Harbour circle"
    house.shut()
