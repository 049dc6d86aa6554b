"""`kapcircle enrol` as typed in a shell: twelve made-up people into a cohort, or nobody."""

import io
from pathlib import Path

import pytest

from kapcircle import places
from kapcircle.__main__ import main
from kapcircle.app.vaults import furnish
from kapcircle.core.roles import Role
from kapcircle.desk.clock import SystemClock
from kapcircle.store import vault as vaults
from kapcircle.store.keys import Cost
from kapcircle.views.people import Listed
from tests.fakes import SilentRoom

pytestmark = pytest.mark.usefixtures("unhurried")

PASSPHRASE = "a made-up passphrase"
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PEOPLE = places.resources() / "demo" / "people.csv"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault with two cohorts."""
    made = tmp_path / "place" / "Vault.kapcircle"
    opened, _ = vaults.create(made, "Mara", PASSPHRASE, SystemClock().now(), role=Role.FACILITATOR, cost=CHEAP)
    house = furnish(opened, room=lambda _: SilentRoom())
    house.planning.begin_cohort("Harbour")
    house.planning.begin_cohort("Spring")
    house.shut()
    return made


@pytest.fixture
def kapcircle(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> "Shell":
    return Shell(path, monkeypatch, capsys)


class Shell:
    """Types commands, and reads what is said."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._path, self._monkeypatch, self._capsys = path, monkeypatch, capsys

    def enrol(self, file: Path, *words: str, cohort: str = "Harbour") -> tuple[int, str, str]:
        """Exit status, and what was said on standard output and error."""
        self._monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
        status = main(["enrol", str(file), "--vault", str(self._path), "--cohort", cohort, *words])
        return status, *self._capsys.readouterr()

    def listed(self) -> tuple[Listed, ...]:
        """Everybody in the vault."""
        opened = vaults.unlock(self._path, PASSPHRASE, SystemClock().now())
        house = furnish(opened, room=lambda _: SilentRoom())
        try:
            return house.people.listed()
        finally:
            house.shut()

    def mats(self) -> dict[str, int]:
        """Who sits where in the first cohort."""
        return {x.alias: seat.mat for x in self.listed() for seat in x.seats if seat.name == "Harbour"}


def sheet(folder: Path, *lines: str) -> Path:
    made = folder / "people.csv"
    made.write_text("\n".join(lines), "utf-8")
    return made


def test_twelve_made_up_people_are_enrolled(kapcircle: Shell) -> None:
    assert kapcircle.enrol(PEOPLE) == (0, "Enrolled in Harbour: 12 people.\n", "")
    found = sorted(kapcircle.listed(), key=lambda x: x.seats[0].mat)
    assert [seat.mat for x in found for seat in x.seats] == list(range(1, 13))
    assert (found[1].alias, found[1].legal, found[1].chosen) == ("Heron", "Beatrix Invented", "Bea")
    assert {x.status for x in found} == {"enrolled"}


def test_a_dry_run_changes_nothing(kapcircle: Shell) -> None:
    said = "Nothing was changed. 12 people could be enrolled in Harbour; no row is bad.\n"
    assert kapcircle.enrol(PEOPLE, "--dry-run") == (0, said, "")
    assert kapcircle.listed() == ()


def test_one_bad_row_keeps_everybody_out_until_the_good_rows_are_asked_for(kapcircle: Shell, tmp_path: Path) -> None:
    file = sheet(tmp_path, "Alias,Phone", "Wren,0660 123456", "Ash,call me", "Elm,")
    bad = "row 3, column Phone (B): “c” is no part of a phone number. Write figures, as in +43 660 1234567.\n"
    end = "Nobody was enrolled: 1 row is bad. Correct the sheet, or enrol the 2 good with --good-rows.\n"
    assert kapcircle.enrol(file) == (1, bad + end, "")
    assert kapcircle.listed() == ()
    dry = "Nothing was changed. 2 people could be enrolled in Harbour; 1 row is bad.\n"
    assert kapcircle.enrol(file, "--dry-run") == (1, bad + dry, "")
    assert kapcircle.enrol(file, "--good-rows") == (0, bad + "Enrolled in Harbour: 2 people; left out: row 3.\n", "")
    assert kapcircle.mats() == {"Wren": 1, "Elm": 2}


def test_the_same_sheet_twice_enrols_nobody_twice(kapcircle: Shell) -> None:
    kapcircle.enrol(PEOPLE)
    status, said, _ = kapcircle.enrol(PEOPLE, "--good-rows")
    assert status == 1
    assert "row 2, column Alias (A): “Wren” is somebody's alias in this cohort already." in said
    assert "row 13, column Legal name (B): the same name as “Yarrow”, who is in the vault already" in said
    assert said.endswith("Nobody was enrolled: 12 rows are bad.\n")
    assert len(kapcircle.listed()) == 12


def test_another_cohort_by_its_name_and_a_sheet_of_one(kapcircle: Shell, tmp_path: Path) -> None:
    file = sheet(tmp_path, "Alias;Legal name", "Wren;Renate Beispiel")
    assert kapcircle.enrol(file, cohort="Spring") == (0, "Enrolled in Spring: 1 person.\n", "")
    assert kapcircle.mats() == {}


@pytest.mark.parametrize(
    ("name", "text", "cohort", "words"),
    [
        ("people.csv", "Alias\nWren", "Winter", "No cohort is called “Winter”. The cohorts of this vault:"),
        ("people.csv", "Phase,Minutes\nPeak,40", "Harbour", "No header was found: a list of people needs a row"),
        ("people.txt", "", "Harbour", "The sheet is empty."),
        ("people.doc", "Alias", "Harbour", "people.doc: a list of people is a .csv or .xlsx file."),
    ],
)
def test_what_cannot_be_read_is_said(
    kapcircle: Shell, tmp_path: Path, name: str, text: str, cohort: str, words: str
) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    status, said, wrong = kapcircle.enrol(file, cohort=cohort)
    assert (status, said) == (2, "")
    assert wrong.startswith(f"kapcircle: {words}")


def test_the_vault_is_whole_after(kapcircle: Shell, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kapcircle.enrol(PEOPLE)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
    assert main(["check", str(path)]) == 0


def test_a_coordinator_is_told_what_is_not_taken_and_whom_to_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "another" / "Vault.kapcircle"
    opened, _ = vaults.create(made, "Otto", PASSPHRASE, SystemClock().now(), role=Role.COORDINATOR, cost=CHEAP)
    house = furnish(opened, room=lambda _: SilentRoom())
    house.planning.begin_cohort("Harbour")
    house.shut()
    sheet = tmp_path / "people.csv"
    sheet.write_text("Alias,Allergies\nWren,nuts\n", encoding="utf-8")
    status, out, _ = Shell(made, monkeypatch, capsys).enrol(sheet)
    assert status == 0
    assert "▲ Allergies will not be taken: your role may not write them. Ask a facilitator" in out
