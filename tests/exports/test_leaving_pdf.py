"""Paper for the way out, read again by another reader."""

import io

from pypdf import PdfReader

from kapcircle import places
from kapcircle.core.details import Details
from kapcircle.exports.leaving_pdf import take_home

FONTS = places.resources() / "fonts"


def text(body: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)


def test_the_sheet_to_take_home_has_the_numbers_and_names_nobody() -> None:
    said = text(take_home(Details("Circle house", "Hafen 1", "144", "142 night line\n147; 01 23"), FONTS))
    assert "Do not drive" in said
    assert all(words in said for words in ("144", "142 night line", "147", "01 23", "Circle house, Hafen 1"))
    assert "the emergency number of your country" in text(take_home(Details(), FONTS))
