"""A programme in words: its figures read back, what a version changed, what is typed into its fields."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import DAY, MINUTE, Instant, MemberId, Millis
from kapcircle.core.programme import SETTING, Cited, ConsentText, RatioBand, ScreeningItem, Signed
from kapcircle.core.programme_checks import Fault, check_programme
from kapcircle.core.programmes import Step
from kapcircle.views import programme_blanks as b
from kapcircle.views.programme import (
    Figure,
    changes,
    faults_at,
    faults_of,
    faults_within,
    figures,
    holds,
    standing,
    step_words,
)
from kapcircle.views.programme_blanks import Blank
from kapcircle.views.programme_sections import sections
from kapcircle.views.programme_work import STEPS, Work
from tests.made_up import START, small_programme

SMALL = small_programme()
PARTS = {x.name: x for x in sections(("Open circle",))}
BLANKS = {blank.field: blank for part in PARTS.values() for blank in part.blanks}
LISTS = {records.field: records for part in PARTS.values() for records in part.records}


def of_list(field: str, name: str) -> Blank:
    return next(x for line in LISTS[field].rows for x in line if x.field == name)


# what is read back


def test_every_clinical_figure_is_read_back_with_its_source() -> None:
    read = figures(replace(SMALL, sources=(Cited("unseen", "A study"),)))
    assert Figure("Vitals and limits", "systolic after the dose above 160 mmHg: tell the medical lead", SETTING) in read
    due = "Vital signs due after the dose, min: 15, 30, 40, 60"
    assert Figure("Vitals and limits", due, SMALL.vitals.source) in read
    assert Figure("Doses and clocks", "IM below 0.5 or above 1 mg/kg: check the order", SETTING) in read
    assert Figure("Doses and clocks", "IM: onset 5, peak 20, return 60 min", SETTING) in read
    assert Figure("Room and staff", "Unseen, a person wants eyes after, min: 10", "A study") in read
    assert Figure("Room and staff", "any dose: at most 4 to each of the staff", SETTING) in read
    assert Figure("Room and staff", "Equipment: Oxygen") in read
    assert Figure("Screening", "psychosis: excludes, no override", SETTING) in read
    assert Figure("Consents", "treatment: Taking part, version 1 of the text") in read
    assert Figure("Sessions", "Week 2, day 1: Medicine 1, medicine, cohort, in person", SETTING) in read
    assert Figure("After", "Next day: 1 d after", SETTING) in read
    assert Figure("After", "PHQ-9: baseline", SETTING) in read


def test_no_field_that_acts_is_left_out_of_the_reading() -> None:
    """Each is changed in turn, and the figures that are read back are then others."""
    one = Millis(MINUTE)
    acts: dict[str, Any] = {
        "weeks": 5,
        "sessions": SMALL.sessions[:1],
        "medicine_sessions": 2,
        "medicine_cap": 5,
        "preparations": 0,
        "vitals": replace(SMALL.vitals, grace=one),
        "limits": SMALL.limits[1:],
        "doses": (),
        "clocks": (),
        "minimum_observation": one,
        "unseen": one,
        "booster_point": one,
        "back_within": 15,
        "one_injection": one,
        "ratio": (RatioBand(2),),
        "integration": replace(SMALL.integration, closes=Millis(4 * DAY)),
        "follow_ups": (),
        "boosters": replace(SMALL.boosters, a_day=1),
        "maintenance": replace(SMALL.maintenance, cap=3),
        "instruments": (),
        "screening": (),
        "screening_lasts": DAY,
        "clearance_lasts": DAY,
        "consents": (),
        "equipment": (),
        "aldrete_least": 8,
        "aldrete_percent": True,
        "turning": Millis(30_000),
    }
    words = {"id", "name", "version", "about", "source", "sources", "signed"}
    assert {*acts, *words} == set(SMALL.__dataclass_fields__)
    for field, value in acts.items():
        assert figures(replace(SMALL, **{field: value})) != figures(SMALL), field


def test_what_a_version_changed() -> None:
    after = replace(SMALL, unseen=Millis(12 * MINUTE), limits=SMALL.limits[1:])
    assert changes(SMALL, after) == (
        "− Vitals and limits: systolic after the dose above 160 mmHg: tell the medical lead",
        "− Room and staff: Unseen, a person wants eyes after, min: 10",
        "+ Room and staff: Unseen, a person wants eyes after, min: 12",
    )
    assert changes(SMALL, SMALL) == ()
    assert changes(SMALL, replace(SMALL, about="Otherwise.")) == (
        "Only words were changed: a name, a description, a text, or a source.",
    )


def test_whether_it_is_signed() -> None:
    assert standing(SMALL, lambda _: 60) == "not signed: its limits do not act"
    signed = replace(SMALL, signed=Signed(MemberId("iris"), "Dr Iris", Instant(START)))
    assert standing(signed, lambda _: 60) == "signed by Dr Iris on 15 Jan 2027"


@pytest.mark.parametrize(
    ("step", "by", "words"),
    [
        (Step.SAVED, "Mara", "Version 2 saved by Mara"),
        (Step.SIGNED, "Dr Iris", "Version 2 signed by Dr Iris"),
        (Step.WITHDRAWN, "Dr Iris", "Signature of version 2 withdrawn by Dr Iris"),
        (Step.SAVED, "", "Version 2 saved"),
    ],
)
def test_a_line_of_its_history(step: Step, by: str, words: str) -> None:
    assert step_words(step, 2, by) == words


def test_what_is_in_it() -> None:
    assert holds(SMALL) == ("4 weeks, 4 sessions, 3 of them medicine; 2 limits, 1 screening question, 1 consent text.")


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (ScreeningItem("liver", "?"), "liver: a prescriber reviews it"),
        (ScreeningItem("heart", "?", excludes=True), "heart: excludes"),
        (ScreeningItem("use", "?", excludes=True, unless="it is treated"), "use: excludes, unless it is treated"),
    ],
)
def test_what_a_yes_means(item: ScreeningItem, words: str) -> None:
    assert LISTS["screening"].aloud(item) == words


def test_a_consent_that_may_be_refused_says_so() -> None:
    consent = ConsentText("touch", "Touch", 2, "None.", required=False)
    assert LISTS["consents"].aloud(consent) == "touch: Touch, version 2 of the text, may be refused"


# where a fault is shown


def test_faults_stand_at_their_field_their_record_and_their_part() -> None:
    wrong = replace(SMALL, weeks=0, limits=(replace(SMALL.limits[0], high=1600.0), *SMALL.limits[1:]), ratio=())
    faults = check_programme(wrong)
    assert faults_at(faults, "weeks").startswith("Outline: a programme lasts")
    assert [x.field for x in faults_within(faults, "limits", 0)] == ["high"]
    assert faults_within((Fault("limits[1]", "x"), Fault("limits[10]", "y")), "limits", 1) == (Fault("", "x"),)
    assert len(faults_of(faults, PARTS["Outline"])) == 1
    assert [x.field for x in faults_of(faults, PARTS["Vitals and limits"])] == ["limits[0].high", "limits[1].high"]
    assert [x.field for x in faults_of(faults, PARTS["Room and staff"])] == ["ratio"]


def test_each_fault_has_a_part_that_shows_it() -> None:
    from tests.core.test_programme_checks import test_a_fault_is_found_at_its_field as table

    (cases,) = (x for x in table.pytestmark if x.name == "parametrize")
    for changed, field, _ in cases.args[1]:
        faults = tuple(x for x in check_programme(replace(SMALL, **changed)) if x.field == field)
        assert sum(len(faults_of(faults, part)) for part in PARTS.values()) == len(faults) > 0, field


# what is typed


@pytest.mark.parametrize(
    ("read", "typed", "value"),
    [
        (b.whole, "12", 12),
        (b.day, "1", 0),
        (b.number, "0,75", 0.75),
        (b.maybe, "", None),
        (b.maybe, "92", 92.0),
        (b.minutes, "7.5", Millis(450_000)),
        (b.minutes, "1:30:00", Millis(90 * MINUTE)),
        (b.moments, "15, 30;40 60", tuple(Millis(m * MINUTE) for m in (15, 30, 40, 60))),
        (b.hours, "1.5", Millis(90 * MINUTE)),
        (b.days, "90", Millis(90 * DAY)),
        (b.lines, " one \n\n two", ("one", "two")),
        (b.source, "", SETTING),
        (b.source, "A paper", "A paper"),
        (b.needed, "x", "x"),
    ],
)
def test_it_is_read(read: Callable[[str], Any], typed: str, value: Any) -> None:
    assert read(typed) == value


@pytest.mark.parametrize(
    ("read", "typed", "words"),
    [
        (b.whole, "2.5", "Type a whole number, as in 3."),
        (b.whole, "-1", "Type a whole number"),
        (b.day, "0", "The days of a week are 1 to 7."),
        (b.number, "many", "Type a number, as in 0.5."),
        (b.number, "nan", "Type a number"),
        (b.minutes, "soon", "is not a length"),
        (b.needed, "", "Type something here."),
    ],
)
def test_it_is_refused_with_what_to_type(read: Callable[[str], Any], typed: str, words: str) -> None:
    with pytest.raises(KnownError) as error:
        read(typed)
    assert words in str(error.value)


@pytest.mark.parametrize("blank", [x for x in BLANKS.values() if not x.options and not x.tick], ids=lambda x: x.field)
def test_what_a_field_shows_is_read_as_what_stands_there(blank: Blank) -> None:
    assert b.taken(SMALL, blank, b.shown(SMALL, blank)) == SMALL


@pytest.mark.parametrize("field", LISTS)
def test_what_the_fields_of_a_record_show_is_read_as_what_stands_there(field: str) -> None:
    for record in (*getattr(SMALL, field), LISTS[field].fresh()):
        for blank in (x for line in LISTS[field].rows for x in line if not x.options and not x.tick):
            assert b.taken(record, blank, b.shown(record, blank)) == record
        assert all(column.text(record) for column in LISTS[field].columns)


def test_a_figure_that_is_changed_is_the_practices_own() -> None:
    cited = replace(SMALL, sources=(Cited("weeks", "A paper"), Cited("unseen", "A study")))
    changed = b.taken(cited, BLANKS["weeks"], "6")
    assert (changed.weeks, changed.source_of("weeks"), changed.source_of("unseen")) == (6, SETTING, "A study")
    schedule = b.taken(cited, BLANKS["vitals.every"], "20")
    assert (schedule.vitals.every, schedule.vitals.source) == (Millis(20 * MINUTE), SETTING)
    limit = replace(SMALL.limits[0], source="A label")
    assert b.taken(limit, of_list("limits", "high"), "155") == replace(limit, high=155.0, source=SETTING)
    assert b.taken(limit, of_list("limits", "high"), "160") == limit
    item = replace(SMALL.screening[0], source="A page")
    assert b.taken(item, of_list("screening", "question"), "Voices?").source == "A page"


def test_where_a_figure_comes_from_is_typed_beside_it() -> None:
    changed = b.taken(SMALL, BLANKS["sources.weeks"], "Our own pilot")
    assert changed.source_of("weeks") == "Our own pilot"
    again = b.taken(changed, BLANKS["sources.weeks"], "")
    assert again.source_of("weeks") == SETTING
    assert b.taken(SMALL, BLANKS["vitals.source"], "A label").vitals.source == "A label"
    assert b.taken(SMALL, BLANKS["about"], "Ours.").about == "Ours."


def test_a_choice_shows_its_words() -> None:
    assert b.shown(SMALL, BLANKS["aldrete_percent"]) == "mmHg of the baseline"
    gone = replace(SMALL.sessions[0], rundown="One that is gone")
    assert b.shown(gone, of_list("sessions", "rundown")) == "One that is gone"


def test_yes_and_no_are_words() -> None:
    assert b.shown(SMALL.consents[0], of_list("consents", "required")) == "yes"
    assert b.shown(SMALL.sessions[0], of_list("sessions", "virtual")) == "no"


# the bench


def test_changes_go_back_and_forth() -> None:
    work = Work(SMALL, SMALL)
    assert not work.changed
    first, second = replace(SMALL, about="One."), replace(SMALL, about="Two.")
    work = work.turned_into(first).turned_into(second)
    assert (work.now, work.changed, work.next_version) == (second, True, 2)
    assert work.undone().now == first
    assert work.undone().undone().undone().now == SMALL
    assert work.undone().redone().redone().now == second
    assert work.undone().turned_into(SMALL).after == ()


def test_as_many_changes_as_anybody_takes_back_are_kept() -> None:
    work = Work(None, SMALL)
    for n in range(STEPS + 5):
        work = work.turned_into(replace(SMALL, about=str(n)))
    assert len(work.before) == STEPS
    assert work.next_version == 1
