"""What set-up says and does about the libraries of the system, on machines that are not this one."""

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[1] / "packaging" / "system_libraries.py"


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("system_libraries", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def apt(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The apt-get commands that would have run; each goes well."""
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)

    def apt_get(*words: str) -> bool:
        ran.append(words)
        return True

    monkeypatch.setattr(script, "apt_get", apt_get)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return ran


def lacking(script: ModuleType, monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    monkeypatch.setattr(script, "loads", lambda library: library not in libraries)


def test_a_library_is_known_by_loading_it(script: ModuleType) -> None:
    assert script.loads("libc.so.6")
    assert not script.loads("libkapcircle-has-none.so.1")


def test_a_complete_system_is_left_alone(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, apt: list[object]
) -> None:
    lacking(script, monkeypatch)
    assert script.main([]) == 0
    assert apt == []


def test_what_is_missing_is_installed_and_nothing_removed_for_it(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, apt: list[tuple[str, ...]]
) -> None:
    lacking(script, monkeypatch, "libEGL.so.1", "libportaudio.so.2")
    assert script.main([]) == 0
    assert apt == [("update",), ("install", "--no-install-recommends", "--no-remove", "libegl1", "libportaudio2")]


def test_a_python_without_ensurepip_gets_its_venv_package(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    lacking(script, monkeypatch)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert script.missing_libraries() == {"ensurepip": f"python3.{sys.version_info.minor}-venv"}


def test_programs_for_the_tests_are_asked_for_apart(script: ModuleType, apt: list[tuple[str, ...]]) -> None:
    assert script.main(["--tests"]) == 0
    assert {"ola", "pulseaudio", "xvfb"} < set(apt[1])


def test_check_only_says(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, apt: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    lacking(script, monkeypatch, "libxcb-cursor.so.0")
    assert script.main(["--check"]) == 1
    assert "libxcb-cursor.so.0  (in Debian: libxcb-cursor0)" in capsys.readouterr().out
    assert apt == []


def test_without_apt_get_the_names_are_said_and_the_programs_are_no_obstacle(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, apt: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    lacking(script, monkeypatch, "libEGL.so.1")
    assert (script.main([]), script.main(["--tests"])) == (1, 0)
    said = capsys.readouterr().out
    assert "libEGL.so.1" in said
    assert "olad" in said
    assert apt == []


def test_elsewhere_nothing_is_asked_for(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert script.main(["--tests"]) == 0


def test_without_root_and_sudo_the_command_to_give_is_said(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, apt: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    lacking(script, monkeypatch, "libEGL.so.1", "libportaudio.so.2")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert script.main([]) == 1
    assert "As root, run:\n  apt-get install libegl1 libportaudio2\n" in capsys.readouterr().out
    assert apt == []
