"""What is built is whole: the wheel, installed into an empty environment far from the checkout, finds all it ships."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

import kapcircle

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow

LOOK_AROUND = """
import json, kapcircle
from kapcircle import places
def files(folder): return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
print(json.dumps([kapcircle.__file__, files(places.migrations()), files(places.resources())]))
"""


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with the wheel in it, and a folder to work in that is not the checkout."""

    environment: Path
    folder: Path

    def run(self, program: str, *arguments: str) -> str:
        """Run one of its programs; returns what it printed."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
        command = [str(self.environment / "bin" / program), *arguments]
        ran = subprocess.run(command, cwd=self.folder, env=clean, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """KapCircle comes from the wheel, the libraries from this environment: nothing is loaded from afar."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=False, symlinks=True)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    subprocess.run([*pip, "install", "--quiet", "--no-index", "--no-deps", str(wheel)], check=True, capture_output=True)
    [site] = environment.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Installed(environment, tmp_path_factory.mktemp("elsewhere"))


def kept(folder: str) -> list[str]:
    """The files that git keeps in a folder, or would."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted(name.removeprefix(f"{folder}/") for name in listed)


def test_the_wheel_brings_its_own_database_scripts_and_resources(installed: Installed) -> None:
    package, migrations, resources = json.loads(installed.run("python", "-c", LOOK_AROUND))
    assert Path(package).is_relative_to(installed.environment)
    assert migrations == kept("db")
    assert resources == kept("resources")


def test_the_command_says_its_version(installed: Installed) -> None:
    assert kapcircle.__version__ in installed.run("kapcircle", "--version")


def test_it_opens_a_vault_and_runs_a_circle_from_there(installed: Installed) -> None:
    """The demo makes an encrypted vault, reads its sheet, and takes a picture: migrations, looks, fonts and all."""
    installed.run("kapcircle", "rehearse", "--demo", "--report", "report.json", "--screenshot", "circle.png")
    report = json.loads((installed.folder / "report.json").read_text("utf-8"))
    assert report["closed"]
    assert [phase["name"] for phase in report["phases"]][5] == "Peak"
    assert (installed.folder / "circle.png").stat().st_size > 20_000
