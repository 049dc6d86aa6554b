"""A hand on the music: kept in a section, brought elsewhere, another track next; tide is 30 min long, shore 44."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kapcircle.core.catalogue import AddTrack
from kapcircle.core.heard import here, section
from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.person.preferences import AvoidMusic
from kapcircle.core.rundown import Music, OnGo, Rundown
from kapcircle.core.session import commands as c
from kapcircle.desk.house import PRACTICE
from kapcircle.ui.playing import LISTED
from tests import made_up
from tests.ui.scene import Scene, Stage


def place(scene: Scene) -> tuple[str, float]:
    lead = here(scene.session.sound, scene.bridge.now)
    assert lead is not None
    return lead.track.id, lead.position / 1000


def kept(scene: Scene) -> tuple[float, float] | None:
    found = section(scene.session.sound, scene.bridge.now)
    return None if found is None else (found.begin / 1000, found.end / 1000)


def spoken(scene: Scene) -> str:
    scene.pass_(0)
    return scene.page.room.music.accessibleDescription()


def test_one_key_keeps_the_music_lets_it_go_on_and_at_once(stage: Stage) -> None:
    scene = stage().running()
    scene.press("E")
    assert kept(scene) == (544, 604)
    assert "loops 9:04–10:04 until GO" in spoken(scene)
    scene.press("E")
    assert "plays on in 0:04" in spoken(scene)
    scene.press("E")
    assert (kept(scene), place(scene)) == (None, ("tide", 604))


def test_go_lets_it_go_on(stage: Stage) -> None:
    scene = stage().running()
    scene.press("E")
    scene.pass_(120_000)
    scene.press("Space")
    scene.pass_(60_000)
    assert kept(scene) is None


def test_undo_brings_back_what_was_heard(stage: Stage) -> None:
    scene = stage().running()
    scene.press("E")
    scene.pass_(50_000)
    was = place(scene)
    scene.press(".")
    assert place(scene) == (was[0], was[1] + 10)
    scene.press("Ctrl+Z")
    assert (place(scene), kept(scene)) == (was, (544, 604))
    scene.press("Ctrl+Z")
    assert (place(scene), kept(scene)) == (("tide", 650), None)


def test_keys_bring_it_on_and_back(stage: Stage) -> None:
    scene = stage().running()
    for key, lands in ((".", 610), (",", 600), (",", 590)):
        scene.press(key)
        assert place(scene) == ("tide", lands)


def test_without_music_it_is_said_why_nothing_happens(stage: Stage) -> None:
    scene = stage()
    said: list[str] = []
    scene.bridge.refused.connect(said.append)
    scene.do(c.Open())
    for key in ("E", ",", ".", "Shift+N"):
        scene.press(key)
    assert said == ["No music plays just now."] * 4


def answers(scene: Scene) -> list[str]:
    return [key.text() for key in scene.page.ask.keys]


def other_music(count: int) -> Rundown:
    """A phase with one track that plays, one that follows, and more that wait for GO."""
    ids = tuple(TrackId(f"more {n}") for n in range(count))
    music = made_up.cue("tide", Music("Tide", (TrackId("tide"), TrackId("shore"))))
    more = made_up.cue("more", Music("More", ids), trigger=OnGo())
    return Rundown((made_up.phase("Arrival", 15), made_up.phase("Peak", 40, music, more)))


def with_more(stage: Stage, count: int) -> Scene:
    scene = stage(rundown=other_music(count))
    for n in range(count):
        scene.house.desk.do((PRACTICE, AddTrack(made_up.track(f"more {n}", 5))))
    return scene.running()


def test_another_track_next_by_a_figure(stage: Stage) -> None:
    scene = with_more(stage, 2)
    assert "Shore in" in spoken(scene)
    scene.press("Shift+N")
    assert answers(scene) == ["More 0   5:00", "More 1   5:00", "Leave it"]
    assert "Next is “Shore”." in scene.page.ask.accessibleDescription()
    scene.press("2")
    assert not scene.page.ask.isVisible()
    assert [t.id for t in scene.session.sound.playlist.tracks] == ["tide", "more 1", "shore"]
    assert place(scene) == ("tide", 600)
    assert "More 1 in" in spoken(scene)
    scene.press("Ctrl+Z")
    assert "Shore in" in spoken(scene)


def test_what_somebody_here_avoids_is_marked_before_it_is_put_next(stage: Stage) -> None:
    scene = with_more(stage, 2)
    scene.house.people.change(scene.who("Wren"), AvoidMusic(TrackId("more 1")))
    scene.house.people.change(scene.who("Wren"), AvoidMusic(TrackId("shore")))
    assert "Shore in 19:50, ▲ avoided by one person here" in spoken(scene)
    scene.press("Shift+N")
    assert "Next is “Shore”, ▲ avoided by one person here." in scene.page.ask.accessibleDescription()
    assert answers(scene) == ["More 0   5:00", "▲ More 1   5:00", "Leave it"]
    assert "▲ is avoided by somebody here." in scene.page.ask.accessibleDescription()
    scene.press("2")
    assert "More 1 in 19:50, ▲ avoided by one person here" in spoken(scene)
    assert "Wren" not in spoken(scene)
    assert "▲ avoided here: More 1" in scene.page.standby._cues.accessibleDescription(), "before GO, too"


def test_what_has_no_figure_is_named(stage: Stage) -> None:
    scene = with_more(stage, LISTED + 1)
    scene.press("Shift+N")
    assert len(answers(scene)) == LISTED + 1
    assert "Ctrl+K" in scene.page.ask.accessibleDescription()
    scene.press("Esc")
    assert scene.page.deeds.obey(f"play-next More {LISTED}") == ""
    assert scene.session.sound.playlist.tracks[1].id == f"more {LISTED}"


def test_where_the_phase_has_no_other_music_it_says_so(stage: Stage) -> None:
    scene = stage().running()
    scene.press("Shift+N")
    assert answers(scene) == ["Leave it"]
    assert "This phase has no other music." in scene.page.ask.accessibleDescription()


def wave(scene: Scene, shape: str = "0z" * 50) -> Scene:
    music = scene.page.room.music
    music.show_music(replace(music._view, shape=tuple([0.5] * len(shape))), "Speakers", lost=False)
    return scene


def point(scene: Scene, part: float) -> QPoint:
    strip = scene.page.room.music.strip()
    return QPoint(round(strip.left() + part * strip.width()), round(strip.center().y()))


@pytest.mark.parametrize("drawn", [True, False])
def test_a_click_or_the_end_of_a_drag_brings_it_there(stage: Stage, drawn: bool) -> None:
    scene = stage().running()
    music = scene.page.room.music
    if drawn:
        wave(scene)
    QTest.mousePress(music, Qt.MouseButton.LeftButton, pos=point(scene, 0.2))
    assert place(scene) == ("tide", 600), "while it is held, it only shows where"
    QTest.mouseMove(music, point(scene, 0.5))
    QTest.mouseRelease(music, Qt.MouseButton.LeftButton, pos=point(scene, 0.5))
    assert place(scene)[1] == pytest.approx(900, abs=10)


def test_let_go_beside_it_it_was_no_wish(stage: Stage) -> None:
    scene = wave(stage().running())
    music = scene.page.room.music
    QTest.mousePress(music, Qt.MouseButton.LeftButton, pos=point(scene, 0.2))
    QTest.mouseRelease(music, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    QTest.mouseClick(music, Qt.MouseButton.RightButton, pos=point(scene, 0.5))
    assert place(scene) == ("tide", 600)


def test_while_names_are_covered_a_touch_moves_nothing(stage: Stage) -> None:
    scene = stage().running()
    scene.bridge.cover()
    scene.pass_(0)
    scene.page.room.sought.connect(lambda _: pytest.fail("a wish"))
    QTest.mouseClick(scene.page.room.music, Qt.MouseButton.LeftButton, pos=point(scene, 0.5))
    scene.page.deeds.playing.seek(Millis(1))
    assert place(scene) == ("tide", 600)
