"""The one form that every kind of record is entered with: it lies in the corner of a question, the ring stays in sight.

What will be saved is read back as it is typed: whom it is about, what it says, who signs, and when it happened. Enter
saves what is usual at once, and asks once more where something is not.
"""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant
from kapcircle.ui import typeface as t
from kapcircle.ui.fitted import Fitted
from kapcircle.ui.forms import Complaint, Line, row, wrapped
from kapcircle.ui.key import LOW, Key, Kind, is_enter
from kapcircle.ui.label import Elided, Label, caption
from kapcircle.ui.overlay import Overlay
from kapcircle.ui.panels.choice_parts import ChoicePart
from kapcircle.ui.panels.gap_list import GapList
from kapcircle.ui.panels.part import Part
from kapcircle.ui.panels.record_parts import TextPart, part
from kapcircle.ui.panels.turns import Turns
from kapcircle.ui.records.form import WHY, Form, Read, Whom, read, with_gaps
from kapcircle.ui.records.kept import found, kept
from kapcircle.ui.tabs import lead_on
from kapcircle.ui.theme import Tone
from kapcircle.views.gaps import readable
from kapcircle.views.read_back import happened, late, long_ago, read_back, when, whose

BIG = 40.0
"""The mat number, in pixels at 100 %."""

LABELS = 78
"""Width of the names of fields, in pixels at 100 %."""

NARROW = 1.3
"""At a larger text size every field has a line of its own under its label, and what is read back is no larger."""

MUCH = 8
"""So many fields lie closer together, to be in sight at once."""

WHEN = "when"
BEGUN = "Begun earlier and not saved. Ctrl+Delete clears it."
ASKED = "Enter again saves it."
OTHER = "Something else waits now: read above what this answers"


