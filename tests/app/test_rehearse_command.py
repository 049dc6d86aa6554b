"""`kapcircle rehearse` in the hands of someone who makes every mistake: said where, and nothing written."""

import errno
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import soundfile

from kapcircle.__main__ import main
from kapcircle.app.room import Offline
from kapcircle.core.ids import Millis
from tests.app.listening import HEADER, csv_sheet, rehearse, tone_file
from tests.app.refusals import OUTPUTS, prepared, refused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return prepared(tmp_path)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("00:00:10 dance", "There is no command “dance”"),
        ("ten go", "begin with a time"),
        ("00:10 go", "begin with a time"),
        ("00:61:00 go", "begin with a time"),
        ("00:00:99 go", "begin with a time"),
        ("-0:00:10 go", "begin with a time"),
        ("00:00:10", "There is no command “”"),
        ("00:00:10 jump seven", "write “jump N”"),
        ("00:00:10 jump 1.5", "write “jump N”"),
        ("00:00:10 extend soon", "write “extend S”"),
        ("00:00:10 extend -5", "write “extend S”"),
        ("00:00:10 take nan", "write “take S”"),
        ("00:00:10 silence", "write “silence S”"),
        ("00:00:10 volume loud", "write “volume PCT”"),
        ("00:00:10 insert 5", "write “insert NAME MIN”"),
        ("00:00:10 insert Tea soon", "write “insert NAME MIN”"),
        ("00:00:10 timer one 60", "write “timer N S”"),
        ("00:00:10 look", "write “look NAME”"),
        ("00:00:10 go now", "write “go”"),
        ("00:00:01 go", "earlier than the line before it"),
        ("00:00:10 look moonlight", "There is no look “moonlight”"),
        ("00:00:10 volume 150", "The volume goes from 0 to 80 %"),
        ("00:00:10 timer 9 60", "There are three timers"),
        ("00:00:10 timer 0 off", "There are three timers"),
    ],
)
def test_a_bad_line_of_a_script_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, line: str, says: str
) -> None:
    monkeypatch.chdir(folder)
    (folder / "bad.txt").write_text(f"# a comment\n\n00:00:05 hush\n{line}\n00:00:20 close\n", encoding="utf-8")
    said = refused(folder, capsys, "--rundown", "plan.csv", "--script", "bad.txt", *OUTPUTS)
    assert "Script line 4: " in said
    assert says in said


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--rundown", "gone.csv"], "gone.csv cannot be read: No such file"),
        (["--rundown", "."], "a rundown is a .csv or .xlsx file"),
        (["--rundown", "tone.flac"], "a rundown is a .csv or .xlsx file"),
        (["--rundown", "plan.csv", "--media", "gone"], "--media gone: this is not a folder"),
        (["--rundown", "plan.csv", "--media", "tone.flac"], "--media tone.flac: this is not a folder"),
        (["--demo", "--media", "."], "--media goes with --rundown"),
        (["--rundown", "plan.csv", "--script", "gone.txt"], "gone.txt: No such file"),
        (["--rundown", "plan.csv", "--script", "tone.flac"], "a script is plain text in UTF-8"),
        (["--rundown", "plan.csv", "--speed", "fast"], "--speed fast: write a number"),
        (["--rundown", "plan.csv", "--speed", "0"], "--speed 0: write a number"),
        (["--rundown", "plan.csv", "--speed", "-1"], "--speed -1: write a number"),
        (["--rundown", "plan.csv", "--speed", "nan"], "--speed nan: write a number"),
        (["--rundown", "plan.csv", "--light", "artnet:here:1"], "Write simulated, or sacn:HOST:UNIVERSE"),
        (["--rundown", "plan.csv", "--light", "sacn:here"], "write sacn:HOST:UNIVERSE"),
        (["--rundown", "plan.csv", "--light", "sacn:192.0.2.1:0"], "number from 1 to 63999"),
        (["--rundown", "plan.csv", "--light", "sacn:192.0.2.1:one"], "number from 1 to 63999"),
        (["--rundown", "plan.csv", "--light", "nonsense"], "Write simulated, or sacn:HOST:UNIVERSE"),
        (["--rundown", "plan.csv", "--sound-file", "plan.csv/out.wav"], "plan.csv/out.wav cannot be written"),
        (["--rundown", "plan.csv", "--sound-file", "."], ". cannot be written"),
        (["--rundown", "plan.csv", "--report", "plan.csv/out.json"], "plan.csv/out.json cannot be written"),
        (["--rundown", "plan.csv", "--screenshot", "out.doc"], "a picture's name ends in .png"),
        (["--rundown", "plan.csv", "--screenshot", "plan.csv/out.png"], "plan.csv/out.png cannot be written"),
    ],
)
def test_a_bad_option_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, options: list[str], says: str
) -> None:
    monkeypatch.chdir(folder)
    given = [x for x in zip(OUTPUTS[::2], OUTPUTS[1::2], strict=True) if x[0] not in options]
    assert says in refused(folder, capsys, *options, *(word for pair in given for word in pair))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("Three", "soon"), ["Row 4", "Minutes"]),
        (("Three", 1, "explode"), ["Row 4", "End"]),
        (("Three", 1, "", "", "gone.flac"), ["Row 4", "Music", "“gone.flac” was not found"]),
        (("Three", 1, "", "", "TONE.FLAC"), ["Row 4", "nearest: tone.flac"]),
        (("Three", 1, "", "", "../tone.flac"), ["Row 4", "leads out of the media folder"]),
        (("Three", 1, "", "", "tone.flac", "slow"), ["Row 4", "Crossfade"]),
        (("Three", 1, "", "", "", "", "disco"), ["Row 4", "Look"]),
        (("Three", 1, "", "", "", "", "dusk", -3), ["Row 4", "Fade"]),
    ],
)
def test_a_bad_row_of_a_sheet_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], row: tuple[object, ...], says: list[str]
) -> None:
    csv_sheet(folder / "bad.csv", ("One", 1, "", "", "tone.flac"), ("Two", 1), row)
    outputs = [str(folder / x) if n % 2 else x for n, x in enumerate(OUTPUTS)]
    said = refused(folder, capsys, "--rundown", str(folder / "bad.csv"), *outputs)
    for words in says:
        assert words.casefold() in said.casefold()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "The sheet is empty."),
        ("a,b\n1,2\n", "The sheet begins in row 1 with: a, b."),
        (",".join(HEADER) + "\n", "there is no phase under the header in row 1"),
    ],
)
def test_a_sheet_without_a_rundown_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], content: str, says: str
) -> None:
    (folder / "bad.csv").write_text(content)
    assert says in refused(folder, capsys, "--rundown", str(folder / "bad.csv"))


