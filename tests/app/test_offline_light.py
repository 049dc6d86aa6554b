from itertools import pairwise
from types import SimpleNamespace

import pytest

from kapcircle.app import room as room_module
from kapcircle.app.room import Offline
from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import LampLevel
from kapcircle.desk.orders import Show
from tests.seconds import Clock

STEP = Millis(100)


class Lamps:
    def __init__(self) -> None:
        self.sent: list[float] = []

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        pass

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        self.sent += [x.level for x in levels]

    def answers(self) -> tuple[bool, str]:
        return True, ""

    def close(self) -> None:
        self.sent.append(-1)


@pytest.mark.parametrize("step", [10, 100, 60_000])
def test_at_full_speed_a_fade_is_where_the_circle_is(step: int) -> None:
    room = Offline(light=Lamps())
    room.tell(Show((LampLevel(LampId("1"), 0.6),), Millis(240_000)))
    for _ in range(120_000 // step):
        room.pass_time(Millis(step))
    assert room.levels[0].level == pytest.approx(0.3, abs=0.001)
    room.close(Millis(0))


def test_in_real_time_a_fade_has_44_frames_a_second_and_ends_as_it_should(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's time passes only where the room waits for it."""
    lamps, clock = Lamps(), Clock()
    monkeypatch.setattr(room_module, "time", SimpleNamespace(monotonic=clock, sleep=clock.sleep))
    room = Offline(light=lamps, speed=1.0)
    room.tell(Show((LampLevel(LampId("1"), 0.2),), Millis(1_000)))
    began = clock.now
    for _ in range(10):
        room.pass_time(STEP)
    assert clock.now - began == pytest.approx(1.0, abs=0.001)
    assert len(lamps.sent) == 44
    assert all(a <= b for a, b in pairwise(lamps.sent))
    room.pass_time(STEP)
    room.close(Millis(0))
    assert lamps.sent[-2:] == [0.2, -1]
