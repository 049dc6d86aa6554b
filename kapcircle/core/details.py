"""Where the practice is and whom to call: what stands on the emergency card and on the sheet that people take home."""

from dataclasses import dataclass, fields

from kapcircle.core.errors import Refused

LONGEST = 400


@dataclass(frozen=True, slots=True)
class Details:
    """Each as it is read aloud on a telephone. `crisis` are numbers for the way home and the night, a line each.

    `calls`, `stays` and `opens` say who of the team does what in an emergency.
    """

    name: str = ""
    address: str = ""
    emergency: str = ""
    crisis: str = ""
    calls: str = ""
    stays: str = ""
    opens: str = ""


@dataclass(frozen=True, slots=True)
class NamePractice:
    """Write down where the practice is, and whom to call."""

    details: Details


@dataclass(frozen=True, slots=True)
class PracticeNamed:
    """The practice is here, and these are called."""

    details: Details


def checked(details: Details) -> Details:
    """Details as they are kept. Raises Refused for a text that no card has room for."""
    kept = Details(*(getattr(details, field.name).strip() for field in fields(details)))
    for field in fields(kept):
        if len(getattr(kept, field.name)) > LONGEST:
            raise Refused(f"{field.name.capitalize()}: at most {LONGEST} characters, to be read in an emergency.")
    return kept
