"""What a form for a record is, as a value: its fields, how each is read, what they make, and what is asked again.

A new one is a file beside this one and a row in `every.py`. What stands in a field is text, whatever the field: so a
half-filled form is kept, put back and read the same way.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from kapcircle.core.errors import Refused
from kapcircle.core.gates import Gap
from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.playlist import Track
from kapcircle.core.record import About
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.contents import KINDS
from kapcircle.core.session.state import Seat, Session
from kapcircle.views.recorded import words_of
from kapcircle.views.seats import standing
from kapcircle.views.times import Zone

Raw = Mapping[str, str]
"""What stands in each field, by its name."""

Values = Mapping[str, Any]
"""What the fields say; one that is not shown says nothing."""


def _no_gaps(*_: Any) -> tuple[Gap, ...]:
    return ()


def _unlimited(_: PersonId) -> str:
    return ""


def _no_music() -> tuple[Track, ...]:
    return ()


def _nobody(_: PersonId) -> tuple[tuple[str, str], ...]:
    return ()


@dataclass(frozen=True, slots=True)
class AtHand:
    """What the house knows beside the circle: what a person lacks (Gate A), what the room waits for (Gate B), who may
    take them home, the limits of their clearance, and what is missing as medicine is about to be given (`dosing`).
    `details`: whether who is at the desk reads what is clinical.
    """

    lacks: Callable[[PersonId], tuple[Gap, ...]] = _no_gaps
    waits: Callable[[], tuple[Gap, ...]] = _no_gaps
    escorts: Callable[[PersonId], tuple[tuple[str, str], ...]] = _nobody
    limits: Callable[[PersonId], str] = _unlimited
    details: bool = True
    dosing: Callable[[PersonId], tuple[Gap, ...]] = _no_gaps
    tracks: Callable[[], Collection[Track]] = _no_music
    """The recordings of the practice."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a form is about, in which circle, and when: no `person` is the circle itself. `team` are names of staff."""

    session: Session
    person: PersonId | None
    alias: Callable[[PersonId], str]
    now: Instant
    zone: Zone
    team: tuple[str, ...] = ()
    hand: AtHand = AtHand()
    at: Instant | None = None
    """When what is written down happened; None: now."""

    @property
    def then(self) -> Instant:
        """The instant by which it is judged: of what is written later, or put right, when it happened."""
        return self.now if self.at is None else self.at

    @property
    def seat(self) -> Seat | None:
        """Their seat."""
        return None if self.person is None else self.session.seats.get(self.person)

    @property
    def name(self) -> str:
        """`Juniper`, or `The circle`."""
        return "The circle" if self.person is None else self.alias(self.person)

    @property
    def mat(self) -> int | None:
        """Where they sit."""
        return None if self.seat is None else self.seat.mat

    def on_mat(self, mat: int) -> PersonId | None:
        """Who sits on a mat."""
        return next((x.person for x in self.session.seats.values() if x.mat == mat), None)


def limits(whom: Whom) -> str:
    """Within which limits a prescriber cleared them, as that one wrote them; for who reads what is clinical."""
    if whom.person is None or not whom.hand.details:
        return ""
    found = whom.hand.limits(whom.person)
    return f"Limits of the clearance: {found}" if found else ""


def _always(_: Raw) -> bool:
    return True


def _words(text: str, _: Whom) -> str:
    return text.strip()


def needed(words: str) -> Callable[[str, Whom], str]:
    """Reads words that must be there; `words` say so."""

    def read(text: str, _: Whom) -> str:
        if not text.strip():
            raise Refused(words)
        return text.strip()

    return read


def _silent(*_: Any) -> str:
    return ""


def _nothing(*_: Any) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Text:
    """Something typed, read as it is typed: `read` raises Refused saying what is wrong and where.

    `offers` stands in it while it is empty. `says` answers beside it, as the alias to a mat number. Into one of
    `figures` no letter is typed: letters are keys.
    A `wide` one has a line of its own under its label.
    """

    name: str
    label: str
    read: Callable[[str, Whom], Any] = _words
    hint: str = ""
    offers: Callable[[Whom], str] = _silent
    says: Callable[[str, Whom], str] = _silent
    figures: bool = False
    wide: bool = False
    shown: Callable[[Raw], bool] = _always


@dataclass(frozen=True, slots=True)
class Option:
    """One of several things: the key that chooses it, and its words."""

    key: str
    value: Any
    words: str


def key_of(options: tuple[Option, ...], value: Any) -> str:
    """The key that chooses a value; nothing where none does."""
    return next((x.key for x in options if x.value == value), "")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things, on a key each, or `many` of them. A letter chooses from anywhere in the form where no text
    is typed.
    """

    name: str
    label: str
    options: tuple[Option, ...]
    must: str = ""
    """What is said where nothing is chosen and something must be."""
    many: bool = False
    wide: bool = False
    """Whether its keys lie below its label, over the whole form."""
    bare: bool = False
    """Whether its keys say enough: then its label is for a screen reader alone."""
    slim: bool = False
    """Whether it lies in one line: a figure each, and beside them what the chosen one stands for."""
    shown: Callable[[Raw], bool] = _always

    def read(self, raw: str, _: Whom) -> Any:
        """The value of the option whose key stands in the field, or of `many` all of them; None where none does. Raises
        Refused.
        """
        if self.many:
            return tuple(x.value for x in self.options if x.key in raw)
        chosen = next((x for x in self.options if x.key == raw), None)
        if chosen is None and self.must:
            raise Refused(self.must)
        return None if chosen is None else chosen.value


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to 10, by a digit; ten is X or +, and - says that nothing was said."""

    name: str
    label: str
    shown: Callable[[Raw], bool] = _always

    def read(self, raw: str, _: Whom) -> int | None:
        """The figure, or None."""
        return int(raw) if raw else None


