import pytest

from kapcircle.core.cells import Cell, Covered, Fault, Timed, Unreckoned
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.core.lengths import clock, minutes, seconds


def timed(length: float, shown: str, *, seconds: bool) -> Timed:
    return Timed(Millis(round(length)), seconds, shown)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (15, 900_000),
        (15.0, 900_000),
        (0.5, 30_000),
        (0.333333, 20_000),
        (0, 0),
        (1440, 86_400_000),
        ("15", 900_000),
        ("\u00a015 ", 900_000),
        ("+15", 900_000),
        ("15.", 900_000),
        (".5", 30_000),
        ("007.50", 450_000),
        ("0:30", 30_000),
        ("00:30", 30_000),
        ("7:30", 450_000),
        ("90:00", 5_400_000),
        ("1:10:00", 4_200_000),
        ("01:10:00", 4_200_000),
        ("24:00:00", 86_400_000),
        (timed(450_000, "0:07:30", seconds=True), 450_000),
        (timed(86_400_000, "24:00:00", seconds=True), 86_400_000),
    ],
)
def test_minutes(cell: Cell, expected: int) -> None:
    assert minutes(cell) == expected


@pytest.mark.parametrize(("words", "expected"), [("7,5", 450_000), ("0,5", 30_000), ("0.5", 30_000), ("0:30", 30_000)])
def test_a_decimal_comma_where_the_file_has_one(words: str, expected: int) -> None:
    assert minutes(words, decimal_comma=True) == expected


def test_seconds() -> None:
    assert [seconds(x) for x in (10, "2.5", "1:30")] == [10_000, 2_500, 90_000]
    assert seconds("2,5", decimal_comma=True) == 2_500


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (timed(27_000_000, "7:30", seconds=False), "7:30 could be minutes or hours: type 7.5, or 0:07:30"),
        (timed(26_400_000, "7:20", seconds=False), "7:20 could be minutes or hours: type 7.33, or 0:07:20"),
        (timed(54_000_000, "15:00", seconds=False), "15:00 could be minutes or hours: type 15, or 0:15:00"),
        (timed(420_000, "0:07", seconds=False), "0:07 could be minutes or hours: type 7, or 0:07:00"),
        (timed(324_000_000, "90:00", seconds=False), "90:00 could be minutes or hours: type 90, or 1:30:00"),
        (timed(93_600_000, "26:00", seconds=False), "26:00 could be minutes or hours: type 26, or 0:26:00"),
        (timed(15 * 86_400_000, "0:00", seconds=False), "15 stands in a cell formatted as a time: format the cell as"),
        (timed(15 * 86_400_000, "360:00", seconds=False), "15 stands in a cell formatted as a time"),
        (timed(7.5 * 86_400_000, "12:00", seconds=False), "7.5 stands in a cell formatted as a time"),
        (timed(4e12, "2026-01-02", seconds=False), "2026-01-02 is a date or a time of day: type minutes as a number"),
        (timed(86_400_001, "24:00:00", seconds=True), "24:00:00 is longer than a day"),
        (timed(-1_000, "-0:00:01", seconds=True), "-0:00:01 is negative"),
        (-5, "-5 is negative"),
        (-1e300, "is negative"),
        (1440.1, "1440.1 is longer than a day: is it a date or a time of day?"),
        (1e300, "is longer than a day"),
        ("-0.5", "-0.5 is negative"),
        ("99999999999999", "is longer than a day"),
        ("24:00:01", "24:00:01 is longer than a day"),
        ("7,5", "“7,5” has a comma: type 7.5"),
        ("1,200", "“1,200” has a comma: type 1.200, or 1200"),
        ("15 min", "“15 min” is not a length: type minutes as a number, or a length as 0:30 or 1:10:00"),
        ("1:2:3:4", "is not a length"),
        ("1:2:03", "is not a length"),
        ("0:5", "is not a length"),
        ("0:60", "what stands after a colon runs from 00 to 59"),
        ("1:60:00", "what stands after a colon runs from 00 to 59"),
        ("nan", "is not a length"),
        ("inf", "is not a length"),
        ("1e3", "is not a length"),
        ("1_000", "is not a length"),
        ("\u0661\u0665", "is not a length"),
        ("=A1*2", "“=A1*2” is not a length"),
        ("", "“” is not a length"),
        (True, "TRUE is not a length: type minutes as a number"),
        (Fault("#DIV/0!"), "the formula gives #DIV/0!"),
        (Unreckoned(), "the formula has no saved value"),
        (Covered(15), "is not a length"),
    ],
)
def test_what_is_no_length_is_said(cell: Cell, words: str) -> None:
    with pytest.raises(KnownError) as said:
        minutes(cell)
    assert words in str(said.value)


def test_the_number_to_type_is_in_the_unit_of_its_column() -> None:
    with pytest.raises(KnownError, match="1:30 could be minutes or hours: type 90, or 0:01:30"):
        seconds(timed(5_400_000, "1:30", seconds=False))


def test_a_comma_twice_is_no_number_even_where_commas_are_decimal() -> None:
    with pytest.raises(KnownError, match="is not a length"):
        minutes("1,500,5", decimal_comma=True)


@pytest.mark.parametrize(
    ("length", "shown"),
    [(0, "0:00:00"), (499, "0:00:00"), (-499, "0:00:00"), (500, "0:00:00"), (1_500, "0:00:02"), (-90_000, "-0:01:30"),
     (4_200_000, "1:10:00"), (360_000_000, "100:00:00")],
)  # fmt: skip
def test_clock(length: int, shown: str) -> None:
    assert clock(Millis(length)) == shown
