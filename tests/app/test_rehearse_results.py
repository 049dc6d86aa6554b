"""Where `kapcircle rehearse` writes: looked at before it begins, written whole, and never over what it reads."""

import errno
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
import soundfile

from kapcircle.__main__ import main
from kapcircle.app.room import Offline
from kapcircle.core.errors import KnownError
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import House
from kapcircle.exports.wav import WavFile
from tests.app.listening import csv_sheet
from tests.app.refusals import OUTPUTS, prepared, refused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return prepared(tmp_path)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("--sound-file", "plan.csv"),
        ("--report", "script.txt"),
        ("--report", "plan.csv"),
        ("--sound-file", "tone.flac"),
        ("--report", "./plan.csv"),
        ("--screenshot", "tone.flac"),
    ],
)
def test_nothing_that_is_read_is_written_over(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, other: str
) -> None:
    monkeypatch.chdir(folder)
    (folder / "script.txt").write_text("00:00:01 close\n", "utf-8")
    if name == "--screenshot":
        (folder / "out.png").symlink_to(other)
        other = "out.png"
    said = refused(folder, capsys, "--rundown", "plan.csv", "--script", "script.txt", name, other)
    assert f"{Path(other)} is read or written in this rehearsal already" in said


@pytest.mark.parametrize("name", ["--sound-file", "--report", "--screenshot"])
def test_no_vault_is_written_over(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    vault = folder / "Ours.kapcircle"
    vault.write_bytes(b"sealed")
    assert "would lie where a vault keeps its own" in refused(folder, capsys, name, str(vault))
    assert vault.read_bytes() == b"sealed"


def test_two_files_do_not_have_one_name(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    said = refused(folder, capsys, "--rundown", "plan.csv", "--sound-file", "out", "--report", "new/../out")
    assert "new/../out is read or written in this rehearsal already" in said


def test_a_link_that_leads_nowhere_is_named_before_anything_runs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("out.wav", "out.json", "out.png"):
        (folder / name).symlink_to(folder / "gone" / name)
    for option, name in zip(OUTPUTS[::2], OUTPUTS[1::2], strict=True):
        said = refused(folder, capsys, "--rundown", str(folder / "plan.csv"), option, str(folder / name))
        assert f"{name} cannot be written" in said


def test_a_file_that_may_not_be_written_is_named_before_anything_runs(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "mine.json").write_text("{}")
    monkeypatch.setattr(os, "access", lambda place, _: place != folder / "mine.json")
    said = refused(folder, capsys, "--rundown", str(folder / "plan.csv"), "--report", str(folder / "mine.json"))
    assert "mine.json cannot be written: choose a file in a folder that you may write to" in said


@pytest.mark.parametrize("option", [*OUTPUTS[::2], "--media"])
def test_a_folder_that_may_not_be_looked_into_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    stats = Path.stat

    def stat(path: Path, **more: Any) -> os.stat_result:
        if "locked" in path.parts:
            raise PermissionError(errno.EACCES, "Permission denied")
        return stats(path, **more)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", stat)
        said = refused(folder, capsys, "--rundown", str(folder / "plan.csv"), option, "locked/out.png")
    assert "locked/out.png cannot be" in said
    assert "Permission denied" in said


def test_a_report_that_cannot_be_written_leaves_the_old_one_whole(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    report = folder / "out.json"
    report.write_text("the old one")
    writes = Path.write_bytes

    def write_bytes(path: Path, data: bytes) -> int:
        writes(path, data[:20])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    assert main(["rehearse", "--rundown", str(folder / "plan.csv"), "--report", str(report)]) == 2
    assert "out.json cannot be written: No space left on device" in capsys.readouterr().err
    assert report.read_text() == "the old one"


def test_a_report_may_go_to_a_device_or_through_a_link(folder: Path) -> None:
    (folder / "kept.json").write_text("")
    (folder / "out.json").symlink_to("kept.json")
    options = ("--rundown", str(folder / "plan.csv"), "--sound-file", "/dev/null")
    assert main(["rehearse", *options, "--report", "/dev/null"]) == 0
    assert main(["rehearse", *options, "--report", str(folder / "out.json")]) == 0
    assert (folder / "out.json").is_symlink()
    assert json.loads((folder / "kept.json").read_text("utf-8"))["closed"] is True


def test_a_picture_that_fails_is_a_notice_and_the_report_is_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KnownError("out.png: the picture cannot be written.")

    monkeypatch.setattr("kapcircle.app.photograph.circle_page", fail)
    outputs = ("--report", str(folder / "new" / "out.json"), "--screenshot", str(folder / "out.png"))
    assert main(["rehearse", "--rundown", str(folder / "plan.csv"), *outputs]) == 0
    report = json.loads((folder / "new" / "out.json").read_text("utf-8"))
    assert (report["closed"], report["notices"]) == (True, ["out.png: the picture cannot be written."])


def test_a_terminal_sees_how_far_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["rehearse", "--rundown", str(folder / "plan.csv")]) == 0
    first, *bars = capsys.readouterr().err.split("\r")
    assert first == ""
    assert [bar.count("█") for bar in bars] == list(range(bars[0].count("█"), 41))
    assert bars[-1] == f"[{'█' * 40}] 100%\n"


def test_the_picture_is_taken_two_fifths_of_the_way_and_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    def take(house: House, circle: Conductor, path: Path) -> None:
        opened = circle.session.opened
        assert opened is not None
        taken.append(house.desk.clock.now() - opened)

    monkeypatch.setattr("kapcircle.app.photograph.circle_page", take)
    assert main(["rehearse", "--rundown", str(folder / "plan.csv"), "--screenshot", str(folder / "out.png")]) == 0
    assert taken == [48_000]


def test_a_picture_of_a_circle_that_ends_early_is_taken_at_its_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Path] = []
    monkeypatch.setattr("kapcircle.app.photograph.circle_page", lambda house, circle, path: taken.append(path))
    (folder / "script.txt").write_text("00:00:05 close\n", "utf-8")
    options = ("--script", str(folder / "script.txt"), "--screenshot", str(folder / "out.png"))
    assert main(["rehearse", "--rundown", str(folder / "plan.csv"), *options]) == 0
    assert taken == [folder / "out.png"]


def test_ctrl_c_stops_it_and_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Offline, "pass_time", stop)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    assert main(["rehearse", "--rundown", str(folder / "plan.csv")]) == 130
    assert capsys.readouterr().err == "kapcircle: stopped.\n"
    assert list(folder.glob("kapcircle-*")) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_whoever_ends_it_no_copy_of_the_music_stays_behind(folder: Path, number: signal.Signals) -> None:
    """In real time, on its way: when the sound file grows, music was copied."""
    sound = folder / "out.wav"
    options = ("--rundown", str(folder / "plan.csv"), "--speed", "1", "--sound-file", str(sound))
    command = [sys.executable, "-m", "kapcircle", "rehearse", *options]
    running = subprocess.Popen(command, env={**os.environ, "TMPDIR": str(folder)}, stderr=subprocess.PIPE, text=True)
    while not sound.exists():
        assert running.poll() is None
        time.sleep(0.05)
    assert list(folder.glob("kapcircle-*"))
    running.send_signal(number)
    assert running.communicate(timeout=60)[1] == "kapcircle: stopped.\n"
    assert running.returncode == 130
    assert list(folder.glob("kapcircle-*")) == []


