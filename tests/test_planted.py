"""Bugs that were planted to see whether the tests catch them, in every part of the program."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.planted_after import AFTER
from tests.planted_around import AROUND
from tests.planted_core import CORE
from tests.planted_playing import PLAYING
from tests.planted_safety import SAFETY

HERE = Path(__file__).parents[1]
LONGEST = 400
"""Seconds that all tests that catch a bug may take together, on a machine with much else to do."""


@dataclass(frozen=True)
class Bug:
    """`right` in a file of the package becomes `wrong`; then that test must fail, of which the file is named too."""

    file: str
    right: str
    wrong: str
    test: str

    def plant(self, package: Path) -> None:
        path = package / self.file
        text = path.read_text(encoding="utf-8")
        assert text.count(self.right) == 1, f"{self.file}: there is no place any more for {self.right!r}"
        path.write_text(text.replace(self.right, self.wrong), encoding="utf-8")
        os.utime(path, (0, 0))  # as old as no bytecode that may lie beside it


BUGS = {name: Bug(*places) for name, places in (AFTER | AROUND | CORE | PLAYING | SAFETY).items()}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program and its tests, with the bytecode there is: nothing that was compiled here is compiled anew."""
    folder = tmp_path_factory.mktemp("planted")
    for part in ("kapcircle", "tests", "resources", "db"):
        shutil.copytree(HERE / part, folder / part, ignore=shutil.ignore_patterns(".hypothesis"))
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_caught(copy: Path, name: str) -> None:
    bug = BUGS[name]
    bug.plant(copy / "kapcircle")
    try:
        ended = run(copy, bug.test)
    finally:
        shutil.copy2(HERE / "kapcircle" / bug.file, copy / "kapcircle" / bug.file)
    assert f"FAILED tests/{bug.test}" in ended.stdout, ended.stdout + ended.stderr


@pytest.mark.slow
@pytest.mark.timeout(LONGEST + 60)
def test_without_a_bug_nothing_fails(copy: Path) -> None:
    ended = run(copy, *sorted({bug.test for bug in BUGS.values()}), at_most=LONGEST)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def run(copy: Path, *tests: str, at_most: int = 100) -> "subprocess.CompletedProcess[str]":
    """The tests of the copy, with none of the settings of this run, and of its plugins the one for windows."""
    options = [
        "-x",
        "-q",
        "--import-mode=importlib",
        "-p",
        "no:cacheprovider",
        "-p",
        "pytestqt.plugin",
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
        timeout=at_most,
        check=False,
    )
