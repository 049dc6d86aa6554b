"""Who needs eyes next: one list, the most urgent first, of people and then of the show."""

from collections.abc import Sequence

from kapcircle.core.ids import CueId, Instant, PersonId
from kapcircle.core.incident import Incident
from kapcircle.core.record import of
from kapcircle.core.rundown import Prompt
from kapcircle.core.session import commands as c
from kapcircle.core.session.due import offered
from kapcircle.core.session.phases import find_cue
from kapcircle.core.session.state import Run, Session
from kapcircle.views.alarm_words import UNSIGNED
from kapcircle.views.care import Care, cares
from kapcircle.views.eye import NEWS, RESOLVED, Eye, ago
from kapcircle.views.people_eyes import coming, counted, incident_words, signatures, wanting
from kapcircle.views.rundown import cue_title
from kapcircle.views.seats import Alias
from kapcircle.views.times import Zone, hour, span

__all__ = ["Eye", "eyes"]


def eyes(
    s: Session,
    now: Instant,
    zone: Zone,
    alias: Alias | None = None,
    everybody: Sequence[Care] | None = None,
    *,
    covered: bool = False,
) -> tuple[Eye, ...]:
    """What needs eyes next, the most urgent first; of a circle that is over, what has no answer yet, as on its seats.
    Covered, nobody has a name and nothing a reason.

    `everybody` is how all are looked after at `now`, where `cares` was asked already.
    """
    everybody = cares(s, now) if everybody is None else everybody
    found, name = () if s.run is Run.WAITING else everybody, _names(s, alias)
    show = _late(s, now, covered=covered)
    if s.prompt and not covered and s.run is Run.RUNNING:
        show.append(_prompt(s, now))
    show += _reported(s, now)
    if covered:
        return (*_emergency(s, zone), *counted(found), *show, *_unsigned(s))
    return (
        *_emergency(s, zone),
        *wanting(s, found, now, zone, name),
        *_incidents(s, now),
        *show,
        *coming(found, now, name),
        *signatures(found, now, name),
        *_unsigned(s),
    )


def _names(s: Session, alias: Alias | None) -> Alias:
    """The mat number stands before every name."""

    def name(person: PersonId) -> str:
        mat = s.seats[person].mat
        return f"mat {mat}" if alias is None else f"{mat} {alias(person)}"

    return name


def _unsigned(s: Session) -> list[Eye]:
    """Said once, as long as it is so: nobody should believe that somebody watches."""
    programme = s.plan.programme
    if s.run is not Run.RUNNING or programme.limits_hold or not (programme.limits or programme.doses):
        return []
    return [Eye("unsigned", "notice", programme.name, UNSIGNED)]


def _incidents(s: Session, now: Instant) -> list[Eye]:
    """Of the circle, beside those of its people: each until it is put right as resolved."""
    found = [(record, x) for record, x in of(s.records, Incident) if not x.resolved]
    return [
        Eye(
            f"incident:{record.stamp}",
            "unseen",
            "The circle",
            incident_words([(record, x)], record.stamp),
            ago(record.happened, now),
            RESOLVED,
            record=record.stamp,
        )
        for record, x in found
    ]


def _emergency(s: Session, zone: Zone) -> list[Eye]:
    if s.emergency is None:
        return []
    light = "" if s.near is None else f", working light near mat {s.near[1]}"
    why = "music out, working light" if s.lit is not None else f"music down{light}"
    return [Eye("emergency", "alarm", "Emergency", why, f"since {hour(s.emergency, zone)}")]


def _prompt(s: Session, now: Instant) -> Eye:
    """The words for whoever speaks, and since when they stand here; each prompt has a key of its own."""
    since = next((made.made for made in reversed(s.leg.made) if _prompts(s, made.cue)), now)
    return Eye(f"prompt:{since}", "prompt", "Prompt", s.prompt, f"{span(now - since)} ago", deed="Done")


def _prompts(s: Session, cue: CueId) -> bool:
    made = find_cue(s, cue)
    return made is not None and isinstance(made.content, Prompt)


def _late(s: Session, now: Instant, *, covered: bool) -> list[Eye]:
    found = []
    for due in offered(s, now):
        when = f"{span(now - due.at)} late"
        match due.command:
            case c.Fire(cue_id):
                cue = find_cue(s, cue_id)
                name = cue_id if cue is None else cue_title(cue, covered=covered)
                found.append(
                    Eye(f"cue:{cue_id}", "late", name, "was not made by itself", when, "Make it", command=due.command)
                )
            case _:
                coming = s.legs[s.standby].phase.name if s.standby is not None else ""
                found.append(
                    Eye("advance", "late", coming, "was not entered by itself", when, "Enter", command=due.command)
                )
    return found


def _reported(s: Session, now: Instant) -> list[Eye]:
    """What the room said of late, the newest first; the same words again are said once."""
    latest = {words: at for at, words in s.reports if now - at < NEWS}
    newest = sorted(latest.items(), key=lambda said: said[1], reverse=True)
    return [Eye(f"report:{words}", "unseen", "Sound and light", words, f"{span(now - at)} ago") for words, at in newest]
