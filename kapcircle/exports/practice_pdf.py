"""A person's plan of practices on paper: when what, with a box to tick, and each practice once."""

from pathlib import Path

from kapcircle.core.ids import MINUTE
from kapcircle.exports.pdf import Block, Head, Heading, Prose, Rows, Title, Whole, paper
from kapcircle.views.practices import PracticeSheet

TITLE = "Practices between sessions"
HEADS = ("Done", "Day", "Hour", "Practice")
WIDTHS = (0.09, 0.22, 0.11, 0.58)
STEP, WORDS = 0.06, 0.94
"""Columns of the steps of a practice."""


def write(sheet: PracticeSheet, fonts: Path) -> bytes:
    """The PDF of a plan. The same plan is always the same bytes."""
    boxes = tuple(("", *row) for row in sheet.rows)
    blocks: list[Block] = [Title(TITLE), Prose(sheet.stop), Rows(boxes, WIDTHS, HEADS, ticked=True)]
    for practice in sheet.practices:
        about = f"{practice.about} {practice.minutes // MINUTE} minutes. {practice.modality.value}"
        steps = tuple((str(i), words) for i, words in enumerate(practice.steps, 1))
        parts = (Heading(practice.title), Prose(about), Rows(steps, (STEP, WORDS)), Prose(sheet.stop))
        blocks.append(Whole(parts))
    return paper(Head(sheet.circle, TITLE, sheet.alias), blocks, fonts)
