"""A reading as it is typed: in order, blanks by -, wrong ones named by their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.errors import Refused
from kapcircle.core.typed.unusual import unusual
from kapcircle.core.typed.vitals_line import line_of, parse_vitals
from kapcircle.core.vitals import Vitals, check_vitals


@pytest.mark.parametrize(
    ("line", "reading"),
    [
        ("120/80 72 98 14 36.6 70", Vitals(120, 80, 72, 98, 14, 36.6, 70)),
        ("120/80 72 98", Vitals(120, 80, 72, 98)),
        ("  118/76   64 ", Vitals(118, 76, 64)),
        ("- 72 98", Vitals(pulse=72, spo2=98)),
        ("- - 97", Vitals(spo2=97)),
        ("120/80 - - - 36,6", Vitals(120, 80, temperature=36.6)),
        ("- - - - - 70.5", Vitals(weight=70.5)),
        ("- - - - 37.", Vitals(temperature=37.0)),
        ("", Vitals()),
    ],
)
def test_a_line_is_read_in_its_order(line: str, reading: Vitals) -> None:
    assert parse_vitals(line) == reading


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("120 80 72", "“120”: the pressure comes first, with two figures"),
        ("120/ 72", "“120/”: the pressure has two figures"),
        ("x/80", "“x/80”: the pressure has two figures"),
        ("120/80 seventy", "“seventy” is no pulse (/min)"),
        ("120/80 72.5", "“72.5” is no pulse (/min)"),
        ("120/80 72 9999", "“9999” is no SpO2 (%)"),
        ("120/80 72 98 14 3x.6", "“3x.6” is no temperature (°C)"),
        ("120/80 72 98 14 36.x", "“36.x” is no temperature (°C)"),
        ("120/80 72 98 14 36.6 70 5", "“5” is one figure too many"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(line: str, words: str) -> None:
    with pytest.raises(Refused, match="^" + words.replace("(", r"\(").replace(")", r"\)")):
        parse_vitals(line)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("80/120", "80/120: the first figure must be above the second. Look at the cuff again."),
        ("400/80", "systolic 400 mmHg cannot be: look again (40 to 300)."),
        ("120/80 720", "pulse 720 /min cannot be: look again (20 to 250)."),
        ("120/80 72 980", "SpO2 980 % cannot be: look again (40 to 100)."),
        ("- - - - 366", "temperature 366 °C cannot be: look again (28 to 43)."),
    ],
)
def test_what_cannot_be_is_refused(line: str, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_vitals(parse_vitals(line))
    assert str(refusal.value) == words


def maybe(low: int, high: int) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(low, high)


def tenths(low: int, high: int) -> st.SearchStrategy[float | None]:
    return st.none() | st.integers(low * 10, high * 10).map(lambda x: x / 10)


@given(
    pressure=st.none() | st.tuples(st.integers(1, 300), st.integers(1, 300)),
    rest=st.tuples(maybe(1, 250), maybe(1, 100), maybe(1, 70), tenths(28, 43), tenths(20, 400)),
)
def test_what_is_typed_for_a_reading_says_it(pressure: tuple[int, int] | None, rest: tuple[int, ...]) -> None:
    reading = Vitals(*(pressure or (None, None)), *rest)
    assert parse_vitals(line_of(reading)) == reading


@pytest.mark.parametrize(
    ("line", "before", "asked"),
    [
        ("120/80 72 98 14 36.6 70", "", ()),
        ("190/80", "", ("systolic 190 mmHg is unusual",)),
        ("120/115", "", ("diastolic 115 mmHg is unusual", "120/115 lie close together")),
        ("- 40 90", "", ("pulse 40 /min is unusual", "SpO2 90 % is unusual")),
        ("- - - 6 39", "", ("respiration 6 /min is unusual", "temperature 39 °C is unusual")),
        ("- - - - - 30", "", ("weight 30 kg is unusual",)),
        ("165/90 72", "120/80 70", ("systolic 165 mmHg, 120 before",)),
        ("160/90 72", "120/80", ()),
        ("120/80 125", "118/76 70", ("pulse 125 /min, 70 before",)),
        ("- - - - - 61", "- - - - - 70", ("weight 61 kg, 70 before",)),
    ],
)
def test_what_is_unusual_is_asked_once_more(line: str, before: str, asked: tuple[str, ...]) -> None:
    assert unusual(parse_vitals(line), parse_vitals(before) if before else None) == asked
