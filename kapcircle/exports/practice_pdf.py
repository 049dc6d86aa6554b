"""A person's plan of practices on paper: when what, with a box to tick, and each practice once."""

from pathlib import Path

from kapcircle.core.ids import MINUTE
from kapcircle.exports.pdf import Block, Head, Heading, Prose, Rows, Title, paper
from kapcircle.views.practices import PracticeSheet

TITLE = "Practices between sessions"
HEADS = ("Day", "Hour", "Practice", "Done")
WIDTHS = (0.2, 0.12, 0.56, 0.12)
STEP, WORDS = 0.06, 0.94
"""Columns of the steps of a practice."""


def write(sheet: PracticeSheet, fonts: Path) -> bytes:
    """The PDF of a plan. The same plan is always the same bytes."""
    blocks: list[Block] = [Title(TITLE), Prose(sheet.stop), Rows((HEADS, *sheet.rows), WIDTHS)]
    for practice in sheet.practices:
        about = f"{practice.about} {practice.minutes // MINUTE} minutes. {practice.modality.value}"
        steps = tuple((str(i), words) for i, words in enumerate(practice.steps, 1))
        blocks += [Heading(practice.title), Prose(about), Rows(steps, (STEP, WORDS)), Prose(sheet.stop)]
    return paper(Head(sheet.circle, TITLE, sheet.alias), blocks, fonts)
