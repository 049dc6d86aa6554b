"""What a key in a row of the list of who needs eyes does: where a question is enough an answer on the record, else it
leads to a form.
"""

from collections.abc import Callable

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import PersonId
from kapcircle.core.log import Stamp
from kapcircle.core.session import commands as c
from kapcircle.core.session.contents import Content
from kapcircle.core.session.state import Session
from kapcircle.core.session.team_words import people_on
from kapcircle.core.vitals import VitalsNotTaken, WhyNot
from kapcircle.ui.ask import Answer, Ask, Asked, Entry
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.entering import Entering
from kapcircle.ui.key import Kind
from kapcircle.ui.leaving import Leaving
from kapcircle.views.eye import (
    ACKNOWLEDGE,
    BOTH_RIGHT,
    FOUND,
    LEAVING,
    NOT_TAKEN,
    OBSERVE,
    RESOLVED,
    SIGN,
    STRIKE_ONE,
    VITALS,
    Eye,
)
from kapcircle.views.people_eyes import NAMES
from kapcircle.views.presence import mats, on_mats

FORM_OF = {VITALS: "vitals", OBSERVE: "observation", LEAVING: "leaving"}
"""Which letter a key of a row stands for."""

BOTH_MEANT = "two doses, both were given"


class Answers:
    """Asks on the page, and records what was said."""

    def __init__(
        self,
        bridge: Bridge,
        ask: Ask,
        entering: Entering,
        leaving: Leaving,
        letter: Callable[[str], object],
        choose: Callable[[PersonId | None], object],
    ) -> None:
        """`letter` does by its name what a letter does for the chosen one; `choose` chooses somebody, or everyone."""
        self._bridge, self._ask, self._entering, self._leaving = bridge, ask, entering, leaving
        self._letter, self._choose = letter, choose
        self._table: dict[str, Callable[[Eye], Asked | None]] = {
            ACKNOWLEDGE: self._acknowledge,
            BOTH_RIGHT: self._both_right,
            NOT_TAKEN: self._not_taken,
            FOUND: self._found,
        }

    def meet(self, eye: Eye, deed: str) -> None:
        """A key of somebody's row: they are chosen, and asked about where a question is enough, else led to a form."""
        several = deed == NOT_TAKEN and len(eye.people) > 1
        self._choose(eye.people[0] if eye.people and not several else None)
        if deed in FORM_OF:
            self._letter(FORM_OF[deed])
        elif deed == SIGN:
            self._entering.seconding.offer(eye.people[0] if eye.people else None)
        elif deed == RESOLVED and eye.record is not None:
            self._leaving.resolve(eye.record)
        elif deed == STRIKE_ONE and eye.record is not None:
            self._entering.strike(eye.record)
        elif deed in self._table and (asked := self._table[deed](eye)) is not None:
            self._ask.put(asked)

    def _acknowledge(self, eye: Eye) -> Asked | None:
        record, (person, *_) = eye.record, eye.people
        if record is None:
            return None
        entries = (Entry("What was done"), Entry("Who was told"))
        keep = Answer("Acknowledge", lambda said: self._answered(person, record, *said), Kind.LIVE)
        return Asked(f"{eye.who}: acknowledge", eye.why, entries, (keep, Answer("Not yet")), self._mat(person))

    def _found(self, eye: Eye) -> Asked | None:
        record, (person, *_) = eye.record, eye.people
        if record is None:
            return None
        entries = (Entry("Where, and how they are"), Entry("Who was told"))
        found = Answer("They are found", lambda said: self._answered(person, record, *said), Kind.LIVE)
        return Asked(f"{eye.who}: found?", eye.why, entries, (found, Answer("Not yet")), self._mat(person))

    def _both_right(self, eye: Eye) -> Asked | None:
        record, (person, *_) = eye.record, eye.people
        if record is None:
            return None
        both = Answer("Both were given", lambda _: self._answered(person, record, BOTH_MEANT, ""), Kind.LIVE)
        words = f"{eye.why} If one of them was entered twice, strike it with a reason."
        return Asked(f"{eye.who}: two doses?", words, (), (Answer("Not yet"), both), self._mat(person))

    def _not_taken(self, eye: Eye) -> Asked:
        """Of several people it is asked first of whom: of all that the row says, or of some."""
        if len(eye.people) == 1:
            return self._ask_why(eye, eye.people)
        entry = Entry("Mats: all that are due, or fewer", mats(self._session, eye.people).replace("–", "-"))
        on = Answer("Go on", lambda said: self._chosen(eye, said[0]), Kind.LIVE)
        return Asked(f"Of whom: {eye.why} not taken?", eye.who, (entry,), (on, Answer("Leave it")))

    def _chosen(self, eye: Eye, typed: str) -> str | None:
        try:
            people = eye.people if typed.strip().casefold() == "all" else people_on(self._session, typed)
        except Refused as refusal:
            return str(refusal)
        others = tuple(x for x in people if x not in eye.people)
        if others:
            return f"This is not due on {on_mats(self._session, others)}."
        self._ask.put(self._ask_why(eye, people))
        return None

    def _ask_why(self, eye: Eye, people: tuple[PersonId, ...]) -> Asked:
        answers = tuple(
            Answer(why.value.capitalize(), self._because(people, why), key=str(n)) for n, why in enumerate(WhyNot, 1)
        )
        words = "The check is settled, and the next one is planned."
        who = eye.who if people == eye.people and len(people) <= NAMES else on_mats(self._session, people).capitalize()
        alone = self._mat(people[0]) if len(people) == 1 else None
        return Asked(f"{who}: {eye.why} not taken", words, (), (*answers, Answer("Leave it")), alone)

    def _because(self, people: tuple[PersonId, ...], why: WhyNot) -> Callable[[tuple[str, ...]], str | None]:
        """Of each a record of their own. Pressed again after one was not saved, it goes on with that one."""
        still = list(people)

        def record(_: tuple[str, ...]) -> str | None:
            while still:
                wrong = self._record(still[0], VitalsNotTaken(why))
                if wrong:
                    return wrong
                del still[0]
            return None

        return record

    def _mat(self, person: PersonId) -> int:
        """A question about one person shows it large."""
        return self._session.seats[person].mat

    @property
    def _session(self) -> Session:
        circle = self._bridge.circle
        return Session() if circle is None else circle.session

    def _answered(self, person: PersonId, record: Stamp, done: str, told: str) -> str | None:
        return self._record(person, Acknowledged(record, done.strip(), told.strip()))

    def _record(self, person: PersonId, content: Content) -> str | None:
        """What is not recorded keeps its words, and says why."""
        circle = self._bridge.circle
        try:
            if circle is not None:
                circle.do(c.Record(content, person))
        except (KnownError, Refused) as error:
            return str(error)
        return None
