"""Trends are read off the records that count: late, struck and moved ones need no code of their own."""

from dataclasses import replace

from kapcircle.core.dose import MedicineGiven
from kapcircle.core.ids import Instant, Millis, PersonId
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.programme import Limit as ProgrammeLimit
from kapcircle.core.programme import Measure, Moment, Urgency
from kapcircle.core.rundown import Music, Rundown, Silence
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Session
from kapcircle.core.vitals import Vitals, VitalsNotTaken, WhyNot
from kapcircle.views.circle_trends import circle_trends
from kapcircle.views.trends import DOSE, NOT_TAKEN, SEEN, Channel, Limit, Mark, Trend
from tests.core.caring import CALM, HIGH, P1, PROGRAMME, UNSIGNED, Ward, at, dose, dosed, limits
from tests.core.circles import Circle
from tests.made_up import MINUTES, START, TRACKS, cue, phase, small_plan


def alias(person: PersonId) -> str:
    return person.upper()


def of(ward: Ward, person: PersonId = P1) -> Trend:
    return next(x for x in circle_trends(ward.state, alias) if x.person == person)


def test_everybody_has_one_in_mat_order_before_and_after_the_opening() -> None:
    planned = Session(plan=replace(small_plan(), mats=((PersonId("b"), 2), (PersonId("a"), 1))))
    assert circle_trends(planned, alias) == (Trend(PersonId("a"), "A", 1), Trend(PersonId("b"), "B", 2))
    opened = circle_trends(Ward().state, alias)
    assert [(x.alias, x.mat) for x in opened] == [("P1", 1), ("P2", 2), ("P3", 3), ("P4", 4)]


def test_readings_by_when_they_were_taken_and_the_own_dose() -> None:
    found = of(dosed((30, CALM), (15, Vitals(130, 80, None, 97, respiration=14))))
    assert [r.at for r in found.valid] == [at(-30), at(15), at(30)]
    assert found.t0 == at(0)
    assert (found.valid[1].pulse, found.valid[1].respiration) == (None, 14)
    assert of(dosed(), PersonId("p2")).t0 is None


def test_outside_is_of_the_signed_range_that_held_then() -> None:
    ward = dosed((31, HIGH))
    ward.record(-10, Vitals(150, 80))
    found = of(ward)
    assert [sorted(r.outside) for r in found.valid] == [[], ["systolic"], ["systolic"]]
    assert not any(r.outside for r in of(dosed((31, HIGH), programme=UNSIGNED)).valid)


def test_signed_limits_come_with_their_name_and_unsigned_ones_not_at_all() -> None:
    found = of(dosed()).limits
    assert found.signed == "Dr Made-up"
    assert set(found.lines) == {
        Limit(Channel.SYSTOLIC, 160, upper=True),
        Limit(Channel.DIASTOLIC, 100, upper=True),
        Limit(Channel.SPO2, 94, upper=False),
    }
    before = of(dosed(), PersonId("p2")).limits
    assert set(before.lines) == {Limit(Channel.SYSTOLIC, 140, upper=True), Limit(Channel.DIASTOLIC, 90, upper=True)}
    assert of(dosed(programme=UNSIGNED)).limits.lines == ()


def test_of_two_lower_edges_the_first_that_is_met_and_none_of_what_is_not_drawn() -> None:
    more = (
        ProgrammeLimit(Measure.SPO2, Moment.AFTER, Urgency.NOW, low=90),
        ProgrammeLimit(Measure.TEMPERATURE, Moment.AFTER, Urgency.TELL, high=38),
    )
    found = of(dosed(programme=replace(PROGRAMME, limits=(*limits(), *more)))).limits
    assert [x.value for x in found.lines if x.channel is Channel.SPO2] == [94]
    assert len(found.lines) == 3


def test_a_struck_reading_stays_in_sight_and_a_struck_dose_is_no_dose() -> None:
    ward = Ward()
    wrong = ward.record(10, HIGH)
    given = ward.record(0, dose())
    ward.strike(wrong)
    ward.strike(given)
    found = of(ward)
    assert [r.struck for r in found.readings] == [True]
    assert found.valid == ()
    assert found.t0 is None
    assert found.marks == ()


def test_doses_observations_medicine_and_checks_that_were_not_taken_are_marks() -> None:
    ward = dosed(
        (20, Observed(Depth.DEEP, distress=2)),
        (30, VitalsNotTaken(WhyNot.ASLEEP)),
        (40, MedicineGiven("oxygen", "2 l/min")),
    )
    assert of(ward).marks == (
        Mark(at(0), DOSE, "50 mg IM"),
        Mark(at(20), SEEN, "deep, distress 2"),
        Mark(at(30), NOT_TAKEN, "asleep, not to be woken"),
        Mark(at(40), SEEN, "given: oxygen 2 l/min"),
    )


def test_a_reading_that_changes_one_person_leaves_the_trends_of_the_others_equal() -> None:
    ward = dosed()
    before = circle_trends(ward.state, alias)
    ward.record(15, CALM)
    after = circle_trends(ward.state, alias)
    assert [a == b for a, b in zip(before, after, strict=True)] == [False, True, True, True]


def test_phases_and_music_as_they_were() -> None:
    tide, shore = (Music(x.title, (x.id,)) for x in TRACKS[:2])
    quiet = cue("quiet", Silence(), pre_wait=Millis(10 * MINUTES))
    later = cue("shore", shore, pre_wait=Millis(20 * MINUTES))
    circle = Circle(Rundown((phase("Arrival", 15, cue("tide", tide)), phase("Peak", 40, quiet, later))))
    circle.do(c.Open())
    circle.later(15 * MINUTES)
    circle.do(c.Next())
    circle.later(25 * MINUTES)
    (one, *_) = circle_trends(circle.state, alias)

    def minutes(since: int | None) -> int | None:
        return None if since is None else (since - START) // MINUTES

    assert [(b.name, minutes(b.start), minutes(b.end)) for b in one.bands] == [("Arrival", 0, 15), ("Peak", 15, None)]
    assert [(s.title, minutes(s.start), minutes(s.end)) for s in one.strips] == [("Tide", 0, 25), ("Shore", 35, None)]
    (now, *_) = circle_trends(circle.state, alias, Instant(START + 39 * MINUTES))
    assert (minutes(now.bands[-1].end), minutes(now.strips[-1].end)) == (39, 39), "they go as far as the time does"
    circle.do(c.Close())
    (over, *_) = circle_trends(circle.state, alias)
    assert (minutes(over.bands[-1].end), minutes(over.strips[-1].end)) == (40, 40)
