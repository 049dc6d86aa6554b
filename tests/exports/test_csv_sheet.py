import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kapcircle.core.cells import Grid
from kapcircle.core.errors import KnownError
from kapcircle.core.rundown import Phase, Rundown
from kapcircle.core.sheet import read
from kapcircle.core.sheet_out import lay_out
from kapcircle.exports import csv_sheet
from kapcircle.exports.csv_text import encode
from tests.core.sheets import anonymous, known, rundowns


def parse(data: bytes) -> Grid:
    return csv_sheet.parse(data, "day.csv")


def phases(data: bytes) -> list[Phase]:
    return [row.phase for row in read(parse(data), known()).rows]


def brief(data: bytes) -> list[tuple[str, int, str]]:
    return [(phase.name, phase.planned, phase.note) for phase in phases(data)]


def refusal(data: bytes) -> str:
    with pytest.raises(KnownError) as said:
        read(parse(data), known())
    return str(said.value)


PLAIN = "Phase,Minutes,Note\r\nOpening,7.5,Être là\r\nPeak,1:10:00,\r\n"
EXPECTED = [("Opening", 450_000, "Être là"), ("Peak", 4_200_000, "")]


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("cp1252"),
        PLAIN.encode("utf-16"),
        b"\xff\xfe" + PLAIN.encode("utf-16-le"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        PLAIN.replace("\r\n", "\n").encode(),
        PLAIN.replace("\r\n", "\r").encode(),
        PLAIN.rstrip().encode(),
        (PLAIN + "\r\n,,\r\n \r\n").encode(),
        ("A day, with friends; and more,,\r\n\r\n" + PLAIN).encode(),
        ("sep=,\r\n" + PLAIN).encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", ";").replace("7.5", "7,5").encode("utf-8-sig"),
        ("sep=;\r\n" + PLAIN.replace(",", ";").replace("7.5", "7,5")).encode("cp1252"),
        ('"sep=;"\r\n' + PLAIN.replace(",", ";")).encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace(",", "\t").replace("7.5", "7,5").encode("utf-16"),
        ("Sep=|\n" + PLAIN.replace(",", "|")).encode(),
        PLAIN.replace("Opening", '"Opening"').replace("Phase,Minutes", '"Phase","Minutes"').encode(),
        ('"Phase, as we call it";"x"\r\n' + PLAIN.replace(",", ";")).encode(),
        PLAIN.replace("7.5", "0:07:30").encode(),
        PLAIN.replace("7.5", '" 7:30 "').encode(),
    ],
)
def test_the_same_rundown_in_every_way_of_writing(data: bytes) -> None:
    assert brief(data) == EXPECTED


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_other_separators_inside_texts_do_not_mislead(separator: str) -> None:
    out = io.StringIO(newline="")
    rows = [["a,b,c;d;e;f\tg\th\ti"], ["Phase", "Note, of; all\tkinds", "Minutes"], ["A,;\tB", "x", "5"]]
    csv.writer(out, delimiter=separator).writerows(rows)
    assert brief(out.getvalue().encode()) == [("A,;\tB", 300_000, "")]


@pytest.mark.parametrize("words", ["“quoted”", 'say "now"', "two\nlines", "a;b", "tab\there", "\U0001f54a", "  "])
def test_texts_that_need_quotes(words: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["Phase", "Minutes", "Note"], ["A", 1, words]])
    assert brief(out.getvalue().encode()) == [("A", 60_000, words.strip())]


def test_windows_1252_is_said_because_letters_may_be_wrong() -> None:
    assert parse(PLAIN.encode("cp1252")).notices == ("day.csv was read as Windows-1252: look at letters with accents.",)
    assert parse(PLAIN.encode()).notices == ()


