"""Planning practices after a session: which ones, and whom to call when one is too much."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from kapcircle.core.boosters import Booster, Slot
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import MINUTE, PersonId, SessionId
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.forms import Complaint, Field, column, key, row, scrolling, wrapped
from kapcircle.ui.key import Kind
from kapcircle.ui.label import Label, caption
from kapcircle.ui.text import Entry
from kapcircle.ui.theme import Tone
from kapcircle.ui.tick import Tick
from kapcircle.views.times import moment

HIGH, WIDEST = 360, 1300
WORDS = (
    "They come by turns, at the times of the programme. They are offered, and nobody has to: leave out what does not "
    "suit this person."
)


class PracticePlan(Dialog):
    """A box for each practice, by modality; those of the plan that stands are ticked."""

    def __init__(self, bridge: Bridge, person: PersonId, session: SessionId, parent: QWidget | None) -> None:
        super().__init__(f"Practices for {bridge.house.planning.alias(person)}", parent)
        self._bridge, self._who, self._session = bridge, person, session
        self._aftercare = bridge.house.aftercare
        was = self._aftercare.person(person).boosting.plans.get(session)
        chosen = set() if was is None else {x.booster for x in was.slots}
        self._ticks = {x.key: Tick(f"{x.title}, {x.minutes // MINUTE} min") for x in self._aftercare.boosters.values()}
        for name, tick in self._ticks.items():
            tick.setChecked(name in chosen)
            tick.toggled.connect(lambda _: self._tell())
            tick.installEventFilter(self)
        self._steps, self._name = wrapped("", Tone.TEXT, t.BODY), Label("", size=t.LEAD, weight=t.SEMIBOLD)
        self._times, self._trouble = wrapped("", Tone.TEXT), Complaint()
        self._call = Entry(self._aftercare.call if was is None else was.call)
        self._build()
        self._tell()
        next(iter(self._ticks.values())).setFocus()

    def _build(self) -> None:
        inside = QWidget()
        inside.setLayout(column(*self._choices(), spacing=2))
        area, read = scrolling(inside), scrolling(self._reading())
        area.setMinimumHeight(HIGH)
        beside = row(area, read, spacing=20)
        for i, share in enumerate((5, 4)):
            beside.setStretch(i, share)
        hint = "Name and number. It stands under every practice, after: stop when it is too much."
        self.body.addWidget(wrapped(WORDS))
        self.body.addLayout(beside, 1)
        for part in (self._times, Field("Whom to call", self._call, hint), self._trouble):
            self.body.addWidget(part)
        self.keys(key("Cancel", self.reject), key("Plan them", self._keep, kind=Kind.LIVE))
        self.setMinimumWidth(min(int(940 * t.scale()), WIDEST))

    def _reading(self) -> QWidget:
        """The steps of the practice that the focus is on."""
        self._name.setWordWrap(True)
        side = QWidget()
        side.setLayout(column(self._name, self._steps, None))
        return side

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for name in (name for name, tick in self._ticks.items() if tick is watched):
                self._read(self._aftercare.boosters[name])
        return super().eventFilter(watched, event)

    def _read(self, booster: Booster) -> None:
        self._name.say(booster.title)
        self._steps.say("\n\n".join(f"{i}. {words}" for i, words in enumerate(booster.steps, 1)))

    def _choices(self) -> list[QWidget]:
        parts: list[QWidget] = []
        modality = None
        for booster in self._aftercare.boosters.values():
            if booster.modality is not modality:
                modality = booster.modality
                parts.append(caption(modality.value))
            tick = self._ticks[booster.key]
            tick.setAccessibleDescription(booster.about)
            about = wrapped(booster.about)
            about.setContentsMargins(30, 0, 0, 4)
            parts += [tick, about]
        return parts

    def _slots(self) -> tuple[Slot, ...]:
        chosen = [name for name, tick in self._ticks.items() if tick.isChecked()]
        return self._aftercare.propose(self._who, self._session, chosen, self._bridge.zone)

    def _tell(self) -> None:
        """How many times there are, and from when to when."""
        slots = self._slots()
        if not slots:
            self._times.say("Nothing is chosen yet.")
            return
        first, last = slots[0].at, slots[-1].at
        zone = self._bridge.zone
        self._times.say(f"{len(slots)} times, from {moment(first, zone)} to {moment(last, zone)}.")

    def _keep(self) -> None:
        try:
            self._aftercare.plan(self._who, self._session, self._slots(), self._call.text())
        except (KnownError, Refused) as error:
            self._trouble.about(str(error))
        else:
            self.accept()
