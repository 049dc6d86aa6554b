"""Charts on the Circle page: everybody's in the room of the ring, the chosen one's beside their records."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.core.ids import Instant, PersonId
from kapcircle.core.session.state import Session
from kapcircle.core.session.timing import length
from kapcircle.core.vitals import Vitals
from kapcircle.ui import trending
from kapcircle.ui.panels.small_chart import SmallChart
from kapcircle.ui.panels.trends import TrendsPanel
from kapcircle.ui.panels.wall import Wall
from kapcircle.views import circle_trends
from kapcircle.views.circle_trends import circle_trends as read
from kapcircle.views.trends import Trend
from tests.made_up import MINUTES
from tests.ui.cared import peak, write
from tests.ui.recording import Hand
from tests.ui.scene import NAMES, Scene, Stage, day, press, texts


def charts(stage: Stage, people: int = 12, **how: float) -> Scene:
    """In the middle of the peak, with the charts in sight."""
    scene = peak(stage(people=people, **how))
    scene.press("F3", scene.page)
    return scene


def panel(scene: Scene) -> TrendsPanel:
    made = scene.page.trends.panel
    assert made is not None
    return made


def wall(scene: Scene) -> Wall:
    return panel(scene).wall


def chart(scene: Scene, alias: str) -> SmallChart:
    return next(x for x in wall(scene).charts if x.trend.person == scene.who(alias))


def chosen(scene: Scene) -> str:
    """Who is chosen on the page, and nobody else in the charts."""
    who = scene.page.who
    marked = [x.trend.person for x in wall(scene).charts if x.accessibleDescription() == "chosen"]
    assert marked == ([] if who is None else [who])
    return "" if who is None else scene.house.planning.alias(who)


def test_f3_shows_everybody_in_the_room_of_the_ring_and_again_the_ring(stage: Stage) -> None:
    scene = charts(stage)
    ring = scene.page.ring
    assert [x.trend.alias for x in wall(scene).charts if x.isVisible()] == list(NAMES[:12])
    assert not any(seat.isVisible() for seat in ring.seats)
    assert ring.line.isVisible()
    assert ring.line.accessibleDescription() == ring.clock.accessibleDescription()
    scene.press("F3")
    assert not panel(scene).isVisible()
    assert all(seat.isVisible() for seat in ring.seats)
    assert ring.clock.isVisible()
    assert not ring.line.isVisible()


def test_by_hand_too(stage: Stage) -> None:
    scene = peak(stage())
    press(scene.page.ring, "Charts")
    assert wall(scene).isVisible()
    press(scene.page.ring, "Ring")
    assert not wall(scene).isVisible()


def test_by_name_too(stage: Stage) -> None:
    scene = peak(stage())
    scene.press("Ctrl+K", scene.page)
    QTest.keyClicks(scene.focus, "trends")
    scene.press("Return")
    assert wall(scene).isVisible()


def test_the_phase_clock_stays_in_sight_and_goes_on(stage: Stage) -> None:
    scene = charts(stage)
    before = scene.page.ring.line.accessibleDescription()
    scene.pass_(2_000)
    after = scene.page.ring.line.accessibleDescription()
    assert after != before
    assert after.startswith("Peak: ")
    line = scene.page.ring.line.visibleRegion().boundingRect()
    assert line.size() == scene.page.ring.line.size()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_at_any_text_size_go_emergency_and_who_needs_eyes_stay(stage: Stage, scale: float) -> None:
    scene = charts(stage, scale=scale)
    page = scene.page
    for part in (page.ring.line, page.standby.go, page.strip.alarm, page.eyes._rows[0]):
        shown = part.visibleRegion().boundingRect()
        assert shown.width() >= part.width() - 1, part
        assert shown.height() > 0, part
    assert scene.window.size().toTuple() == (1366, 768)


def test_the_arrows_and_enter_lead_to_one_large_chart_and_esc_back(stage: Stage) -> None:
    scene = charts(stage)
    scene.press("Right")
    scene.press("Down")
    assert chosen(scene) == "Lark"
    scene.press("Return")
    assert panel(scene).large
    words = panel(scene).chart.words
    scene.press("Left")
    assert panel(scene).chart.words != words, "from reading to reading"
    assert chosen(scene) == "Lark"
    scene.press("Esc")
    assert wall(scene).isVisible()
    assert chart(scene, "Lark").hasFocus()
    scene.press("Esc")
    assert not panel(scene).isVisible()
    assert scene.page.who == scene.who("Lark")
    assert scene.page.hasFocus()
    scene.press("Esc")
    assert scene.page.who is None


def test_from_elsewhere_the_arrows_go_from_person_to_person(stage: Stage) -> None:
    scene = charts(stage)
    scene.page.choose(scene.who("Ash"))
    scene.press("Right", scene.page)
    assert chosen(scene) == "Juniper"
    scene.press("Return")
    scene.press("Right", scene.page)
    assert panel(scene).large
    assert "Lark" in panel(scene).chart.frame.accessibleName()


def test_go_plus_and_the_page_keys_are_what_they_are(stage: Stage) -> None:
    scene = charts(stage)
    assert scene.focus in wall(scene).charts
    before = length(scene.session.leg)
    scene.press("PgUp")
    assert length(scene.session.leg) == before + 5 * MINUTES
    held = []
    for _ in range(2):
        scene.press("H")
        held.append(scene.session.holding)
        scene.page.ask.put_away()
    assert held == [True, False]
    standby = scene.page.standby.go.accessibleDescription(), scene.session.at, scene.session.called
    scene.press("Space")
    assert (scene.page.standby.go.accessibleDescription(), scene.session.at, scene.session.called) != standby
    assert scene.page.trends.shown


def test_a_number_and_a_letter_record_beside_the_charts(stage: Stage) -> None:
    scene = charts(stage)
    hand = Hand(scene)
    hand.types("12")
    assert scene.page.ring._number.isVisible()
    hand.types("V")
    form = scene.page.form
    assert form.isVisible()
    seen = QRect(panel(scene).mapTo(scene.page, QPoint(0, 0)), panel(scene).size())
    assert not form.geometry().intersects(seen)
    hand.types("141/91 77 96\r")
    assert chosen(scene) == "Yarrow"
    assert chart(scene, "Yarrow").trend.latest is not None
    assert "141/91" in chart(scene, "Yarrow").accessibleName()
    assert chart(scene, "Yarrow").isVisible()


def test_a_record_draws_its_own_chart_and_no_other_until_the_minute_is_over(stage: Stage) -> None:
    scene = charts(stage)
    scene.page.setFocus()
    QApplication.processEvents()
    drawn = [x.drawn for x in wall(scene).charts]
    write(scene, scene.who("Lark"), Vitals(122, 80, 70, 97))
    QApplication.processEvents()
    again = [x.drawn - before for x, before in zip(wall(scene).charts, drawn, strict=True)]
    assert [x.trend.alias for x, more in zip(wall(scene).charts, again, strict=True) if more] == ["Lark"]
    bands = [x.trend.bands for x in wall(scene).charts]
    scene.pass_(MINUTES)
    assert all(x.trend.bands[-1].end != before[-1].end for x, before in zip(wall(scene).charts, bands, strict=True))


def test_nothing_is_read_while_no_chart_is_seen(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[Session] = []

    def counted(s: Session, alias: Callable[[PersonId], str], until: Instant | None = None) -> tuple[Trend, ...]:
        times.append(s)
        return read(s, alias, until)

    monkeypatch.setattr(circle_trends, "circle_trends", counted)
    scene = peak(stage())
    scene.page.choose(scene.who("Ash"))
    write(scene, scene.who("Ash"), Vitals(122, 80))
    assert not times
    scene.press("F3", scene.page)
    assert len(times) == 1
    scene.pass_(1_000)
    scene.press("Right")
    assert len(times) == 1, "who is chosen, and a second more, change no chart"
    scene.press("F3")
    write(scene, scene.who("Ash"), Vitals(124, 80))
    scene.pass_(5 * MINUTES)
    assert len(times) == 1
    scene.press("F3")
    assert "124/80" in chart(scene, "Ash").accessibleName()


def test_covered_only_the_numbers_of_the_mats_are_seen(stage: Stage) -> None:
    scene = charts(stage)
    scene.bridge.cover()
    said = " ".join(texts(scene.window))
    assert not [name for name in NAMES[:12] if name in said]
    assert "161" not in said
    assert [x.accessibleName() for x in wall(scene).charts] == [f"Mat {n}" for n in range(1, 13)]
    scene.bridge.uncover()
    assert "Juniper" in chart(scene, "Juniper").accessibleName()


def test_covered_out_of_sight_they_are_covered_when_they_come_into_sight(stage: Stage) -> None:
    scene = charts(stage)
    scene.press("F3")
    scene.bridge.cover()
    assert not any("Wren" in x.accessibleName() for x in wall(scene).charts)
    scene.press("F3", scene.page)
    assert wall(scene).isVisible()
    assert "Wren" not in " ".join(texts(scene.page.ring))


def test_mats_are_laid_where_they_are_seen(stage: Stage) -> None:
    scene = charts(stage)
    scene.press("Y", scene.page)
    assert scene.page.presence.placing.isVisible()
    assert scene.page.presence.placing.hasFocus()
    assert all(seat.isVisible() for seat in scene.page.ring.seats)


def test_another_circle_begins_at_its_ring(stage: Stage) -> None:
    scene = charts(stage)
    scene.press("Return")
    other = scene.house.planning.plan_session(scene.cohort, "Medicine 3 of 3", None, day())
    scene.bridge.sit_down(other)
    assert not panel(scene).isVisible()
    assert scene.page.ring.clock.isVisible()
    assert not panel(scene).large


def test_the_chart_of_the_chosen_one_stands_in_their_column_where_there_is_room(stage: Stage) -> None:
    scene = peak(stage(people=12))
    scene.page.choose(scene.who("Ash"))
    assert not scene.page.notes.findChildren(SmallChart), "at the usual size there is none"
    records = scene.page.notes.trail.height()
    scene.window.resize(1600, 1000)
    QApplication.processEvents()
    scene.pass_(1_000)
    (small,) = scene.page.notes.findChildren(SmallChart)
    assert small.isVisible()
    assert small.trend.alias == "Ash"
    assert scene.page.notes.trail.height() >= min(records, trending.LEFT)
    scene.pass_(1_000)
    assert small.isVisible(), "its own room is room"
    scene.bridge.cover()
    assert not small.isVisible()
    scene.bridge.uncover()
    QTest.mouseClick(small, Qt.MouseButton.LeftButton)
    assert panel(scene).large
    scene.page.choose(None)
    assert not small.isVisible()
    scene.page.choose(scene.who("Ash"))
    scene.window.resize(1366, 768)
    QApplication.processEvents()
    scene.pass_(1_000)
    assert not small.isVisible()


def test_with_nobody_in_the_circle_the_charts_say_so(stage: Stage) -> None:
    scene = stage(people=0)
    scene.press("F3", scene.page)
    scene.press("Right", scene.page)
    assert any("one for each person" in words for words in texts(panel(scene)))
