"""The head of the Circle page: nothing in it jumps, and what matters most is never cut."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kapcircle.core.session import commands as c
from kapcircle.ui.key import Key
from kapcircle.ui.label import Label
from kapcircle.ui.page import Page
from tests.ui.scene import MINUTES, Scene, Stage, texts
from tests.ui.seen import Written


class Other(Page):
    """A page of which only the name is seen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def refresh(self) -> None:
        pass


def whole(stage: Stage, scale: float, size: tuple[int, int], left: str = "no") -> Scene:
    """A circle as in the real program: four pages, and a member with a long name at the desk."""
    scene = stage(scale=scale, kept={"left-handed": left}).running()
    scene.window.show_pages([Other("Plan"), scene.page, Other("Review"), Other("Settings")], "Circle")
    scene.window.resize(*size)
    scene.page.strip.show_state("Maria-Magdalena Featherstonehaugh, facilitator", emergency=False, covered=False)
    scene.pass_(1_000)
    return scene


def places(scene: Scene) -> dict[str, tuple[int, int]]:
    """Where each part of the strip stands: the two keys by what they are, the rest by its words."""
    strip = scene.page.strip
    parts: list[QWidget] = [strip._circle, strip._session, strip._now, strip._ends, strip.who, strip.cover, strip.alarm]
    return {f"{i}": (part.x(), part.width()) for i, part in enumerate(parts) if part.isVisible()}


@pytest.mark.parametrize("left", ["yes", "no"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_jumps_with_an_urgent_command(stage: Stage, scale: float, left: str) -> None:
    scene = stage(scale=scale, kept={"left-handed": left}).running()
    QApplication.processEvents()
    before = places(scene)
    for command in (c.Emergency(), c.Hush(), c.FadeAll(), c.StandDown()):
        scene.do(command)
        scene.pass_(1_000)
        assert places(scene) == before, command
    scene.bridge.cover()
    scene.pass_(1_000)
    assert list(places(scene).values())[-2:] == list(before.values())[-2:]


@pytest.mark.parametrize("left", ["yes", "no"])
@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (2560, 1440)])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_no_part_is_cut_or_lies_on_another_whatever_the_room(
    stage: Stage, scale: float, size: tuple[int, int], left: str
) -> None:
    scene = whole(stage, scale, size, left)
    strip = scene.page.strip
    scene.do(c.Emergency())
    scene.pass_(1_000)
    shown = [w for w in strip.findChildren(QWidget) if isinstance(w, Label | Key) and w.isVisible()]
    assert {strip._now, strip.cover, strip.alarm} <= set(shown)
    for part in shown:
        assert strip.rect().contains(part.geometry()), part.text()
        under = [other for other in shown if other is not part and other.geometry().intersects(part.geometry())]
        assert not [other.text() for other in under], part.text()
        if part not in {strip._circle, strip._session, strip.who}:
            assert part.width() >= part.sizeHint().width(), part.text()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_the_circle_is_named_up_to_one_and_a_half_times_the_text(stage: Stage, scale: float) -> None:
    scene = whole(stage, scale, (1366, 768))
    assert scene.page.strip._circle.isVisible()
    assert scene.page.strip._circle.width() >= 88 * scale


def test_lateness_against_the_beginning_is_said_where_it_is_another(stage: Stage) -> None:
    scene = stage()
    scene.pass_(11 * MINUTES)
    scene.do(c.Open())
    scene.pass_(1_000)
    strip = scene.page.strip
    assert (strip._late.text(), strip._began.text()) == ("+6 min", "in time since it began")
    assert strip._began.isVisible()
    assert "in time since it began" in list(texts(strip))


def test_where_there_is_no_room_the_role_is_left_out_before_the_name_is_cut(
    stage: Stage, written: list[Written]
) -> None:
    scene = stage(scale=2.0).running()
    for who in ("Mara Lind, facilitator", "Jo Kay, medical lead"):
        scene.page.strip.show_state(who, emergency=False, covered=False)
        written.clear()
        scene.page.strip.grab()
        assert who.partition(", ")[0] in {w.words for w in written}
        assert who in scene.page.strip.who.accessibleName()
