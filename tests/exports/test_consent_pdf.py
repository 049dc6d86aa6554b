"""A consent on paper, read again with another program's reader."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kapcircle import places
from kapcircle.exports import consent_pdf
from kapcircle.exports.pdf import Head, Prose, Rows, paper
from kapcircle.views.consents import SignedConsent

FONTS = places.resources() / "fonts"
SIGNED = SignedConsent(
    "Harbour circle",
    "Wren",
    "Treatment",
    2,
    "What the treatment is.\n\nWhat may happen: tiredness & <other> things.",
    (("What may happen", True), ("Whom to call", True)),
    "yes",
    "2026-11-30",
    (((0.1, 0.5), (0.4, 0.2), (0.9, 0.8)),),
    "",
    "Dr. Ilić",
)


def read(body: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(body), strict=True).pages]


def test_everything_that_was_signed_stands_on_the_paper() -> None:
    body = consent_pdf.write(SIGNED, FONTS)
    (page,) = read(body)
    for words in (
        "Harbour circle",
        "Wren",
        "Version 2 of the text",
        "tiredness & <other> things",
        "Whom to call",
        "said back",
        "yes",
        "2026-11-30",
        "Dr. Ilić",
        "page 1 of 1",
        "Treatment, version 2",
    ):
        assert words in page, words


def test_the_typeface_is_in_the_file() -> None:
    embedded, _ = PdfReader(io.BytesIO(consent_pdf.write(SIGNED, FONTS))).pages[0]._get_fonts()
    assert {name.rpartition("+")[2] for name in embedded} == {"Inter-Regular", "Inter-SemiBold"}


def test_a_signature_is_drawn_and_a_typed_name_is_written() -> None:
    drawn = PdfReader(io.BytesIO(consent_pdf.write(SIGNED, FONTS))).pages[0].get_contents()
    typed = consent_pdf.write(replace(SIGNED, strokes=(), typed="Wren Made-Up"), FONTS)
    written = PdfReader(io.BytesIO(typed)).pages[0].get_contents()
    assert drawn is not None
    assert written is not None
    assert b"\n1.2 w\n" in drawn.get_data(), "the strokes of a pen"
    assert b"\n1.2 w\n" not in written.get_data()
    assert "Wren Made-Up" in read(typed)[0]


def test_the_same_consent_is_the_same_bytes() -> None:
    assert consent_pdf.write(SIGNED, FONTS) == consent_pdf.write(SIGNED, FONTS)
    meta = PdfReader(io.BytesIO(consent_pdf.write(SIGNED, FONTS))).metadata
    assert meta is not None
    assert meta.producer == "KapCircle"
    assert meta.title == "Treatment, version 2"


@pytest.mark.parametrize("lines", [5, 400])
def test_a_long_paper_numbers_its_pages(lines: int) -> None:
    rows = Rows(tuple((str(n), f"line {n}") for n in range(lines)), (0.2, 0.8))
    pages = read(paper(Head("Harbour circle", "A table"), [Prose("Begin"), rows, Prose("End")], FONTS))
    assert len(pages) > lines // 100
    for number, page in enumerate(pages, 1):
        assert f"page {number} of {len(pages)}" in page
        assert "Harbour circle" in page
    assert f"line {lines - 1}" in " ".join(pages)


def test_what_followed_stands_on_it_too() -> None:
    (page,) = read(consent_pdf.write(replace(SIGNED, since="withdrawn, 2026-12-01"), FONTS))
    assert "Since then\nwithdrawn, 2026-12-01" in page
