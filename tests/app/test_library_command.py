"""`kapcircle library` as typed in a shell: recordings in, listed, and described."""

import hashlib
import io
import os
import signal
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from kapcircle.__main__ import main
from kapcircle.app import fit
from kapcircle.app.vaults import furnish
from kapcircle.core.catalogue import AddTrack, Catalogue
from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.playlist import Track
from kapcircle.core.roles import Role
from kapcircle.core.tracks import Feel, Quality
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.heed import Heed
from kapcircle.desk.house import PRACTICE
from kapcircle.store import vault as vaults
from kapcircle.store.keys import Cost
from tests.engine.sounds import RATE, Samples, noise, write
from tests.fakes import SilentRoom

pytestmark = pytest.mark.usefixtures("unhurried")

PASSPHRASE = "a made-up passphrase"
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)


class Shell:
    """Types commands, and reads what is said."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._path, self._monkeypatch, self._capsys = path, monkeypatch, capsys

    def __call__(self, *words: object) -> tuple[int, list[str], str]:
        """Exit status, the lines on standard output, and what was said on standard error."""
        self._monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
        status = main(["library", *map(str, words), "--vault", str(self._path)])
        out, err = self._capsys.readouterr()
        return status, out.splitlines(), err

    def catalogue(self, add: Track | None = None) -> Catalogue:
        """What is in the vault, after `add` was put into it as an older program did."""
        opened = vaults.unlock(self._path, PASSPHRASE, SystemClock().now())
        house = furnish(opened, room=lambda _: SilentRoom())
        try:
            if add is not None:
                house.desk.do((PRACTICE, AddTrack(add)))
            return house.library.catalogue
        finally:
            house.shut()

    def aim(self, lufs: float) -> None:
        """Hear everything as loud as this, as on the Music page."""
        house = furnish(vaults.unlock(self._path, PASSPHRASE, SystemClock().now()), room=lambda _: SilentRoom())
        try:
            house.library.aim(lufs)
        finally:
            house.shut()

    @property
    def media(self) -> Path:
        return self._path.parent / "media"

    def kept(self) -> list[Path]:
        """The files beside the vault."""
        return sorted(self.media.iterdir()) if self.media.exists() else []


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    made = tmp_path / "place" / "Vault.kapcircle"
    opened, _ = vaults.create(made, "Mara", PASSPHRASE, SystemClock().now(), role=Role.FACILITATOR, cost=CHEAP)
    furnish(opened, room=lambda _: SilentRoom()).shut()
    return Shell(made, monkeypatch, capsys)


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """A folder as people have them."""
    folder = tmp_path / "music"
    (folder / "deeper").mkdir(parents=True)
    sixteen = np.round(noise(12, 1) * 32767) / 32768
    write(folder / "2 Tide.flac", np.asarray(sixteen, np.float32))
    soundfile.write(folder / "deeper" / "Same tide.wav", sixteen, RATE, subtype="PCM_16")
    write(folder / "10 Shore.ogg", noise(11, 2))
    write(folder / "3 Startle.wav", _startling())
    (folder / "cover.jpg").touch()
    (folder / "4 Broken.flac").write_text("these are words")
    (folder / "5 Foreign.m4a").touch()
    return folder


def _startling() -> Samples:
    sound = noise(20, 3)
    sound[: 12 * RATE] *= np.float32(0.01)
    return sound


def test_a_folder_comes_in_and_what_is_wrong_is_told_by_name(shell: Shell, music: Path) -> None:
    status, lines, _ = shell("import", music)
    assert status == 1, "something was left out"
    taken = [line.split("  ")[2] for line in lines if line.startswith("+")]
    assert taken == ["2 Tide", "3 Startle", "10 Shore"]
    assert "Sudden rise at 0:12: " in next(line for line in lines if "3 Startle" in line)
    assert any(line.startswith("▲ 4 Broken.flac cannot be read as sound: ") for line in lines)
    assert "▲ 5 Foreign.m4a cannot be played: convert it to FLAC. It was left out." in lines
    assert "= Same tide.wav is the same recording as “2 Tide”, which is there already." in lines
    assert lines[-1] == "Taken in: 3 recordings; there already: 1; left out: 2."
    assert len(shell.kept()) == 3
    again, lines, _ = shell("import", music / "2 Tide.flac")
    assert again == 0
    assert lines[-1] == "Taken in: 0 recordings; there already: 1; left out: 0."
    assert len(shell.kept()) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_an_import_that_is_ended_by_a_signal_leaves_nothing_half_done(
    shell: Shell, music: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    listen, number = fit.heard, getattr(signal, name)

    def ended(path: Path, heed: Heed) -> Track:
        if path.stem == "3 Startle":
            assert signal.getsignal(number) is not signal.SIG_DFL, "it would end here, with a draft left behind"
            os.kill(os.getpid(), number)
        return listen(path, heed)

    monkeypatch.setattr(fit, "heard", ended)
    status, lines, said = shell("import", music)
    assert (status, [line.split("  ")[2] for line in lines]) == (130, ["2 Tide"])
    assert "What came in before stays; of the file under way nothing does." in said
    assert [track.title for track in shell.catalogue().listed.values()] == ["2 Tide"]
    assert len(shell.kept()) == 1


def test_they_are_listed_in_the_order_of_their_titles(shell: Shell, music: Path) -> None:
    shell("import", music)
    status, lines, _ = shell("list")
    assert status == 0
    assert [line.split("  ")[2] for line in lines[:-1]] == ["10 Shore", "2 Tide", "3 Startle"]
    assert lines[-1] == "3 recordings, to be heard at -23 LUFS."


def test_a_recording_is_held_against_the_loudness_that_this_practice_hears(shell: Shell, music: Path) -> None:
    write(music / "Faint.wav", noise(12, 9, 0.003))
    shell("import", music / "Faint.wav")
    assert "softer than the others" in shell("list")[1][0]
    shell.aim(-36.0)
    assert "softer than the others" not in shell("list")[1][0]


def test_a_recording_is_described(shell: Shell, music: Path) -> None:
    shell("import", music / "2 Tide.flac")
    ((which, track),) = shell.catalogue().listed.items()
    assert (track.title, track.licence, track.loudness is None) == ("2 Tide", "", False)
    words = ("--title", "Tide", "--quality", "soften", "--quality", "ground", "--words", "none", "--feel", "slow")
    more = ("--licence", "CC BY 4.0", "--source", "label", "--tag", "strings", "--begins", "0:01", "--ends", "11.5")
    status, lines, _ = shell("describe", which[:8], *words, *more)
    assert (status, len(lines)) == (0, 1)
    said = shell.catalogue().listed[which]
    assert (said.title, said.qualities, said.words, said.feel) == (
        "Tide",
        (Quality.SOFTEN, Quality.GROUND),
        False,
        Feel.SLOW,
    )
    assert (said.licence, said.source, said.tags, said.begins, said.ends) == (
        "CC BY 4.0",
        "label",
        ("strings",),
        1_000,
        11_500,
    )
    shell("describe", which, "--quality", "none", "--words", "unknown", "--feel", "unknown", "--ends", "")
    after = shell.catalogue().listed[which]
    assert (after.qualities, after.words, after.feel, after.ends, after.begins) == ((), None, None, None, 1_000)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--begins", "0:30"), "kapcircle: “2 Tide” is 0:00:12 long: it cannot begin at 0:00:30.\n"),
        (
            ("--ends", "soon"),
            "kapcircle: “soon” is not a length: type seconds as a number, or a length as 0:30 or 1:10:00\n",
        ),
        (("--title", " "), "kapcircle: Give the recording a title.\n"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    shell: Shell, music: Path, words: tuple[str, ...], said: str
) -> None:
    shell("import", music / "2 Tide.flac")
    (track,) = shell.catalogue().listed.values()
    status, lines, error = shell("describe", track.id, *words)
    assert (status, lines) == (2, [])
    assert error.endswith(said)
    assert shell.catalogue().listed[track.id] == track


@pytest.mark.parametrize("deed", ["describe", "remove"])
def test_a_recording_that_is_not_there_is_named(shell: Shell, deed: str) -> None:
    status, _, error = shell(deed, "abc")
    assert status == 2
    assert error.endswith(
        "kapcircle: No recording has an id that begins with “abc”. `kapcircle library list` shows them.\n"
    )


def test_a_recording_is_taken_off_the_list_and_its_file_stays(shell: Shell, music: Path) -> None:
    shell("import", music / "2 Tide.flac")
    (which,) = shell.catalogue().listed
    status, lines, _ = shell("remove", which[:6])
    assert (status, lines) == (0, ["“2 Tide” is off the list. Plans that name it play it all the same."])
    assert shell.catalogue().listed == {}
    assert len(shell.kept()) == 1


def test_an_old_catalogue_is_measured(shell: Shell, music: Path) -> None:
    shell("import", music / "3 Startle.wav")
    (track,) = shell.catalogue().listed.values()
    octets = write(music / "Old.flac", noise(11, 5)).read_bytes()
    old = Track(TrackId(hashlib.sha256(octets).hexdigest()), "Old", Millis(11_000))
    (shell.media / f"{old.id}.flac").write_bytes(octets)
    shell.catalogue(add=old)
    shell.catalogue(add=Track(TrackId("gone"), "Gone", Millis(1000)))
    status, lines, _ = shell("measure")
    assert status == 1
    assert lines[0].startswith(f"+ {old.id[:12]}  0:11  Old  −")
    assert lines[1:] == [
        "▲ “Gone” is not in the media folder: import its file again.",
        "Measured: 1 recording; not measured: 1.",
    ]
    now = shell.catalogue().listed
    assert now[track.id] == track, "it was measured when it came in"
    assert now[old.id].sound
    assert now[old.id].gain != 0
    shell("remove", "gone")
    assert shell("measure")[:2] == (0, ["Measured: 0 recordings; not measured: 0."])
