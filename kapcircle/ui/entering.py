"""Entering a record: opens its form for a person, has it signed, saves it once, and keeps its words until it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor
from kapcircle.core.gates import Gap
from kapcircle.core.ids import CommandId, Millis, PersonId
from kapcircle.core.log import Stamp
from kapcircle.core.record import Record
from kapcircle.core.session import commands as c
from kapcircle.core.session.contents import KINDS
from kapcircle.core.session.recording import why_it_stays
from kapcircle.core.session.records import find_record
from kapcircle.desk.desk import Typed
from kapcircle.ui.actions import ACTIONS
from kapcircle.ui.ask import Answer, Ask, Asked, Entry
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.draft import Draft
from kapcircle.ui.key import Kind
from kapcircle.ui.panels.record_form import RecordForm
from kapcircle.ui.records.every import CHOICES, FORMS, form_of
from kapcircle.ui.records.form import WHY, AtHand, Form, Whom
from kapcircle.ui.records.wrong_person import last_to_move, moving
from kapcircle.ui.seconding import Seconding
from kapcircle.ui.signing import Signing
from kapcircle.ui.watch import Watch
from kapcircle.views.read_back import whose
from kapcircle.views.readiness import sees_details
from kapcircle.views.recorded import words_of

LEAVE = Answer("Leave it")
LASTS = Millis(5_000)
"""How long what a person lacks is taken for true while a dose is typed: of the form."""
NO_CIRCLE = "No circle is open. Choose one on the Plan page."
NOBODY = "Nobody is chosen. Type the number of a mat first, as in 12V."
NOT_OPEN = "Records begin when the circle opens: GO opens it."


@dataclass(frozen=True, slots=True)
class _Sent:
    """What Enter was pressed on, until it stands in the log: pressed again, it is the same record."""

    command: c.Command
    typed: Typed
    words: str
    stood: tuple[str, str]


class Entering(QObject):
    """`noticed` says what was saved."""

    noticed = Signal(str)
    recorded = Signal(object, object)
    """A record that stands now, and whom it is about."""

    def __init__(self, bridge: Bridge, watch: Watch, ask: Ask, form: RecordForm) -> None:
        super().__init__(form)
        self._bridge, self._watch, self._ask, self.form = bridge, watch, ask, form
        self.signing = Signing(bridge, ask, self)
        self.seconding = Seconding(bridge, ask, self.signing, self)
        self.draft = Draft(form, bridge.house.desk)
        self._actor = bridge.house.desk.actor
        self._record: Record | None = None
        self._sent: _Sent | None = None
        self._missing: tuple[object, tuple[Gap, ...]] = (None, ())
        self.letters: dict[str, Callable[[PersonId | None], None]] = {
            **{name: partial(self.open, name) for name in FORMS if name in ACTIONS},
            **{name: partial(self.choose, name) for name in CHOICES},
        }
        """By the name of an action: what its letter opens, for a participant."""
        form.saving.connect(self._save)
        self.recorded.connect(self.seconding.after)
        self.seconding.noticed.connect(self.noticed)
        bridge.switched.connect(lambda: self._signed(bridge.house.desk.actor))
        form.turned.connect(self._turn)
        form.signing.connect(self.sign)
        bridge.leaving.connect(self.draft.keep)

    def open(self, name: str, person: PersonId | None) -> None:
        """Open a form by the name of its action, for a participant or for the circle."""
        self.enter(FORMS[name], person)

    def choose(self, name: str, person: PersonId | None) -> None:
        """Ask which of several forms an action stands for."""
        if self._may(person, needed=True):
            whom = self._whom(person)
            answers = (self._choice(key, form, person) for key, form in CHOICES[name])
            self._ask.put(Asked(whose(whom.mat, whom.name), "Which?", (), (*answers, LEAVE)))

    def _choice(self, key: str, form: str, person: PersonId | None) -> Answer:
        return Answer(FORMS[form].title, partial(self._chose, form, person), key=key)

    def _chose(self, form: str, person: PersonId | None, _: tuple[str, ...]) -> None:
        self._ask.put_away()
        self.open(form, person)

    def move(self, person: PersonId | None, record: Stamp | None = None) -> None:
        """It was the wrong person: move this record of theirs, or the last one that may."""
        if not self._may(person, needed=True):
            return
        found = None if record is None else find_record(self._watch.session, record)
        theirs = found is not None and found[0] == person
        moved = found[1] if found is not None and theirs else last_to_move(self._whom(person))
        if moved is None:
            self._bridge.refused.emit("Nothing is recorded on this person that could belong to another.")
        elif not KINDS[type(moved.content)].moves:
            self._bridge.refused.emit(why_it_stays(moved.content))
        else:
            self._begin(moving(moved), person, None, str(moved.stamp.tick))

    def enter(self, form: Form, person: PersonId | None) -> None:
        """Open this form."""
        self._begin(form, person, None)

    def strike(self, stamp: Stamp) -> None:
        """Ask why a record is wrong, and strike it; or lead to the form in which it is put right."""
        found = find_record(self._watch.session, stamp)
        if found is None:
            return
        person, record = found
        form = form_of(record, self._watch.session)
        answers = [Answer("Strike it", lambda said: self._strike(person, record, said[0]), Kind.LIVE)]
        if form is not None:
            answers.append(Answer("Put it right", lambda said: self._put_right(form, person, record, said[0])))
        keeps = f"{words_of(record.content)}. It stays readable, with the reason."
        self._ask.put(Asked("Strike this record?", keeps, (Entry("Why it is wrong"),), (*answers, LEAVE)))

    def _strike(self, person: PersonId | None, record: Record, why: str) -> str | None:
        """What is not done keeps its words."""
        circle, whom = self._bridge.circle, self._whom(person)
        try:
            if circle is not None:
                circle.do(c.Strike(record.stamp, why))
        except (KnownError, Refused) as error:
            return str(error)
        self.noticed.emit(f"Struck. {whose(whom.mat, whom.name)}: {words_of(record.content)}.")
        return None

    def _put_right(self, form: Form, person: PersonId | None, record: Record, why: str) -> None:
        self._ask.put_away()
        self.correct(form, person, record, why)

    def correct(
        self, form: Form, person: PersonId | None, record: Record, why: str = "", anew: Mapping[str, str] | None = None
    ) -> None:
        """Open the form in which what is right takes the place of a record; from what stands, where it may be so,
        but for what is known `anew`.
        """
        self._begin(form, person, record)
        if not self.form.text():
            typed = {} if form.retype is None else form.retype(record.content)
            self.form.put({**typed, **(anew or {}), WHY.name: why})
            self.form.open()

    def _may(self, person: PersonId | None, *, needed: bool) -> bool:
        """Whether anything can be recorded of this person, or of the circle; what is in the way is said."""
        wrong = NO_CIRCLE if self._bridge.circle is None else NOBODY if person is None and needed else ""
        wrong = wrong or (NOT_OPEN if person is not None and self._whom(person).seat is None else "")
        if wrong:
            self._bridge.refused.emit(wrong)
        return not wrong

    def _begin(self, form: Form, person: PersonId | None, record: Record | None, about: str = "") -> None:
        bridge, whom = self._bridge, self._whom(person)
        if not self._may(person, needed=form.needs_person):
            return
        self.draft.turn_to("")
        self._missing = (None, ())
        self._actor, self._record = bridge.house.desk.actor, record
        self.form.begin(form, whom, self.signing.initials(self._actor), was=None if record is None else record.happened)
        self.draft.turn_to(self._name(form, person, record, about))
        self.form.open()

    def _name(self, form: Form, person: PersonId | None, record: Record | None, *about: str) -> str:
        """The name under which a half-filled form is kept."""
        right = [] if record is None else [str(record.stamp.tick), record.stamp.device]
        kept = ("form", form.name.replace(" ", "-"), self._bridge.sitting, person, *right, *about)
        return " ".join(str(each) for each in kept if each)

    def _whom(self, person: PersonId | None) -> Whom:
        bridge = self._bridge
        house, alias = bridge.house, bridge.house.planning.alias
        details = sees_details(house.staff.acting.role)
        hand = AtHand(self._lacks, self._waits, house.escorts, house.limits, details, self._dosing, house.recordings)
        return Whom(self._watch.session, person, alias, bridge.now, bridge.zone, self.signing.team, hand)

    def _lacks(self, person: PersonId) -> tuple[Gap, ...]:
        circle = self._bridge.circle
        return () if circle is None else circle.gates.lacks(person)

    def _dosing(self, person: PersonId) -> tuple[Gap, ...]:
        """As it was within the last seconds: no key that is pressed waits for the disk."""
        circle, at = self._bridge.circle, (person, self._bridge.now // LASTS)
        if circle is not None and self._missing[0] != at:
            self._missing = (at, circle.gates.before_dose(person))
        return self._missing[1]

    def _waits(self) -> tuple[Gap, ...]:
        circle = self._bridge.circle
        return () if circle is None else circle.gates.waits_for()

    def _turn(self, name: str) -> None:
        if self.form.whom is not None:
            self.open(name, self.form.whom.person)

    def sign(self) -> None:
        """Ask who signs what stands in the form."""
        if self.form.form is not None:
            form = self.form.form
            self.signing.offer(form.signs(self.form.read.content), self._signed, proven=form.proven)

    def _signed(self, actor: Actor) -> None:
        self._actor = actor
        self.form.sign(self.signing.initials(actor))

    def look_again(self) -> None:
        """The circle, or the time, is another: what is on its way may have arrived."""
        whom = self.form.whom
        if whom is not None and not self.form.isHidden():
            self.form.goes_on(self._whom(whom.person))
        self.hear()

    def _save(self) -> None:
        circle, form, whom = self._bridge.circle, self.form.form, self.form.whom
        if circle is None or form is None or whom is None:
            return
        self.form.goes_on(self._whom(whom.person))
        roles = form.signs(self.form.read.content)
        if not self.signing.may(self._actor, roles):
            who = " or ".join(sorted(role.value for role in roles))
            self.form.complain(f"This is signed by the {who}: F4, then Enter again.")
            self.sign()
            return
        try:
            sent = self._sending(form, whom, CommandId(circle.desk.fresh()))
            circle.do(sent.command, self._actor, sent.typed, self.form.happened)
        except (KnownError, Refused) as error:
            self.form.complain(str(error))
        else:
            self.hear()

    def _sending(self, form: Form, whom: Whom, fresh: CommandId) -> _Sent:
        found = self.form.read
        content: Any = found.content
        command = form.command(found.content, whom)
        of_its_kind = type(content) is form.content
        if self._record is not None and of_its_kind:
            command = c.Correct(self._record.stamp, found.extra["why"], content)
        sent = self._sent
        if sent is None or (sent.command, sent.typed.draft) != (command, self.draft.name):
            sent = _Sent(command, Typed(fresh, self.draft.name), self.form.words, self.form.stands)
        self._sent = sent
        return sent

    def hear(self) -> None:
        """What was on its way has arrived: the form is free, unless it has become another by now."""
        circle, sent = self._bridge.circle, self._sent
        if circle is None or sent is None or not circle.desk.stands(circle.name, sent.typed.command):
            return
        self._sent = None
        self.noticed.emit(f"Saved. {sent.words}.")
        if self.draft.name == sent.typed.draft and not self.form.isHidden() and self.form.stands == sent.stood:
            self.form.saved()
        self._tell(sent.command)  # last: what follows may ask for the hand

    def _tell(self, command: c.Command) -> None:
        if isinstance(command, c.Record):
            self.recorded.emit(command.content, command.person)