def test_no_music_at_all_runs_and_is_silent(tmp_path: Path) -> None:
    heard = rehearse(tmp_path, csv_sheet(tmp_path / "plan.csv", ("One", 0.5), ("Two", 0.25)))
    assert heard.status == 0
    assert heard.report["closed"] is True
    assert heard.report["cues"] == []
    assert not heard.sound.any()
    assert [p["actual_ms"] for p in heard.report["phases"]] == [30_000, 15_000]


def test_a_damaged_file_is_skipped_with_a_notice_while_the_rest_goes_on(tmp_path: Path) -> None:
    for name, pitch in (("1", 300), ("3", 500)):
        tone_file(tmp_path / f"list/{name}.flac", pitch, 20)
    (tmp_path / "list/2 broken.ogg").write_bytes(b"OggS" + bytes(5_000))
    torn = tone_file(tmp_path / "list/4 torn.flac", 700, 20)
    torn.write_bytes(torn.read_bytes()[: torn.stat().st_size // 2])
    heard = rehearse(tmp_path, csv_sheet(tmp_path / "plan.csv", ("One", 1, "", "", "list", 4)))
    assert heard.status == 0
    assert heard.report["closed"] is True
    assert any("2 broken.ogg" in x for x in heard.report["notices"])
    assert heard.levels(300)[100] > 0.01
    assert heard.levels(500)[250] > 0.01
    alone = heard.loudness()[60:600]
    assert alone.min() > alone.max() / 2, "music all the time"


def test_nothing_but_damaged_music_leaves_the_room_as_it_is_and_the_phase_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.mp3").write_bytes(b"not music at all" * 100)
    tone_file(tmp_path / "tone.wav", 300, 20)
    rows = (("One", 0.5, "", "", "bad.mp3"), ("Two", 0.5, "", "", "tone.wav"), ("Three", 0.5, "", "", "bad.mp3"))
    heard = rehearse(tmp_path, csv_sheet(tmp_path / "plan.csv", *rows))
    assert heard.status == 0
    left_out, *silent = heard.report["notices"]
    assert left_out.startswith("bad.mp3 cannot be read as sound")
    assert left_out.endswith(". It was left out.")
    assert [x.partition(":")[0] for x in silent] == ["Phase 1 “One”", "Phase 3 “Three”"]
    level = heard.levels(300)
    assert not level[:299].any()
    assert level[850] == pytest.approx(level[500], rel=0.05), "it goes on"


def test_music_that_cannot_be_copied_stops_it_before_anything_runs(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opens = Path.open

    def full(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if path.name == "tone.flac" and "w" in mode:
            raise OSError(errno.ENOSPC, "No space left on device")
        return opens(path, mode, *more, **named)

    monkeypatch.setattr(Path, "open", full)
    said = refused(folder, capsys, "--rundown", str(folder / "plan.csv"))
    assert "tone.flac could not be copied into" in said
    assert "No space left on device" in said


@pytest.mark.parametrize("name", ["tone.flac", "tone.mp3"])
def test_a_recording_that_may_not_be_read_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    tone_file(folder / name, 300, 2)
    csv_sheet(folder / "plan.csv", ("One", 1, "hold", "", name))
    opens = Path.open

    def may_not(path: Path, *more: Any, **named: Any) -> Any:
        if path.name == name:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opens(path, *more, **named)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", may_not)
        assert main(["rehearse", "--rundown", str(folder / "plan.csv")]) == 0
    said = "".join(capsys.readouterr())
    assert f"{name} cannot be read: Permission denied" in said


@pytest.mark.parametrize("decimal", [",", "\t"])
def test_a_sheet_of_a_spreadsheet_in_another_country(tmp_path: Path, decimal: str) -> None:
    separator = ";" if decimal == "," else "\t"
    rows = [["Plan of the evening"], ["minutes", "PHASE", "Colour"], ["0,25", "Öffnung", "red"], ["0:30", "Kreis", ""]]
    sheet = tmp_path / "plan.csv"
    sheet.write_bytes("\r\n".join(separator.join(row) for row in rows).encode("cp1252"))
    if separator == "\t":
        sheet.write_bytes(sheet.read_bytes().replace(b"0,25", b"0.25"))
    report = rehearse(tmp_path, sheet).report
    assert [(p["name"], p["actual_ms"]) for p in report["phases"]] == [("Öffnung", 15_000), ("Kreis", 30_000)]
    assert any("Colour" in x for x in report["notices"])
    assert any("Windows-1252" in x for x in report["notices"])


@pytest.mark.parametrize(("stall", "status"), [(0.0, 0), (0.4, 3)])
def test_a_cue_that_is_missed_is_told_by_name_and_by_the_exit_status(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    stall: float,
    status: int,
) -> None:
    """The room stands still shortly before the second phase, and has not caught up when its music is due."""
    sheet = csv_sheet(tmp_path / "plan.csv", ("One", 0.5), ("Two", 0.5, "", "", "", "", "ember"))
    passes, passed = Offline.pass_time, [0]

    def pass_time(room: Offline, length: Millis) -> None:
        passes(room, length)
        passed[0] += length
        if passed[0] == 30_000:
            time.sleep(stall)

    monkeypatch.setattr(Offline, "pass_time", pass_time)
    report = tmp_path / "report.json"
    assert main(["rehearse", "--rundown", str(sheet), "--speed", "60", "--report", str(report)]) == status
    (cue,) = json.loads(report.read_text("utf-8"))["cues"]
    assert cue["due_ms"] == 30_000
    assert cue["made_ms"] - cue["due_ms"] == pytest.approx(stall * 1000, abs=90)
    assert ("Missed by more than 0.1 s: ember" in capsys.readouterr().out) == bool(stall)


def test_from_the_shell_with_a_picture(folder: Path) -> None:
    """As a stranger does it: a process of its own, folders that are not there yet, and a rundown of two minutes."""
    out = folder / "new folder"
    outputs = ("--sound-file", out / "a.wav", "--report", out / "b.json", "--screenshot", out / "c.png")
    options = ("--rundown", folder / "plan.csv", *outputs)
    command = [sys.executable, "-m", "kapcircle", "rehearse", *map(str, options)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "One" in done.stdout
    assert soundfile.info(out / "a.wav").frames >= 120 * 48_000
    assert (out / "c.png").read_bytes().startswith(b"\x89PNG")
    assert json.loads((out / "b.json").read_text("utf-8"))["notices"] == []