def test_a_reader_that_goes_away_is_not_complained_of(folder: Path) -> None:
    out, into = os.pipe()
    os.close(out)
    command = [sys.executable, "-m", "kapcircle", "rehearse", "--rundown", str(folder / "plan.csv")]
    done = subprocess.run(command, stdout=into, stderr=subprocess.PIPE, text=True, timeout=100, check=False)
    os.close(into)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_terminal_with_few_letters_is_told_all_the_same(folder: Path) -> None:
    csv_sheet(folder / "plan.csv", ("Öffnung \u2192 Kreis", 0.1))
    command = [sys.executable, "-m", "kapcircle", "rehearse", "--rundown", str(folder / "plan.csv")]
    few = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, env=few, capture_output=True, timeout=100, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Öffnung \\u2192 Kreis".encode("cp1252") in done.stdout


@pytest.mark.parametrize(("second", "closed"), [(70, False), (125, True)])
def test_a_disk_that_is_full_stops_it_and_what_there_is_is_reported(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, second: int, closed: bool
) -> None:
    """On the way, or when the circle is closed and its music still fades."""
    put, full = WavFile._put, second * 48_000 * 6

    def _put(file: WavFile, data: bytes) -> None:
        if file._bytes > full:
            raise KnownError("out.wav cannot be written: No space left on device.")
        put(file, data)

    monkeypatch.setattr(WavFile, "_put", _put)
    outputs = ("--sound-file", str(folder / "out.wav"), "--report", str(folder / "out.json"))
    assert main(["rehearse", "--rundown", str(folder / "plan.csv"), *outputs]) == 2
    assert capsys.readouterr().err == "kapcircle: out.wav cannot be written: No space left on device.\n"
    report = json.loads((folder / "out.json").read_text("utf-8"))
    assert (report["closed"], report["notices"]) == (closed, ["out.wav cannot be written: No space left on device."])
    assert [x["entered_ms"] for x in report["phases"]] == [0, 60_000]
    assert soundfile.info(folder / "out.wav").frames > (second - 1) * 48_000, "its head says how long it is"
