"""PDFs as the tests make them: pages of words, of any size, locked, damaged."""

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)


def pdf(pages: int = 1, size: tuple[float, float] = A4, lock: str | None = None) -> bytes:
    """Pages with a black square each: on page n, counted from 0, its left edge is at 50 + 10 n points."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, encrypt=lock)
    for n in range(pages):
        canvas.rect(50 + 10 * (n % 30), size[1] - 150, 100, 100, fill=1)
        canvas.drawString(50, 60, f"page {n}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


FORM = b"""%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R]>> endobj
4 0 obj <</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(b)/Rect[50 700 350 740]/F 4/P 3 0 R/AP<</N 5 0 R>>>> endobj
5 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 300 40]/Length 15>> stream
0 0 300 40 re f
endstream endobj
trailer <</Root 1 0 R>>
"""
"""A form with a field that is filled in: what it says is the field's, and nothing is on the page itself."""


def dark_share(pixels: bytes, wide: int, stride: int, box: Sequence[int]) -> float:
    """Share of pixels darker than middle grey (by their green) in a box of left, top, right, bottom."""
    left, top, right, bottom = box
    found = [pixels[y * stride + 4 * x + 1] < 128 for y in range(top, bottom) for x in range(left, right)]
    return sum(found) / len(found)
