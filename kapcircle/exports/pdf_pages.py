"""What a PDF looks like, page by page, drawn in memory: of the whole document nothing is kept but its own bytes.

Only this module knows PDFium. It runs no script of a document, follows no link and opens no file. It is not made for
several threads: whoever opens a document stays on one.
"""

import math

import pypdfium2 as pdfium
from pypdfium2 import raw

from kapcircle.core.errors import KnownError
from kapcircle.desk.fittings import PageImage

MOST_PIXELS = 36_000_000
"""Of one page: A3 at 400 dots per inch and more, 144 MB. A page that says it is larger is drawn coarser."""

LEAST_SIZE = 1.0
"""Points; a page may say that it has no width at all."""

NOT_READ = "This PDF cannot be read: it is damaged, or it is no PDF. Save a copy and try another program."
LOCKED = "This PDF is locked with a password of its own. Save a copy and open it elsewhere."
NO_PAGES = "This PDF has no pages."


class PdfPages:
    """The pages of one PDF. Raises KnownError where it is damaged, empty, or locked with a password."""

    def __init__(self, body: bytes) -> None:
        try:
            self._pdf = pdfium.PdfDocument(body)
            self._pdf.init_forms()  # what was filled in is a form's, not the page's: asked for before any page is
            self.count = len(self._pdf)
        except pdfium.PdfiumError as error:
            locked = error.err_code == raw.FPDF_ERR_PASSWORD
            raise KnownError(LOCKED if locked else NOT_READ) from error
        if not self.count:
            self.close()
            raise KnownError(NO_PAGES)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page, in points. A page that cannot be read counts as A4."""
        try:
            wide, high = self._pdf.get_page_size(number)
        except pdfium.PdfiumError:
            return 595.0, 842.0
        return max(wide, LEAST_SIZE), max(high, LEAST_SIZE)

    def image(self, number: int, wide: int) -> PageImage:
        """A page about `wide` pixels wide, at most MOST_PIXELS. Raises KnownError for a damaged page."""
        across, down = self.size(number)
        scale = min(wide / across, math.sqrt(MOST_PIXELS / (across * down)))
        try:
            page = self._pdf[number]
            try:
                drawn = page.render(scale=scale, prefer_bgrx=True)
                try:
                    return PageImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride)
                finally:
                    drawn.close()
            finally:
                page.close()
        except pdfium.PdfiumError as error:
            raise KnownError(f"Page {number + 1} is damaged and cannot be shown.") from error

    def close(self) -> None:
        """Let go of the document."""
        self._pdf.close()
