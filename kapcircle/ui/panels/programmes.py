"""The programmes of the practice on one sheet: which there are, what each says, who stands for it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import ProgrammeId
from kapcircle.core.programme import Programme
from kapcircle.core.programme_checks import check_programme
from kapcircle.core.programmes import Step
from kapcircle.desk.bench import Bench
from kapcircle.ui import typeface as t
from kapcircle.ui.actions import Keymap
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.dialogs.files import PROGRAMMES, ask_open, ask_save
from kapcircle.ui.dialogs.question import Question
from kapcircle.ui.empty import Empty
from kapcircle.ui.forms import Complaint, column, key, row, scrolling
from kapcircle.ui.key import Kind, is_enter
from kapcircle.ui.label import Elided, Label, caption
from kapcircle.ui.listing import Item, Listing
from kapcircle.ui.panels.programme_forms import Figures, NewProgramme, Sign, Withdraw
from kapcircle.ui.panels.programme_history import HistoryPage
from kapcircle.ui.panels.programme_section import SectionPage
from kapcircle.ui.preferences import Preferences
from kapcircle.ui.tabs import lead_on, stops
from kapcircle.ui.text import REDO, UNDO
from kapcircle.ui.theme import Tone
from kapcircle.views.programme import changes, faults_of, standing, version
from kapcircle.views.programme_sections import sections
from kapcircle.views.programme_work import Work

SIZE = (1240, 700)
LEFT = 272
"""Width of the column at the left, at a text size of 100 %."""

WIDEST = 380
"""And at the most, so that larger text leaves room for the fields."""

HISTORY = "History"
UNSAVED = "not saved yet"
CHANGED = "changed"
NONE_YET = (
    "A programme is the template of a cohort: its sessions, when vital signs are due, the limits that the medical lead "
    "signs, screening, consents, and what comes after. Begin from one that is shipped, and make it yours."
)
SIGNS = "A medical lead signs it: {switch} on the Circle page gives them the desk."
LOSES = (
    "Version {old} is signed. Version {new} is not: its limits do not act until a medical lead has signed it. "
    "A circle that is open keeps the copy it opened with."
)


class ProgrammesDialog(Dialog):
    """What is changed and not saved is kept when the sheet is closed, and stands there again when it is opened."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, chosen: ProgrammeId | None = None) -> None:
        super().__init__("Programmes", parent)
        self._bridge, self._rooms = bridge, bridge.house.programmes
        self._bench = Bench(self._rooms)
        self._sections = {x.name: x for x in sections(tuple(bridge.house.fittings.templates))}
        self._list, self._parts = Listing("Programmes"), Listing("Parts of the programme")
        self._pages: dict[str, QWidget] = {}
        self._stack, self._whole = QStackedWidget(), QStackedWidget()
        self._name, self._stands = Elided(size=t.LEAD, weight=t.SEMIBOLD), Label("", Tone.ACCENT)
        self._why, self._trouble = Label("", Tone.SECOND, t.NOTE), Complaint()
        self._sign = key("Sign…", self._ask_signature)
        policy = self._sign.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing jumps when it goes
        self._sign.setSizePolicy(policy)
        self._save = key("Save", self._ask_save, kind=Kind.LIVE)
        self._discard = key("Discard changes", self._drop, kind=Kind.QUIET)
        self._build()
        self._refresh(chosen)

    # how it is built

    def _build(self) -> None:
        self.resize(*SIZE)
        begin = key("Begin a programme…", self.begin, kind=Kind.LIVE)
        self._whole.addWidget(Empty("No programme yet", NONE_YET, begin, key("Import…", self.bring)))
        self._whole.addWidget(self._laid_out())
        self.body.addWidget(self._whole, 1)
        self.body.addWidget(self._trouble)
        self.keys(self._discard, key("Close", self.accept), self._save)
        self._list.chosen.connect(lambda _: self._show())
        self._parts.chosen.connect(lambda _: self._show_part())

    def _laid_out(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(min(int(LEFT * t.scale()), WIDEST))
        quiet = Kind.QUIET
        stack = column(
            self._list,
            row(key("New…", self.begin), key("Duplicate", self._copy, kind=quiet), None),
            row(key("Import…", self.bring, kind=quiet), key("Export…", self._take_out, kind=quiet), None),
            caption("Parts"),
            self._parts,
        )
        stack.setStretch(0, 1)
        stack.setStretch(4, 2)
        self._list.setMinimumHeight(60)
        self._parts.setMinimumHeight(60)
        left.setLayout(stack)
        right = QWidget()
        across = row(self._name, self._sign)
        across.setStretch(0, 1)
        under = row(self._stands, None, self._why)
        page = column(across, under, self._stack)
        page.setStretch(2, 1)
        right.setLayout(page)
        bench = QWidget()
        both = row(left, right, spacing=20)
        both.setStretch(1, 1)
        bench.setLayout(both)
        return bench

    def _page(self, name: str) -> QWidget:
        """A part of the form, made when it is first looked at."""
        if name not in self._pages:
            page: HistoryPage | SectionPage
            if name == HISTORY:
                page = HistoryPage(self._changes, self._bridge.zone)
                page.withdrawing.connect(self._ask_withdrawal)
                page.read.connect(self._read_version)
                page.returned.connect(self._bring_back)
            else:
                page = SectionPage(self._sections[name])
                page.changed.connect(self._turn)
            self._pages[name] = page
            padded = QWidget()
            layout = QVBoxLayout(padded)
            layout.setContentsMargins(0, 0, 12, 0)
            layout.addWidget(page)
            self._stack.addWidget(scrolling(padded))
            lead_on(self._parts, stops(page))
        return self._pages[name]

    # what is shown

    def _refresh(self, chosen: ProgrammeId | None = None) -> None:
        self._whole.setCurrentIndex(1 if self._bench.works else 0)
        for part in (self._save, self._discard):
            part.setVisible(bool(self._bench.works))
        blocked = self._list.blockSignals(True)
        self._list.offer([self._item(x) for x in self._bench.works])
        self._list.blockSignals(blocked)
        if chosen is not None:
            self._list.choose(chosen)
        self._show()

    def _item(self, work: Work) -> Item:
        if work.kept is None:
            return Item(work.now.id, work.now.name, f"▲ {UNSAVED}")
        mark = "✓" if work.kept.limits_hold else "▲"
        signed = "signed" if work.kept.limits_hold else "not signed"
        more = f" · {CHANGED}" if work.changed else ""
        return Item(work.now.id, work.now.name, f"{mark} {version(work.kept)}, {signed}{more}")

    @property
    def _work(self) -> Work | None:
        return self._bench.work(self._list.current)

    def _show(self) -> None:
        work = self._work
        if work is None:
            return
        self._show_parts(work)
        self._show_head(work)
        self._show_part()

    def _show_parts(self, work: Work) -> None:
        faults = check_programme(work.now)
        wrong = {name: len(faults_of(faults, section)) for name, section in self._sections.items()}
        items = [Item(name, name, beside=f"▲ {n}" if n else "") for name, n in wrong.items()]
        blocked = self._parts.blockSignals(True)
        self._parts.offer([*items, Item(HISTORY, HISTORY)])
        self._parts.setMaximumHeight(self._parts.height_of(len(items) + 1))
        self._parts.blockSignals(blocked)

    def _show_head(self, work: Work) -> None:
        kept, changed = work.kept, work.changed
        signed = kept is not None and kept.limits_hold
        self._name.say(work.now.name)
        self._name.setToolTip(work.now.name)
        self._stands.set_tone(Tone.IN_ORDER if signed else Tone.ACCENT)
        self._stands.say(f"{'✓' if signed else '▲'} {self._standing(kept)}")
        self._why.say(self._why_not(work))
        self._sign.setEnabled(kept is not None and not changed and not signed and self._rooms.may_sign)
        self._sign.setVisible(not signed or changed)
        self._save.set_words(f"Save as version {work.next_version}")
        self._save.setEnabled(changed and self._rooms.may_edit)
        self._discard.setEnabled(changed)

    def _standing(self, kept: Programme | None) -> str:
        return f"Version {kept.version}, {standing(kept, self._bridge.zone)}" if kept else f"{UNSAVED.capitalize()}"

    def _why_not(self, work: Work) -> str:
        """What has to be done before it can be signed, or why it cannot be changed."""
        if not self._rooms.may_edit:
            return "To look at: the coordinator, a facilitator or the medical lead changes it."
        if work.changed:
            return "Changed: save it, then a medical lead signs that version."
        if work.kept is not None and not work.kept.limits_hold and not self._rooms.may_sign:
            keys = Keymap(Preferences(self._bridge.house.desk.settings()))
            return SIGNS.format(switch=keys.shown("switch"))
        return ""

    def turn_to(self, part: str) -> None:
        """Show one of its parts."""
        self._parts.choose(part)
        self._show_part()

    def _show_part(self) -> None:
        work, name = self._work, self._parts.current
        if work is None or name is None:
            return
        page = self._page(name)
        self._stack.setCurrentIndex(list(self._pages).index(name))
        if isinstance(page, SectionPage):
            page.show_programme(work.now, check_programme(work.now), editable=self._rooms.may_edit)
        elif isinstance(page, HistoryPage):
            told = self._rooms.history(work.now.id) if work.kept is not None else ()
            holds = work.kept is not None and work.kept.limits_hold
            may_withdraw = holds and self._rooms.may_sign
            page.show_history(told, may_edit=self._rooms.may_edit, may_withdraw=may_withdraw)

    def _changes(self, which: int) -> tuple[str, ...]:
        """What a version says otherwise than the one before it."""
        programme = self._list.current
        if which == 1:
            return ()
        return changes(self._rooms.version(programme, which - 1), self._rooms.version(programme, which))

    def _read_version(self, which: int) -> None:
        """All figures of a version, to be read."""
        Figures(self._rooms.version(self._list.current, which), self).open()

    def _bring_back(self, which: int) -> None:
        work = self._work
        if work is not None:
            self._bench.bring_back(work, which)
            self._refresh()

    # what is wished

    def _attempt(self, act: Callable[[], object]) -> bool:
        """Do what may be refused; why it was not done is said on the sheet."""
        self._trouble.about("")
        try:
            act()
        except (Refused, KnownError) as why:
            self._trouble.about(str(why))
            return False
        return True

    def _put(self, work: Work) -> None:
        self._bench.put(work)
        self._refresh()

    def _turn(self, now: Programme) -> None:
        work = self._work
        if work is not None:
            self._trouble.about("")
            self._put(work.turned_into(now))

    def begin(self) -> None:
        """Choose a shipped programme to begin from."""
        dialog = NewProgramme(self._rooms.templates, self._rooms.template, self)
        dialog.taken.connect(lambda made: self._take(self._rooms.copy(made)))
        dialog.open()

    def _take(self, made: Programme) -> None:
        """A new one on the bench, to be looked at and saved."""
        self._bench.take(made)
        self._refresh(made.id)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        work = self._work
        if work is not None:
            self._take(self._rooms.copy(work.now))

    def bring(self) -> None:
        """Choose a file with a programme."""
        ask_open(self, PROGRAMMES, self.read)

    def read(self, path: str) -> None:
        """Bring in a programme from a file, not signed."""
        self._attempt(lambda: self._take(self._rooms.read(path)))

    def _take_out(self) -> None:
        work = self._work
        if work is not None:
            ask_save(self, PROGRAMMES, "json", f"{work.now.name}.json", self.write)

    def write(self, path: str) -> None:
        """Write the programme that is looked at to a file."""
        work = self._work
        if work is not None:
            self._attempt(lambda: self._rooms.write(path, work.now))

    def _drop(self) -> None:
        work = self._work
        if work is not None:
            self._trouble.about("")
            self._bench.drop(work)
            self._refresh()

    def _ask_save(self) -> None:
        work = self._work
        if work is None:
            return
        if work.kept is None or not work.kept.limits_hold:
            self._keep()
            return
        words = LOSES.format(old=work.kept.version, new=work.next_version)
        question = Question(f"Save as version {work.next_version}?", words, "Save", "Not yet", self)
        question.agreed.connect(self._keep)
        question.open()

    def _keep(self) -> None:
        work = self._work
        if work is not None:
            self._done(lambda: self._bench.save(work))

    def _ask_signature(self) -> None:
        work = self._work
        if work is None or work.kept is None:
            return
        kept, staff = work.kept, self._bridge.house.staff
        me = staff.members.get(staff.acting.member)
        last = next((x.version for x in self._rooms.history(kept.id) if x.step is Step.SIGNED), None)
        new = () if last in {None, kept.version} else changes(self._rooms.version(kept.id, last or 1), kept)
        dialog = Sign(kept, new, f"version {last}, the one signed last", me.name if me else "", self)
        dialog.signed.connect(lambda: self._done(lambda: self._bench.sign(kept)))
        dialog.open()

    def _ask_withdrawal(self) -> None:
        work = self._work
        if work is not None and work.kept is not None:
            kept = work.kept
            dialog = Withdraw(f"version {kept.version}", self)
            dialog.given.connect(lambda reason: self._done(lambda: self._bench.withdraw(kept, reason)))
            dialog.open()

    def _done(self, act: Callable[[], None]) -> None:
        """Do it, and show the programme as it then is."""
        if self._attempt(act):
            self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends a field here, and never saves: there are many fields, and a save is another version."""
        work = self._work
        undo = event.matches(UNDO)
        if is_enter(event):
            event.accept()
        elif work is None or not (undo or event.matches(REDO)):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._put(work.undone() if undo else work.redone())
