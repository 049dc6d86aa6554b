from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kapcircle.core.ids import SessionId
from kapcircle.core.session.state import Run
from kapcircle.desk.orders import Output, Tone
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.key import Key
from kapcircle.ui.panels.preflight import CheckLine, Preflight
from kapcircle.ui.readiness import Readiness
from tests.fakes import FakeMedia, SilentRoom, house
from tests.made_up import small_rundown
from tests.ui.hands import looked, press, shown


class Seated:
    """A circle that has not opened, and the sheet before it."""

    def __init__(self) -> None:
        self.room = SilentRoom()
        self.house = house(room=lambda _: self.room)
        self.session: SessionId = self.house.planning.plan_session(
            self.house.planning.begin_cohort("Harbour"), "Medicine", None, small_rundown()
        )
        self.bridge = Bridge(self.house, lambda _: 60)

    def sheet(self) -> Preflight:
        self.bridge.sit_down(self.session)
        self.readiness = Readiness(self.bridge)
        dialog = Preflight(self.bridge, self.readiness, "Medicine", None)
        dialog.open()
        looked(self.readiness)
        return dialog

    def says(self, dialog: Preflight) -> dict[str, str]:
        lines = [x for x in dialog.findChildren(CheckLine) if x.isVisibleTo(dialog)]
        return dict(x.accessibleName().split(": ", 1) for x in lines)

    @property
    def report(self) -> list[str]:
        return [words for _, words in self.house.session(self.session).reports]


@pytest.fixture
def seated(qtbot: QtBot) -> Iterator[Seated]:
    made = Seated()
    yield made
    made.house.get_up()
    made.bridge.deleteLater()


def test_every_line_is_a_word_as_well_as_a_shape(seated: Seated) -> None:
    dialog = seated.sheet()
    said = seated.says(dialog)
    assert said["Disk"] == "good"
    assert said["Battery"] == "unknown"
    assert said["Sound heard"] == "unknown"
    dialog.reject()


def test_the_tone_is_played_and_heard_and_the_circle_opens_with_nothing_to_report(seated: Seated) -> None:
    seated.room.says.append(Output("USB Speaker"))
    dialog = seated.sheet()
    seated.bridge.tick()
    press(dialog, "Play the tone")
    assert Tone() in seated.room.told
    press(dialog, "Yes")
    said = seated.says(dialog)
    assert (said["Sound output"], said["Sound heard"]) == ("good", "good")
    press(dialog, "Open the circle")
    assert seated.house.session(seated.session).run is Run.RUNNING
    assert seated.report == []
    assert not dialog.isVisible()


def test_one_may_open_anyway_and_the_report_says_so(seated: Seated) -> None:
    dialog = seated.sheet()
    press(dialog, "Play the tone")
    press(dialog, "No")
    press(dialog, "Open anyway")
    assert seated.house.session(seated.session).run is Run.RUNNING
    (said,) = seated.report
    assert said.startswith("Opened although: Sound heard: not heard")


def test_an_output_that_is_lost_is_seen_at_once(seated: Seated) -> None:
    dialog = seated.sheet()
    seated.room.says.append(Output(None))
    seated.bridge.tick()
    assert seated.says(dialog)["Sound output"] == "not right"
    dialog.reject()


def test_what_was_put_right_is_good_when_checked_again(seated: Seated) -> None:
    media = seated.house.fittings.media
    assert isinstance(media, FakeMedia)
    media.wrong = ("shore.flac is missing",)
    dialog = seated.sheet()
    assert seated.says(dialog)["Music"] == "not right"
    media.wrong = ()
    press(dialog, "Check again")
    looked(seated.readiness)
    assert seated.says(dialog)["Music"] == "good"
    dialog.reject()


def test_not_now_leaves_the_circle_closed(seated: Seated) -> None:
    dialog = seated.sheet()
    press(dialog, "Not now")
    assert seated.house.session(seated.session).run is Run.WAITING


def enter(dialog: Preflight) -> None:
    at = dialog.focusWidget()
    assert at is not None
    QTest.keyClick(at, Qt.Key.Key_Return)


def test_without_an_output_nobody_is_asked_what_they_heard_and_enter_opens_nothing(seated: Seated) -> None:
    dialog = seated.sheet()
    press(dialog, "Play the tone")
    seated.room.says.append(Output(None))
    seated.bridge.tick()
    assert "Did you hear it?" not in shown(dialog)
    (tone,) = [k for k in dialog.findChildren(Key) if k.text() == "Play it again"]
    assert not tone.isEnabled()
    enter(dialog)
    enter(dialog)
    assert seated.house.session(seated.session).run is Run.WAITING


def test_enter_again_and_again_hears_the_tone_and_never_says_that_it_was_heard(seated: Seated) -> None:
    seated.room.says.append(Output("USB Speaker"))
    dialog = seated.sheet()
    seated.bridge.tick()
    for _ in range(4):
        enter(dialog)
    assert seated.room.told.count(Tone()) == 4
    assert seated.says(dialog)["Sound heard"] == "unknown"
    dialog.reject()


def test_open_anyway_is_never_the_next_enter(seated: Seated) -> None:
    media = seated.house.fittings.media
    assert isinstance(media, FakeMedia)
    media.wrong = ("shore.flac is missing",)
    seated.room.says.append(Output("USB Speaker"))
    dialog = seated.sheet()
    seated.bridge.tick()
    press(dialog, "Play the tone")
    press(dialog, "Yes")
    enter(dialog)
    assert seated.house.session(seated.session).run is Run.WAITING


def test_an_output_that_is_lost_at_the_last_moment_takes_enter_away_from_opening(seated: Seated) -> None:
    seated.room.says.append(Output("USB Speaker"))
    dialog = seated.sheet()
    seated.bridge.tick()
    press(dialog, "Play the tone")
    press(dialog, "Yes")
    seated.room.says.append(Output(None))
    seated.bridge.tick()
    enter(dialog)
    assert seated.house.session(seated.session).run is Run.WAITING
