from kapcircle.core.ids import Instant, Millis, PhaseId
from kapcircle.core.session import events as e
from kapcircle.core.session.state import Session
from kapcircle.views.review import review, sheet, total, zone_of
from tests.made_up import START, entries, folded, phase, small_plan

MIN = 60_000


def circle(*more: tuple[int, object]) -> Session:
    """Arrival for 17 minutes, of which two held; then Peak."""
    return folded(
        (0, e.Opened(small_plan())),
        (0, e.PhaseEntered(PhaseId("arrival"))),
        (5 * MIN, e.Held("late guest")),
        (7 * MIN, e.Resumed()),
        (17 * MIN, e.PhaseEntered(PhaseId("peak"))),
        *more,
    )


def test_planned_against_actual_holds_included() -> None:
    arrival, peak, later = review(circle(), Instant(START + 30 * MIN))
    assert (arrival.planned, arrival.actual, arrival.held, arrival.over) == (15 * MIN, 17 * MIN, 2 * MIN, 2 * MIN)
    assert (arrival.entered, arrival.left) == (START, START + 17 * MIN)
    assert (peak.remark, peak.actual, peak.left) == ("under way", 13 * MIN, None)
    assert (later.remark, later.actual, later.over) == ("to come", None, None)


def test_a_phase_that_was_returned_to_was_entered_the_first_time_and_left_the_last() -> None:
    back, on = e.PhaseEntered(PhaseId("arrival"), continues=True), e.PhaseEntered(PhaseId("peak"))
    arrival, peak, _ = review(circle((20 * MIN, back), (22 * MIN, on), (40 * MIN, e.Closed())), Instant(START))
    assert (arrival.entered, arrival.left, arrival.actual) == (START, START + 22 * MIN, 19 * MIN)
    assert (peak.entered, peak.left, peak.actual) == (START + 17 * MIN, START + 40 * MIN, 21 * MIN)


def test_what_came_otherwise_than_planned_is_remarked() -> None:
    s = circle(
        (20 * MIN, e.PhaseInserted(phase("Rest", 5), PhaseId("peak"))),
        (21 * MIN, e.PhaseEntered(PhaseId("rest"))),
        (22 * MIN, e.PhaseEntered(PhaseId("peak"), continues=True)),
        (23 * MIN, e.PhaseSkipped(PhaseId("return"))),
        (24 * MIN, e.Closed()),
    )
    remarks = {x.name: x.remark for x in review(s, Instant(START + 60 * MIN))}
    assert total(s, Instant(START + 60 * MIN)).planned == 75 * MIN
    assert remarks == {"Arrival": "", "Peak": "entered 2 times", "Rest": "inserted", "Return": "left out"}


def test_a_phase_that_the_circle_did_not_reach() -> None:
    assert review(circle((18 * MIN, e.Closed())), Instant(START))[2].remark == "not reached"


def test_the_actuals_sum_to_the_session() -> None:
    s = circle((20 * MIN, e.PhaseEntered(PhaseId("arrival"), continues=True)), (31 * MIN, e.Closed()))
    whole = total(s, Instant(START + 999 * MIN))
    assert (whole.actual, whole.held, whole.over) == (31 * MIN, 2 * MIN, Millis(31 * MIN - 75 * MIN))


def test_what_was_put_in_was_not_planned() -> None:
    s = circle((20 * MIN, e.PhaseInserted(phase("Rest", 5), PhaseId("peak"))), (30 * MIN, e.Closed()))
    assert (total(s, Instant(START)).planned, sheet(s, Instant(START), lambda _: 60)[-1][2]) == (75 * MIN, 75.0)


def test_the_sheet_has_local_hours_and_minutes() -> None:
    s = circle((31 * MIN, e.Closed()))
    rows = sheet(s, Instant(START), lambda _: 60)
    header = "Phase, Group, Planned min, Date, Entered, Left, Actual min, Held min, Over min, Remark"
    assert rows[0] == tuple(header.split(", "))
    assert rows[1] == ("Arrival", "", 15.0, "2027-01-15", "09:00:00", "09:17:00", 17.0, 2.0, 2.0, "")
    assert rows[3][3:9] == (None, None, None, None, None, None)
    assert rows[-1] == ("Whole circle", None, 75.0, None, None, None, 31.0, 2.0, -44.0, None)


def test_a_phase_after_midnight_is_of_the_next_day() -> None:
    rows = sheet(circle((31 * MIN, e.Closed())), Instant(START), lambda _: 15 * 60 + 50)
    assert [row[3:5] for row in rows[1:3]] == [("2027-01-15", "23:50:00"), ("2027-01-16", "00:07:00")]


def test_the_zone_changes_in_mid_session() -> None:
    summer = entries([(0, e.Hushed()), (MIN, e.Unhushed())])
    winter = [type(x)(x.stamp, x.at, x.happened, 0, x.by, x.command, x.event) for x in summer[1:]]
    zone = zone_of([summer[0], *winter], otherwise=99)
    assert [zone(Instant(START + at)) for at in (-1, 0, MIN - 1, MIN, 9 * MIN)] == [99, 60, 60, 0, 0]


def test_a_hold_under_way_counts() -> None:
    held = review(circle((20 * MIN, e.Held("rain"))), Instant(START + 30 * MIN))[1]
    assert (held.held, held.actual) == (10 * MIN, 13 * MIN)
