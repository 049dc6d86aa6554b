"""The second signature of a dose: another than who recorded it signs it too, by PIN; it never holds the record back."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from kapcircle.core.dose import DoseGiven, DoseSigned
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import PersonId
from kapcircle.core.record import Record
from kapcircle.core.session import commands as c
from kapcircle.core.session.signatures import unsigned, who_may_sign
from kapcircle.core.session.state import Seat
from kapcircle.ui.ask import Answer, Ask, Asked, Entry
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.key import Kind
from kapcircle.ui.signing import SETS, STANDS, Signing
from kapcircle.views.recorded import words_of
from kapcircle.views.times import hour

LATER = Answer("Later")
SAY_WHY = "Say why there is no second signature."


class Seconding(QObject):
    """`noticed` says what was signed."""

    noticed = Signal(str)

    def __init__(self, bridge: Bridge, ask: Ask, signing: Signing, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._ask, self._signing = bridge, ask, signing

    def after(self, content: object, person: PersonId | None) -> None:
        """A dose was recorded: whoever stands beside it can sign at once."""
        seat = self._seat(person)
        if isinstance(content, DoseGiven) and seat is not None:
            dose = max(unsigned(seat), key=lambda x: x.stamp)
            if self._signing.seconds(dose) and not self._bridge.covered:
                self._put(seat, dose)

    def offer(self, person: PersonId | None) -> None:
        """Ask for the oldest signature of theirs that is still to come."""
        seat = self._seat(person)
        if seat is not None and unsigned(seat):
            self._put(seat, unsigned(seat)[0])

    def _seat(self, person: PersonId | None) -> Seat | None:
        circle = self._bridge.circle
        return None if circle is None or person is None else circle.session.seats.get(person)

    def _put(self, seat: Seat, dose: Record) -> None:
        signs = partial(self._record, seat, DoseSigned(dose.stamp))
        answers = self._signing.answers(self._signing.seconds(dose), signs, proof=True)
        cannot = Answer("Cannot be signed…", lambda _: self._ask_why(seat, dose), key="C")
        at, by = hour(dose.happened, self._bridge.zone), self._signing.signs(dose.by)
        said = f"{words_of(dose.content)}, at {at}{f', recorded by {by}' if by else ''}"
        who = who_may_sign(dose, self._bridge.house.staff.clinical)
        words = f"{said}. {STANDS if answers else f'{who} may sign it too, and sets a PIN first: {SETS}'}"
        self._ask.put(Asked(f"{self._alias(seat)}: who else signs it?", words, (), (*answers, cannot, LATER), seat.mat))

    def _ask_why(self, seat: Seat, dose: Record) -> None:
        keep = Answer("Keep the reason", lambda said: self._without(seat, dose, said[0].strip()), Kind.LIVE)
        entry = Entry("Why, as in: signed on paper")
        self._ask.put(Asked(f"{self._alias(seat)}: no second signature", "", (entry,), (keep, LATER), seat.mat))

    def _without(self, seat: Seat, dose: Record, why: str) -> str | None:
        return self._record(seat, DoseSigned(dose.stamp, why)) if why else SAY_WHY

    def _record(self, seat: Seat, signed: DoseSigned, by: Actor | None = None) -> str | None:
        """What is not recorded says why, and stays to be signed."""
        circle = self._bridge.circle
        try:
            if circle is not None:
                circle.do(c.Record(signed, seat.person), by)
        except (KnownError, Refused) as error:
            return str(error)
        who = "" if by is None else f" by {self._signing.initials(by)}"
        self.noticed.emit(f"Mat {seat.mat}, {self._alias(seat)}: {words_of(signed)}{who}.")
        return None

    def _alias(self, seat: Seat) -> str:
        return self._bridge.house.planning.alias(seat.person)
