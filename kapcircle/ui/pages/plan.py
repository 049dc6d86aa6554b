"""The Plan page: cohorts, their sessions, and the rundown of each; everything here has ordinary undo."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kapcircle.core.cohort.calendar import Planned
from kapcircle.core.cohort.counting import company_of
from kapcircle.core.cohort.state import Cohort
from kapcircle.core.editing import put
from kapcircle.core.ids import CohortId, SessionId, StreamId, kind_of
from kapcircle.core.rundown import Music, Phase, Rundown
from kapcircle.core.session.state import Run
from kapcircle.desk.visit import Place
from kapcircle.ui import typeface as t
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.cohort.course import ask_course
from kapcircle.ui.cohort.dialogs import OTHERS, CommunityDialog, GroupDialog
from kapcircle.ui.dialogs.dialog import Dialog
from kapcircle.ui.empty import Empty
from kapcircle.ui.forms import Roomy, column, key, row, scrolling
from kapcircle.ui.key import Kind
from kapcircle.ui.page import Page
from kapcircle.ui.panels.cohort_panel import CohortPanel, CohortShown
from kapcircle.ui.panels.cue_list import CueList
from kapcircle.ui.panels.enrolling import Enrolling
from kapcircle.ui.panels.music_timeline import MusicTimeline
from kapcircle.ui.panels.participants import Seated
from kapcircle.ui.panels.phase_form import PhaseForm
from kapcircle.ui.panels.plan_head import PlanHead, words_of
from kapcircle.ui.panels.plan_import import Imports
from kapcircle.ui.panels.plan_papers import PlanPapers
from kapcircle.ui.panels.readiness_board import BoardDialog
from kapcircle.ui.panels.rundown_editor import RundownEditor
from kapcircle.ui.text import REDO, UNDO
from kapcircle.views.cohort import pod_lines, programme_words, session_words
from kapcircle.views.plan import Stock, lines, totals
from kapcircle.views.plan_music import MusicLine, fits, music_line

RUNS = {
    Run.WAITING: "",
    Run.RUNNING: "Running. It keeps the copy it opened with; changes here are for next time.",
    Run.OVER: "Over. What it ran with is on the Review page; changes here are for next time.",
}
LEFT, RIGHT = 264, 360
"""Widths of the columns at the sides, at a text size of 100 %."""

EDGE = 12
"""The room at the window's edge, in which the right column's scroll bar comes and goes: the column stays as wide."""

LEAST = (1260, 556)


class Plan(Page):
    """Shows one cohort, one of its sessions, and one phase of that.

    `sit` asks for the desk of a session, `review` for how it went.
    """

    name = "Plan"
    sit = Signal(object)
    review = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._house, self._planning = bridge, bridge.house, bridge.house.planning
        self._cohort: CohortId | None = None
        self._session: SessionId | None = None
        self._people, self._head = CohortPanel(), PlanHead()
        self._editor, self._form = RundownEditor(self._house.desk.fresh), PhaseForm()
        self._timeline = MusicTimeline()
        self._cues = CueList(tuple(self._house.looks.all), self._house.desk.fresh)
        self._imports = Imports(bridge, self._stock, self)
        self._papers = PlanPapers(bridge, self)
        self._enrolling = Enrolling(self._people.people, bridge.house, self._on_cohort)
        self._enrolling.warned.connect(self.noticed)
        self._music = MusicLine()
        self._middle, self._right = QStackedWidget(), QWidget()
        self._build()
        self._join()

    def _build(self) -> None:
        self._right.setLayout(column(self._form, self._cues, None))
        steady = QWidget()
        steady.setLayout(row(self._right, None))
        self._side = scrolling(steady)
        session = QWidget()
        middle = column(self._head, self._editor, self._timeline)
        middle.setStretch(1, 1)
        session.setLayout(middle)
        session.setFocusProxy(self._editor)
        for part in (self._no_cohort(), self._no_session(), session):
            self._middle.addWidget(part)
        inner = QWidget()
        self._columns = row(self._people, self._middle, self._side, spacing=12)
        self._columns.setStretch(1, 1)
        inner.setLayout(self._columns)
        self._roomy = Roomy(inner, *LEAST)
        self._roomy.resized.connect(self._widen)
        self._widen(t.scale())
        self.setLayout(column(self._roomy))

    def _widen(self, scale: float) -> None:
        self._people.setFixedWidth(int(LEFT * scale))
        self._right.setFixedWidth(int(RIGHT * scale))
        self._side.setFixedWidth(int(RIGHT * scale) + EDGE)

    def _show_side(self, shown: bool) -> None:
        self._side.setVisible(shown)
        self._columns.setContentsMargins(12, 12, 0 if shown else EDGE, 8)
        self._roomy.need(LEAST[0] if shown else LEAST[0] - RIGHT, LEAST[1])

    def _no_cohort(self) -> Empty:
        words = "A cohort is a group that meets: its participants by alias, and its sessions with a rundown each."
        return Empty("Nothing is planned yet", words, key("Begin a cohort", self._begin_cohort, kind=Kind.LIVE))

    def _no_session(self) -> Empty:
        words = "Add the first one, give it an hour, and begin its rundown from a template, a sheet, or nothing."
        return Empty("No session yet", words, key("Plan a session", self._begin_session, kind=Kind.LIVE))

    def _join(self) -> None:
        self._bridge.changed.connect(self._on_changed)
        people, editor = self._people, self._editor
        people.cohort_chosen.connect(self.choose_cohort)
        people.cohort_begun.connect(self._begin_cohort)
        people.cohort_named.connect(lambda name: self._on_cohort(lambda c: self._planning.rename_cohort(c, name)))
        people.programmes_asked.connect(self._show_programmes)
        people.programme_asked.connect(lambda: self._on_cohort(lambda c: ask_course(self._bridge, c, self).open()))
        people.group_asked.connect(lambda: self._ask(GroupDialog))
        people.community_asked.connect(lambda: self._ask(CommunityDialog))
        people.attendance_asked.connect(lambda: self._papers.ask_attendance(self._cohort, self._plan.name))
        people.session_chosen.connect(self._choose_session)
        people.session_begun.connect(self._begin_session)
        people.session_moved.connect(lambda s, at: self._on_cohort(lambda c: self._planning.reorder(c, s, at)))
        people.session_dropped.connect(lambda _: self._drop_session())
        self._head.changed.connect(self._change_session)
        self._head.copied.connect(self._copy_session)
        self._head.dropped.connect(self._drop_session)
        self._head.company.connect(lambda: self._ask(GroupDialog, OTHERS))
        self._head.sit.connect(lambda: self.sit.emit(self._session))
        self._head.review.connect(lambda: self.review.emit(self._session))
        self._head.ready.connect(self._show_board)
        self._head.paper.connect(lambda: self._papers.ask_pack(self._session, self._planned.name))
        self._head.show_paper.connect(lambda: self._papers.ask_show(self._session, self._planned.name))
        self._papers.noticed.connect(self.noticed)
        editor.changed.connect(self._save)
        editor.chosen.connect(self._show_phase)
        self._timeline.chosen.connect(lambda phase: editor.choose(frozenset({phase})))
        editor.undo.connect(lambda: self._turn_back(self._planning.undo))
        editor.redo.connect(lambda: self._turn_back(self._planning.redo))
        editor.template.connect(self._imports.template)
        editor.brought.connect(self._imports.bring)
        editor.taken_out.connect(lambda: self._imports.take_out(self._planned.name, self._planned.rundown))
        self._form.changed.connect(self._save_phase)
        self._cues.changed.connect(self._save_phase)
        self._cues.music.connect(self._imports.music)
        self._cues.playlist.connect(self._ask_playlist)
        self._imports.made.connect(self._save)
        self._imports.played.connect(self._cues.take_music)

    # what is shown

    @property
    def _plan(self) -> Cohort:
        return Cohort() if self._cohort is None else self._planning.cohort(self._cohort)

    @property
    def _planned(self) -> Planned:
        empty = Planned(SessionId(""), "")
        return empty if self._session is None else self._plan.sessions.get(self._session, empty)

    def _stock(self) -> Stock:
        tracks = self._house.practice.tracks
        return Stock(tuple(self._house.looks.all), tracks.keys(), tracks)

    def refresh(self) -> None:
        """Show everything as it is now."""
        cohorts = self._planning.cohorts()
        if self._cohort not in {c for c, _ in cohorts}:
            self._cohort = cohorts[-1][0] if cohorts else None
        if self._session not in self._plan.sessions:
            self._session = next(reversed(tuple(self._plan.sessions)), None)
        self._people.show_cohorts(cohorts, self._cohort_shown())
        self._people.choose_session(self._session)
        shown = self._middle.widget(0 if self._cohort is None else 1 if self._session is None else 2)
        if shown is not None:
            self._middle.setCurrentWidget(shown)
            self.setFocusProxy(shown)
        self._people.setVisible(self._cohort is not None)
        self._show_side(bool(self._planned.rundown.phases))
        self._show_session()

    def _cohort_shown(self) -> CohortShown | None:
        if self._cohort is None:
            return None
        plan = self._plan
        seated = sorted(plan.mats.items(), key=lambda x: x[1])
        course = self._planning.course
        return CohortShown(
            self._cohort,
            plan.name,
            {who: Seated(self._planning.alias(who), mat, plan.roster.pod_of.get(who)) for who, mat in seated},
            pod_lines(plan),
            tuple(
                (s, p.name, session_words(plan, p, words_of(p.scheduled, weekday=False)))
                for s, p in plan.sessions.items()
            ),
            programme_words(course.of(self._cohort)),
            self._planning.group.cautions(self._cohort, course.cap(self._cohort)),
        )

    def _show_session(self) -> None:
        planned, zone = self._planned, self._bridge.zone
        run = Run.WAITING if self._session is None else self._house.session(planned.session).run
        total = totals(planned.rundown, planned.scheduled, zone)
        sits = self._session is not None and self._session == self._bridge.sitting
        self._head.may_sit(bool(planned.rundown.phases), run is Run.OVER, sits=sits)
        self._head.show_session(planned, total, RUNS[run])
        told = self._session is not None and run is Run.WAITING
        self._head.show_music(self._house.opening.music_notes(planned.session) if told else ())
        others = company_of(self._plan, planned.session)
        self._head.show_group(tuple(self._plan.pods.values()), planned.pod, len(others))
        shown = lines(planned.rundown, planned.scheduled, zone, self._stock())
        self._music = music_line(planned.rundown, self._house.practice.tracks, planned.scheduled, zone)
        self._editor.show_rundown(planned.rundown, shown)
        self._show_phase()

    def _show_phase(self) -> None:
        phase = self._editor.phase
        shown = lines(Rundown((phase,)), None, self._bridge.zone, self._stock()) if phase is not None else ()
        problems = shown[0].problems if shown else ()
        self._form.show_phase(phase, problems)
        self._timeline.show_line(self._music, phase.id if phase is not None else None)
        self._cues.offer_looks(tuple(self._house.looks.all))
        self._cues.show_cues(phase, problems)

    def _on_changed(self, streams: frozenset[StreamId]) -> None:
        if self.isVisible() and {kind_of(s) for s in streams} & {"cohort", "person", "practice"}:
            self.refresh()

    # what is wished

    def _on_cohort(self, act: Callable[[CohortId], object]) -> bool:
        cohort = self._cohort
        done = cohort is not None and self._bridge.attempt(lambda: act(cohort))
        if not done:
            self.refresh()
        return done

    def choose_cohort(self, cohort: CohortId) -> None:
        """Show a cohort, and its latest session."""
        self._cohort, self._session = cohort, None
        self.refresh()

    def choose_session(self, session: SessionId) -> None:
        """Show a session and its cohort."""
        self._cohort, self._session = self._planning.planned(session)[0], session
        self.refresh()

    def _choose_session(self, session: SessionId | None) -> None:
        self._session = session
        self._show_session()

    def _begin_cohort(self) -> None:
        def begin() -> None:
            self.choose_cohort(self._planning.begin_cohort("New cohort"))
            self._people.first()

        self._bridge.attempt(begin)

    def _show_programmes(self) -> None:
        from kapcircle.ui.panels.programmes import ProgrammesDialog

        ProgrammesDialog(self._bridge, self).open()

    def _begin_session(self) -> None:
        def begin(cohort: CohortId) -> None:
            self._session = self._planning.plan_session(cohort, "New session", None)
            self.refresh()
            self._head.first()

        self._on_cohort(begin)

    def _drop_session(self) -> None:
        session = self._planned.session
        self._on_cohort(lambda c: self._planning.drop_session(c, session))

    def _copy_session(self) -> None:
        def again(cohort: CohortId) -> None:
            self._session = self._planning.copy_session(cohort, self._planned.session)
            self.refresh()
            self._head.first()

        self._on_cohort(again)

    def _ask(self, dialog: Callable[..., Dialog], *more: str) -> None:
        """Open a dialog on the cohort that is shown."""
        if self._cohort is not None:
            dialog(self._bridge, self._cohort, self._session, self, *more).open()

    def _show_board(self) -> None:
        if self._session is not None:
            BoardDialog(self._bridge, self._session, self._planned.name, self.window()).open()

    def _change_session(self, name: str, value: object) -> None:
        planned = replace(self._planned, **{name: value})  # type: ignore[arg-type] # the head names one of its fields
        self._on_cohort(lambda c: self._planning.change_session(c, planned))

    def _ask_playlist(self) -> None:
        """The playlist of the chosen cue, from the library."""
        from kapcircle.ui.panels.playlist import PlaylistDialog

        phase, cue = self._editor.phase, self._cues.cue
        if phase is None or cue is None or not isinstance(cue.content, Music):
            return
        tracks = self._house.practice.tracks
        here = partial(fits, self._planned.rundown, phase.id, cue.id, tracks)
        avoids = self._house.opening.avoids(self._planned.session)
        dialog = PlaylistDialog(phase.name, cue.content, self._house.library.catalogue, here, avoids, self)
        dialog.taken.connect(self._cues.take_music)
        dialog.open()

    def _save(self, rundown: Rundown) -> None:
        session = self._session
        if session is not None:
            self._on_cohort(lambda c: self._planning.save_rundown(c, session, rundown))

    def _save_phase(self, phase: Phase) -> None:
        self._save(put(self._planned.rundown, phase))

    def _turn_back(self, turn: Callable[[], Place]) -> None:
        """Undo or redo, and show where: it may be another cohort or session than the one that is looked at."""

        def show() -> None:
            place = turn()
            self._cohort, self._session = place.cohort or self._cohort, place.session or self._session
            self.refresh()
            if place.person is not None:
                self.noticed.emit(f"This changed {self._planning.alias(place.person)}, on the People page.")

        self._bridge.attempt(show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        undo = event.matches(UNDO)
        if not undo and not event.matches(REDO):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():  # a key held down takes back one thing, not the whole plan
            self._turn_back(self._planning.undo if undo else self._planning.redo)
