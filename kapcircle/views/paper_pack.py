"""The paper pack: what is printed the evening before, so that a session goes on when the laptop does not.

A sheet for each person with due times to be filled in, the emergency cards, a card for each role in an emergency, and
pages to write on. Nothing that is measured or given is printed beforehand.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kapcircle.core.attending import TeamMember
from kapcircle.core.details import Details
from kapcircle.core.facts import Plan
from kapcircle.core.ids import MINUTE, Instant, PersonId
from kapcircle.core.observation import Touch
from kapcircle.core.person.contacts import EmergencyContact, Escort
from kapcircle.core.person.identity import Names
from kapcircle.core.programme import HOUR, Programme, Route
from kapcircle.core.session.clocks import USUAL, usual
from kapcircle.views.alarm_words import UNSIGNED, range_words
from kapcircle.views.printed import (
    Blanks,
    Facts,
    Heading,
    Large,
    NewPage,
    Paper,
    Part,
    Text,
    Ticks,
    Title,
    lines,
    written,
)
from kapcircle.views.return_card import card_parts
from kapcircle.views.show_paper import Show
from kapcircle.views.times import Zone, date, hour

AFTER = HOUR
"""So long past the minimum observation there are lines for readings: of the paper."""

ROUTES = (Route.IM, Route.SUBLINGUAL)
"""The routes whose usual course is always printed; others where the programme has a range for them."""

SEEN_LINES, LOG_LINES, RECHECKS = 3, 22, 3

GATE = (
    "Arrived at ____:____ · baseline: pressure, pulse, SpO2, seated · ride home and escort named",
    "Safety question, one to one: no / yes, told ______________ decided ______________________",
    "Fasted / eaten · substances ____________ · medication ____________ · sleep ______ · pregnancy ______",
    "Asked once more before medicine at ____:____: ready / not today",
)
NARROWED = "from ____:____ on: ____________________"
"""Touch is narrowed in a session, and never widened."""

LEAVES = (
    "Minimum observation is over",
    "Modified Aldrete: activity __  respiration __  circulation __  consciousness __  SpO2 __  = ____",
    "Oriented; steady on their feet; nausea, if any, tolerable; distress ____ of 10",
    "Safety question asked, one to one",
    "Escort here, and seen who it is: ____________________",
    "Belongings and car keys seen to",
    "Aftercare sheet with crisis numbers given",
    "Told: no driving until the next day, after sleep",
    "Ready at ____:____     left at ____:____     initials ______ and ______",
    "Or left at ____:____: against advice / transferred / unseen · what, where to, by whom: __________",
)
ROOM = (
    "The medical lead is in the room",
    "Everybody who is here is ready, or takes no medicine today, or was sent home",
)
CALLS = (
    "Call the number on the emergency card, and say the address that stands there.",
    "Say what has happened, and read out the card of the person.",
    "Say what was given to them and when: it stands on their sheet.",
    "Stay on the line until you are told that you may hang up. Write down the time of the call: ____:____",
)
STAYS = (
    "Stay with the person. Say who does what.",
    "Do as your practice's own emergency procedure says.",
    "Write down what you see and do, with the time, on their sheet.",
    "Hand over to whoever comes, with sheet and card.",
)
OPENS = (
    "Unlock the doors, and put the light on along the way.",
    "Wait in the street, and lead those who come to the room.",
    "Then see to the others: somebody stays with everyone.",
)


@dataclass(frozen=True, slots=True)
class Card:
    """A participant as the paper needs them."""

    person: PersonId
    alias: str
    mat: int
    names: Names = Names()
    allergies: str = ""
    medication: tuple[str, ...] = ()
    contact: EmergencyContact = EmergencyContact()
    escort: Escort = Escort()
    touch: Touch | None = None
    helps: str = ""
    limits: str = ""
    """Of the clearance, and who gave it."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What is printed of: the session as it would open, who comes, who of the team by name, and where."""

    circle: str
    plan: Plan
    cards: tuple[Card, ...]
    team: tuple[tuple[TeamMember, str], ...]
    details: Details
    zone: Zone
    printed: Instant
    show: Show | None = None
    """The run of show, for the return card."""


def paper_pack(pack: Pack) -> Paper:
    """All of it, each person on pages of their own."""
    parts = [*_cover(pack), *_return(pack), *_emergency(pack), *_roles(pack.details)]
    for card in pack.cards:
        parts += [NewPage(), *_sheet(pack, card)]
    parts += [*_cards(pack), *_log()]
    return Paper(pack.circle, f"Paper pack: {pack.plan.name}", tuple(parts))


