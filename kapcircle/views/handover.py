"""What is open in a circle, line by line: read by who gives the desk and who takes it, and kept with the handover."""

from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.session import people
from kapcircle.core.session.due import offered
from kapcircle.core.session.presence import presence_of
from kapcircle.core.session.round import round_of
from kapcircle.core.session.state import Run, Session
from kapcircle.core.session.team import team
from kapcircle.views.care import cares
from kapcircle.views.people_eyes import signatures, wanting
from kapcircle.views.presence import Called, away, gaps, on_mats
from kapcircle.views.times import Zone, hour, left, span


def open_items(s: Session, now: Instant, zone: Zone, called: Called) -> tuple[str, ...]:
    """Without a participant's name: mats are what both see in the room."""
    return (
        *_circle(s, now, zone),
        *_wanting(s, now, zone),
        *gaps(s, now, zone, called),
        *_team(s, now, zone, called),
        *_people(s),
        *_timers(s, now),
    )


def _circle(s: Session, now: Instant, zone: Zone) -> list[str]:
    found = []
    if s.emergency is not None:
        found.append(f"Emergency since {hour(s.emergency, zone)}.")
    if s.holding:
        seat = None if s.waits_for is None else s.seats.get(s.waits_for)
        found.append("The circle is held." if seat is None else f"The circle is held for mat {seat.mat}.")
    late = len(offered(s, now)) if s.run is Run.RUNNING else 0
    if late:
        found.append(f"{late} {'cue is' if late == 1 else 'cues are'} late and not made.")
    under_way = round_of(s)
    if under_way is not None:
        spoken = sum(1 for person in under_way.order if person in under_way.done)
        found.append(f"A round of check-ins is under way: {spoken} of {len(under_way.order)}.")
    return found


def _wanting(s: Session, now: Instant, zone: Zone) -> list[str]:
    """What wants eyes: values outside the signed range, checks that are due, whoever was not seen for long."""
    found = cares(s, now) if s.run is Run.RUNNING else ()

    def mat(person: PersonId) -> str:
        return f"mat {s.seats[person].mat}"

    rows = (*wanting(s, found, now, zone, mat), *signatures(found, now, mat))
    said = (", ".join(filter(None, (f"{row.who}: {row.why.rstrip('.')}", row.when))) for row in rows)
    return [f"{words[0].upper()}{words[1:]}." for words in said]


def _team(s: Session, now: Instant, zone: Zone, called: Called) -> list[str]:
    """Breaks that are covered, and a medical lead who is expected back: the rest stands among the gaps."""
    found = team(s)
    on_break = [
        f"{called(member)} is on a break, {called(taken.taker)} has {on_mats(s, those)}."
        for member, taken in found.breaks.items()
        if (those := found.people_of(member)) and found.stands_in(member) is not None
    ]
    expected = found.away is not None and found.away.until >= now
    return [*on_break, f"The medical lead is {away(found, zone)}."] if expected else on_break


def _people(s: Session) -> list[str]:
    seats = sorted(s.seats.values(), key=lambda seat: seat.mat)
    groups = (
        ("had medicine, not left yet", [x for x in seats if people.first_dose(x) and people.left(x) is None]),
        ("no medicine today", [x for x in seats if people.not_today(x) is not None and people.here(x)]),
        ("not recorded as here or away", [x for x in seats if presence_of(x).status is None]),
    )
    return [f"{on_mats(s, tuple(x.person for x in those)).capitalize()}: {what}." for what, those in groups if those]


def _timers(s: Session, now: Instant) -> list[str]:
    """By number: a timer's own name may be somebody's."""
    found = []
    for number, timer in enumerate(s.timers, 1):
        if timer is not None:
            over = timer.length - (now - timer.since)
            runs = f"{left(over)} left" if over > 0 else f"{span(-over)} over"
            found.append(f"Timer {number}: {runs if timer.length else f'{span(now - timer.since)} so far'}.")
    return found
