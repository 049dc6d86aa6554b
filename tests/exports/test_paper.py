"""Charts on paper, on the canvas of a real maker of PDF where there is one."""

from io import BytesIO

import pytest

from kapcircle.exports.paper import Paper
from kapcircle.views.painter import BODY, NOTE, Align, Box, Ink, Point, Shape, Stroke
from kapcircle.views.paper_chart import draw_page
from kapcircle.views.trend_axes import axes
from tests.ui import trending

pdfgen = pytest.importorskip("reportlab.pdfgen.canvas")
colors = pytest.importorskip("reportlab.lib.colors")

HIGH = 842.0


def sheet(stream: BytesIO) -> tuple[Paper, object]:
    canvas = pdfgen.Canvas(stream, pagesize=(595, HIGH), pageCompression=0, invariant=1)
    return Paper(canvas, HIGH, colors.HexColor), canvas


def drawn(i: int) -> str:
    stream = BytesIO()
    paper, canvas = sheet(stream)
    trend = trending.person(i)
    draw_page(paper, trend, axes([trend]), Box(40, 60, 515, 300), trending.utc)
    canvas.save()  # type: ignore[attr-defined] # as reportlab has it
    return stream.getvalue().decode("latin-1")


def test_a_chart_is_a_page_with_its_words() -> None:
    page = drawn(3)
    assert page.startswith("%PDF")
    for words in ("dose 12:03", "Peak", "systolic 160, Dr Made-Up", "humming with the music", "Far shore", "IM"):
        assert f"({words})" in page
    for words in ("systolic", "diastolic", "pulse", "SpO2", "dose", "signed limit", "outside it"):
        assert f"({words})" in page, "the key: a line is known by its stroke and mark"
    assert "(\\22630 " in page  # a dash for the minus that these fonts do not have


def test_words_that_do_not_fit_are_cut_short_and_stay_in_the_box() -> None:
    stream = BytesIO()
    paper, canvas = sheet(stream)
    for align in Align:
        paper.text(Box(0, 0, 40, 12), "far too long for this", Ink.TEXT, NOTE, align)
    paper.text(Box(0, 0, 1, 12), "far", Ink.TEXT, NOTE)
    canvas.save()  # type: ignore[attr-defined] # as reportlab has it
    page = stream.getvalue().decode("latin-1")
    assert "(far too long for this)" not in page
    assert page.count("\\205)") == len(Align)
    assert paper.width("far", BODY) > paper.width("far", NOTE)


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_can_be_printed(shape: Shape) -> None:
    stream = BytesIO()
    paper, canvas = sheet(stream)
    paper.marks(shape, [Point(100, 100)], 3, Ink.TEXT)
    paper.polyline([Point(0, 0), Point(10, 10)], Stroke(Ink.TEXT, 1, (4, 2)))
    canvas.save()  # type: ignore[attr-defined] # as reportlab has it
    body = stream.getvalue().decode("latin-1")
    assert " l" in body or " c" in body
