"""What is typed about the team: whose mats somebody covers, and when somebody is back."""

import re

from kapcircle.core.errors import Refused
from kapcircle.core.ids import DAY, MINUTE, Instant, PersonId
from kapcircle.core.mats import mats_text, parse_mats
from kapcircle.core.session.state import Session
from kapcircle.core.session.team import team

LONGEST = 600
"""Minutes that somebody is away at most: more would be a slip of the keys."""

MATS = "Name mats as in 3-6, 9, or say all, or rest for those whom nobody looks after."
WORDS = "Or say all, or rest for those whom nobody looks after."
BACK = "Say when: 14:20, or +15 for a quarter of an hour from now."


def people_on(s: Session, typed: str) -> tuple[PersonId, ...]:
    """The people on the mats of `3-6, 9`, of `all`, or of `rest`: those who have no sitter, in the order of the mats.

    Raises Refused for what names nobody.
    """
    seats = sorted(s.seats.values(), key=lambda seat: seat.mat)
    match typed.strip().casefold():
        case "":
            raise Refused(MATS)
        case "all":
            return tuple(seat.person for seat in seats)
        case "rest":
            found = team(s)
            return tuple(seat.person for seat in seats if found.sitter_of(seat.person) is None)
    try:
        wanted = parse_mats(typed)
    except Refused as error:
        raise Refused(f"{error} {WORDS}") from None
    known = {seat.mat for seat in seats}
    if unknown := [mat for mat in wanted if mat not in known]:
        raise Refused(f"Nobody sits on mat {mats_text(tuple(unknown))}. {MATS}")
    return tuple(seat.person for seat in seats if seat.mat in wanted)


def back_at(typed: str, now: Instant, zone: int) -> Instant:
    """When somebody is back: `+15` minutes from now, or the next `14:20` by the clock, `zone` minutes east of UTC.

    Raises Refused for anything else.
    """
    if soon := re.fullmatch(r"\+\s*(\d{1,3})", typed.strip()):
        minutes = int(soon[1])
        if not 0 < minutes <= LONGEST:
            raise Refused(f"Between +1 and +{LONGEST} minutes. {BACK}")
        return Instant(now + minutes * MINUTE)
    clock = re.fullmatch(r"(\d{1,2})[:.](\d{2})", typed.strip())
    if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
        raise Refused(BACK)
    midnight = (now + zone * MINUTE) // DAY * DAY - zone * MINUTE
    at = midnight + (int(clock[1]) * 60 + int(clock[2])) * MINUTE
    return Instant(at if at > now else at + DAY)
