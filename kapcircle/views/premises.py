"""Where the practice is and who is called: what stands on emergency cards and on what a participant takes home.

What nobody has typed yet is a line to write on, so that a card is never wrong by being empty.
"""

from dataclasses import dataclass

BLANK = "______________________________"


@dataclass(frozen=True, slots=True)
class Premises:
    """The practice: `emergency` is the number that is called, `crisis` the numbers for the days after, a line each.

    `calls`, `stays` and `opens` say who of the team does what in an emergency.
    """

    name: str = ""
    address: str = ""
    phone: str = ""
    emergency: str = ""
    crisis: tuple[str, ...] = ()
    calls: str = ""
    stays: str = ""
    opens: str = ""


def written(words: str) -> str:
    """The words, or a line to write them on."""
    return words.strip() or BLANK
