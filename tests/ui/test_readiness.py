"""What should be right before opening is looked at beside the window, which goes on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Event

import pytest

from kapcircle.core.playlist import Track
from kapcircle.core.session import commands as c
from kapcircle.ui.key import Key
from kapcircle.ui.panels.preflight import Preflight
from tests.fakes import FakeMedia
from tests.ui.hands import looked, press
from tests.ui.scene import Scene, Stage, eyes

LOOKING = "Checks, recordings, disk and backup are being looked at"


class SlowMedia(FakeMedia):
    """A stick that takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.free, self.asked = Event(), 0

    def missing(self, tracks: Sequence[Track]) -> tuple[str, ...]:
        wrong, free = self.wrong, self.free
        self.asked += 1
        assert free.wait(10)
        return wrong


@pytest.fixture
def media() -> Iterator[SlowMedia]:
    made = SlowMedia()
    yield made
    made.free.set()


def on_a_stick(scene: Scene, media: SlowMedia) -> Scene:
    scene.house.fittings = replace(scene.house.fittings, media=media)
    return scene


def sit_down_again(scene: Scene) -> None:
    scene.bridge.sit_down(scene.planned)
    scene.pass_(0)


def test_the_window_does_not_wait_for_a_stick_with_hours_of_music(stage: Stage, media: SlowMedia) -> None:
    scene = on_a_stick(stage(), media)
    sit_down_again(scene)
    assert LOOKING in eyes(scene)
    assert not any("recordings present" in row for row in eyes(scene))
    media.free.set()
    looked(scene.page.readiness)
    assert LOOKING not in eyes(scene)
    assert any("Music" in row for row in eyes(scene))


def test_who_opens_before_it_was_looked_at_has_that_in_the_report(stage: Stage, media: SlowMedia) -> None:
    scene = on_a_stick(stage(), media)
    sit_down_again(scene)
    scene.page.readiness.heard = True
    scene.press("Space", scene.page)
    (dialog,) = scene.window.findChildren(Preflight)
    assert "Looking…" in [key.text() for key in dialog.findChildren(Key)]
    press(dialog, "Open the circle")
    assert [words for _, words in scene.session.reports] == ["Opened although: Checks: not tried."]


def test_a_running_circle_that_is_taken_up_again_reads_no_recording(stage: Stage, media: SlowMedia) -> None:
    scene = on_a_stick(stage().running(), media)
    sit_down_again(scene)
    assert (media.asked, scene.page.readiness.looking) == (0, False)
    scene.do(c.Next())


def test_what_an_earlier_look_brings_late_is_not_shown(stage: Stage, media: SlowMedia) -> None:
    scene = on_a_stick(stage(), media)
    media.wrong = ("tide.flac is missing",)
    scene.page.readiness.look_again()
    first = scene.page.readiness._errand
    assert first is not None
    while not media.asked:
        scene.pass_(0)
    late, media.free, media.wrong = media.free, Event(), ()
    media.free.set()
    scene.page.readiness.look_again()
    looked(scene.page.readiness)
    late.set()
    while first.under_way:
        scene.pass_(0)
    scene.pass_(1_000)
    assert not any("missing" in row for row in eyes(scene))
