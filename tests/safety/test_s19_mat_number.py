"""S19: whatever is entered for one participant shows their mat, large, and says it first."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kapcircle.core.checkin import CheckIn
from kapcircle.core.errors import Refused
from kapcircle.core.ids import Millis
from kapcircle.core.session import commands as c
from kapcircle.core.staffing import RoundBegan
from kapcircle.ui import typeface as t
from kapcircle.ui.label import Label
from kapcircle.ui.records.every import FORMS
from kapcircle.views.eye import ACKNOWLEDGE, NOT_TAKEN
from tests import fakes
from tests.ui.attending import arrive, choose, last
from tests.ui.cared import peak
from tests.ui.scene import MINUTES, Scene, Stage, press


def large(root: QWidget) -> list[str]:
    """What stands larger than anything that is only read."""
    QApplication.processEvents()
    least = t.face(t.LARGE).pointSizeF() * 1.5
    return [x.text() for x in root.findChildren(Label) if x.isVisibleTo(root) and x.font().pointSizeF() >= least]


def opened(stage: Stage) -> Scene:
    scene = stage(people=12).running()
    arrive(scene)
    return scene


@pytest.mark.parametrize(("key", "alias", "mat"), [("P", "Heron", "2"), ("X", "Yarrow", "12")])
def test_s19_a_question_about_somebody_shows_their_mat_large(stage: Stage, key: str, alias: str, mat: str) -> None:
    scene = opened(stage)
    choose(scene, alias)
    scene.press(key)
    assert scene.page.ask.isVisible()
    assert large(scene.page.ask) == [mat]
    assert alias in scene.page.ask.accessibleName()


@pytest.mark.parametrize("name", [name for name in FORMS if name != "room"])
def test_s19_every_form_about_somebody_shows_their_mat_large_and_says_it(stage: Stage, name: str) -> None:
    scene = opened(stage)
    choose(scene, "Heron")
    scene.page.entering.open(name, scene.who("Heron"))
    form = scene.page.form
    assert form.isVisible()
    assert "2" in large(form)
    assert "Mat 2, Heron" in form.accessibleName()


def test_s19_the_emergency_card_shows_the_mat_large(stage: Stage) -> None:
    scene = opened(stage)
    choose(scene, "Heron")
    scene.press("F9", scene.page)
    assert "2" in large(scene.page.card)


@pytest.mark.parametrize("deed", [ACKNOWLEDGE, NOT_TAKEN])
def test_s19_what_is_answered_from_the_list_shows_it_too(stage: Stage, deed: str) -> None:
    scene = peak(stage(people=12))
    scene.pass_(20 * MINUTES)
    row = next(x for x in scene.page.eyes._rows if deed in {x.eye.deed, x.eye.other} and len(x.eye.people) == 1)
    press(row, deed)
    assert large(scene.page.ask) == [str(scene.session.seats[row.eye.people[0]].mat)]


def test_s19_the_talking_piece_shows_the_mat_large(stage: Stage) -> None:
    scene = opened(stage)
    scene.do(c.Record(RoundBegan(Millis(0))))
    scene.press("G", scene.page)
    assert large(scene.page.presence.round) == ["1"]
    scene.press("P")
    assert last(scene, "Wren") == CheckIn(passed=True)
    assert large(scene.page.presence.round) == ["2"]
    assert scene.window.status.words.startswith("Mat 1, Wren: ")


def test_s19_the_laptop_turned_round_shows_it_too(stage: Stage) -> None:
    scene = opened(stage)
    choose(scene, "Heron")
    scene.press("K")
    kiosk = scene.page.presence.turned.kiosk
    assert kiosk is not None
    assert large(kiosk) == ["2"]


def test_s19_what_was_recorded_is_read_back_with_the_mat_first(stage: Stage) -> None:
    scene = stage(people=12).running()
    choose(scene, "Heron")
    scene.press("P")
    assert scene.window.status.words.startswith("Mat 2, Heron: arrived.")


def test_s19_every_seat_says_its_mat_and_shows_it_as_large_as_the_name(stage: Stage) -> None:
    scene = opened(stage)
    for seat in scene.page.ring.seats:
        assert f"mat {seat.view.mat}" in seat.accessibleName()
        assert seat.view.numbered.split(" ")[0] == str(seat.view.mat)


@pytest.mark.parametrize("alias", ["Wren", " wren ", "WREN"])
def test_s19_an_alias_is_one_persons_in_a_cohort(alias: str) -> None:
    planning = fakes.house().planning
    cohort = planning.begin_cohort("Harbour")
    planning.enrol(cohort, "Wren")
    with pytest.raises(Refused):
        planning.enrol(cohort, alias)
    assert len(planning.cohort(cohort).mats) == 1


def test_s19_similar_names_inside_a_pod_are_warned_of() -> None:
    planning = fakes.house().planning
    cohort = planning.begin_cohort("Harbour")
    people = [planning.enrol(cohort, alias) for alias in ("Maja", "Maya", "Heron")]
    pod = planning.group.begin_pod(cohort, "Tide")
    for person in people:
        planning.group.choose_pod(cohort, person, pod)
    said = " ".join(planning.group.cautions(cohort))
    assert "Maja and Maya: one letter different." in said
    assert "Heron" not in said
