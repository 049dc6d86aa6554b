"""In the column of the chosen one, and at the edge of the ring, nothing is squeezed, cut or hidden at any text size."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from kapcircle.core.vitals import Vitals
from kapcircle.ui.label import Whole
from kapcircle.ui.panels.letters import APART, MORE
from tests.ui import cared
from tests.ui.scene import MINUTES, Scene, Stage


def raised(scene: Scene) -> Scene:
    """Somebody is outside the signed range, and chosen."""
    cared.medicine(scene)
    who = scene.who("Ash")
    cared.dosed(scene, who, ago=19)
    cared.write(scene, who, Vitals(186, 104, 74, 98))
    scene.page.choose(who)
    scene.pass_(MINUTES)
    return scene


def settle(scene: Scene) -> None:
    """All is laid out."""
    for _ in range(3):
        scene.window.grab()
        QApplication.processEvents()


@pytest.mark.parametrize("reading", [False, True])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_column_of_the_chosen_one_scrolls_and_is_never_squeezed(stage: Stage, scale: float, reading: bool) -> None:
    scene = raised(stage(scale=scale))
    page = scene.page
    page.read(reading)
    settle(scene)
    notes = page.notes
    assert notes.waiting.isVisible()
    keys = (notes.waiting.key, *notes.letters.keys.values())
    low = [k.text() for k in keys if k.height() < k.sizeHint().height()]
    assert not low
    cut = [w.text() for w in notes.findChildren(Whole) if w.isVisible() and w.height() < w.heightForWidth(w.width())]
    assert not cut
    assert notes.width() == page._noted.viewport().width(), "it never scrolls to the side"
    if scale == 1.0:
        assert not page._noted.verticalScrollBar().maximum(), "at the usual size all of it is in sight"


def test_in_reading_mode_the_first_who_needs_eyes_stays_in_sight(stage: Stage) -> None:
    page = raised(stage()).page
    page.read(True)
    page.window().grab()
    row = page.eyes._rows[0]
    assert row.visibleRegion().boundingRect().height() == row.height()


def test_the_rows_of_who_needs_eyes_lie_beside_what_scrolls_them(stage: Stage) -> None:
    scene = raised(stage())
    page = scene.page
    looked = page.eyes._looked
    for high in range(520, 900, 20):
        page.window().resize(1366, high)
        settle(scene)
        assert looked._content.width() <= looked.viewport().width(), high


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_letter_that_has_no_room_is_left_out_whole(stage: Stage, scale: float) -> None:
    others = raised(stage(scale=scale)).page.notes.letters._others
    shown, all_ = others.text(), others.toolTip().split("\n")
    assert shown.endswith(MORE)
    kept = shown.removesuffix(MORE).split(APART)
    assert kept == all_[: len(kept)]
    assert QFontMetricsF(others.font()).horizontalAdvance(shown) <= others.width()
    others.resize(4000, others.height())
    assert others.text().split(APART) == all_


@pytest.mark.parametrize("people", [6, 16, 17, 40])
@pytest.mark.parametrize("wide", [1366, 1600])
def test_a_badge_at_the_edge_of_the_ring_is_in_sight(stage: Stage, wide: int, people: int) -> None:
    scene = stage(people=people)
    scene.window.resize(wide, 768)
    scene.pass_(0)
    ring = scene.page.ring
    assert not ring._places.rows
    assert not [s.view.mat for s in ring.seats if s.geometry().left() < 0 or s.geometry().right() >= ring.width()]
