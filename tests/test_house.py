"""The house itself: what imports what, what files may say, and that names, versions and licences agree."""

import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kapcircle
from kapcircle import places

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")

FORBIDDEN = re.compile(r"\bpy[p]i\.org|python[h]osted|/[w]ork/|/[h]ome/\w+/|/[r]oot/|/tmp/[b]rief")
"""Hosts that packages come from, and paths of one machine: a checkout must not depend on either."""

LONG_FILES: dict[str, str] = {}
"""Modules over 400 lines, and why each is one room all the same."""


def project_files(suffix: str = "") -> list[str]:
    """Every file of the project, as git sees it: kept or about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", f"*{suffix}"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def text_of(name: str) -> str:
    """What a file says; nothing if it is not text."""
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def locked(name: str) -> dict[str, set[str]]:
    """Package names of a lock file with their versions: more than one where systems or Pythons differ."""
    pins: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([a-z0-9-]+)==(\S+)", text_of(name), re.MULTILINE):
        pins.setdefault(package, set()).add(version)
    return pins


# --- imports ---


def broken_contracts(folder: Path) -> tuple[set[str], str]:
    """Which import contracts the package in `folder` breaks, and what was said."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    ran = subprocess.run([*command, "--no-cache", "--no-logo"], cwd=folder, capture_output=True, text=True, check=False)
    broken = set(re.findall(r"^(.+) BROKEN$", ran.stdout, re.MULTILINE))
    assert ran.returncode == (1 if broken else 0), ran.stdout + ran.stderr
    return broken, ran.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "kapcircle", tmp_path / "kapcircle", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_point_inwards(copy: Path) -> None:
    broken, said = broken_contracts(copy)
    assert not broken, said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "planted", "contract"),
    [
        ("core/ids.py", "import time", "The core is pure"),
        ("core/ids.py", "import kapcircle.desk.ports", "Imports point inwards"),
        ("core/ids.py", "import kapcircle.core.rundown", "No cycles"),
        ("views/__init__.py", "import kapcircle.places", "The core is pure"),
        ("desk/ports.py", "import PySide6.QtCore", "Qt lives in ui"),
        ("engine/__init__.py", "import sqlite3", "SQL lives in store"),
        ("ui/__init__.py", "import kapcircle.store", "Only app knows the concrete classes"),
        ("utils.py", "import json", "Imports point inwards"),
    ],
)
def test_an_import_that_points_outwards_is_noticed(copy: Path, module: str, planted: str, contract: str) -> None:
    with (copy / "kapcircle" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{planted}\n")
    broken, said = broken_contracts(copy)
    assert contract in broken, said


# --- files ---


def test_no_file_names_a_package_host_or_a_path_of_one_machine() -> None:
    hits = {name: hit[0] for name in project_files() if (hit := FORBIDDEN.search(text_of(name)))}
    assert not hits


def test_no_module_is_long_without_a_reason() -> None:
    assert {name for name in project_files(".py") if text_of(name).count("\n") > 400} == set(LONG_FILES)


def test_every_page_shows_days_in_one_form() -> None:
    other = re.compile(r"times import .*\bdate\b|times\.date\(|QLocale|strftime|isoformat")
    assert [
        name for name in project_files(".py") if name.startswith("kapcircle/ui/") and other.search(text_of(name))
    ] == []


def test_shipped_files_are_found_in_the_checkout() -> None:
    assert places.migrations() == ROOT / "db"
    assert places.resources() == ROOT / "resources"


def test_the_bundled_typeface_has_its_licence_beside_it() -> None:
    fonts = places.resources() / "fonts"
    assert sorted(path.stem for path in fonts.glob("*.otf")) == [
        "Inter-Light",
        "Inter-Medium",
        "Inter-Regular",
        "Inter-SemiBold",
    ]
    assert "SIL OPEN FONT LICENSE Version 1.1" in text_of("resources/fonts/OFL.txt")


# --- settings ---


def test_every_rule_that_is_switched_off_says_why() -> None:
    ignored = text_of("pyproject.toml").partition("\nignore = [\n")[2].partition("\n]\n")[0].splitlines()
    assert len(ignored) == len(PROJECT["tool"]["ruff"]["lint"]["ignore"])
    assert not [line for line in ignored if not re.fullmatch(r' +"[A-Z0-9]+", +# (".*|.{20,})', line)]


MARK = re.compile(r"# (?:noqa: [A-Z0-9, ]+|type: ignore\[[a-z-]+\])(?P<why>.*)")


def unexplained(text: str) -> list[str]:
    """Lines that switch a rule off and do not say why."""
    marks = [(line, MARK.search(line)) for line in text.splitlines() if re.search(r"#\s*(noqa|type:\s*ignore)", line)]
    return [line for line, mark in marks if mark is None or not re.search(r"[-#] (?!noqa|type:)\w.{5,}", mark["why"])]


def test_every_rule_that_is_switched_off_for_a_line_says_why() -> None:
    shipped = [name for name in project_files(".py") if name.startswith("kapcircle/")]
    assert {name: lines for name in shipped if (lines := unexplained(text_of(name)))} == {}
    assert unexplained("a  # noqa\nb  # type: ignore[misc]\nc  # noqa: E501 - \nd  # type: ignore # because it must")
    assert not unexplained("a  # noqa: E501 - a table\nb  # type: ignore[misc] # noqa: N818 - an answer")


# --- the lock files ---


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_host_and_every_package_by_hash(name: str) -> None:
    text = text_of(name)
    assert not re.search(r"://|^-|\bfile:|\w+\.(org|com|net|io)\b", text, re.MULTILINE)
    entries = re.split(r"\n(?=[a-z])", text.strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+( ; [^\\]+)? \\\n    --hash=sha256:[0-9a-f]{64}", entry), entry[:80]


def test_the_lock_for_work_holds_the_lock_that_ships() -> None:
    shipped, work = (locked(name) for name in LOCKS)
    assert {package: work.get(package) for package in shipped} == shipped


@pytest.mark.parametrize(("name", "group"), [("requirements.lock", "build"), ("requirements-dev.lock", "dev")])
def test_everything_asked_for_is_locked(name: str, group: str) -> None:
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"][group]]
    wanted = {re.split(r"[<>=; ]", line)[0].lower().replace("_", "-") for line in asked if isinstance(line, str)}
    assert wanted <= set(locked(name))


def test_every_shipped_package_has_its_licence_listed() -> None:
    listed = set(re.findall(r"[a-z0-9-]+", text_of("packaging/LICENSES.md")))
    assert not set(locked("requirements.lock")) - listed


# --- versions and the changelog ---

CHANGES = text_of("CHANGELOG.md")
HEADINGS = re.findall(r"^## (.+)$", CHANGES, re.MULTILINE)


def test_the_version_is_the_same_everywhere() -> None:
    assert kapcircle.__version__ == PROJECT["project"]["version"] == importlib.metadata.version("kapcircle")
    released = [heading for heading in HEADINGS if heading != "[Unreleased]"]
    assert not released or released[0].startswith(f"[{kapcircle.__version__}]")


def test_the_changelog_keeps_its_shape() -> None:
    assert HEADINGS[0] == "[Unreleased]"
    for heading in HEADINGS[1:]:
        assert re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", heading)
    kinds = set(re.findall(r"^### (.+)$", CHANGES, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    dates = [heading[-10:] for heading in HEADINGS[1:]]
    assert dates == sorted(dates, reverse=True)
