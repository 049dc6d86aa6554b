"""How the forms look: every text legible, nothing cut, in sight at every size, and the clock beside them."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from kapcircle.ui.panels.record_form import RecordForm
from tests.safety import rooms
from tests.ui import gated
from tests.ui.recording import Hand
from tests.ui.scene import SIZE, Scene, Stage
from tests.ui.seen import Written, contrast, ground, on_page

FORMS = ("V", "C", "O", "T", "Q", "I", "F", "A", "DG", "DO", "DM", "DX", "VR")


def form(scene: Scene) -> RecordForm:
    return scene.page.form


def where(scene: Scene, part: QWidget) -> QRect:
    return QRect(part.mapTo(scene.window, part.rect().topLeft()), part.size())


@pytest.mark.parametrize("people", [6, 16, 40])
@pytest.mark.parametrize("letters", FORMS)
def test_a_form_is_legible_and_leaves_the_ring_in_sight(
    stage: Stage, written: list[Written], letters: str, people: int
) -> None:
    scene = stage(people=people).running()
    Hand(scene).types(f"4{letters}")
    legible(scene, written)


@pytest.mark.parametrize("keys", ["", "2210", "22222OSNQBGV", "T", "A", "U", "E", "R"])
def test_so_is_the_discharge_and_what_it_leads_to(stage: Stage, written: list[Written], keys: str) -> None:
    scene = gated.evening(gated.arriving(stage(rundown=rooms.RUNDOWN)), "Wren")
    Hand(scene).types(f"1L{keys}")
    legible(scene, written)


def legible(scene: Scene, written: list[Written]) -> None:
    scene.page.notes.hide()  # what lies under the form is no part of it
    image, found = on_page(scene, written)
    lies = where(scene, form(scene))
    inside = [x for x in found if lies.contains(x.where)]
    assert len(inside) > 4
    low = [(x.words, round(contrast(x.colour, ground(image, x.where)), 1)) for x in inside]
    assert [x for x in low if x[1] < 4.5] == []
    assert [x.words for x in inside if x.cut] == []
    assert not lies.intersects(where(scene, scene.page.ring))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("letters", FORMS)
def test_what_is_read_back_and_the_key_that_saves_are_in_sight_at_every_size(
    stage: Stage, letters: str, scale: float
) -> None:
    scene = stage(people=12, scale=scale).running()
    Hand(scene).types(f"4{letters}")
    page = form(scene)
    assert scene.window.rect().size().toTuple() == SIZE
    for part in (page._name, page.save, page.signer, scene.focus):
        assert part.isVisible()
        assert page.rect().contains(part.mapTo(page, part.rect().center())), part.accessibleName()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_what_is_read_back_of_a_full_form_is_whole(stage: Stage, scale: float) -> None:
    scene = stage(people=12, scale=scale).running()
    Hand(scene).types("3Fthe one with the flute\tAT")
    back = form(scene)._back
    assert back.text().endswith("now")
    assert back.height() >= back.heightForWidth(back.width())
