"""The music at the foot of the page: what has passed of a track is live, what is to come is not."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapcircle.ui.panels.music import WORDS, Music
from kapcircle.ui.theme import ROOM, Tone, dress
from kapcircle.views.room import MusicView, heights

TIDE = MusicView("Tide, slow", "then Shore in 0:30, then return at GO", "", 0.25, "0:10", "0:30", 50)
SWELLS = heights("z" * 160)


@pytest.fixture
def music(qtbot: QtBot, qapp: QApplication) -> Music:
    dress(qapp, ROOM)
    widget = Music()
    qtbot.addWidget(widget)
    widget.resize(500, 80)
    widget.show()
    return widget


def live(music: Music) -> list[int]:
    """The columns in which anything stands in the colour of what is live."""
    picture = music.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    accent = ROOM.colour(Tone.ACCENT).rgb()
    return [x for x in range(picture.width()) if any(picture.pixel(x, y) == accent for y in range(picture.height()))]


def test_the_wave_stands_beside_the_words_and_is_live_as_far_as_it_has_passed(music: Music) -> None:
    music.show_music(replace(TIDE, shape=SWELLS), "", lost=False)
    columns = live(music)
    assert 230 <= min(columns) <= 235
    assert 285 <= max(columns) <= 300


def test_a_track_without_a_shape_has_a_line(music: Music) -> None:
    music.show_music(TIDE, "", lost=False)
    columns = live(music)
    assert min(columns) <= 2
    assert 120 <= max(columns) <= 128


def test_where_there_is_no_room_for_a_wave_there_is_a_line(music: Music) -> None:
    music.resize(300, 80)
    music.show_music(replace(TIDE, shape=SWELLS), "", lost=False)
    assert min(live(music)) <= 2


def test_what_sounds_nowhere_is_not_live(music: Music) -> None:
    music.show_music(replace(TIDE, shape=SWELLS), "No sound output", lost=True)
    assert [x for x in live(music) if x >= WORDS * music.width()] == []
