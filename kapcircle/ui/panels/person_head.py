"""Who is looked at: the alias large, and beside it what they are called, where they sit and where they stand."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kapcircle.ui import typeface as t
from kapcircle.ui.forms import Complaint, column, row
from kapcircle.ui.label import Elided, Label
from kapcircle.ui.theme import Tone
from kapcircle.views.people import Listed

TONES = {"enrolled": ("●", Tone.IN_ORDER), "paused": ("◐", Tone.COMING), "withdrawn": ("○", Tone.SECOND)}


class PersonHead(QWidget):
    """Warnings of names that are easily mixed up stand below."""

    def __init__(self) -> None:
        super().__init__()
        self._alias, self._status = Label(size=t.LARGE, weight=t.SEMIBOLD), Label(weight=t.MEDIUM)
        self._about, self._alike = Elided("", Tone.SECOND), Complaint()
        self.setLayout(column(row(self._alias, None, self._status), self._about, self._alike, spacing=2))

    def show_person(self, person: Listed, close: Sequence[str]) -> None:
        """Show somebody, and with whom they are easily mixed up."""
        self._alias.say(person.shown)
        sign, tone = TONES.get(person.status, ("○", Tone.SECOND))
        self._status.say(f"{sign} {person.status}" if person.status else "")
        self._status.set_tone(tone)
        seats = [", ".join(x for x in (f"mat {seat.mat}", seat.name, seat.pod) if x) for seat in person.seats]
        about = [part for part in (person.chosen, person.pronouns, *seats) if part]
        self._about.say(" · ".join(about) or "in no cohort yet")
        self._alike.about(" ".join(close))
