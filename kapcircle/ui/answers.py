"""What a key in a person's row of the list does where a question is enough: an answer on the record."""

from collections.abc import Callable

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import PersonId
from kapcircle.core.log import Stamp
from kapcircle.core.session import commands as c
from kapcircle.core.session.contents import Content
from kapcircle.core.vitals import VitalsNotTaken, WhyNot
from kapcircle.ui.ask import Answer, Ask, Asked, Entry
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.key import Kind
from kapcircle.views.eye import ACKNOWLEDGE, BOTH_RIGHT, FOUND, NOT_TAKEN, Eye

BOTH_MEANT = "two doses, both were given"


class Answers:
    """Asks on the page, and records what was said."""

    def __init__(self, bridge: Bridge, ask: Ask) -> None:
        self._bridge, self._ask = bridge, ask
        self._table: dict[str, Callable[[Eye], Asked | None]] = {
            ACKNOWLEDGE: self._acknowledge,
            BOTH_RIGHT: self._both_right,
            NOT_TAKEN: self._not_taken,
            FOUND: self._found,
        }

    def meet(self, eye: Eye, deed: str) -> bool:
        """Ask what a key of this row stands for; False where it stands for a form."""
        asked = self._table[deed](eye) if deed in self._table else None
        if asked is not None:
            self._ask.put(asked)
        return asked is not None

    def _acknowledge(self, eye: Eye) -> Asked | None:
        record, (person, *_) = eye.record, eye.people
        if record is None:
            return None
        entries = (Entry("What was done"), Entry("Who was told"))
        keep = Answer("Acknowledge", lambda said: self._answered(person, record, *said), Kind.LIVE)
        return Asked(f"{eye.who}: acknowledge", eye.why, entries, (keep, Answer("Not yet")))

    def _found(self, eye: Eye) -> Asked | None:
        record, (person, *_) = eye.record, eye.people
        if record is None:
            return None
        entries = (Entry("Where, and how they are"), Entry("Who was told"))
        found = Answer("They are found", lambda said: self._answered(person, record, *said), Kind.LIVE)
        return Asked(f"{eye.who}: found?", eye.why, entries, (found, Answer("Not yet")))

    def _both_right(self, eye: Eye) -> Asked | None:
        record, (person, *_) = eye.record, eye.people
        if record is None:
            return None
        both = Answer("Both were given", lambda _: self._answered(person, record, BOTH_MEANT, ""), Kind.LIVE)
        words = f"{eye.why} If one of them was entered twice, strike it with a reason."
        return Asked(f"{eye.who}: two doses?", words, (), (Answer("Not yet"), both))

    def _not_taken(self, eye: Eye) -> Asked:
        """Of several people it is said of one: the first."""
        person = eye.people[0]
        answers = tuple(
            Answer(why.value.capitalize(), self._because(person, why), key=str(n)) for n, why in enumerate(WhyNot, 1)
        )
        words = "The check is settled, and the next one is planned."
        return Asked(f"{eye.who.split(', ')[0]}: {eye.why} not taken", words, (), (*answers, Answer("Leave it")))

    def _because(self, person: PersonId, why: WhyNot) -> Callable[[tuple[str, ...]], str | None]:
        return lambda _: self._record(person, VitalsNotTaken(why))

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