def test_rows_are_numbered_as_in_the_spreadsheet_and_lines_as_in_the_file() -> None:
    said = refusal(b'Plan\n\nPhase,Minutes\n"A\nlong\nname",1\n\nB,x\n"C\nD",y\n')
    assert "row 6 (line 8 of the file), column Minutes (B): “x”" in said
    assert "row 7 (line 9 of the file), column Minutes (B): “y”" in said


def test_a_separator_line_is_no_row() -> None:
    assert "row 2 (line 3 of the file), column Minutes (B)" in refusal(b"sep=;\nPhase;Minutes\nA;x\n")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The sheet is empty."),
        (b"\xef\xbb\xbf\r\n\r\n", "The sheet is empty."),
        (b"PK\x03\x04rest", "day.csv is a workbook, not CSV: give it a name that ends in .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00rest", "day.csv is not a text file"),
        (b"fLaC\x00\x00\x00\x22", "day.csv is not a text file"),
        ("Phase,Minutes\nA,1\n".encode("utf-16-le"), "day.csv is not a text file"),
        (b"\xff\xfeP", "day.csv is not text that can be read"),
        (b"Phase,Minutes\nA\x81,1\n", "day.csv is not text that can be read"),
        (
            b'Phase,Minutes\nA,1\n"B,2\nC,3\n',
            "day.csv, row 3 (line 3 of the file): a quote is opened here and never closed",
        ),
        (b'Phase,Minutes\n"A" day,1\n', "day.csv, row 2 (line 2 of the file): after a closing quote stands something"),
        (b'Phase,Minutes\n"' + b"x" * 200_000, "a cell is far too long: is a quote opened and never closed?"),
        (b"Phase,Minutes,Note\nA,1,breathe, slowly\n", "row 2, column D: stands beyond the header"),
        (b'Phase,Minutes\nA,"7,5"\n', "row 2, column Minutes (B): “7,5” has a comma: type 7.5"),
        (b"Phase;Minutes\nA;1.500,5\n", "row 2, column Minutes (B): “1.500,5” is not a length"),
        (b"Phase,Minutes\nA,#DIV/0!\n", "row 2, column Minutes (B): “#DIV/0!” is not a length"),
        (b"<html><body>Phase</body></html>", "No header was found"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(KnownError, match="cannot be read"):
            csv_sheet.read(path)


def test_a_file_larger_than_any_rundown_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(32_000_001)
    with pytest.raises(KnownError, match=r"big\.csv is larger than 32 MB"):
        csv_sheet.read(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rundowns)
def test_what_is_written_comes_back_as_it_was(tmp_path: Path, rundown: Rundown) -> None:
    path = tmp_path / "day.csv"
    assert csv_sheet.write(path, rundown) == ()
    assert anonymous(read(csv_sheet.read(path), known()).rundown) == rundown


@given(rundowns)
def test_no_cell_is_a_formula_to_a_spreadsheet(rundown: Rundown) -> None:
    written = encode(lay_out(rundown).rows).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(written, newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_file_is_what_spreadsheets_open_well(tmp_path: Path) -> None:
    path = tmp_path / "day.csv"
    (phase,) = phases('Phase,Minutes,Note\nÉté,0:20,"a\nb"\n'.encode())
    csv_sheet.write(path, Rundown((phase,)))
    assert path.read_bytes() == (
        b"\xef\xbb\xbfPhase,Minutes,End,Note,Music,Crossfade,Look,Fade,Group,Shrink,Warn,Danger,Medicine\r\n"
        b'\xc3\x89t\xc3\xa9,0.333333,hold,"a\nb",,,,,,no,2,1,\r\n'
    )


def test_a_folder_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "day.csv").mkdir()
    with pytest.raises(KnownError, match=r"day\.csv cannot be written"):
        csv_sheet.write(tmp_path / "day.csv", Rundown())
    with pytest.raises(KnownError, match="cannot be written"):
        csv_sheet.write(tmp_path / "gone" / "day.csv", Rundown())
    assert [path.name for path in tmp_path.iterdir()] == ["day.csv"]
