"""What may be wrong with a programme: each fault is found at its field, and said in words that name the place."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.ids import DAY, MINUTE, Millis
from kapcircle.core.programme import (
    BoosterPolicy,
    ConsentText,
    DoseRange,
    FollowUpPoint,
    InstrumentPlan,
    IntegrationWindow,
    Limit,
    Maintenance,
    Measure,
    Moment,
    PlannedSession,
    Programme,
    RatioBand,
    Route,
    RouteClock,
    ScreeningItem,
    SessionKind,
    Urgency,
    VitalsSchedule,
)
from kapcircle.core.programme_checks import Fault, check_programme
from tests.made_up import small_programme

GOOD = small_programme()
SYSTOLIC = Limit(Measure.SYSTOLIC, Moment.AFTER, Urgency.TELL, high=160)
SPO2 = Limit(Measure.SPO2, Moment.AFTER, Urgency.TELL, low=94)
PREPARATION = PlannedSession("Preparation", SessionKind.PREPARATION, 1)
ITEM = ScreeningItem("heart", "Is there heart disease?")
CONSENT = ConsentText("touch", "Touch", 1, "Touch is never needed.")


def length(minutes: float) -> Millis:
    return Millis(round(minutes * MINUTE))


def clock(onset: int, peak: int, back: int, route: Route = Route.IM) -> RouteClock:
    return RouteClock(route, length(onset), length(peak), length(back))


def after(*minutes: int) -> VitalsSchedule:
    return VitalsSchedule(after=tuple(length(m) for m in minutes))


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"name": " "}, "name", "Give the programme a name."),
        ({"weeks": 0}, "weeks", "Outline: a programme lasts 1 to 104 weeks, not 0."),
        ({"weeks": 105}, "weeks", "Outline: a programme lasts 1 to 104 weeks, not 105."),
        ({"medicine_cap": 7}, "medicine_cap", "Outline: the cap of medicine sessions is 3 to 6, not 7."),
        ({"medicine_cap": 2}, "medicine_cap", "Outline: the cap of medicine sessions is 3 to 6, not 2."),
        (
            {"medicine_sessions": 4, "medicine_cap": 3},
            "medicine_sessions",
            "Outline: 4 medicine sessions are not within the cap of 3. Plan fewer, or raise the cap.",
        ),
        ({"medicine_sessions": -1}, "medicine_sessions", "Outline: -1 medicine sessions are not within the cap of 6."),
        ({"preparations": -1}, "preparations", "Outline: preparation meetings needed are 0 or more."),
        (
            {"preparations": 2},
            "preparations",
            "Outline: 2 preparation meetings are needed before medicine, and the sessions have 1 before the first.",
        ),
        (
            {"sessions": (PREPARATION,)},
            "sessions",
            "Sessions: 0 are medicine sessions, and the outline says 3. Make the two the same.",
        ),
        ({"sessions": (replace(PREPARATION, title=""),)}, "sessions[0].title", "Session 1: give it a title."),
        (
            {"sessions": (replace(PREPARATION, week=5),)},
            "sessions[0].week",
            "Session 1: week 5 is not one of the 4 weeks.",
        ),
        (
            {"sessions": (replace(PREPARATION, day=7),)},
            "sessions[0].day",
            "Session 1: the day of a week is 1 to 7, not 8.",
        ),
        (
            {"vitals": VitalsSchedule(baseline=Millis(0))},
            "vitals.baseline",
            "Vitals: the baseline's age is more than 0 minutes, and at most a day.",
        ),
        (
            {"vitals": VitalsSchedule(recheck=Millis(DAY + 1))},
            "vitals.recheck",
            "Vitals: the recheck is more than 0 minutes, and at most a day.",
        ),
        (
            {"vitals": VitalsSchedule(grace=length(30))},
            "vitals.grace",
            "Vitals: the grace is 0 minutes or more, and shorter than the interval.",
        ),
        (
            {"vitals": after(15, 40, 30)},
            "vitals.after",
            "Vitals: the minutes after the dose must rise from above 0, and are 15, 40, 30.",
        ),
        ({"vitals": after(0, 15)}, "vitals.after", "Vitals: the minutes after the dose must rise"),
        (
            {"limits": (replace(SYSTOLIC, high=None),)},
            "limits[0]",
            "Limit, systolic after the dose, tell the medical lead: give it a lowest or a highest value.",
        ),
        (
            {"limits": (replace(SYSTOLIC, high=1600),)},
            "limits[0].high",
            "Limit, systolic after the dose, tell the medical lead: 1600 is not between 40 and 300 mmHg.",
        ),
        (
            {"limits": (replace(SPO2, low=101),)},
            "limits[0].low",
            "Limit, SpO2 after the dose, tell the medical lead: 101 is not between 50 and 100 %.",
        ),
        (
            {"limits": (replace(SYSTOLIC, low=170),)},
            "limits[0].high",
            "Limit, systolic after the dose, tell the medical lead: the highest, 160, is not above 170.",
        ),
        (
            {"limits": (SYSTOLIC, replace(SYSTOLIC, high=150))},
            "limits[1]",
            "Limit, systolic after the dose, tell the medical lead: it stands twice. Keep one of them.",
        ),
        (
            {"limits": (SYSTOLIC, replace(SYSTOLIC, urgency=Urgency.NOW, high=150))},
            "limits[1].high",
            "Limit, systolic after the dose, tell the medical lead now: 150 is below 160, where it is told.",
        ),
        (
            {"limits": (SPO2, replace(SPO2, urgency=Urgency.NOW, low=95))},
            "limits[1].low",
            "Limit, SpO2 after the dose, tell the medical lead now: 95 is above 94, where it is told.",
        ),
        (
            {"doses": (DoseRange(Route.IM, 1.0, 0.5),)},
            "doses[0].low",
            "Dose range, IM: from 1 to 0.5 is no range above 0.",
        ),
        ({"doses": (DoseRange(Route.IM, 0.0, 0.5),)}, "doses[0].low", "Dose range, IM: from 0 to 0.5 is no range"),
        (
            {"doses": (DoseRange(Route.IM, 0.5, 1.0, "ml"),)},
            "doses[0].unit",
            "Dose range, IM: the unit is mg/kg or mg, not ml.",
        ),
        (
            {"doses": (DoseRange(Route.ORAL, 0.5, 1.0),)},
            "doses[0]",
            "Dose range, oral: this route has no clock. Add one.",
        ),
        (
            {"doses": (DoseRange(Route.IM, 0.5, 1.0), DoseRange(Route.IM, 0.2, 0.5))},
            "doses",
            "Dose range: IM stands 2 times. Keep one of them.",
        ),
        (
            {"clocks": (clock(20, 5, 60),)},
            "clocks[0].onset",
            "Clock, IM: onset, peak and return follow one another, above 0.",
        ),
        ({"clocks": (clock(0, 5, 60),)}, "clocks[0].onset", "Clock, IM: onset, peak and return follow"),
        ({"clocks": (clock(5, 20, 60),) * 2}, "clocks", "Clock: IM stands 2 times. Keep one of them."),
        ({"screening": (replace(ITEM, key=""),)}, "screening[0].key", "Screening, item 1: give it a short name"),
        ({"screening": (replace(ITEM, question=""),)}, "screening[0].question", "Screening, heart: say what is asked."),
        (
            {"screening": (replace(ITEM, hard=True),)},
            "screening[0].hard",
            "Screening, heart: what has no override excludes, and has no exception. Change one.",
        ),
        (
            {"screening": (replace(ITEM, hard=True, excludes=True, unless="treated"),)},
            "screening[0].hard",
            "Screening, heart: what has no override excludes, and has no exception.",
        ),
        ({"screening": (ITEM, ITEM)}, "screening", "Screening: heart stands 2 times. Keep one of them."),
        ({"screening_lasts": Millis(0)}, "screening_lasts", "Screening: a screening lasts a day or longer."),
        ({"clearance_lasts": Millis(0)}, "clearance_lasts", "Screening: a clearance lasts a day or longer."),
        ({"consents": (replace(CONSENT, kind=""),)}, "consents[0].kind", "Consent, number 1: give it a kind."),
        ({"consents": (replace(CONSENT, title=""),)}, "consents[0].title", "Consent, touch: give it a title."),
        ({"consents": (replace(CONSENT, text=""),)}, "consents[0].text", "Consent, touch: give it a text."),
        (
            {"consents": (replace(CONSENT, version=0),)},
            "consents[0].version",
            "Consent, touch: versions of its text count from 1.",
        ),
        (
            {"consents": (replace(CONSENT, teach_back=("",)),)},
            "consents[0].teach_back",
            "Consent, touch: a line to say back is empty. Fill it or remove it.",
        ),
        ({"consents": (CONSENT, CONSENT)}, "consents", "Consent: touch stands 2 times. Keep one of them."),
        (
            {"minimum_observation": Millis(0)},
            "minimum_observation",
            "Room: the minimum observation is more than 0 minutes, and at most a day.",
        ),
        ({"unseen": Millis(0)}, "unseen", "Room: the time unseen is more than 0 minutes, and at most a day."),
        ({"back_within": -1}, "back_within", "Room: a pressure is back within 0 to 100 mmHg of the baseline."),
        ({"one_injection": Millis(-1)}, "one_injection", "Doses: “entered twice” is 0 minutes or more"),
        (
            {"turning": Millis(4_999)},
            "turning",
            "Room: music that softens, deepens, grounds or lifts comes over 5 to 120 seconds.",
        ),
        (
            {"turning": Millis(120_001)},
            "turning",
            "Room: music that softens, deepens, grounds or lifts comes over 5 to 120 seconds.",
        ),
        ({"booster_point": Millis(-1)}, "booster_point", "Room: the point of a supplementary dose is 0 minutes"),
        ({"ratio": (RatioBand(0),)}, "ratio", "Staff ratio: each of the staff sits with one or more people."),
        ({"ratio": ()}, "ratio", "Staff ratio: the last band has no upper dose, so that each dose is in one."),
        ({"ratio": (RatioBand(4, 0.5),)}, "ratio", "Staff ratio: the last band has no upper dose"),
        (
            {"ratio": (RatioBand(6, 1.0), RatioBand(4, 0.5), RatioBand(2))},
            "ratio",
            "Staff ratio: the bands stand in the order of their doses, above 0.",
        ),
        ({"ratio": (RatioBand(4), RatioBand(2))}, "ratio", "Staff ratio: the bands stand in the order of their doses"),
        (
            {"ratio": (RatioBand(2, 0.5), RatioBand(4))},
            "ratio",
            "Staff ratio: a stronger band may not have more people to each of the staff.",
        ),
        ({"equipment": ("Oxygen", "")}, "equipment", "Equipment: a line is empty. Fill it or remove it."),
        ({"equipment": ("AED", "AED")}, "equipment", "Equipment: AED stands 2 times. Keep one of them."),
        ({"aldrete_least": 11}, "aldrete_least", "Room: the modified Aldrete score is of 10, not 11."),
        (
            {"integration": IntegrationWindow(closes=Millis(0))},
            "integration.closes",
            "Integration window: it closes after it opens.",
        ),
        (
            {"integration": IntegrationWindow(marked_to=Millis(6 * DAY))},
            "integration.marked_from",
            "Integration window: what is marked lies within it.",
        ),
        (
            {"integration": IntegrationWindow(every=Millis(DAY - 1))},
            "integration.every",
            "Integration window: a contact every so many days, a day at least, or 0: none.",
        ),
        (
            {"integration": IntegrationWindow(every=Millis(-DAY))},
            "integration.every",
            "Integration window: a contact every so many days, a day at least, or 0: none.",
        ),
        ({"follow_ups": (FollowUpPoint("", DAY),)}, "follow_ups[0].name", "Follow-up 1: give it a name."),
        (
            {"follow_ups": (FollowUpPoint("Late", Millis(2 * DAY)), FollowUpPoint("Early", DAY))},
            "follow_ups",
            "Follow-ups: they stand in the order of time, above 0 days.",
        ),
        ({"boosters": BoosterPolicy(closes=DAY)}, "boosters.closes", "Boosters: their time closes after it opens."),
        (
            {"boosters": BoosterPolicy(a_day=-1)},
            "boosters.a_day",
            "Boosters: 0 or more a day, each longer than 0 minutes.",
        ),
        (
            {"maintenance": Maintenance(Millis(0))},
            "maintenance.interval",
            "Maintenance: the interval is a day or longer, the cap 0 or more a year.",
        ),
        ({"instruments": (InstrumentPlan("PHQ-9", ""),)}, "instruments[0]", "Questionnaire 1: say which, and when."),
    ],
)
def test_a_fault_is_found_at_its_field(changed: dict[str, Any], field: str, words: str) -> None:
    assert check_programme(GOOD) == ()
    faults = check_programme(replace(GOOD, **changed))
    found = [x for x in faults if x.field == field and x.words.startswith(words)]
    assert found, faults


def test_what_is_said_at_once_may_lie_where_it_is_told() -> None:
    now = replace(SYSTOLIC, urgency=Urgency.NOW)
    assert check_programme(replace(GOOD, limits=(SYSTOLIC, now))) == ()
    before = replace(now, moment=Moment.BEFORE, high=150)
    assert check_programme(replace(GOOD, limits=(SYSTOLIC, before, SPO2))) == ()


def test_limits_on_the_other_side_are_not_compared() -> None:
    low = Limit(Measure.PULSE, Moment.AFTER, Urgency.TELL, low=50)
    high = Limit(Measure.PULSE, Moment.AFTER, Urgency.NOW, high=140)
    assert check_programme(replace(GOOD, limits=(low, high))) == ()


def test_bands_by_dose_are_read_from_the_mildest() -> None:
    bands = (RatioBand(6, 0.5), RatioBand(4, 1.0), RatioBand(2))
    assert check_programme(replace(GOOD, ratio=bands)) == ()


def test_a_programme_without_sessions_yet_has_no_fault_in_them() -> None:
    assert check_programme(replace(GOOD, sessions=())) == ()


def test_a_programme_without_medicine_needs_no_preparation() -> None:
    circle = PlannedSession("Open circle", SessionKind.OPEN_CIRCLE, 1)
    assert check_programme(replace(GOOD, sessions=(circle,), medicine_sessions=0, preparations=1)) == ()


def test_an_empty_programme_says_everything_that_it_lacks_in_order() -> None:
    bare = Programme(GOOD.id, "", ratio=(), unseen=Millis(0))
    assert [x.field for x in check_programme(bare)] == ["name", "unseen", "ratio"]
    assert Fault("name", "Give the programme a name.") in check_programme(bare)
