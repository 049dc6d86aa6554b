"""The rules of what is written down: who may, about whom, what cannot be meant; and how it is corrected.

Gates block what is about to be done, never the record of what was done: what is missing is marked on the record.
"""

from typing import assert_never

from kapcircle.core.dose import DoseGiven
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import Instant, MemberId, Millis, PersonId
from kapcircle.core.log import Stamp, Struck
from kapcircle.core.mats import check_mat
from kapcircle.core.notes import Note
from kapcircle.core.record import ON_PAPER, About, Record
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.contents import KINDS, Content
from kapcircle.core.session.records import find_record, strike
from kapcircle.core.session.rules import settle
from kapcircle.core.session.state import Run, Session

WITHDRAWAL = Millis(30_000)
WITHDRAWN = "withdrawn"
WRONG_PERSON = "wrong person"
STAYS = "this does not move to another person. Strike it, with a reason."
CONFIRMED = (
    "it was confirmed for one person, and does not move. Strike it here, with a reason, and record it on the other "
    "person with its time, as in -5 or 14:05."
)

Command = c.Note | c.Record | c.Correct | c.Move | c.Withdraw | c.Strike | c.TakeSeat | c.PlaceSeat | c.LayAsRing
COMMANDS = (c.Note, c.Record, c.Correct, c.Move, c.Withdraw, c.Strike, c.TakeSeat, c.PlaceSeat, c.LayAsRing)
Events = tuple[e.Event, ...]


def decide_record(s: Session, command: Command, facts: Facts) -> Events:
    """What happens if `command` is obeyed, or raise Refused with nothing changed."""
    if facts.happened is not None and facts.happened > facts.now:
        raise Refused("That time has not come yet: type when it happened, as in -5 or 14:05.")
    match command:
        case c.Note(text, person):
            return _note(s, text, person)
        case c.Record(content, person, paper):
            return (_recorded(s, content, person, facts, by_hand=() if paper is None else (_by_hand(paper),)),)
        case c.Correct(record, reason, content):
            return _correct(s, record, reason, content, facts)
        case c.Move(record, person):
            return _move(s, record, person, facts)
        case c.Withdraw() | c.Strike():
            return _take_away(s, command, facts)
        case c.TakeSeat(person, mat):
            return _take_seat(s, person, mat, facts)
        case c.PlaceSeat(person, x, y):
            _seated(s, person)
            return (e.SeatPlaced(person, min(1.0, max(0.0, x)), min(1.0, max(0.0, y))),)
        case c.LayAsRing():
            return (e.LaidAsRing(),)
        case _:
            assert_never(command)


def _note(s: Session, text: str, person: PersonId | None, replaces: Stamp | None = None) -> Events:
    if not text.strip():
        raise Refused("The note is empty.")
    if person is not None:
        _seated(s, person)
    return (e.Noted(text.strip(), person, replaces),)


def _by_hand(who: str) -> str:
    return f"{ON_PAPER}, by {who.strip()}" if who.strip() else ON_PAPER


def _recorded(
    s: Session,
    content: Content,
    person: PersonId | None,
    facts: Facts,
    replaces: Stamp | None = None,
    by_hand: tuple[str, ...] = (),
) -> e.Recorded:
    kind = KINDS[type(content)]
    require(facts, kind.roles, kind.words)
    if kind.about is About.PERSON and person is None:
        raise Refused(f"{kind.words}: choose a participant first.")
    if kind.about is About.CIRCLE and person is not None:
        raise Refused(f"{kind.words}: this is about the circle, not about one participant.")
    if person is not None:
        _seated(s, person)
    kind.check(content)
    settled, marks = settle(s, person, content, facts, by_hand=bool(by_hand))
    return e.Recorded(settled, person, replaces, (*marks, *by_hand))


def _seated(s: Session, person: PersonId) -> None:
    if person not in s.seats:
        raise Refused("This participant is not in this circle.")


