"""The lamps while a look is half an hour on its way: whatever comes between, they return to its line, and the page
knows how bright they are.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kapcircle.core.ids import Instant, LampId, Millis, RoomId
from kapcircle.core.light import WORKING, Lamp, LampLevel
from kapcircle.core.outputs import Heard, Murmur, Output, Seen
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.session.wanted import LIFT
from kapcircle.desk.orders import Order, Show
from kapcircle.desk.stage import Setting, Stage
from kapcircle.engine.light import Fader
from tests.fakes import SilentRoom
from tests.made_up import LOOKS

FRAME = 1000 / 44
MINUTE = 60_000
HUSH, RETURN = 2_000, 12_000
DAY = Seen("day")
DOWN = Seen("ember", Instant(0), Millis(30 * MINUTE), was=DAY)
"""From 0.8 to 0.08 in half an hour."""


class LitRoom(SilentRoom):
    """A room with lamps."""

    def __init__(self) -> None:
        super().__init__()
        self.fader = Fader()

    def tell(self, order: Order) -> None:
        if isinstance(order, Show):
            self.fader.show(order.levels, order.fade, order.emergency)


class Evening:
    """A stage and its first lamp, frame by frame."""

    def __init__(self, out: Output, plan: RoomPlan | None = None) -> None:
        self.room, self.now, self.out = LitRoom(), 0.0, out
        self.plan = plan or RoomPlan(RoomId("room"), "Room", (Lamp(LampId("1"), "One"),))
        self.stage = Stage(self.room, Setting(self.plan, LOOKS, "media"))
        self.stage.begin(replace(out, light=DAY), Instant(-10_000), resumes=False)
        for _ in range(440):
            self.room.fader.frame(FRAME / 1000)
        self.level = self.room.fader.frame(0)[0].level
        self.jump = self.apart = 0.0
        """How far the lamp went in a frame, and how far it was from what the page shows, at most."""

    def until(self, at: float, *changes: Callable[[Output], Output], least: int = 0) -> float:
        """How bright the lamp is at `at` ms when this is wanted from now on; the desk looks every 90 ms."""
        for change in changes:
            self.out = change(self.out)
        while self.now < at:
            if int(self.now / 90) != int((self.now - FRAME) / 90):
                self.stage.follow(self.out, Instant(int(self.now)), least=Millis(least))
            before, self.level = self.level, self.room.fader.frame(FRAME / 1000)[0].level
            self.jump = max(self.jump, abs(self.level - before))
            self.now += FRAME
            page = next(x.level for x in self.stage.lamps(self.out.light, Instant(int(self.now))) if x.lamp == "1")
            self.apart = max(self.apart, abs(page - self.level))
        return self.level


def line(at: float, lift: float = 0.0) -> float:
    return 0.8 + (0.08 - 0.8) * at / (30 * MINUTE) + lift


def evening(out: Output | None = None) -> Evening:
    found = Evening(out or Output(Heard(), DOWN))
    assert found.until(5 * MINUTE) == pytest.approx(line(5 * MINUTE), abs=2e-3)
    return found


def murmur(on: bool, at: int, fade: int) -> Callable[[Output], Output]:
    return lambda out: replace(
        out, light=replace(out.light, lift=LIFT if on else 0.0), murmur=Murmur(on, Instant(at), Millis(fade))
    )


def emergency(at: int) -> Callable[[Output], Output]:
    seen, down = Seen(WORKING, Instant(at), Millis(HUSH)), Murmur(True, Instant(at), Millis(HUSH))
    return lambda out: replace(out, light=seen, murmur=down, emergency=True)


def stood_down(at: int, light: Seen = DOWN) -> Callable[[Output], Output]:
    back = Murmur(False, Instant(at), Millis(RETURN))
    return lambda out: replace(out, light=light, murmur=back, emergency=False)


def test_a_hush_brings_light_in_the_middle_of_a_fade_and_takes_it_back_slowly() -> None:
    at = evening()
    hushed, back = 5 * MINUTE, 7 * MINUTE
    for after in (HUSH + 500, 20_000, 100_000):
        assert at.until(hushed + after, murmur(True, hushed, HUSH)) == pytest.approx(line(at.now, LIFT), abs=2e-3)
    at.until(back)
    half = at.until(back + RETURN / 2, murmur(False, back, RETURN))
    assert half == pytest.approx(line(at.now, LIFT / 2), abs=2e-3)
    for after in (RETURN + 500, 20_000, 10 * MINUTE):
        assert at.until(back + after) == pytest.approx(line(at.now), abs=2e-3)
    assert at.jump < 0.25 / 44


def test_after_an_emergency_the_working_light_is_gone_in_twelve_seconds_and_the_fade_goes_on() -> None:
    at = evening()
    assert at.until(6 * MINUTE, emergency(5 * MINUTE)) == 1.0
    for after in (RETURN + 500, 20_000, 10 * MINUTE):
        assert at.until(6 * MINUTE + after, stood_down(6 * MINUTE)) == pytest.approx(line(at.now), abs=2e-3)
    assert at.until(31 * MINUTE) == pytest.approx(0.08)
    assert at.jump < 0.4 / 44


def test_a_slow_look_that_is_called_on_the_way_back_does_not_keep_the_room_bright() -> None:
    at = evening()
    at.until(6 * MINUTE, emergency(5 * MINUTE))
    back, called = 6 * MINUTE, 6 * MINUTE + 3_000
    at.until(called, stood_down(back))
    dark = Seen("dark", Instant(called), Millis(30 * MINUTE), was=DOWN)
    level = at.until(back + RETURN + 500, lambda out: replace(out, light=dark))
    assert level == pytest.approx(line(back), abs=0.02)


def test_a_quick_look_that_is_called_on_the_way_back_is_as_quick_as_ever() -> None:
    at = evening()
    at.until(6 * MINUTE, emergency(5 * MINUTE))
    called = 6 * MINUTE + 1_000
    at.until(called, stood_down(6 * MINUTE))
    dusk = Seen("dusk", Instant(called), Millis(5_000), was=DOWN)
    assert at.until(called + 5_500, lambda out: replace(out, light=dusk)) == pytest.approx(0.25)


def test_a_lamp_that_is_new_in_the_room_is_with_the_others_before_the_fade_is_over() -> None:
    at = evening()
    lamps = (Lamp(LampId("2"), "Two"), *at.plan.lamps)
    at.stage.refit(Setting(replace(at.plan, lamps=lamps), LOOKS, "media"), Instant(int(at.now)))
    at.until(5 * MINUTE + 21_000)
    first, second = at.room.fader.frame(0)
    assert [first.level, second.level] == pytest.approx([line(at.now)] * 2, abs=2e-3)


def test_the_page_shows_the_lamps_as_they_are_on_every_way_back() -> None:
    at = evening()
    at.until(6 * MINUTE, emergency(5 * MINUTE))
    at.until(7 * MINUTE, stood_down(6 * MINUTE))
    at.until(8 * MINUTE, murmur(True, 7 * MINUTE, HUSH))
    at.until(9 * MINUTE, murmur(False, 8 * MINUTE, RETURN))
    at.until(10 * MINUTE, lambda out: replace(out, light=Seen("dark", Instant(9 * MINUTE), Millis(500), was=DOWN)))
    at.until(10 * MINUTE + 100, lambda out: replace(out, light=DOWN), least=10_000)
    at.until(11 * MINUTE, emergency(10 * MINUTE + 100))
    assert at.apart < 0.03


@pytest.mark.parametrize("found", [(), (LampLevel(LampId("1"), 0.6),)])
def test_after_a_restart_the_page_shows_the_lamps_from_where_the_engine_found_them(
    found: tuple[LampLevel, ...],
) -> None:
    room, now = LitRoom(), Instant(5 * MINUTE)
    room.fader = Fader(start=found)
    stage = Stage(room, Setting(RoomPlan(RoomId("room"), "Room", (Lamp(LampId("1"), "One"),)), LOOKS, "media"))
    out = Output(Heard(since=Instant(0)), DOWN, Murmur(since=Instant(0)), volume=0.5)
    stage.begin(out, now, resumes=True)
    stage.lit(found, now)
    apart, real = 0.0, -1.0
    for n in range(1, 21 * 44):
        real = room.fader.frame(FRAME / 1000)[0].level
        apart = max(apart, abs(real - stage.lamps(DOWN, Instant(now + int(n * FRAME)))[0].level))
    assert apart < 0.03
    assert real == pytest.approx(line(now + 20_000), abs=0.01)
