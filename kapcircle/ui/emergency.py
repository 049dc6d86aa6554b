"""An emergency on the Circle page: it is stamped at once, its card lies on the page, and light comes by key."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Session
from kapcircle.ui.ask import Answer, Ask, Asked
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.key import Kind
from kapcircle.ui.panels.emergency_card import EmergencyCard
from kapcircle.views.emergency import card

BACK = "Music and light return to what they were, over a minute."


class Emergency(QObject):
    """`who` is the chosen participant; the card may turn to another."""

    def __init__(
        self,
        bridge: Bridge,
        ask: Ask,
        sheet: EmergencyCard,
        who: Callable[[], PersonId | None],
        session: Callable[[], Session],
    ) -> None:
        """`session` is the circle as the page shows it: one that is not open has its plan."""
        super().__init__(sheet)
        self._session = session
        self._bridge, self._ask, self.card, self._who = bridge, ask, sheet, who
        self._person: PersonId | None = None
        sheet.near.connect(self._near)
        sheet.whole.connect(lambda: bridge.do(c.WholeRoom()))
        sheet.over.connect(self.ask_whether_over)
        sheet.chosen.connect(self._choose)
        bridge.changed.connect(self.look_again)

    @property
    def session(self) -> Session:
        """The circle, as it is this instant; before it opens with the mats that are planned."""
        planned, circle = self._session(), self._bridge.circle
        return planned if circle is None or not circle.session.seats else circle.session

    @property
    def _called(self) -> Instant | None:
        return None if self._bridge.circle is None else self._bridge.circle.session.emergency

    def call(self) -> None:
        """Call it, and show the card; called already: show the card again, and from there ask whether it is over.

        Whom to call and from where is shown also where no circle is open, in which it could be stamped.
        """
        if self._called is None:
            self._person = self._who()
            self._bridge.do(c.Emergency(self._person))
        elif not self.card.isHidden():
            self.ask_whether_over()
            return
        else:
            self._person = self.session.emergency_for or self._person or self._who()
        self.look_again(opening=True)
        self.card.open()

    def ask_whether_over(self) -> None:
        """Nothing stands down by one key."""
        over = Answer("Stand down", lambda _: self._over(), Kind.ALARM)
        self._ask.put(Asked("Is the emergency over?", BACK, (), (Answer("Not yet"), over)))

    def _over(self) -> None:
        self._bridge.do(c.StandDown())
        self.card.put_away()

    def look_again(self, *, opening: bool = False) -> None:
        """Show the card as things are now, while it lies on the page, or is about to."""
        s, house = self.session, self._bridge.house
        if self._called is None and self.card.isHidden() and not opening:
            return
        people, details = house.remembered.people, house.practice.details
        shown = card(s, details, people, self._person, self._bridge.now, self._bridge.zone)
        self.card.show_card(shown, frozenset(self._mats))

    @property
    def _mats(self) -> dict[int, PersonId]:
        seats = {seat.mat: seat.person for seat in self.session.seats.values()}
        return seats or {mat: person for person, mat in self.session.plan.mats}

    def _choose(self, mat: int) -> None:
        self._person = self._mats[mat]
        if self.session.emergency_for != self._person:
            self._bridge.do(c.Emergency(self._person))
        self.look_again()

    def _near(self) -> None:
        mat = next((mat for mat, person in self._mats.items() if person == self._person), None)
        if mat is not None:
            self._bridge.do(c.NearLight(mat))