def chosen(key: str, field: str) -> Callable[[Raw], bool]:
    """Whether this key stands in that field: for what is shown only then."""
    return lambda raw: raw.get(field, "") == key


Field = Text | Choice | Scale


GAPS, MISSING = "gaps", "1"


def as_record(content: Any, whom: Whom) -> c.Command:
    """What most forms ask for."""
    return c.Record(content, whom.person)


def in_words(content: Any, _: Whom) -> str:
    """What most forms read back."""
    return words_of(content)


@dataclass(frozen=True, slots=True)
class Form:
    """`name` is that of the action whose letter opens it, `content` what it makes.

    `build` makes it of what the fields say, or raises Refused. `again` are the reasons to ask once more before it is
    saved. `lead` is said above the fields. `retype` is what to type for a content, where it may be put right from what
    stands. `turns` lead to other forms, by letter.
    """

    name: str
    title: str
    content: type
    fields: tuple[Field, ...]
    build: Callable[[Values, Whom], Any]
    words: Callable[[Any, Whom], str] = in_words
    again: Callable[[Any, Whom], tuple[str, ...]] = _nothing
    lead: Callable[[Whom], str] = _silent
    command: Callable[[Any, Whom], c.Command] = as_record
    retype: Callable[[Any], Raw] | None = None
    timed: bool = True
    """Whether it is said when it happened."""
    turns: tuple[tuple[str, str, str], ...] = ()
    """A letter, the name of the form it leads to, and its words."""
    lacks: Callable[[Raw, Whom], str] = _silent
    """All that is still to be filled in, in a line; where nothing is said, the first thing that is wrong is told."""
    gaps: Callable[[Whom], tuple[Gap, ...]] = _no_gaps
    """What is missing of a gate: it is listed above the fields, and a field may be shown only then (`missing`)."""
    about: Callable[[Whom], object] = _silent
    """What it answers: where that is another by the time it is saved, it is asked once more."""
    proven: bool = False
    """Whether whoever signs it in another's stead shows by PIN that it is they, whatever the role at the desk may."""
    stands: Callable[[Any], bool] = lambda _: False
    """Whether gaps are let stand: this is signed by the medical lead alone."""

    @property
    def roles(self) -> frozenset[Role]:
        """Who may sign it."""
        return KINDS[self.content].roles

    def signs(self, content: Any) -> frozenset[Role]:
        """Who may sign it as it stands."""
        overrides = isinstance(content, self.content) and self.stands(content)
        return frozenset({Role.MEDICAL_LEAD}) if overrides else self.roles

    @property
    def needs_person(self) -> bool:
        """Whether it is about a participant and never about the circle."""
        return KINDS[self.content].about is About.PERSON


@dataclass(frozen=True, slots=True)
class Read:
    """What a form says as it stands: a `content`, its `words` and why to ask `again`; or what is wrong, and where."""

    content: Any = None
    words: str = ""
    again: tuple[str, ...] = ()
    trouble: str = ""
    at: str = ""
    extra: Values = field(default_factory=dict)


WHY = Text("why", "Why wrong")
"""What is asked first where a record is put right."""


def read(form: Form, raw: Raw, whom: Whom, *, correcting: bool = False) -> Read:
    """Read a form as it stands, as it will be saved."""
    values: dict[str, Any] = {}
    raw = with_gaps(form, raw, whom)
    for each in (*((WHY,) if correcting else ()), *form.fields):
        try:
            if each.shown(raw):
                values[each.name] = each.read(raw.get(each.name, ""), whom)
        except Refused as refusal:
            return Read(trouble=str(refusal), at=each.name)
    try:
        content = form.build(values, whom)
        if isinstance(content, form.content):
            KINDS[form.content].check(content)
    except Refused as refusal:
        return Read(trouble=str(refusal))
    again = (*form.again(content, whom), *(() if correcting else _not_here(whom)))
    return Read(content, form.words(content, whom), again, extra=values)


def with_gaps(form: Form, raw: Raw, whom: Whom) -> Raw:
    """What stands in the fields, and whether anything is missing."""
    return {**raw, GAPS: MISSING} if form.gaps(whom) else raw


def missing(raw: Raw) -> bool:
    """For a field that is shown only while something is missing."""
    return raw.get(GAPS, "") == MISSING


def _not_here(whom: Whom) -> tuple[str, ...]:
    """Whoever is not here any more may be another than the one who was meant."""
    way = "" if whom.seat is None else standing(whom.seat)
    return (f"{whom.name}: {way}",) if way not in {"", "not today"} else ()
