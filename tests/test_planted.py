"""Bugs that were planted to see whether the tests catch them: in time, undo, what falls due, fades, roles, the disk."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Bug:
    """`right` in a file of the package becomes `wrong`; the tests that must fail then."""

    file: str
    right: str
    wrong: str
    tests: str

    def plant(self, package: Path) -> None:
        path = package / self.file
        text = path.read_text(encoding="utf-8")
        assert text.count(self.right) == 1, f"{self.file}: there is no place any more for {self.right!r}"
        path.write_text(text.replace(self.right, self.wrong), encoding="utf-8")


TIMING, DUE, DECIDE = "core/session/timing.py", "core/session/due.py", "core/session/decide.py"
UNDO, STAGE, DESK = "core/undo.py", "desk/stage.py", "desk/desk.py"
BUGS = {
    "held time counts": Bug(
        TIMING, "actual(visit, now) - held(visit, now)", "actual(visit, now)", "core/session/test_timing.py"
    ),
    "a hold moves no cue": Bug(
        TIMING, "visit.entered + visit.held + offset", "visit.entered + offset", "core/session/test_due.py"
    ),
    "too little shrinks": Bug(
        TIMING, "-(-may * late // (most * 1000))", "(may * late // (most * 1000))", "core/session/test_timing.py"
    ),
    "time may go back": Bug(
        "core/session/evolve.py", "max(entry.happened, s.time)", "entry.happened", "core/session/test_evolve.py"
    ),
    "a late cue is made": Bug(DUE, "due.at >= now - LATEST", "due.at >= now - 2 * LATEST", "core/session/test_due.py"),
    "two seconds late is too late": Bug(
        DUE, "due.at >= now - LATEST", "due.at > now - LATEST", "core/session/test_due.py"
    ),
    "the medical lead cannot hush": Bug(
        DECIDE, "RUNNERS | {Role.MEDICAL_LEAD}", "RUNNERS", "core/session/test_roles.py"
    ),
    "a stranger is taken for the clock": Bug(
        "core/facts.py", "role is None and facts.actor.member == CLOCK", "role is None", "core/test_facts.py"
    ),
    "anybody may withdraw": Bug(DECIDE, "if by != facts.actor.member:", "if not by:", "core/session/test_decide.py"),
    "undo takes back the clock": Bug(
        UNDO, "entry.by != CLOCK and entry.stamp.device", "entry.stamp.device", "core/test_undo.py"
    ),
    "undo leaves the called cue": Bug(UNDO, "x.event == e.CueFired(cue)", "x.event is None", "core/test_undo.py"),
    "an undone undo still counts": Bug("core/log.py", " and entry.command not in undone:", ":", "core/test_log.py"),
    "undo is a hard cut": Bug(STAGE, "max(heard.fade, least)", "heard.fade", "desk/test_conductor.py"),
    "light may jump": Bug(STAGE, "back, least, TOUCH))", "back, least))", "desk/test_stage.py"),
    "music is loud at once after a silence": Bug(
        "core/session/wanted.py", "max(quiet.fade, RETURN_FADE)", "quiet.fade", "core/session/test_wanted.py"
    ),
    "an emergency ends at once": Bug(
        "core/session/room.py", ", murmur=Murmur(s.murmur.on, at, RETURN_FADE)", "", "core/session/test_evolve.py"
    ),
    "three tracks sound together": Bug(
        "core/playlist.py", "a.length // 2, b.length // 2", "a.length, b.length", "core/test_playlist.py"
    ),
    "a hush waits for the disk": Bug(DESK, "Millis(0) if urgent else PATIENCE", "PATIENCE", "desk/test_desk.py"),
    "a withdrawn record is written": Bug(DESK, "if record and saving.withdraw():", "if record:", "desk/test_desk.py"),
    "a checkpoint is off by one": Bug(
        "desk/stream.py", "if count % EVERY == 0:", "if count % EVERY == 1:", "desk/test_stream.py"
    ),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The core, the desk and their tests, without what the machine makes of them."""
    folder = tmp_path_factory.mktemp("planted")
    junk = shutil.ignore_patterns("__pycache__", ".hypothesis")
    for part in ("kapcircle/core", "kapcircle/desk", "tests/core", "tests/desk"):
        shutil.copytree(HERE / part, folder / part, ignore=junk)
    for file in ("kapcircle/__init__.py", *(f"tests/{x}.py" for x in ("conftest", "fakes", "made_up", "memory"))):
        shutil.copy(HERE / file, folder / file)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_caught(copy: Path, name: str) -> None:
    bug = BUGS[name]
    path = copy / "kapcircle" / bug.file
    sound = path.read_bytes()
    bug.plant(copy / "kapcircle")
    try:
        ended = run(copy, bug.tests)
    finally:
        path.write_bytes(sound)
    assert "FAILED tests/" in ended.stdout, ended.stdout + ended.stderr


@pytest.mark.slow
def test_without_a_bug_nothing_fails(copy: Path) -> None:
    ended = run(copy, "core/test_log.py", "core/test_facts.py")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def run(copy: Path, *tests: str) -> "subprocess.CompletedProcess[str]":
    """The tests of the copy, with none of the settings and plugins of this run."""
    options = [
        "-x",
        "-q",
        "--import-mode=importlib",
        "-p",
        "no:cacheprovider",
        "-c",
        os.devnull,
        "--rootdir",
        str(copy),
    ]
    own = {"PYTHONPATH": str(copy), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, *(f"tests/{test}" for test in tests)],
        cwd=copy,
        env=os.environ | own,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
