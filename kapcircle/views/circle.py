"""The people in the circle as seats, what needs eyes next, and what was noted."""

from collections.abc import Callable
from dataclasses import dataclass

from kapcircle.core.ids import MINUTE, CueId, Instant, MemberId, Millis, PersonId
from kapcircle.core.log import Stamp
from kapcircle.core.record import Record
from kapcircle.core.rundown import Prompt
from kapcircle.core.session import commands as c
from kapcircle.core.session.due import offered
from kapcircle.core.session.phases import find_cue
from kapcircle.core.session.recording import WITHDRAWAL
from kapcircle.core.session.state import Run, Session
from kapcircle.views.records import gone
from kapcircle.views.rundown import cue_title
from kapcircle.views.times import Zone, hour, span

Alias = Callable[[PersonId], str]


@dataclass(frozen=True, slots=True)
class Badge:
    """A short word on a seat and its shape: `due`, `late`, `unseen` or `alarm`."""

    shape: str
    words: str


@dataclass(frozen=True, slots=True)
class SeatView:
    """A seat. What is None or empty is not drawn; covered, `alias` and `reading` are empty."""

    person: PersonId
    mat: int
    alias: str = ""
    reading: str = ""
    depth: int | None = None
    since_dose: float | None = None
    badge: Badge | None = None
    distress: bool = False
    absent: bool = False

    @property
    def spoken(self) -> str:
        """The seat as a sentence."""
        said = [self.alias, f"mat {self.mat}", "not today" if self.absent else "", self.reading]
        said += [f"depth {self.depth} of 4"] if self.depth is not None else []
        said += [self.badge.words] if self.badge else []
        said += ["distress"] if self.distress else []
        return ", ".join(words for words in said if words)


def seats(s: Session, alias: Alias, *, covered: bool = False) -> tuple[SeatView, ...]:
    """One seat per participant in mat order; of a circle that is not open, as planned."""
    mats = [(seat.person, seat.mat) for seat in s.seats.values()] if s.seats else s.plan.mats
    in_order = sorted(mats, key=lambda pair: pair[1])
    return tuple(SeatView(person, mat, "" if covered else alias(person)) for person, mat in in_order)


NEWS = Millis(5 * MINUTE)
"""How long what the room reported stands among what needs eyes."""


@dataclass(frozen=True, slots=True)
class Eye:
    """Something that wants eyes: a shape, who or what, why, since when, and what to do: `deed`, or the `other`."""

    key: str
    shape: str
    who: str
    why: str
    when: str = ""
    deed: str = ""
    other: str = ""
    command: c.Command | None = None


def eyes(s: Session, now: Instant, zone: Zone, *, covered: bool = False) -> tuple[Eye, ...]:
    """What needs eyes next, the most urgent first."""
    found = [*_emergency(s, zone), *_late(s, now, covered=covered)]
    if s.prompt and not covered and s.run is Run.RUNNING:
        found.append(_prompt(s, now))
    return (*found, *_reported(s, now))


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


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as written. `link` is what its reader may still do: `withdraw`, `strike`, or nothing; `struck` says
    that it no longer counts, and why.
    """

    key: Stamp
    when: str
    who: str
    text: str
    struck: str = ""
    link: str = ""


def notes(
    s: Session, me: MemberId, now: Instant, zone: Zone, alias: Alias, about: PersonId | None = None
) -> tuple[NoteRow, ...]:
    """Notes on one participant, or on everyone and the circle, the newest first."""
    pairs = [(seat.person, line) for seat in s.seats.values() for line in seat.lines]
    if about is None:
        chosen = [("", line) for line in s.lines] + [(alias(person), line) for person, line in pairs]
    else:
        chosen = [(alias(person), line) for person, line in pairs if person == about]
    newest = sorted(chosen, key=lambda pair: (pair[1].happened, pair[1].stamp), reverse=True)
    return tuple(_note(who, line, me, now, zone) for who, line in newest)


def _note(who: str, line: Record, me: MemberId, now: Instant, zone: Zone) -> NoteRow:
    fresh = line.by == me and now - line.at <= WITHDRAWAL
    link = "" if line.struck is not None else "withdraw" if fresh else "strike"
    return NoteRow(line.stamp, hour(line.happened, zone), who, line.text, gone(line.struck), link)
