"""What a report tells of: a session, or one person of it; what everybody is called, and words clean of names."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from kapcircle.core.changed import replace
from kapcircle.core.dose import DoseGiven
from kapcircle.core.ids import Instant, MemberId, PersonId
from kapcircle.core.leaving import Discharged
from kapcircle.core.light import LookDesign
from kapcircle.core.log import Entry, effective
from kapcircle.core.questions import DayQuestions
from kapcircle.core.record import Record
from kapcircle.core.session.recording import WRONG_PERSON
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.staffing import Covering, HandedOver, OnBreak
from kapcircle.views.name_lint import Called, Lint, alone, by_alias
from kapcircle.views.recorded import questions, words_of
from kapcircle.views.times import Zone, hour

OUTSIDE_RANGE = "outside the programme’s range"


@dataclass(frozen=True, slots=True)
class Known:
    """What a session's ids are called: its cohort, its participants, its team; and the hour at the desk."""

    circle: str
    called: Mapping[PersonId, Called]
    member: Callable[[MemberId], str]
    zone: Zone
    now: Instant
    looks: Mapping[str, LookDesign] = field(default_factory=dict)

    def alias(self, person: PersonId) -> str:
        """What the room calls a participant."""
        found = self.called.get(person)
        return found.alias if found is not None and found.alias else "a participant"


@dataclass(frozen=True, slots=True)
class Account:
    """What a report tells of: the `whole` session as `s`, or in `s` no more than one person `only`; `lint` cleans what
    was typed freely.
    """

    s: Session
    whole: Session
    entries: Sequence[Entry[Any]]
    known: Known
    lint: Lint
    only: PersonId | None = None
    log: Sequence[Entry[Any]] = ()
    """Every entry, what was taken back too: it was heard and seen until then."""

    def at(self, instant: Instant) -> str:
        """The hour at the desk."""
        return hour(instant, self.known.zone)

    def who(self, seat: Seat | None) -> str:
        """By mat and alias; a record about nobody in particular is about the circle."""
        return "circle" if seat is None else f"{seat.mat} {self.known.alias(seat.person)}"

    def words(self, content: Any) -> str:
        """A record in words, with no name in them that should not be there."""
        return self._of_team(content) or _in_full(self.lint.masked(content))

    def _of_team(self, content: Any) -> str:
        """Who of the team it was, and for whom, by their mats: nothing for what is about somebody in the circle."""
        name = self.known.member
        match content:
            case Covering(member, people):
                mats = ", ".join(str(self.s.seats[x].mat) for x in people if x in self.s.seats)
                return f"{name(member)} covers {f'mats {mats}' if mats else 'nobody'}"
            case OnBreak(member, taker, back):
                return f"{name(member)} is back" if back else f"{name(member)} is on a break, {name(taker)} covers"
            case HandedOver(giver, taker, still):
                left = "; ".join(self.lint.clean(x) for x in still)
                return f"{name(giver)} handed over to {name(taker)}{f', open: {left}' if left else ''}"
        return ""

    def records(self) -> list[tuple[Seat | None, Record]]:
        """All there are, struck ones too, in the order in which they happened."""
        own: list[tuple[Seat | None, Record]] = [(None, record) for record in self.s.records]
        seated = [(seat, record) for seat in self.s.seats.values() for record in seat.records]
        return sorted((*own, *seated), key=lambda x: (x[1].happened, x[1].stamp))

    def moved(self) -> tuple[Record, ...]:
        """Of one person alone: what was written down of them, and was of somebody else."""
        return tuple(x for seat in self.whole.seats.values() if seat.person == self.only for x in _moved(seat))

    def counted(self, *kinds: type) -> Iterator[tuple[Seat | None, Record]]:
        """Those of these kinds that count."""
        return ((seat, x) for seat, x in self.records() if x.struck is None and isinstance(x.content, kinds))


def account(s: Session, entries: Sequence[Entry[Any]], known: Known, only: PersonId | None = None) -> Account:
    """Of the whole session; or of one person, with nothing in it of anybody else."""
    counted = effective(entries)
    if only is None:
        return Account(s, s, counted, known, by_alias(known.called.values()), None, entries)
    return Account(_of_one(s, only), s, counted, known, alone(only, known.called), only, entries)


def _of_one(s: Session, person: PersonId) -> Session:
    """Of what was moved to the right person nothing is left but that it was wrong: it was never about this one."""
    seat = s.seats[person]
    kept = tuple(x for x in seat.records if not moved_away(x))
    return replace(s, seats={person: replace(seat, records=kept)}, records=())


def moved_away(record: Record) -> bool:
    """Whether it was found to be of somebody else."""
    return record.struck is not None and record.struck.startswith(WRONG_PERSON)


def _moved(seat: Seat) -> Iterator[Record]:
    return (x for x in seat.records if moved_away(x))


def _in_full(content: Any) -> str:
    """As it is told everywhere; a dose, a discharge and the day’s questions with all that the record should keep."""
    match content:
        case DayQuestions():
            return questions(content)
        case Discharged():
            return _discharge(content)
        case DoseGiven():
            said = [words_of(content), f"confirmed as {content.alias}, mat {content.mat}"]
            said += [OUTSIDE_RANGE] if content.outside_range else []
            return ", ".join(said)
        case _:
            return words_of(content)


GATE_C = (
    ("oriented", "oriented"),
    ("steady", "steady gait"),
    ("nausea", "nausea none or tolerable"),
    ("safety_asked", "safety question asked"),
    ("belongings", "belongings and car keys seen to"),
    ("aftercare", "aftercare and crisis numbers given"),
    ("driving", "told not to drive until the next day, after sleep"),
)


def _discharge(x: Discharged) -> str:
    """Every item of the gate, and what was missing of it."""
    scores = ", ".join(
        f"{'SpO2' if f.name == 'saturation' else f.name} {getattr(x.aldrete, f.name)}" for f in fields(x.aldrete)
    )
    yes = [words for name, words in GATE_C if getattr(x, name)]
    no = [words for name, words in GATE_C if not getattr(x, name)]
    missing = f"; missing: {', '.join(no)}" if no else ""
    return f"{words_of(x)}; {scores}; distress {x.distress}; {', '.join(yes)}{missing}"


def masked_places(s: Session, lint: Lint) -> int:
    """In how many records another word stands for a name."""
    every = [*s.records, *(x for seat in s.seats.values() for x in seat.records)]
    return sum(lint.masked(x.content) != x.content for x in every)
