"""One key and a second one: the music is led elsewhere; and a song that was asked for stands on the record."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from kapcircle.core.catalogue import AddTrack
from kapcircle.core.person.preferences import AvoidMusic, Preferences, SetPreferences
from kapcircle.core.rundown import Music, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.song import Answer, SongAsked, Why
from kapcircle.core.tracks import Quality
from kapcircle.desk.house import PRACTICE
from tests import made_up
from tests.made_up import MINUTES, cue, phase
from tests.ui.recording import Hand, contents, staffed
from tests.ui.scene import Scene, Stage, press, texts

LAKE = replace(made_up.track("lake", 30), qualities=(Quality.GROUND,))
STONE = replace(made_up.track("stone", 30), qualities=(Quality.SOFTEN, Quality.GROUND), words=True)
MUSIC = Music("peak", (made_up.track("tide").id, LAKE.id, STONE.id))
PLAN = Rundown((phase("Arrival", 30), phase("Peak", 90, cue("music", MUSIC))))


def playing(stage: Stage, scale: float = 1.0) -> Scene:
    made = stage(people=6, rundown=PLAN, scale=scale)
    for track in (LAKE, STONE):
        made.house.desk.do((PRACTICE, AddTrack(track)))
    return staffed(made)


@pytest.fixture
def scene(stage: Stage) -> Scene:
    return playing(stage)


@pytest.fixture
def hand(scene: Scene) -> Hand:
    scene.page.setFocus()
    return Hand(scene)


def heard(scene: Scene) -> str:
    return scene.session.sound.playlist.tracks[0].title


def asked(scene: Scene) -> str:
    """What the question offers, and why it offers no more."""
    ask = scene.page.ask
    return "\n".join((ask.accessibleDescription(), *(key.text() for key in ask.keys)))


def test_two_keys_ground_and_undo_returns(scene: Scene, hand: Hand) -> None:
    before = scene.session.sound
    hand.types("UG")
    assert heard(scene) == "Lake"
    assert not scene.page.ask.isVisible()
    assert scene.window.status.words == "Lake comes over 20 s. Ctrl+Z returns."
    scene.pass_(30_000)
    scene.press("Ctrl+Z", scene.page)
    assert scene.session.sound == before
    assert scene.window.status.words == "Taken back: the turn of the music."


def test_one_key_grounds_covered_too_and_one_that_leads_nowhere_says_why(scene: Scene, hand: Hand) -> None:
    scene.press("Alt+G", scene.page)
    assert heard(scene) == "Lake"
    assert scene.window.status.words == "Lake comes over 20 s. Ctrl+Z returns."
    scene.press("Alt+L", scene.page)
    assert "No track of Peak lifts. Mark one on the Music page." in scene.window.status.words
    scene.bridge.cover()
    scene.press("Alt+S", scene.page)
    assert heard(scene) == "Stone"
    assert not scene.page.ask.isVisible()


def test_a_pad_has_a_note_for_each(scene: Scene) -> None:
    """A pedal or pad is learned in the table of keys as for every other line."""
    notes = {name: f"MIDI note {n}" for n, name in enumerate(("soften", "deepen", "ground", "lift"), 60)}
    assert {scene.page.keymap.learn(name, note) for name, note in notes.items()} == {""}
    scene.page._keyboard.remote(notes["ground"], True)
    assert heard(scene) == "Lake"


def test_each_says_where_it_would_go_and_one_that_cannot_says_why(scene: Scene, hand: Hand) -> None:
    hand.types("U")
    said = asked(scene)
    for words in ("Soften: Stone", "Ground: Lake", "Deepen: nothing now", "Lift: nothing now", "Ctrl+Z returns"):
        assert words in said
    assert "No track of Peak deepens.\nNo track of Peak lifts. Mark one on the Music page." in said, "what helps, once"
    hand.types("L")
    assert scene.page.ask.isVisible(), "nothing is done by it"
    assert "No track of Peak lifts. Mark one on the Music page." in "\n".join(texts(scene.page.ask))
    hand.types("S")
    assert heard(scene) == "Stone"


def test_esc_leaves_the_music_as_it_is(scene: Scene, hand: Hand) -> None:
    before = scene.session.sound
    hand.types("U")
    scene.press("Esc")
    assert not scene.page.ask.isVisible()
    assert scene.session.sound == before


def test_covered_it_works_too_and_names_nobody(scene: Scene, hand: Hand) -> None:
    scene.house.people.change(scene.who("Ash"), AvoidMusic(LAKE.id))
    scene.house.people.change(scene.who("Ash"), AvoidMusic(no_lyrics=True))
    scene.bridge.cover()
    scene.press("Ctrl+U", scene.page)
    said = asked(scene)
    assert "“Lake”, “Stone”: somebody here avoids it. Nothing else of Peak grounds." in said
    assert "Ash" not in said
    scene.press("G")
    assert heard(scene) == "Tide"
    assert scene.page.ask.isVisible()


def test_covered_it_turns(scene: Scene, hand: Hand) -> None:
    scene.bridge.cover()
    scene.press("Ctrl+U", scene.page)
    scene.press("G")
    assert heard(scene) == "Lake"


def test_it_is_done_by_name_too(scene: Scene) -> None:
    assert scene.page.deeds.obey("ground") == ""
    assert heard(scene) == "Lake"
    scene.page.deeds.obey("lift")
    assert "No track of Peak lifts" in scene.window.status.words


def test_without_a_circle_there_is_nothing_to_lead(stage: Stage) -> None:
    scene = stage(rundown=PLAN)
    scene.bridge.circle = None
    scene.page.deeds.turning.offer()
    assert "No circle is open." in scene.window.status.words
    assert not scene.page.ask.isVisible()


def test_a_song_to_avoid_something_is_recorded_in_seconds(scene: Scene, hand: Hand) -> None:
    hand.types("3Fthe one with the flute\t")
    QApplication.processEvents()
    hand.types("AT")
    assert hand.reads_back == (
        "Mat 3, Ash: song “the one with the flute”: to avoid something, talked it through, by ML, now"
    )
    hand.types("\r")
    assert contents(hand, "Ash") == [SongAsked("the one with the flute", Why.AVOIDS, Answer.TALKED)]


def test_a_title_is_found_by_a_part_of_it_and_need_not_come_again(scene: Scene, hand: Hand) -> None:
    hand.types("3Fston\t")
    assert "Heard now: Tide." in hand.shown
    assert "Stone" in hand.shown
    hand.types("NPO\r")
    assert contents(hand, "Ash") == [SongAsked("Stone", Why.NOT_RIGHT, Answer.PLAYED, STONE.id, "Stone")]
    assert scene.house.people.person(scene.who("Ash")).preferences.preferences.avoided == (STONE.id,)
    scene.press("Esc")
    scene.press("U", scene.page)
    assert "Soften: nothing now" in asked(scene)


def test_the_one_that_is_heard_need_not_come_again_nor_words(scene: Scene, hand: Hand) -> None:
    hand.types("3Fflute\tWLH\r")
    hand.types("4Fflute\tKSX\r")
    tide = made_up.track("tide").id
    assert contents(hand, "Ash") == [SongAsked("flute", Why.WISH, Answer.LATER, tide, "Tide")]
    liked = scene.house.people.person(scene.who("Ash")).preferences.preferences
    assert (liked.avoided, liked.no_lyrics) == ((tide,), False)
    other = next(x for x in scene.session.seats.values() if x.mat == 4)
    assert scene.house.people.person(other.person).preferences.preferences.no_lyrics


def test_what_the_library_does_not_know_cannot_be_kept_away(scene: Scene, hand: Hand) -> None:
    hand.types("3Fflute\tWLO\r")
    assert "“flute” is no title of the music library." in hand.shown
    assert contents(hand, "Ash") == []
    scene.do(c.FadeAll())
    scene.page.form.parts["again"].setFocus()
    hand.types("H\r")
    assert "No music is heard" in hand.shown


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_it_is_put_right_from_what_stands(stage: Stage, scale: float) -> None:
    scene = playing(stage, scale=scale)
    hand = Hand(scene)
    hand.types("3Flake\tWLO\r")
    (record,) = hand.records("Ash")
    scene.pass_(2 * MINUTES)
    scene.page.entering.strike(record.stamp)
    scene.page.ask.fields[0].setText("it was not right")
    press(scene.page.ask, "Put it right")
    assert hand.raws["what"] == "Lake"
    assert hand.raws["again"] == "O"
    scene.page.form.parts["reason"].setFocus()
    hand.types("N")
    hand.types("\r")
    (right,) = contents(hand, "Ash")
    assert right == SongAsked("Lake", Why.NOT_RIGHT, Answer.LATER, LAKE.id, "Lake")
    assert scene.house.people.person(scene.who("Ash")).preferences.preferences.avoided == (LAKE.id,)


def test_what_they_do_not_want_stands_on_the_plan_of_the_next_time_by_nobodys_name(scene: Scene) -> None:
    scene.house.people.change(scene.who("Ash"), SetPreferences(Preferences(avoided=(LAKE.id,))))
    assert scene.house.opening.music_notes(scene.planned) == ("Lake is avoided by one person here",)
