"""What a person takes home: what was agreed for the way home and the night, and whom to call.

The words are plain and the practice's own text follows them; nothing of the session stands on it.
"""

from dataclasses import dataclass

from kapcircle.views.premises import BLANK, Premises, written
from kapcircle.views.printed import Facts, Heading, Large, Paper, Part, Text, Ticks, Title

DRIVING = "No driving until the next day, after sleep."
"""As the gate of discharge has it (Spravato label: not until the next day after a restful sleep)."""

HOME = (
    "Somebody takes you home, and knows how the day was.",
    "Being tired, unsteady or easily moved today is usual. Take your time on stairs.",
    "Nothing important has to be decided, signed or bought today.",
    "What came up may be written down or drawn, and brought to the next meeting.",
)


@dataclass(frozen=True, slots=True)
class Leaving:
    """Of whom, by alias; `next` when the circle meets again, `own` the practice's own words."""

    circle: str
    alias: str
    premises: Premises = Premises()
    next: str = ""
    own: str = ""


def aftercare_sheet(of: Leaving) -> Paper:
    """A page to take home."""
    place = of.premises
    parts: list[Part] = [Title("For the way home, and the night"), Large(DRIVING), Ticks(HOME)]
    if of.own:
        parts += [Text(of.own)]
    parts += [
        Heading("Whom to call"),
        Facts(
            (
                ("In danger, at once", written(place.emergency)),
                *(("In a crisis", words) for words in place.crisis or (BLANK, BLANK)),
                ("The practice", ", ".join(filter(None, (place.name, place.phone))) or BLANK),
            )
        ),
        Heading("What is next"),
        Facts((("Next day", "Somebody of the team asks how you are: " + BLANK), ("We meet again", of.next or BLANK))),
    ]
    return Paper(of.circle, "Aftercare", tuple(parts), of.alias)
