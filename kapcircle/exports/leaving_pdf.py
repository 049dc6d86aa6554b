"""Paper for the way out: the sheet that everybody takes home."""

from pathlib import Path

from kapcircle.core.details import Details
from kapcircle.exports.pdf import Block, Head, Heading, Prose, Rows, Title, paper

NAMES = (0.25, 0.75)

HOME = (
    "Do not drive, cycle in traffic or use machines until tomorrow, after a night’s sleep.",
    "Go home with the person who came for you. Let somebody be near you tonight.",
    "Eat and drink lightly. No alcohol or other substances.",
    "No decisions today that cannot be taken back. Feelings may come and go: that is usual.",
    "We will be in touch with you tomorrow.",
)
"""In the practice's voice. No driving until the next day after restful sleep: label of esketamine (Spravato, REMS); the
rest is programme setting.
"""


def take_home(details: Details, fonts: Path) -> bytes:
    """The PDF of the sheet to take home: it names nobody."""
    numbers = [("In an emergency", details.emergency or "the emergency number of your country")]
    numbers += [("Crisis", line.strip()) for line in details.crisis.replace(";", "\n").splitlines() if line.strip()]
    where = ", ".join(x for x in (details.name, details.address) if x)
    numbers += [("Us", where)] if where else []
    blocks: list[Block] = [Title("For today and tonight"), *(Prose(line) for line in HOME), Heading("If you need help")]
    blocks.append(Rows(tuple(numbers), NAMES))
    return paper(Head(details.name or "KapCircle", "For today and tonight"), blocks, fonts)
