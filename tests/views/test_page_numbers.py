import pytest

from kapcircle.core.errors import Refused
from kapcircle.views.page_numbers import page_numbers


@pytest.mark.parametrize(
    ("typed", "pages"),
    [("", (0, 1, 2, 3)), (" ", (0, 1, 2, 3)), ("2", (1,)), ("2-4", (1, 2, 3)), ("3, 1–2,3", (2, 0, 1))],
)
def test_pages_as_they_are_typed(typed: str, pages: tuple[int, ...]) -> None:
    assert page_numbers(typed, 4) == pages


@pytest.mark.parametrize("typed", ["0", "5", "3-2", "1-", "one", "1,,2", "-1", "9999999"])
def test_pages_that_are_not_there_are_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"Pages are 1 to 4"):
        page_numbers(typed, 4)
