"""S4: the program advises no dose: none stands there before it is typed, and outside the signed range it is neutral."""

import re
from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from PySide6.QtWidgets import QLineEdit

from kapcircle.core.dose import DoseGiven, DoseOrdered, MedicineGiven
from kapcircle.core.programme import DoseRange, Programme, Route
from kapcircle.core.session import commands as c
from kapcircle.core.vitals import Vitals
from kapcircle.ui.records.dose import OUTSIDE
from kapcircle.ui.records.every import FORMS, form_of
from tests.safety.rooms import P1, Day
from tests.safety.rooms import PROGRAMME as SIGNED
from tests.ui.recording import GIVEN, LEAD, PROGRAMME, Hand, contents, fill_dose, follow, marked
from tests.ui.scene import Scene

FIGURES = re.compile(r"\d")


def ordered(scene: Scene) -> None:
    assert scene.bridge.circle is not None
    scene.bridge.circle.do(c.Record(DoseOrdered(Route.IM, 61.5, "Jo Kay"), scene.who("Ash")), LEAD)


def struck(scene: Scene) -> None:
    scene.do(c.Record(GIVEN, scene.who("Ash")))
    scene.do(c.Strike(scene.session.seats[scene.who("Ash")].records[-1].stamp, "it was the other one"))


BEFORE: dict[str, Callable[[Scene], None]] = {
    "nothing": lambda _: None,
    "a weight": lambda scene: scene.do(c.Record(Vitals(weight=75), scene.who("Ash"))),
    "an order": ordered,
    "a dose": lambda scene: scene.do(c.Record(GIVEN, scene.who("Ash"))),
    "a dose that was struck": struck,
    "a dose of the neighbour": lambda scene: scene.do(c.Record(replace(GIVEN, mat=4), scene.who("Juniper"))),
}


@pytest.fixture
def scene(scene: Scene) -> Scene:
    follow(scene)
    return scene


def pale(scene: Scene) -> str:
    """What stands in the fields while they are empty."""
    lines = scene.page.form.findChildren(QLineEdit)
    return "  ".join(x.placeholderText() for x in lines if x.isVisibleTo(scene.page.form))


@pytest.mark.parametrize("keys", ["3DG", "3DO", "3DM", "3DX"])
@pytest.mark.parametrize("before", BEFORE)
def test_s04_whatever_was_before_every_field_is_empty(scene: Scene, hand: Hand, before: str, keys: str) -> None:
    BEFORE[before](scene)
    hand.types(keys)
    assert set(hand.raws.values()) == {""}, "no default, no proposal, no copy of the last one"
    assert "mg" not in re.sub(r"\bmg\n", "", hand.shown + "\n"), "the name of the field, and no amount"
    for figure in ("61.5", "60", "0.5", "1.5"):
        assert figure not in hand.shown + pale(scene)
    assert all(not FIGURES.search(x) or re.fullmatch(r"\d \w+", x) for x in pale(scene).split("  ")), "names of staff"


def test_s04_after_one_was_saved_the_next_form_is_empty_also_for_a_supplement(scene: Scene, hand: Hand) -> None:
    hand.types("3DG")
    fill_dose(scene, hand)
    hand.types("\r\r")
    assert contents(hand, "Ash") == [GIVEN]
    for keys in ("3DG", "4DG"):
        hand.types(keys)
        assert set(hand.raws.values()) == {""}
        scene.press("Escape")


def test_s04_a_dose_that_is_put_right_is_typed_anew(scene: Scene, hand: Hand) -> None:
    scene.do(c.Record(GIVEN, scene.who("Ash")))
    form = form_of(hand.records("Ash")[-1], scene.session)
    assert form is not None
    assert form.retype is None
    assert [FORMS[x].retype for x in ("dose ordered", "other medicine", "oxygen")] == [None] * 3


def test_s04_milligrams_by_weight_are_read_back_and_never_typed_or_kept(scene: Scene, hand: Hand) -> None:
    BEFORE["a weight"](scene)
    hand.types("3DG")
    assert "mg/kg" not in hand.shown + pale(scene)
    fill_dose(scene, hand)
    assert "0.80 mg/kg of 75 kg" in hand.reads_back
    for typed in ("0.8 mg/kg", "0.8/kg"):
        hand.scene.page.form.parts["mg"].put(typed)
        assert "0.80" not in hand.reads_back
        hand.types("\r")
        assert contents(hand, "Ash") == [Vitals(weight=75)]
    assert not [x.name for kind in (DoseGiven, DoseOrdered, MedicineGiven) for x in fields(kind) if "kg" in x.name]


@pytest.mark.parametrize("mg", ["10", "160"], ids=["below", "above"])
def test_s04_outside_the_signed_range_it_says_check_the_order_and_nothing_more(
    scene: Scene, hand: Hand, mg: str
) -> None:
    BEFORE["a weight"](scene)
    marked(scene)
    hand.types("3DG")
    fill_dose(scene, hand, mg=mg)
    hand.types("\r")
    (asked,) = [x for x in hand.shown.splitlines() if "range" in x]
    words = ". No order is recorded. Outside the programme’s range: check the order. Read it aloud"
    said = asked.removeprefix(f"▲ {OUTSIDE}")
    assert said.startswith(words), "the same words on either side: neither more nor less is said"
    assert contents(hand, "Ash") == [Vitals(weight=75)]
    hand.types("\r")
    assert contents(hand, "Ash")[-1] == replace(GIVEN, mg=float(mg), outside_range=True), "it is recorded all the same"


@pytest.mark.parametrize("mg", ["10", "160"])
def test_s04_a_range_that_nobody_signed_says_nothing(scene: Scene, hand: Hand, mg: str) -> None:
    follow(scene, replace(PROGRAMME, signed=None))
    BEFORE["a weight"](scene)
    hand.types("3DG")
    fill_dose(scene, hand, mg=mg)
    hand.types("\r")
    assert "range" not in hand.shown


@pytest.mark.parametrize(
    ("doses", "weight", "mg", "outside"),
    [
        ((DoseRange(Route.IM, 0.5, 1.0),), 70.0, 34.9, True),
        ((DoseRange(Route.IM, 0.5, 1.0),), 70.0, 35.0, False),
        ((DoseRange(Route.IM, 0.5, 1.0),), 70.0, 70.0, False),
        ((DoseRange(Route.IM, 0.5, 1.0),), 70.0, 70.1, True),
        ((DoseRange(Route.IM, 0.5, 1.0),), None, 700.0, False),
        ((DoseRange(Route.IV, 0.5, 1.0),), 70.0, 700.0, False),
        ((DoseRange(Route.IM, 50, 100, "mg"),), None, 49.0, True),
        ((DoseRange(Route.IM, 50, 100, "mg"),), None, 50.0, False),
    ],
)
def test_s04_it_is_the_programmes_own_range_at_that_route_and_by_a_weight_that_was_measured(
    doses: tuple[DoseRange, ...], weight: float | None, mg: float, outside: bool
) -> None:
    programme: Programme = replace(SIGNED, doses=doses)
    day = Day(programme)
    day.record(P1, Vitals(120, 80, weight=weight))
    day.dose(P1, mg)
    (given,) = day.contents(P1, DoseGiven)
    assert given.outside_range is outside


def test_s04_where_no_route_has_a_range_nothing_is_said_of_any_dose() -> None:
    day = Day(replace(SIGNED, doses=()))
    day.dose(P1, 9_000.0)
    assert not day.contents(P1, DoseGiven)[0].outside_range
