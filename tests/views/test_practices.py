"""A plan of practices as lines; and what a coordinator does not read."""

from kapcircle.core.boosters import lay
from kapcircle.core.ids import DAY, Instant, MemberId, SessionId
from kapcircle.core.log import Stamp
from kapcircle.core.person.boosting import BoostersPlanned, Boosting, Outcome, PracticeDone, PracticeSkipped
from kapcircle.core.person.records import Kept
from kapcircle.views.practices import practice_count, practice_lines
from tests.fakes import BOOSTERS
from tests.made_up import DEVICE, START

ONE = SessionId("s1")
AT = tuple(Instant(START + n * DAY) for n in (4, 1, 2, 3))
PLAN = BoostersPlanned(ONE, "plan", 0, lay(BOOSTERS, AT), (), "Mara")
NOW = Instant(START + 3 * DAY)
OUTCOMES: tuple[Outcome, ...] = (PracticeDone(ONE, 2, "outside"), PracticeSkipped(ONE, 3))
STATE = Boosting({ONE: PLAN}, tuple(Kept(Stamp(n, DEVICE), NOW, MemberId("mara"), x) for n, x in enumerate(OUTCOMES)))


def zone(_: Instant) -> int:
    return 60


def test_practices_stand_in_order_of_time_with_what_became_of_them() -> None:
    lines = practice_lines(STATE, PLAN, NOW, zone, details=True)
    assert [(x.shape, x.title, x.words, x.open) for x in lines] == [
        ("✓", "1  A breath", "16 Jan 2027 09:00, done: outside", False),
        ("·", "2  A letter", "17 Jan 2027 09:00, not done", False),
        ("▲", "3  A thought", "18 Jan 2027 09:00, 15 min", True),
        ("○", "4  A thought", "19 Jan 2027 09:00, 15 min", True),
    ]
    assert practice_count(STATE, PLAN) == "1 of 4 done, 1 not done"


def test_without_details_a_practice_has_a_number_and_nobody_reads_what_was_said() -> None:
    lines = practice_lines(STATE, PLAN, NOW, zone, details=False)
    assert [(x.title, x.words) for x in lines][:2] == [
        ("Practice 1", "16 Jan 2027 09:00, done"),
        ("Practice 2", "17 Jan 2027 09:00, not done"),
    ]
