"""S25: whether it is somebody's first session at a route is asked of the prescriber: a question, and never a number."""

import re

from kapcircle.core.dose import DoseGiven, DoseOrdered
from kapcircle.core.programme import Route
from kapcircle.core.session import commands as c
from kapcircle.ui.records.dose import ASK_FIRST
from tests.ui import hands
from tests.ui.recording import LEAD, LEADS, Hand, contents, fill_dose
from tests.ui.scene import Scene

FIRST = "first time at this route"


def test_s25_the_form_of_an_order_asks_the_prescriber_and_names_no_number(scene: Scene, hand: Hand) -> None:
    hand.types("3DO")
    assert ASK_FIRST in hand.shown
    assert ASK_FIRST.startswith("To ask the prescriber: is this the person’s first session at this route?")
    assert not re.search(r"\d|\blow\b|\bless\b|\breduce", ASK_FIRST)


def test_s25_the_answer_is_read_back_kept_and_seen_after(scene: Scene, hand: Hand) -> None:
    hand.types("3DO")
    hand.types("S60F")
    scene.press("Tab")
    hand.types("1" + "\r\r")
    hand.types("2" + LEADS)
    if not contents(hand, "Ash"):
        hand.types("\r\r")
    (order,) = contents(hand, "Ash")
    assert isinstance(order, DoseOrdered)
    assert order.first
    assert FIRST in hands.shown(scene.page)


def test_s25_what_was_ordered_as_the_first_time_is_asked_of_whoever_gives_it(scene: Scene, hand: Hand) -> None:
    assert scene.bridge.circle is not None
    scene.bridge.circle.do(c.Record(DoseOrdered(Route.IM, 60, "Jo Kay", first=True), scene.who("Ash")), LEAD)
    hand.types("3DG")
    fill_dose(scene, hand)
    hand.types("\r")
    assert "Ordered as the first time at this route: F says so" in hand.shown
    assert len(contents(hand, "Ash")) == 1
    scene.press("Tab")
    hand.types("F")
    assert FIRST in hand.reads_back
    hand.types("\r")
    assert "Ordered as the first time" not in hand.shown
    hand.types("\r")
    given = contents(hand, "Ash")[-1]
    assert isinstance(given, DoseGiven)
    assert given.first


def test_s25_the_mark_stands_in_the_tables(scene: Scene) -> None:
    assert scene.bridge.circle is not None
    scene.bridge.circle.do(c.Record(DoseOrdered(Route.IM, 60, "Jo Kay", first=True), scene.who("Ash")), LEAD)
    (row,) = scene.log.rows("session_dose", person=scene.who("Ash"))
    assert row["first"] == 1
