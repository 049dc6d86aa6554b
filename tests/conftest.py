"""What every test may rely on: no screen needed, no folder of yours touched, and nothing left behind."""

import gc
import multiprocessing.resource_tracker
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ALONE = ("engine/", "drivers/", "bench/", "story/", "app/test_room_heard.py", "app/test_rehearse", "test_wheel.py")
"""Where tests listen, measure, or run a whole program beside them: others at work on the machine would be heard."""

COMPUTED = (
    *(f"drivers/test_{name}.py" for name in ("battery", "bulbs", "hue_lamps", "lights", "patch", "simulated", "white")),
    *(f"engine/test_{name}.py" for name in ("afterglow", "circle_heard", "coming_back", "deck", "fades", "follower")),
    *(f"engine/test_{name}.py" for name in ("guard", "hands_heard", "loudness", "mixer", "peaks", "reader", "section")),
    *(f"engine/test_{name}.py" for name in ("loudness_ffmpeg", "settings", "tags", "tenancy", "wanted", "watchdog")),
    *("app/test_rehearse_script.py", "app/test_rehearse_sound.py"),
    *("story/test_light_judge.py", "story/test_room_judge.py"),
)
"""Of these, what computes sound and light and waits for no clock and no device: however slowly."""

PATIENCE_S = 2.0
"""How long a thread or a process may take to end after its test."""

FADE_S = 20.0
"""The same for a room, which fades before it ends."""

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")  # a machine with much else to do is slow, and no test fails for that


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what has the machine to itself."""
    here = Path(__file__).parent
    for item in items:
        name = item.path.relative_to(here).as_posix() if item.path.is_relative_to(here) else ""
        if name.startswith(ALONE) and name not in COMPUTED:
            item.add_marker(pytest.mark.alone)


def pytest_collection_finish() -> None:
    """What was loaded to run the tests stays: the search for leaked widgets after each need not go through it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _no_process_survives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Also catches those whose parent was killed: each carries the home its test gave it."""
    base = str(tmp_path_factory.getbasetemp())
    yield
    survivors = [x for x in psutil.process_iter() if x.pid != _tracker() and _home_of(x).startswith(base)]
    _, alive = psutil.wait_procs(survivors, PATIENCE_S)
    said = _end(alive)
    assert not said, f"the tests left processes behind: {said}"


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Vaults, settings and caches go to a folder of the test's own."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KAPCIRCLE_HOME", str(folder / "kapcircle"))
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"):
            patch.setenv(name, str(folder / name.lower()))
        yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk at a real vault that waits for a busy disk as long as it takes: the test is of something else."""
    monkeypatch.setattr("kapcircle.desk.desk.PATIENCE", 60_000)


@pytest.fixture(autouse=True)
def _nothing_left_behind(_own_home: None) -> Iterator[None]:
    """No widget, thread or child process outlives its test."""
    threads = set(threading.enumerate())
    yield
    left = _widgets_left() + _threads_left(threads) + _children_left()
    assert not left, f"left behind: {', '.join(left)}"


def _widgets_left() -> list[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if not widgets.QApplication.topLevelWidgets():
        return []
    gc.collect()
    left = widgets.QApplication.topLevelWidgets()
    for widget in left:
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [f"widget {type(widget).__name__}" for widget in left]


def _threads_left(before: set[threading.Thread]) -> list[str]:
    new = set(threading.enumerate()) - before
    for thread in new:
        thread.join(FADE_S if thread.name == "room leaves" else PATIENCE_S)
    return [f"thread {thread.name}" for thread in new if thread.is_alive()]


def _children_left() -> list[str]:
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:  # there is none: no need to search all processes of the machine
        return []
    children = [child for child in psutil.Process().children(recursive=True) if child.pid != _tracker()]
    _, alive = psutil.wait_procs(children, PATIENCE_S)
    return _end(alive)


def _tracker() -> int | None:
    """The process that Python keeps beside spawned ones; it ends with this one."""
    pid: int | None = getattr(multiprocessing.resource_tracker._resource_tracker, "_pid", None)
    return pid


def _home_of(process: psutil.Process) -> str:
    try:
        return process.environ().get("KAPCIRCLE_HOME", "") if process.pid != os.getpid() else ""
    except psutil.Error:
        return ""


def _end(processes: list[psutil.Process]) -> list[str]:
    """Kill them, and say what they were."""
    said = []
    for process in processes:
        try:
            said.append(f"process {' '.join(process.cmdline()[:4])}")
            process.kill()
        except psutil.NoSuchProcess:
            continue
    return said
