"""The report of a session on paper: of everybody by alias, of one person alone, and the key that says who is who."""

from collections.abc import Sequence
from dataclasses import dataclass

from kapcircle.core.ids import Instant
from kapcircle.core.person.identity import Names
from kapcircle.core.session.presence import presence
from kapcircle.core.session.state import Session
from kapcircle.views.account import Account, masked_places
from kapcircle.views.printed import Chart, Facts, Heading, Paper, Part, Picture, Text, Title, Together, lines
from kapcircle.views.review import total
from kapcircle.views.session_report import Section, dosed, sections
from kapcircle.views.times import Zone, date, hour, whole

NOTHING_MORE = "KapCircle records and reminds. What nobody recorded is not in this report."
MASKED = "In {n} {records} a name stood in what was typed: here another word in brackets stands for it."


def report(a: Account) -> Paper:
    """The paper of a whole session, or of one person; nobody else is named on that."""
    what = f"Session report: {a.s.plan.name}"
    alias = "" if a.only is None else a.known.alias(a.only)
    head: list[Part] = [Title(a.s.plan.name if a.only is None else f"{a.s.plan.name}: {alias}"), Facts(_head(a))]
    places = masked_places(a.s, a.lint)
    if places:
        head.append(Text(MASKED.format(n=places, records="record" if places == 1 else "records")))
    parts = [part for section in sections(a) for part in _set(section, a.known.zone)]
    return Paper(a.known.circle, what, (*head, *parts, Text(NOTHING_MORE)), alias)


def _set(section: Section, zone: Zone) -> list[Part]:
    parts: list[Part] = [Heading(section.title), lines(section.names, section.widths, section.rows, section.none)]
    if section.picture is not None:
        return [Together((parts[0], Picture(section.picture, zone))), *parts[1:]]
    return parts if section.chart is None else [Together((*parts, Chart(section.chart, zone)))]


def _head(a: Account) -> tuple[tuple[str, str], ...]:
    s, zone = a.s, a.known.zone
    sums = total(s, a.known.now)
    facts = [
        ("Circle", a.known.circle),
        ("Kind of session", s.plan.kind.value),
        ("Planned for", _moment(s.plan.scheduled, zone)),
        ("Opened", _moment(s.opened, zone)),
        ("Closed", _moment(s.closed, zone) if s.closed is not None else "not closed yet"),
        ("As recorded until", _moment(a.known.now, zone)),
        ("Programme", _programme(s, zone)),
        ("Length", f"planned {whole(sums.planned)}, actual {whole(sums.actual)}"),
    ]
    if a.only is None:
        here = sum(bool(each.stays) for each in presence(s))
        facts.append(("Participants", f"{len(s.seats)} with a seat, {here} came, {dosed(s)} with a dose"))
    else:
        facts.append(("Participant", f"{a.known.alias(a.only)}, mat {s.seats[a.only].mat}"))
    return tuple(facts)


def _programme(s: Session, zone: Zone) -> str:
    programme = s.plan.programme
    if not programme.name:
        return "none"
    signed = programme.signed
    by = "not signed" if signed is None else f"signed by {signed.name} on {date(signed.at, zone)}"
    return f"{programme.name}, version {programme.version}, {by}"


def _moment(at: Instant | None, zone: Zone) -> str:
    return "no hour" if at is None else f"{date(at, zone)}, {hour(at, zone)}"


@dataclass(frozen=True, slots=True)
class Person:
    """A participant outside of the room."""

    alias: str
    mat: int
    names: Names


KEY = "This sheet says who is who. Keep it apart from the report, and locked away."


def key(circle: str, session: str, people: Sequence[Person]) -> Paper:
    """Alias and name of everybody, on a sheet of its own."""
    rows = tuple(
        (str(x.mat), x.alias, x.names.legal, x.names.chosen, str(x.names.birth_year or ""))
        for x in sorted(people, key=lambda x: x.mat)
    )
    columns = ("Mat", "Alias", "Legal name", "Chosen name", "Born")
    table = lines(columns, (0.1, 0.22, 0.32, 0.24, 0.12), rows, "Nobody had a seat.")
    return Paper(circle, f"Key: {session}", (Title(f"Who is who: {session}"), Text(KEY), table))
