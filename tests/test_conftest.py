"""The house rules are kept by `conftest.py` and the settings; here each is broken on purpose."""

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

OFFENCES = """
import subprocess, sys, threading, time, warnings

def test_warning():
    warnings.warn("mind the gap")

def test_qt_message(qtbot):
    from PySide6.QtCore import qWarning
    qWarning("mind the gap")

def test_widget(qapp):
    from PySide6.QtWidgets import QWidget
    global widget
    widget = QWidget()

def test_thread_and_child():
    threading.Thread(target=time.sleep, args=(60,), name="dawdler", daemon=True).start()
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)  # child"])

def test_orphan():
    spawn = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)  # orphan'])"
    subprocess.run([sys.executable, "-c", spawn], check=True)
"""

INNOCENT = """
import os

def test_home(tmp_path_factory):
    assert os.environ["KAPCIRCLE_HOME"].startswith(str(tmp_path_factory.getbasetemp()))

def test_well_behaved(qtbot):
    from PySide6.QtWidgets import QWidget
    widget = QWidget()
    qtbot.addWidget(widget)
    QWidget().deleteLater()
"""


@pytest.fixture
def house(pytester: pytest.Pytester) -> pytest.Pytester:
    tests = pytester.mkdir("tests")
    shutil.copy(ROOT / "pyproject.toml", pytester.path)
    shutil.copy(ROOT / "tests" / "conftest.py", tests)
    return pytester


def run(house: pytest.Pytester, source: str) -> pytest.RunResult:
    (house.path / "tests" / "test_planted.py").write_text(source)
    return house.run(sys.executable, "-m", "pytest", f"--basetemp={house.path / 'tmp'}")


@pytest.mark.slow
def test_each_offence_is_noticed(house: pytest.Pytester) -> None:
    said = run(house, OFFENCES).stdout.str()
    for sign in (
        "UserWarning: mind the gap",
        "QtWarningMsg: mind the gap",
        "left behind: widget QWidget",
        "left behind: thread dawdler",
        "# child",
        "the tests left processes behind",
        "# orphan",
    ):
        assert sign in said, f"not noticed: {sign}\n{said}"


@pytest.mark.slow
def test_an_unknown_marker_is_refused(house: pytest.Pytester) -> None:
    result = run(house, "import pytest\n@pytest.mark.unheard_of\ndef test_marker(): ...\n")
    result.stdout.fnmatch_lines(["*'unheard_of' not found in `markers`*"])


@pytest.mark.slow
def test_a_well_behaved_test_passes(house: pytest.Pytester) -> None:
    run(house, INNOCENT).assert_outcomes(passed=2)
