import pytest

from kapcircle.exports.number_format import counts_on, shows_date, shows_seconds


@pytest.mark.parametrize(
    ("number_format", "seconds", "date", "on"),
    [
        ("h:mm:ss", True, False, False),
        ("[mm]:ss", True, False, True),
        ("[h]:mm:ss;@", True, False, True),
        ("[$-F400]h:mm:ss\\ AM/PM", True, False, False),
        ("mm:ss.0", True, False, False),
        ("MM:SS", True, False, False),
        ("[s]", True, False, True),
        ("[Red]h:mm", False, False, False),
        ("h:mm", False, False, False),
        ("[hh]:mm", False, False, True),
        ('h" hours"', False, False, False),
        ("h\\s", False, False, False),
        ("h:mm_s", False, False, False),
        ("*sh:mm", False, False, False),
        ("h:mm;h:mm:ss", False, False, False),
        ('"a;b"h:mm:ss', True, False, False),
        ("[$-409]d-mmm-yy", False, True, False),
        ("yyyy-mm-dd hh:mm:ss", True, True, False),
        ("[<1]h:mm", False, False, False),
        ("[DBNum1]h:mm:ss", True, False, False),
    ],
)
def test_what_a_number_format_shows(number_format: str, *, seconds: bool, date: bool, on: bool) -> None:
    assert (shows_seconds(number_format), shows_date(number_format), counts_on(number_format)) == (seconds, date, on)