class RecordForm(Overlay):
    """`saving` when it should be saved as it stands, `turned` with the name of another form for the same person,
    `signing` when another should sign it. `textChanged` when what would be kept of it is other.
    """

    saving = Signal()
    turned = Signal(str)
    signing = Signal()
    textChanged = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.form: Form | None = None
        self.whom: Whom | None = None
        self.by = ""
        self.was: Instant | None = None
        self.parts: dict[str, Part] = {}
        self._asked: object = None
        self._about: object = None
        self._size = t.BODY
        self._filling = False
        self._mat, self._name = Label("", Tone.ACCENT, BIG, t.SEMIBOLD), Elided("", Tone.TEXT, t.LARGE, t.SEMIBOLD)
        self._title, self._lead, self._begun = caption(""), wrapped(""), wrapped(BEGUN, Tone.ACCENT)
        self._rows, self._scroll = QWidget(), Fitted()
        self._gaps = GapList(self._rows)
        self._back, self._trouble = wrapped("", Tone.TEXT, t.LEAD), Complaint()
        self._turns = Turns()
        self._named = Label("when", Tone.SECOND, t.NOTE)
        self.when, self._late = Line("", "now"), Label("", Tone.ACCENT, t.NOTE, t.SEMIBOLD)
        self.signer, self.save = Key("", "F4"), Key("Save", "Enter", Kind.LIVE)
        self._build()
        self.when.textChanged.connect(self._changed)
        self._turns.turned.connect(self.turned)
        self.signer.clicked.connect(self.signing)
        self.save.clicked.connect(self.enter)

    def _build(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._name)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._mat)
        head.addLayout(names, 1)
        self._scroll.hold(self._rows)
        self.when.setAccessibleName("When it happened: -5 is five minutes ago, or 14:05")
        self.when.setFixedWidth(int(76 * t.scale()))
        when_row = row(self._named, self.when, self._late, None, self.signer)
        foot = row(None, self.save)
        self.body.addLayout(head)
        for each in (self._lead, self._begun, self._scroll):
            self.body.addWidget(each)
        self.body.addLayout(when_row)
        for each in (self._back, self._trouble):
            self.body.addWidget(each)
        self.body.addWidget(self._turns)
        self.body.addLayout(foot)

    # what it is about

    def begin(self, form: Form, whom: Whom, by: str, was: Instant | None = None) -> None:
        """Be this form, empty, for this person; `by` are the initials of who signs.

        `was`: it puts right what happened then, and says why that is wrong.
        """
        self.form, self.whom, self.by = form, whom, by
        self.was, self._asked, self._about = was, None, form.about(whom)
        correcting = was is not None
        self._head(whom)
        self._title.say((f"{form.title}, put right" if correcting else form.title).upper())
        self.setAccessibleName(f"{form.title}, {whose(whom.mat, whom.name)}")
        self._say(self._lead, form.lead(whom))
        self._begun.hide()
        self._trouble.about("")
        self._fill(form, whom, correcting=correcting)
        self._filling = True
        self.when.clear()
        self._filling = False
        self._refresh()

    def _head(self, whom: Whom) -> None:
        self._mat.say("" if whom.mat is None else str(whom.mat))
        self._mat.setVisible(whom.mat is not None)
        self._name.say(whom.name)

    def sign(self, by: str) -> None:
        """These initials sign it."""
        self.by = by
        self._refresh()

    def goes_on(self, whom: Whom) -> None:
        """The same person, as things stand now."""
        if self.form is not None and not self.isHidden():
            self.whom = whom
            self._head(whom)
            self._refresh()

    def read_large(self, reading: bool) -> None:
        """Reading mode: what is typed and what is read back at 22."""
        self._size = t.LARGE if reading else t.BODY
        self._write()
        self._refresh()

    def _write(self) -> None:
        for made in self.parts.values():
            if isinstance(made, TextPart):
                made.line.setFont(t.face(self._size))
        self._fit()

    def open(self) -> None:
        """Lie on the page, ready for the hand."""
        first = self._first()
        self.show_over(first)
        self._fit()  # only now it is known how wide it is, and so how high what is wrapped
        if isinstance(first, TextPart):
            first.line.end(False)  # what was begun is gone on with, not typed over

    def _first(self) -> QWidget:
        """What the hand fills in first; a reason that was given already is not it."""
        asked = (x for name, x in self.parts.items() if not x.isHidden() and not (name == WHY.name and x.raw))
        return next(asked, self.when)

    def _fill(self, form: Form, whom: Whom, *, correcting: bool) -> None:
        self._rows = QWidget()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6 if len(form.fields) < MUCH else 2)
        grid.setColumnMinimumWidth(0, int(LABELS * min(t.scale(), 1.3)))
        grid.setColumnStretch(1, 1)
        self._gaps = GapList()
        grid.addWidget(self._gaps, 0, 0, 1, 2)
        fields = (*((WHY,) if correcting else ()), *form.fields)
        self.parts = {field.name: part(field, whom) for field in fields}
        self._labels = {field.name: Elided(field.label, Tone.SECOND, t.NOTE) for field in fields}
        for n, (name, made) in enumerate(self.parts.items()):
            wide = made.wide or t.scale() > NARROW
            self._labels[name].setMinimumHeight(0 if wide else LOW)
            grid.addWidget(self._labels[name], 2 * n + 1, 0, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(made, 2 * n + 1 + wide, 0 if wide else 1, 1, 2 if wide else 1)
            self._connect(made)
        grid.setRowStretch(2 * len(self.parts) + 1, 1)  # what room is left over parts no label from its field
        self._scroll.hold(self._rows)
        self._turns.offer(form.turns)
        self._order()
        self._write()

    def _connect(self, made: Part) -> None:
        made.changed.connect(self._changed)
        made.done.connect(lambda: self._go_on(made))
        made.lettered.connect(self._letter)
        made.grown.connect(self._fit)

    def _order(self) -> None:
        """Tab goes down the fields, then to the time, to who signs, and to the key that saves."""
        parts = [x.focusProxy() or x for x in self.parts.values()]
        stops: list[QWidget] = [*parts, self.when, self.signer, self.save]
        lead_on(stops[0], stops[1:])

    # what stands in it

    @property
    def raw(self) -> dict[str, str]:
        """What stands in each field that is shown."""
        return {name: x.raw for name, x in self.parts.items() if not x.isHidden() and x.raw}

    def put(self, raw: dict[str, str]) -> None:
        """Let this stand in the fields; those that others bring into sight, too."""
        self._filling = True
        for name, made in self.parts.items():
            made.put(raw.get(name, ""))
        self.when.setText(raw.get(WHEN, ""))
        self._filling = False
        self._refresh()

    def text(self) -> str:
        """All that stands in it, to be kept; nothing where nothing does."""
        raw = {name: x.raw for name, x in self.parts.items() if x.raw}
        return kept({**raw, WHEN: self.when.text().strip()} if raw else {})

    def setText(self, text: str) -> None:
        """Put back what was kept, and say so."""
        raw = found(text)
        self.put(raw)
        self._begun.setVisible(bool(raw))

    @property
    def happened(self) -> Instant | None:
        """When it took place; None: now, or for one put right, as it was. Raises Refused."""
        if self.whom is None:
            return None
        typed = happened(self.when.text(), self.whom.now, self.whom.zone)
        return self.was if typed is None else typed

    @property
    def read(self) -> Read:
        """What it says as it stands."""
        if self.form is None or self.whom is None:
            return Read()
        says = read(self.form, self.raw, self._judged(self.whom), correcting=self.was is not None)
        if says.trouble:
            return says
        try:
            _ = self.happened
        except Refused as refusal:
            return Read(trouble=str(refusal), at=WHEN)
        if self.was is None and long_ago(self.happened, self.whom.now):
            return replace(says, again=(*says.again, late(self.happened, self.whom.now)))
        return says

    def _judged(self, whom: Whom) -> Whom:
        """As things stood when it happened; where that is not said rightly yet, as they stand."""
        try:
            return replace(whom, at=self.happened)
        except Refused:
            return whom

    # what the hand does

    def enter(self) -> None:
        """Save what is usual; ask once more where something is not; lead to what is missing."""
        says = self.read
        again = (*says.again, *((OTHER,) if self._answers != self._about else ()))
        if says.trouble:
            self._trouble.about(says.trouble)
            self._say(self._back, "")
            where = self.when if says.at == WHEN else self.parts.get(says.at, self._first())
            self.settled.emit()
            self._focus(where)
        elif again and self._asked != (state := (self.stands, self.by, self._answers)):
            self._asked = state
            self._trouble.about(f"{'. '.join(again)}. {ASKED}")
            self.settled.emit()
            self._scroll.follow()
        else:
            self.saving.emit()

    @property
    def stands(self) -> tuple[str, str]:
        """What was typed: once it is saved, the form is free, however it would be read by then."""
        return self.text(), self.when.text()

    @property
    def _answers(self) -> object:
        return self._about if self.form is None or self.whom is None else self.form.about(self.whom)

    def complain(self, words: str) -> None:
        """Say why it is not saved; all stays as it is."""
        self._trouble.about(words)
        self.settled.emit()
        self._scroll.follow()

    def saved(self) -> None:
        """It stands in the log: the form is free."""
        self.put({})
        self._begun.hide()
        self.put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field has taken: letters choose, Enter saves, from a line too, which lets it pass."""
        clears = event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_enter(event):
            if not event.isAutoRepeat():
                self.enter()
        elif clears:
            self.setText("")
            self._focus(self._first())
        elif event.text().isalpha() and not event.isAutoRepeat():
            self._letter(event.text().upper())

    def _letter(self, letter: str) -> None:
        """Choose by letter, wherever in the form it is; or turn to another form."""
        for made in self.parts.values():
            if isinstance(made, ChoicePart) and not made.isHidden() and letter in made.keys:
                made.choose(letter)
                return
        self._turns.press(letter)

    def _go_on(self, made: Part) -> None:
        parts = [x for x in self.parts.values() if not x.isHidden()]
        after = parts[parts.index(made) + 1 :]
        self._focus(after[0] if after else self.save)

    def _focus(self, where: QWidget) -> None:
        where.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.follow()

    def _changed(self) -> None:
        if not self._filling:
            self._asked = None
            self._trouble.about("")
            self._refresh()
            self._scroll.follow()
            self.textChanged.emit(self.text())

    # what it shows

    def _refresh(self) -> None:
        if self.form is None or self.whom is None:
            return
        whom = self._judged(self.whom)
        self._gaps.show_gaps(readable(self.form.gaps(whom), details=whom.hand.details))
        self._say(self._lead, self.form.lead(whom))
        self._turns.setVisible(bool(self.form.turns) and not self.text())  # what is begun has the room of them
        raw = with_gaps(self.form, {name: x.raw for name, x in self.parts.items()}, whom)
        for field in self.form.fields:
            shown = field.shown(raw)
            self.parts[field.name].setVisible(shown)
            self._labels[field.name].setVisible(shown and not self.parts[field.name].bare)
        for made in self.parts.values():
            if isinstance(made, TextPart):
                made.say(made.field.says(made.raw, self.whom))
        self._read_back(whom)
        self._fit()

    def _fit(self) -> None:
        self._scroll.fit()
        self.settled.emit()

    def _read_back(self, whom: Whom) -> None:
        says, known = self.read, False
        if says.trouble:
            lacks = "" if self.form is None else self.form.lacks(self.raw, whom)
            said = (lacks or says.trouble) if self.text() and self._trouble.isHidden() else ""
        else:
            said, known = self.words, True
        self._say(self._back, said)
        self._back.set_tone(Tone.TEXT if known else Tone.SECOND)
        usual = t.BODY if t.scale() > NARROW else t.LEAD
        self._back.set_size(self._size if self._size == t.LARGE or not known else usual)
        self._late.say(late(self.happened, whom.now) if known else "")
        for each in (self._named, self.when, self._late):
            each.setVisible(self.form is not None and self.form.timed)
        self.signer.set_words(f"by {self.by}")

    @property
    def words(self) -> str:
        """What is read back, while nothing is wrong."""
        form, whom = self.form, self.whom
        if form is None or whom is None:
            return ""
        at = when(self.happened, whom.now, whom.zone) if form.timed else ""
        return read_back(whose(whom.mat, whom.name), self.read.words, self.by, at)

    @staticmethod
    def _say(label: Label, words: str) -> None:
        label.say(words)
        label.setVisible(bool(words))
