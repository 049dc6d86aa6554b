"""Pages of a PDF as pictures in memory."""

import os
from collections.abc import Callable

import psutil
import pytest
from pypdfium2 import PdfiumError

from kapcircle.core.errors import KnownError
from kapcircle.exports import pdf_pages
from kapcircle.exports.pdf_pages import PdfPages
from tests.exports.pdfs import A4, FORM, dark_share, pdf


def test_a_page_looks_as_it_was_made_with_its_own_size() -> None:
    pages = PdfPages(pdf(3))
    assert pages.count == 3
    assert pages.size(0) == pytest.approx(A4, abs=0.5)
    made = pages.image(2, 595)
    assert (made.wide, made.high) == (595, 842)
    assert len(made.body) == made.stride * made.high
    assert dark_share(made.body, made.wide, made.stride, (72, 52, 168, 148)) == 1, "the square of the third page"
    assert dark_share(made.body, made.wide, made.stride, (0, 300, 595, 700)) == 0
    pages.close()


def test_it_is_drawn_as_wide_as_is_asked_and_one_that_says_it_is_huge_coarser() -> None:
    pages = PdfPages(pdf())
    assert pages.image(0, 1190).high == 1684
    pages.close()
    huge = PdfPages(pdf(size=(14000, 14000)))
    made = huge.image(0, 20_000)
    assert made.wide * made.high <= pdf_pages.MOST_PIXELS * 1.01
    huge.close()


def test_what_was_filled_in_is_seen() -> None:
    pages = PdfPages(FORM)
    made = pages.image(0, 595)
    assert dark_share(made.body, made.wide, made.stride, (50, 102, 350, 142)) > 0.02
    pages.close()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "cannot be read"),
        (b"%PDF-1.7 words", "cannot be read"),
        (pdf()[:300], "cannot be read"),
        (pdf(lock="secret"), "locked with a password"),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        PdfPages(body)


def test_a_damaged_page_is_said_and_the_others_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = PdfPages(pdf(2))
    whole = pages._pdf.__class__.__getitem__

    def broken(document: object, number: int) -> object:
        if number == 1:
            raise PdfiumError("damaged")
        return whole(document, number)

    monkeypatch.setattr(pages._pdf.__class__, "__getitem__", broken)
    with pytest.raises(KnownError, match=r"Page 2 is damaged"):
        pages.image(1, 100)
    assert pages.image(0, 100).high == 142
    pages.close()


def test_five_hundred_pages_are_drawn_one_by_one_and_none_is_kept() -> None:
    pages = PdfPages(pdf(500))
    memory: Callable[[], int] = lambda: psutil.Process(os.getpid()).memory_info().rss  # noqa: E731
    for n in range(20):
        pages.image(n, 1000)
    before = memory()
    for n in range(20, 500, 6):
        pages.image(n, 1000)
    assert memory() - before < 40_000_000, "a page of this size is 5.7 MB"
    pages.close()