def _found(s: Session, record: Stamp) -> tuple[PersonId | None, Record]:
    found = find_record(s, record)
    if found is None:
        raise Refused("This record is not in this circle.")
    if found[1].struck is not None:
        raise Refused("This record is struck already.")
    return found


def _struck(record: Stamp, reason: str) -> Struck:
    if not reason.strip():
        raise Refused("Say why the record is wrong.")
    return Struck(record, reason.strip())


def _correct(s: Session, record: Stamp, reason: str, content: Content, facts: Facts) -> Events:
    person, was = _found(s, record)
    struck = _struck(record, reason)
    if type(content) is not type(was.content):
        raise Refused("What is right is a record of the same kind. Strike this one, and write the other down anew.")
    return (struck, _recorded(strike(s, struck), content, person, facts, record, was.by_hand))


def _move(s: Session, record: Stamp, person: PersonId, facts: Facts) -> Events:
    was, found = _found(s, record)
    _seated(s, person)
    kind = KINDS[type(found.content)]
    if not kind.moves or was is None:
        raise Refused(why_it_stays(found.content))
    if was == person:
        raise Refused("It stands on this person already.")
    require(facts, kind.roles, kind.words)
    struck = Struck(record, f"{WRONG_PERSON}: mat {s.seats[was].mat}, moved to mat {s.seats[person].mat}")
    if isinstance(found.content, Note):
        return (struck, *_note(s, found.content.text, person, record))
    return (struck, _recorded(strike(s, struck), found.content, person, facts, record, found.by_hand))


def why_it_stays(content: Content) -> str:
    """What to do about a record of the wrong person that does not move to the right one."""
    return f"{KINDS[type(content)].words}: {CONFIRMED if isinstance(content, DoseGiven) else STAYS}"


def _take_away(s: Session, command: c.Withdraw | c.Strike, facts: Facts) -> Events:
    person, record = _found(s, command.record)
    kind = KINDS[type(record.content)]
    match command:
        case c.Strike(stamp, reason, right):
            struck = _struck(stamp, reason)
            require(facts, kind.roles, f"Striking: {kind.words.lower()}")
            if not right.strip():
                return (struck,)
            if not isinstance(record.content, Note):
                raise Refused("Words take the place of a note only. Write the right record down anew.")
            return (struck, *_note(s, right, person, stamp))
        case c.Withdraw(stamp):
            if not kind.withdrawn:
                raise Refused(f"{kind.words}: this is never withdrawn. Strike it, with a reason.")
            _own_and_fresh(record.by, record.at, facts)
            return (Struck(stamp, WITHDRAWN),)
        case _:
            assert_never(command)


def _own_and_fresh(by: MemberId, at: Instant, facts: Facts) -> None:
    if by != facts.actor.member:
        raise Refused("Only its author may withdraw a record. Strike it instead, with a reason.")
    if facts.now - at > WITHDRAWAL:
        raise Refused(f"{WITHDRAWAL // 1000} seconds have passed. Strike the record instead, with a reason.")


def _take_seat(s: Session, person: PersonId, mat: int, facts: Facts) -> Events:
    """Whoever sits there takes the seat that becomes free; a latecomer of the cohort takes a mat that nobody has."""
    if s.run is Run.WAITING:
        raise Refused("The circle is not open yet: choose mats on the Plan page.")
    if person not in s.seats and facts.enrolled is not None and person not in facts.enrolled:
        raise Refused("This participant is not in the cohort. Enrol them on the Plan page, then they can take a seat.")
    check_mat(mat)
    sitter = next((x.person for x in s.seats.values() if x.mat == mat and x.person != person), None)
    if sitter is None:
        return (e.SeatTaken(person, mat),)
    if person not in s.seats:
        raise Refused(f"Mat {mat} is taken. Choose a free one.")
    return (e.SeatTaken(person, mat), e.SeatTaken(sitter, s.seats[person].mat))
