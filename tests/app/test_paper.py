"""`kapcircle export attendance`, `report`, `paper-pack` and the papers of the run of show as typed in a shell."""

import csv
import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from kapcircle.__main__ import main
from kapcircle.app.vaults import furnish
from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.errors import KnownError
from kapcircle.core.practice import Exported
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.house import PRACTICE
from kapcircle.store import vault as vaults
from kapcircle.store.keys import Cost
from tests.fakes import SilentRoom
from tests.made_up import small_rundown

pytestmark = pytest.mark.usefixtures("unhurried")

PASSPHRASE = "a made-up passphrase"
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault in which one session was held, and one is planned."""
    made = tmp_path / "place" / "Vault.kapcircle"
    opened, _ = vaults.create(made, "Mara", PASSPHRASE, SystemClock().now(), role=Role.FACILITATOR, cost=CHEAP)
    house = furnish(opened, room=lambda _: SilentRoom())
    cohort = house.planning.begin_cohort("Harbour")
    wren, ash = (house.planning.enrol(cohort, alias) for alias in ("Wren", "Ash"))
    held = house.planning.plan_session(cohort, "Medicine 1", None, small_rundown())
    house.planning.plan_session(cohort, "Medicine 2", None, small_rundown())
    circle = house.circle(held)
    circle.do(c.Open())
    circle.do(c.Record(Attended(Attendance.LATE, "=cmd|' /C calc'!A0"), wren))
    circle.do(c.Record(Attended(Attendance.EXCUSED), ash))
    circle.do(c.Note("quiet", wren))
    circle.do(c.Close())
    house.shut()
    return made


class Shell:
    """Types commands, and reads what is said."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self._monkeypatch, self._capsys = path, monkeypatch, capsys

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Exit status, and what was said on standard output and error."""
        self._monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
        status = main([*words, "--vault", str(self.path)])
        return status, *self._capsys.readouterr()


@pytest.fixture
def kapcircle(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(path, monkeypatch, capsys)


def words(file: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(file, strict=True).pages)


def test_attendance_is_written_whole_guarded_and_noted(kapcircle: Shell, tmp_path: Path) -> None:
    out = tmp_path / "attendance.csv"
    out.write_text("older", "utf-8")
    status, said, _ = kapcircle("export", "attendance", "--cohort", "Harbour", "--out", str(out))
    assert (status, said) == (
        0,
        "attendance.csv has the attendance of Harbour at 1 session. It is not encrypted: keep it where it belongs.\n",
    )
    body = out.read_bytes()
    assert body.startswith(b"\xef\xbb\xbf"), "spreadsheets need the mark"
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert [(row["session"], row["alias"], row["status"]) for row in rows] == [
        ("Medicine 1", "Wren", "late"),
        ("Medicine 1", "Ash", "excused"),
    ]
    assert rows[0]["words"] == "'=cmd|' /C calc'!A0", "no spreadsheet runs it"
    assert rows[0]["minutes"] == "0"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["attendance.csv"], "and nothing beside it"
    assert noted(kapcircle) == ["attendance"]


def noted(kapcircle: Shell) -> list[str]:
    """What left the vault, as it is written there."""
    opened = vaults.unlock(kapcircle.path, PASSPHRASE, SystemClock().now())
    house = furnish(opened, room=lambda _: SilentRoom())
    try:
        return [x.event.what for x in house.desk.stream(PRACTICE).entries if isinstance(x.event, Exported)]
    finally:
        house.shut()


def test_what_cannot_be_written_leaves_what_was_there(kapcircle: Shell, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "attendance.csv"
    status, _, wrong = kapcircle("export", "attendance", "--cohort", "Harbour", "--out", str(out))
    assert status == 2
    assert wrong == "kapcircle: attendance.csv cannot be written: No such file or directory.\n"


def test_a_paper_is_not_written_over_the_vault_that_it_comes_from(kapcircle: Shell) -> None:
    status, _, said = kapcircle("rundown", "--session", "Medicine 2", "--out", str(kapcircle.path))
    assert (status, "Choose another name or folder" in said) == (2, True)
    status, said, _ = kapcircle("rundown", "--session", "Medicine 2", "--out", str(kapcircle.path.parent / "it.pdf"))
    assert (status, "is the rundown of" in said) == (0, True)


def test_where_no_backup_can_be_made_it_is_told_besides_what_became_of_the_paper(
    kapcircle: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise KnownError("No backup could be made.")

    monkeypatch.setattr(vaults.Vault, "back_up", no_room)
    made, unknown = (("rundown", "--session", name, "--out", str(tmp_path / "it.pdf")) for name in ("Medicine 2", "No"))
    status, said, error = kapcircle(*made)
    assert (status, said.startswith("it.pdf is the rundown of Medicine 2.")) == (2, True)
    assert error.endswith("kapcircle: No backup could be made.\n")
    status, said, error = kapcircle(*unknown)
    assert (status, said) == (2, "")
    assert "kapcircle: No session is called “No”." in error
    assert error.endswith("\nNo backup could be made.\n")


def test_the_report_of_a_session_of_one_person_and_the_key(kapcircle: Shell, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    assert kapcircle("report", "--session", "Medicine 1", "--out", str(out))[:2] == (
        0,
        "report.pdf is the report of Medicine 1. It is not encrypted: keep it where it belongs.\n",
    )
    assert "Ash" in words(out)
    assert kapcircle("report", "--session", "Medicine 1", "--person", "wren", "--out", str(out))[0] == 0
    assert "quiet" in words(out)
    assert "Ash" not in words(out)
    status, said, _ = kapcircle("report", "--session", "Medicine 1", "--key", "--out", str(out))
    assert (status, said[:42]) == (0, "report.pdf says who is who in Medicine 1. ")
    assert "Who is who" in words(out)


def test_the_paper_pack_says_what_is_to_be_written_on_it(kapcircle: Shell, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    status, said, _ = kapcircle("paper-pack", "--session", "Medicine 2", "--out", str(out))
    assert status == 0
    assert said.splitlines() == [
        "pack.pdf is the paper pack of Medicine 2. It is not encrypted: keep it where it belongs.",
        "To be written on it by hand: the emergency number, the address.",
    ]
    assert "Emergency card: mat 1, Wren" in words(out)


@pytest.mark.parametrize(
    ("command", "what"), [("return-card", "Laptop gone"), ("rundown", "Note"), ("cue-sheet", "Armed")]
)
def test_the_papers_of_the_run_of_show_name_nobody(kapcircle: Shell, tmp_path: Path, command: str, what: str) -> None:
    for session in ("Medicine 1", "Medicine 2"):
        out = tmp_path / "paper.pdf"
        status, said, _ = kapcircle(command, "--session", session, "--out", str(out))
        named = command.replace("-", " ")
        told = f"paper.pdf is the {named} of {session}. It is not encrypted: keep it where it belongs.\n"
        assert (status, said) == (0, told)
        assert what in words(out)
        assert "Wren" not in words(out)
        assert noted(kapcircle)[-1] == named


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("paper-pack", "--session", "Winter"), "No session is called “Winter”. The sessions of this vault:"),
        (("report", "--session", "Medicine 2"), "This session was not opened: there is nothing to report yet."),
        (
            ("report", "--session", "Medicine 1", "--person", "Elm"),
            "Nobody in this session is called “Elm”. In it are:\n  Wren, mat 1\n  Ash, mat 2",
        ),
        (("export", "attendance", "--cohort", "Winter"), "No cohort is called “Winter”."),
    ],
)
def test_what_cannot_be_found_is_said(kapcircle: Shell, tmp_path: Path, command: tuple[str, ...], said: str) -> None:
    out = tmp_path / "out"
    status, _, wrong = kapcircle(*command, "--out", str(out))
    assert status == 2
    assert wrong.startswith(f"kapcircle: {said}")
    assert not out.exists()


def test_a_table_is_named(kapcircle: Shell) -> None:
    with pytest.raises(SystemExit):
        kapcircle("export")