def _cover(pack: Pack) -> Iterator[Part]:
    plan = pack.plan
    when = "no hour yet" if plan.scheduled is None else _moment(plan.scheduled, pack.zone)
    printed = _moment(pack.printed, pack.zone)
    yield Title(f"Paper pack: {plan.name}")
    yield Facts(
        (
            ("Circle", pack.circle),
            ("Planned for", when),
            ("Programme", _programme(plan.programme)),
            ("Printed", f"{printed}. What was changed since is not on it."),
        )
    )
    yield Text(
        "For when the laptop is gone: write here, with the time at which each thing happened. Afterwards it is entered "
        "with those times on the Review page (“Enter from paper…”). A circle that was never opened is opened first; it "
        "is closed when it is entered how everybody left."
    )
    yield Heading("Who comes")
    rows = tuple((str(card.mat), card.alias, "") for card in pack.cards)
    yield Blanks(("Mat", "Alias", "Arrived, left, not today"), rows, (0.1, 0.35, 0.55))
    yield Heading("Team and others in the room")
    team = (*((name, each.duty.value, "") for each, name in pack.team), *_company(pack))
    yield Blanks(("Name", "Duty", "Here from, to"), team or (("", "", ""), ("", "", "")), (0.35, 0.35, 0.3))
    yield Heading("Before the room starts medicine")
    yield Ticks(tuple(_room(plan.programme)))


def _room(programme: Programme) -> Iterator[str]:
    yield from ROOM
    if programme.ratio:
        yield "Enough of the team are here for the people who take medicine: ______ for ______"
    seen = ", ".join(programme.equipment) or "____________________"
    yield f"Emergency equipment is here and works: {seen}. Signed at ____:____ by ______"


