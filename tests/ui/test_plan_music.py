"""The music of the plan under hands: the strip under the rundown, and playlists put together from the library."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from kapcircle.core.ids import Millis, PhaseId, TrackId
from kapcircle.core.looping import Section
from kapcircle.core.person.preferences import AvoidMusic
from kapcircle.core.rundown import Music
from kapcircle.ui import typeface
from kapcircle.ui.panels.music_timeline import MusicTimeline
from kapcircle.ui.panels.playlist import PlaylistDialog
from kapcircle.views.plan_music import MusicLine, PhaseMusic
from tests.made_up import TRACKS
from tests.ui.hands import field, press, shown, type_in
from tests.ui.people import over
from tests.ui.planning import Desk, listing

K = Qt.Key
FIRST, SECOND = TRACKS[0], TRACKS[1]


def strip(desk: Desk) -> MusicTimeline:
    (found,) = desk.page.findChildren(MusicTimeline)
    return found


@pytest.fixture
def sheet(desk: Desk) -> PlaylistDialog:
    """The playlist of a new music cue of the first phase."""
    desk.choose("Arrival")
    press(desk.page, "♪ Music")
    press(desk.page, "Tracks…")
    found: PlaylistDialog = over(PlaylistDialog)
    return found


def titles(sheet: PlaylistDialog) -> list[str]:
    return [item.name for item in sheet._plays.items]


def cue(desk: Desk) -> Music:
    content = desk.rundown.phases[0].cues[-1].content
    assert isinstance(content, Music)
    return content


def test_the_strip_says_how_the_music_of_each_phase_fits(desk: Desk) -> None:
    said = strip(desk).accessibleDescription()
    for phase in desk.rundown.phases:
        assert f"{phase.name}: " in said
    assert "without music" in said or "no music in this phase" in said or "of music for" in said


def test_a_phase_too_short_for_its_name_has_its_number(
    desk: Desk, in_type: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = list[str]()
    monkeypatch.setattr("kapcircle.ui.panels.music_timeline.write", lambda _, room, words, *more: written.append(words))
    phases = (("Arrival", 0, 60), ("Peak", 60, 61), ("Return", 61, 121))
    line = MusicLine(
        tuple(PhaseMusic(PhaseId(x), x, Millis(since), Millis(until), "", x == "Peak") for x, since, until in phases),
        lasts=Millis(121),
    )
    where = MusicTimeline()
    where.resize(2_000, where.sizeHint().height())
    where.show_line(line, None)
    where.grab()
    assert written[:3] == ["Arrival", "▲ 2", "Return"]


def test_a_click_on_the_strip_chooses_the_phase(desk: Desk) -> None:
    where = strip(desk)
    last = desk.rundown.phases[-1]
    QTest.mouseClick(where, Qt.MouseButton.LeftButton, pos=QPoint(where.width() - 3, 5))
    chosen = desk.page._editor.phase
    assert chosen is not None
    assert chosen.id == last.id


def test_what_lies_under_the_hand_is_said(desk: Desk) -> None:
    where = strip(desk)
    at = QPoint(3, 5)
    QApplication.sendEvent(where, QHelpEvent(QEvent.Type.ToolTip, at, where.mapToGlobal(at)))
    assert QToolTip.text().startswith(f"{desk.rundown.phases[0].name}: ")
    QToolTip.hideText()


def test_a_rundown_without_music_has_a_strip_too(desk: Desk) -> None:
    desk.choose("Arrival")
    while desk.rundown.phases[0].cues:
        press(desk.page, "Remove this cue")
    assert f"{desk.rundown.phases[0].name}: no music in this phase" in strip(desk).accessibleDescription()


def test_recordings_are_added_ordered_and_left_out(desk: Desk, sheet: PlaylistDialog) -> None:
    assert "Nothing is in the playlist yet." in shown(sheet)
    press(sheet, "Use these")
    assert "Add a recording, or close without one." in shown(sheet)
    for track in (FIRST, SECOND, FIRST):
        type_in(sheet, "Search", track.title)
        QTest.keyClick(sheet._search, K.Key_Return)
    assert titles(sheet) == [FIRST.title, SECOND.title, FIRST.title]
    assert " of music for " in shown(sheet)
    press(sheet, "Up")
    assert titles(sheet) == [FIRST.title, FIRST.title, SECOND.title]
    press(sheet, "Down")
    press(sheet, "Down")
    assert titles(sheet) == [FIRST.title, SECOND.title, FIRST.title], "it is the last already"
    QTest.keyClick(sheet._plays, K.Key_Delete)
    assert titles(sheet) == [FIRST.title, SECOND.title]
    press(sheet, "Leave out")
    press(sheet, "Leave out")
    press(sheet, "Leave out")
    assert titles(sheet) == []
    QTest.keyClick(sheet._found, K.Key_Return)
    type_in(sheet, "Called", "Evening", enter=False)
    press(sheet, "Use these")
    assert cue(desk).source == "Evening"
    assert len(cue(desk).tracks) == 1


def test_what_somebody_who_comes_avoids_is_marked(desk: Desk) -> None:
    person = desk.house.planning.enrol(desk.cohort, "Wren", 1)
    desk.house.people.change(person, AvoidMusic(FIRST.id))
    desk.choose("Arrival")
    press(desk.page, "♪ Music")
    press(desk.page, "Tracks…")
    offered = {item.name: item.under for item in over(PlaylistDialog)._found.items}
    assert "▲ avoided by one person here" in offered[FIRST.title]
    assert "▲ avoided" not in offered[SECOND.title]


def test_a_quality_filters_the_library(desk: Desk, sheet: PlaylistDialog) -> None:
    assert len(sheet._found.items) == len(TRACKS)
    sheet._quality.setCurrentText("lift")
    sheet._quality.activated.emit(sheet._quality.currentIndex())
    assert sheet._found.items == ()
    QTest.keyClick(sheet._search, K.Key_Return)
    assert titles(sheet) == [], "there was nothing to add"


def test_arrows_in_the_search_field_go_through_the_library(sheet: PlaylistDialog) -> None:
    first = sheet._found.current
    QTest.keyClick(sheet._search, K.Key_Down)
    assert sheet._found.current != first
    QTest.keyClick(sheet._search, K.Key_Up)
    assert sheet._found.current == first


def test_whoever_cancels_leaves_the_plan_as_it_is(desk: Desk, sheet: PlaylistDialog) -> None:
    QTest.keyClick(sheet._search, K.Key_Return)
    press(sheet, "Cancel")
    assert cue(desk) == Music("Music", ())


def test_a_recording_that_is_gone_is_named_and_can_be_left_out(desk: Desk) -> None:
    desk.choose("Arrival")
    press(desk.page, "♪ Music")
    desk.page._cues.take_music(Music("old", (TrackId("gone"), FIRST.id)))
    press(desk.page, "Tracks…")
    sheet: PlaylistDialog = over(PlaylistDialog)
    assert titles(sheet) == ["Not in this vault", FIRST.title]
    sheet._plays.choose(0)
    press(sheet, "Leave out")
    press(sheet, "Use these")
    assert cue(desk).tracks == (FIRST.id,)
    assert listing(desk, "Cues").items


def test_a_section_stays_with_its_recording_and_goes_with_it(desk: Desk) -> None:
    desk.choose("Arrival")
    press(desk.page, "♪ Music")
    section = Section(Millis(1_000), Millis(9_000))
    desk.page._cues.take_music(Music("old", (FIRST.id, SECOND.id), loop=section))
    press(desk.page, "Tracks…")
    sheet: PlaylistDialog = over(PlaylistDialog)
    sheet._plays.choose(0)
    press(sheet, "Down")
    press(sheet, "Use these")
    assert cue(desk).tracks == (SECOND.id, FIRST.id)
    assert cue(desk).loop == Section(Millis(1_000), Millis(9_000), track=FIRST.id)
    press(desk.page, "Tracks…")
    sheet = over(PlaylistDialog)
    sheet._plays.choose(1)
    press(sheet, "Leave out")
    press(sheet, "Use these")
    assert cue(desk).loop is None


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_sheet_has_its_keys_on_the_screen_of_a_small_laptop(desk: Desk, in_type: None, scale: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    typeface.set_type(app, app.font().family(), scale)
    sheet = PlaylistDialog("Peak", Music("old", (FIRST.id,)), desk.house.library.catalogue, lambda _: "", (), desk.page)
    sheet._said.say("3:08:01 of music for 3:00: the last 3:05:01 are not heard; " * 3)
    sheet.show()
    QApplication.processEvents()
    size, said = sheet.size(), sheet._said.height() > QFontMetricsF(sheet._said.font()).height() * 1.5
    least = sheet.minimumSizeHint()
    sheet.reject()
    typeface.set_type(app, app.font().family())
    assert size.width() <= desk.page.width()
    assert size.height() <= desk.page.height()
    assert least.width() <= size.width(), "no key is squeezed"
    assert said, "all that is said of the music can be read"


def test_how_a_section_is_typed_can_be_read_whole(desk: Desk, in_type: None) -> None:
    desk.choose("Arrival")
    press(desk.page, "♪ Music")
    QApplication.processEvents()
    entry = field(desk.page, "Loop until GO")
    hint = entry.placeholderText()
    assert "at once" in hint
    assert QFontMetricsF(entry.font()).horizontalAdvance(hint) < entry.width() - 16