def _company(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """Whose yes to confidentiality is missing is asked for it at the door."""
    mats = {card.person: card.mat for card in pack.cards}
    for other in pack.plan.company:
        whom = f" for mat {mats[other.whom]}" if other.whom in mats else ""
        asked = "" if other.agreed else "Yes to confidentiality: "
        yield other.name, f"{other.role.value}{whom}", asked


def _programme(programme: Programme) -> str:
    return f"{programme.name}, version {programme.version}" if programme.name else "none"


def _moment(at: Instant, zone: Zone) -> str:
    return f"{date(at, zone)}, {hour(at, zone)}"


def _return(pack: Pack) -> Iterator[Part]:
    if pack.show is not None:
        yield NewPage()
        yield Title("Return card")
        yield from card_parts(pack.show)


def _emergency(pack: Pack) -> Iterator[Part]:
    place = pack.details
    yield NewPage()
    yield Title("Emergency")
    yield Large(f"Call {written(place.emergency)}")
    yield Large(written(place.address))
    yield Facts((("Practice", written(place.name)),))
    yield Text("What is a line here was not known when this was printed: write it in before the day.")
    yield Heading("Who does what")
    yield Blanks(
        ("Role", "Name", "If they are away"),
        (("Calls", place.calls, ""), ("Stays with the person", place.stays, ""), ("Opens the door", place.opens, "")),
        (0.3, 0.35, 0.35),
    )


def _roles(place: Details) -> Iterator[Part]:
    cards = (
        ("Who calls", place.calls, CALLS),
        ("Who stays", place.stays, STAYS),
        ("Who opens the door", place.opens, OPENS),
    )
    for title, who, items in cards:
        yield NewPage()
        yield Title(title)
        yield Large(written(who))
        yield from (Large(f"{number}.  {item}") for number, item in enumerate(items, 1))


def _sheet(pack: Pack, card: Card) -> Iterator[Part]:
    programme = pack.plan.programme
    yield Title(f"{card.mat}  {card.alias}")
    yield Facts(
        (
            ("Allergies", written(card.allergies)),
            ("Touch", f"{_touch(card)} · {NARROWED}"),
            ("What helps", card.helps or "nothing was written down"),
            ("Escort", written(", ".join(filter(None, (card.escort.name, card.escort.phone))))),
            *((("Limits of the clearance", card.limits),) if card.limits else ()),
        )
    )
    yield Heading("Before medicine")
    yield Ticks(GATE)
    yield Heading("Dose and other medicine, as ordered and as given")
    rows = tuple((words, "", "", "", "", "", "") for words in ("Ordered", "Given", "Ordered", "Given", "Other"))
    given = ("", "mg, route", "Site", "Lot", "Time", "By", "Seen by")
    yield Blanks(given, rows, (0.14, 0.2, 0.18, 0.12, 0.12, 0.12, 0.12))
    yield from _course(programme)
    yield Heading("Seen")
    seen = (("", "", "", "", ""),) * SEEN_LINES
    columns = ("Time", "Depth", "Distress 0 to 10", "What was seen, in words", "By")
    yield Blanks(columns, seen, (0.1, 0.18, 0.16, 0.46, 0.1))
    yield NewPage()
    yield Title(f"{card.mat}  {card.alias}: vital signs, and leaving")
    yield Text(_limits(programme, pack))
    checks = ("Due", "At", "Taken", "Pressure", "Pulse", "SpO2", "Resp.", "By")
    yield Blanks(checks, due_lines(programme), (0.2, 0.12, 0.12, 0.17, 0.1, 0.1, 0.09, 0.1))
    yield Heading("Leaving")
    yield Ticks(LEAVES)


def _touch(card: Card) -> str:
    return "ask each time: not asked yet" if card.touch is None else card.touch.value


def _course(programme: Programme) -> Iterator[Part]:
    """What is usually seen when, by route; where that is not known there is no line."""
    routes = dict.fromkeys((*ROUTES, *(x.route for x in programme.doses)))
    found = [(route, known) for route in routes if (known := usual(programme, route)) is not None]
    rows = tuple(
        (route.value, *(f"T+{at // MINUTE}" for at in (known.onset, known.peak, known.back)), "____:____")
        for route, known in found
    )
    yield Heading("The usual course, in minutes since their own dose")
    columns = ("Route", "Onset", "Peak", "Back", "Their dose was at")
    yield lines(columns, (0.25, 0.15, 0.15, 0.15, 0.3), rows, "What is usual is not known.")
    yield Text(USUAL)


def due_lines(programme: Programme) -> tuple[tuple[str, ...], ...]:
    """By the programme's schedule, by either route: the clock is the person's own."""
    schedule = programme.vitals
    minutes, last = [x // MINUTE for x in sorted(set(schedule.after))], programme.minimum_observation + AFTER
    every = schedule.every // MINUTE
    while every and (minutes or [0])[-1] + every <= last // MINUTE:
        minutes.append((minutes or [0])[-1] + every)
    baseline = f"Baseline, at most {schedule.baseline // MINUTE} min before"
    dues = (baseline, *(f"T+{minute}" for minute in minutes), *("Re-check",) * RECHECKS)
    return tuple((due, "____:____", *("",) * 6) for due in dues)


def _limits(programme: Programme, pack: Pack) -> str:
    signed = programme.signed
    if signed is None or not programme.limits:
        return UNSIGNED if programme.limits else "This programme has no limits."
    said = [
        f"{moment.value}: {', '.join(dict.fromkeys(range_words(x) for x in programme.limits if x.moment is moment))}"
        for moment in dict.fromkeys(x.moment for x in programme.limits)
    ]
    by = f"Set by {signed.name} on {date(signed.at, pack.zone)}."
    return f"The signed range is, {'; '.join(said)}. Outside it: tell the medical lead. {by}"


def _cards(pack: Pack) -> Iterator[Part]:
    """With names: they lie with the medical lead, closed, until they are needed."""
    for card in pack.cards:
        names = card.names
        yield NewPage()
        yield Title(f"Emergency card: mat {card.mat}, {card.alias}")
        yield Text("This page has a name on it. It lies with the medical lead, closed, until it is needed.")
        yield Large(f"Call {written(pack.details.emergency)}   ·   {written(pack.details.address)}")
        yield Facts(
            (
                ("Name", written(names.legal)),
                ("Called", names.chosen or card.alias),
                ("Born", written(str(names.birth_year or ""))),
                ("Allergies", written(card.allergies)),
                ("Medication", written("\n".join(card.medication))),
                ("Emergency contact", written(_contact(card.contact))),
                ("Escort", written(", ".join(filter(None, (card.escort.name, card.escort.phone))))),
            )
        )
        yield Heading("Last vital signs, and what was given")
        yield Blanks(("Time", "What", "By"), (("", "", ""),) * 5, (0.15, 0.7, 0.15))


def _contact(contact: EmergencyContact) -> str:
    return ", ".join(filter(None, (contact.name, contact.relation, contact.phone)))


def _log() -> Iterator[Part]:
    yield NewPage()
    yield Title("What else happened")
    yield Text(
        "A line each, with the time at which it happened. The mat; “all” where it is about the circle. Of an incident "
        "or a near miss also how severe it was, whether it has to do with medicine or session, what was done, and "
        "whether it is over."
    )
    columns = ("Time", "Mat", "What", "By")
    yield Blanks(columns, (("", "", "", ""),) * LOG_LINES, (0.12, 0.1, 0.66, 0.12))
