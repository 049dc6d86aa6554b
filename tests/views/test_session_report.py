"""The report of a made-up day, section by section and line by line; and of one person, with nobody else in it."""

import re
from dataclasses import replace

import pytest

from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.ids import PersonId, TrackId
from kapcircle.core.leaving import Discharged
from kapcircle.core.person.identity import Names
from kapcircle.core.programme import NO_PROGRAMME
from kapcircle.core.questions import DayQuestions
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Session
from kapcircle.core.song import Answer, SongAsked, Why
from kapcircle.core.staffing import Covering, HandedOver, OnBreak
from kapcircle.views.account import account
from kapcircle.views.name_lint import ANOTHER
from kapcircle.views.printed import Chart, Facts, Lines, Paper, Part, Text, Together
from kapcircle.views.report_paper import Person, key, report
from kapcircle.views.session_report import MOVED_AWAY, UNSIGNED, Rows, Section, sections
from tests.made_up import MARA
from tests.safety.rooms import LEAD as ILIC
from tests.safety.rooms import NURSE, P1, P2, P3, P4, PROGRAMME, Day, minutes
from tests.views.medicine_day import CALLED, HIGH, known, medicine_day, told

JONAS, MADE_UP, LEAD = "Jonas (made up)", "Mara (made up)", "Dr. Ilić (made up)"


@pytest.fixture(scope="module")
def day() -> Day:
    return medicine_day()


def rows(day: Day, title: str, only: PersonId | None = None) -> Rows:
    return section(day, title, only).rows


def section(day: Day, title: str, only: PersonId | None = None) -> Section:
    return next(x for x in sections(told(day, only)) if x.title == title)


IN_ORDER = (
    "; activity 2, respiration 2, circulation 2, consciousness 2, SpO2 2; distress 1; oriented, steady gait, nausea "
    "none or tolerable, safety question asked, belongings and car keys seen to, aftercare and crisis numbers given, "
    "told not to drive until the next day, after sleep"
)
LINES = {
    "Attendance": (
        ("1", "Wren", "arrived", "09:00", "11:10", "130", ""),
        ("2", "Heron", "arrived", "09:00", "10:00", "60", ""),
        ("3", "Ash", "absent", "", "", "", "called in sick"),
        ("4", "Juniper", "late, then left", "09:00", "11:10", "130", "train, came with [Wren]"),
    ),
    "Gates and overrides": (
        ("09:00", "circle", "equipment signed: oxygen, AED", JONAS),
        ("09:00", "1 Wren", "ready", JONAS),
        ("09:00", "2 Heron", "ready", JONAS),
        ("09:00", "4 Juniper", "not today, slept badly", JONAS),
    ),
    "Doses and other medicine": (
        ("09:00", "1 Wren", "ordered: 50 mg IM, Dr. Ilić, first time at this route", LEAD),
        (
            "09:10",
            "1 Wren",
            (
                "given: 50 mg IM, left deltoid, lot L1, by Jonas, seen by Ana, confirmed as Wren, mat 1; "
                "second signature still to come"
            ),
            JONAS,
        ),
        (
            "09:12",
            "2 Heron",
            (
                "given: 80 mg IM, left deltoid, lot L1, by Jonas, seen by Ana, confirmed as Heron, mat 2, "
                "outside the programme’s range; second signature still to come"
            ),
            JONAS,
        ),
        ("10:00", "2 Heron", "given: Oxygen 2 l/min, by Jonas", JONAS),
    ),
    "Vital signs: 1 Wren": (
        ("09:00", "before", "120/80, pulse 72, SpO2 98 %, 70 kg", JONAS),
        ("09:25", "T+15", "172/104, pulse 96, SpO2 97 %", JONAS),
        ("10:00", "T+50", "120/80, pulse 72, SpO2 98 %, 70 kg", JONAS),
        ("11:10", "T+120", "120/80, pulse 72, SpO2 98 %, 70 kg", JONAS),
    ),
    "Vital signs: 2 Heron": (
        ("09:00", "before", "120/80, pulse 72, SpO2 98 %, 70 kg", JONAS),
        ("09:25", "T+13", "111/71, pulse 66, SpO2 99 %", MADE_UP),
    ),
    "Outside the signed range": (
        (
            "09:25",
            "1 Wren",
            "172/104, outside your programme’s range (160/100, set by Dr. Ilić (made up) on 15 Jan 2027)",
            f"09:25, {JONAS}: told the medical lead, told Dr. Ilić",
        ),
        ("09:25", "1 Wren", "Pressure back near baseline 120/80 after 35 min", ""),
    ),
    "Check-ins and observations": (
        ("09:00", "1 Wren", "questions of the day: safety no; fasted yes", JONAS),
        ("09:00", "2 Heron", "questions of the day: safety no; fasted yes", JONAS),
        ("09:25", "1 Wren", "inward, distress 2, hums; looks towards Heron on mat 2", JONAS),
        ("09:56", "2 Heron", "check-in: mood 6, warm", JONAS),
        ("11:10", "1 Wren", "present", JONAS),
    ),
    "Songs asked for": (),
    "Notes": (
        ("09:00", "circle", "Candles lit. [Heron] asked for more blankets.", MADE_UP),
        ("10:00", "2 Heron", "Weeps quietly", MADE_UP),
    ),
    "Incidents and near misses": (
        ("10:00", "2 Heron", "mild, fall, possibly related, helped up by [Wren], resolved", JONAS),
    ),
    "Emergency": (("10:00", "Emergency called for Heron", MADE_UP), ("10:00", "Stood down", MADE_UP)),
    "Leaving": (
        ("10:00", "2 Heron", "transferred to Harbour clinic (made up), by ambulance, all of it told", JONAS),
        ("11:10", "1 Wren", f"discharged with Sister (made up), Aldrete 10, signed JK and DI{IN_ORDER}", JONAS),
    ),
    "Recorded outside a gate": (),
    "Written down later": (("09:56", "10:00", "4 min", "2 Heron", "check-in: mood 6, warm"),),
    "Struck and withdrawn": (
        (
            "09:25",
            "1 Wren",
            "111/71, pulse 66, SpO2 99 %",
            (
                f"struck: wrong person: mat 1, moved to mat 2 ({MADE_UP}, 09:25); "
                "in its place: 111/71, pulse 66, SpO2 99 %"
            ),
        ),
        (
            "10:00",
            "2 Heron",
            "Weeps quietly, Juniper holds her hand",
            f"struck: it was Ash ({MADE_UP}, 10:00); in its place: Weeps quietly",
        ),
    ),
    "Team and others in the room": (
        ("09:00", "circle", "Ilic, medical lead, is here", JONAS),
        ("09:00", "circle", "Mara, facilitator, is here", JONAS),
        ("09:00", "circle", "Jonas, co-therapist, is here", JONAS),
    ),
    "Planned against actual": (
        ("Arrival", "30", "09:00", "0:00", "", "−30 min", ""),
        ("Dosing", "10", "09:00", "130", "70", "+2 h 00", ""),
        ("Peak", "40", "", "", "", "", "not reached"),
        ("Sharing", "30", "", "", "", "", "not reached"),
        ("Discharge", "60", "", "", "", "", "not reached"),
    ),
    "Sound and light": (
        ("09:00:00", "sound", "no music, 2:10:00"),
        ("09:00:00", "light", "dark, 0 %, over 0:00"),
    ),
    "Holds, more time, and what the room reported": (("10:00", "Held: for Wren", MADE_UP),),
}


def test_the_report_has_these_sections_and_no_other(day: Day) -> None:
    assert [x.title for x in sections(told(day))] == list(LINES)


@pytest.mark.parametrize("title", list(LINES))
def test_every_line_of_it(day: Day, title: str) -> None:
    assert rows(day, title) == LINES[title]


def test_a_dose_recorded_outside_a_gate_is_listed() -> None:
    early = Day()
    early.arrives(P1)
    early.dose(P1)
    assert [(row[0], row[1], row[3]) for row in rows(early, "Recorded outside a gate")] == [
        ("09:00", "1 Wren", "recorded outside gate: not marked ready")
    ]


def test_a_song_that_was_asked_for_is_told_by_alias_with_why_and_what_was_done() -> None:
    day = Day()
    day.arrives(P2)
    day.record(P2, SongAsked("what Renate likes", Why.AVOIDS, Answer.TALKED, no_lyrics=True))
    day.record(P2, SongAsked("Shore", Why.NOT_RIGHT, Answer.PLAYED, TrackId("tide"), "Tide"))
    assert rows(day, "Songs asked for") == (
        (
            "09:00",
            "2 Heron",
            "song “what [Wren] likes”: to avoid something, talked it through, no words in music",
            JONAS,
        ),
        ("09:00", "2 Heron", "song “Shore”: the music was not right, played, not again: Tide", JONAS),
    )


def test_who_of_the_team_covered_whom_was_away_and_handed_over() -> None:
    day = Day()
    for content in (
        Covering(NURSE.member, (P1, P3)),
        Covering(MARA.member, ()),
        OnBreak(NURSE.member, MARA.member),
        OnBreak(NURSE.member, MARA.member, back=True),
        HandedOver(MARA.member, NURSE.member, ("Renate wants water",)),
        HandedOver(NURSE.member, MARA.member),
    ):
        day.record(None, content)
    assert [row[2] for row in rows(day, "Team and others in the room")] == [
        f"{JONAS} covers mats 1, 3",
        f"{MADE_UP} covers nobody",
        f"{JONAS} is on a break, {MADE_UP} covers",
        f"{JONAS} is back",
        f"{MADE_UP} handed over to {JONAS}, open: [Wren] wants water",
        f"{JONAS} handed over to {MADE_UP}",
    ]


def test_a_baseline_of_the_same_minute_as_the_dose_was_before_it_and_without_a_dose_there_is_no_clock() -> None:
    day = Day()
    day.start(P1)
    day.arrives(P2)
    day.dose(P1)
    assert [row[1] for row in rows(day, "Vital signs: 1 Wren")] == ["before"]
    assert [row[1] for row in rows(day, "Vital signs: 2 Heron")] == [""]


def test_questions_of_the_day_are_kept_whole() -> None:
    early = Day()
    early.record(P1, DayQuestions(True, "Dr. Ilić", "", "none", "aspirin, like Beatrix", False, "4 h", "no"))
    assert rows(early, "Check-ins and observations")[0][2] == (
        "questions of the day: safety yes, told Dr. Ilić, no decision recorded; fasted no; substances none; "
        "medication aspirin, like [Heron]; sleep 4 h; pregnancy no"
    )


def test_an_override_of_a_discharge_stands_with_the_gates(day: Day) -> None:
    assert not [row for row in rows(day, "Gates and overrides") if "discharged" in row[2]]


def test_of_a_programme_that_is_not_signed_it_is_said_that_no_limit_acted() -> None:
    unsigned = Day(replace(PROGRAMME, signed=None))
    assert section(unsigned, "Outside the signed range").none == UNSIGNED


def test_an_alarm_that_nobody_acknowledged_is_told_as_such() -> None:
    early = Day()
    early.start(P1)
    early.dose(P1)
    early.later(minutes(1))
    early.record(P1, HIGH)
    assert rows(early, "Outside the signed range")[0][3] == "not acknowledged"
    assert rows(early, "Outside the signed range")[1][2].startswith("Pressure not back near baseline 120/80 yet")


# --- of one person ---

EVERY_NAME = {who: (x.alias, *x.names[0].split(), *filter(None, x.names[1:])) for who, x in CALLED.items()}


def spoken(paper: Paper) -> str:
    """All that stands on a paper, its charts included."""
    return "\n".join([paper.circle, paper.what, paper.alias, *_spoken(paper.parts)])


def _spoken(parts: tuple[Part, ...]) -> list[str]:
    said: list[str] = []
    for part in parts:
        match part:
            case Together(inner):
                said += _spoken(inner)
            case Lines(names, rows):
                said += [*names, *(cell for row in rows for cell in row)]
            case Facts(facts):
                said += [words for fact in facts for words in fact]
            case Chart(trend):
                said += [trend.alias, f"mat {trend.mat}", *(mark.words for mark in trend.marks)]
                said += [str(reading.systolic) for reading in trend.readings]
            case _:
                said.append(getattr(part, "words", ""))
    return said


@pytest.mark.parametrize("who", [P1, P2, P3, P4])
def test_a_persons_part_contains_nobody_else(day: Day, who: PersonId) -> None:
    words = spoken(report(told(day, who)))
    others = [name for other, names in EVERY_NAME.items() if other != who for name in names]
    assert not [name for name in others if re.search(rf"\b{name}\b", words, re.IGNORECASE)]
    mats = {mat for other, x in CALLED.items() if other != who for mat in x.mats}
    assert not [mat for mat in mats if re.search(rf"\bmat {mat}\b", words, re.IGNORECASE)]
    assert CALLED[who].alias in words
    assert "Candles" not in words, "what was noted about the circle is of the circle"


def test_the_same_is_found_where_it_would_stand(day: Day) -> None:
    assert re.search(r"\bHeron\b", spoken(report(told(day))))


def test_what_was_written_on_the_wrong_person_is_told_without_its_values(day: Day) -> None:
    paper = spoken(report(told(day, P1)))
    assert rows(day, "Struck and withdrawn", P1) == (("09:25", "1 Wren", "Vitals", MOVED_AWAY),)
    assert "111/71" not in paper
    assert "\n111" not in paper
    assert "111/71" in spoken(report(told(day, P2)))


def test_words_about_somebody_else_stand_in_brackets_and_are_counted(day: Day) -> None:
    paper = report(told(day, P1))
    assert rows(day, "Check-ins and observations", P1)[1][2] == (
        f"inward, distress 2, hums; looks towards {ANOTHER} on {ANOTHER}"
    )
    said = "In 1 record a name stood in what was typed: here another word in brackets stands for it."
    assert Text(said) in paper.parts


def test_an_emergency_is_told_on_the_part_of_whom_it_was_called_for(day: Day) -> None:
    assert rows(day, "Emergency", P1) == ()
    assert rows(day, "Emergency", P2) == LINES["Emergency"]


def test_an_emergency_of_the_whole_room_is_told_in_the_report_of_all() -> None:
    room = Day()
    for command in (c.Emergency(), c.WholeRoom(), c.Emergency(P1), c.StandDown()):
        room.do(command)
    assert [row[1] for row in rows(room, "Emergency")] == [
        "Emergency called",
        "Working light in the whole room, music out",
        "Emergency called for Wren",
        "Stood down",
    ]
    assert [row[1] for row in rows(room, "Emergency", P1)] == ["Emergency called for Wren", "Stood down"]


# --- on paper ---


def test_the_head_says_what_the_session_was(day: Day) -> None:
    facts = next(part for part in report(told(day)).parts if isinstance(part, Facts))
    assert dict(facts.rows) == {
        "Circle": "Harbour circle",
        "Kind of session": "open circle",
        "Planned for": "2027-01-15, 09:00",
        "Opened": "2027-01-15, 09:00",
        "Closed": "2027-01-15, 11:10",
        "As recorded until": "2027-01-15, 11:10",
        "Programme": "Made-up programme, version 1, signed by Dr. Ilić (made up) on 2027-01-15",
        "Length": "planned 2 h 50, actual 2 h 10",
        "Participants": "4 with a seat, 3 came, 2 with a dose",
    }


def test_a_session_without_programme_that_runs_still() -> None:
    bare = Day(NO_PROGRAMME)
    facts = dict(next(part for part in report(told(bare, P1)).parts if isinstance(part, Facts)).rows)
    assert (facts["Programme"], facts["Closed"], facts["Participant"]) == ("none", "not closed yet", "Wren, mat 1")
    unsigned = Day(replace(PROGRAMME, signed=None))
    assert "not signed" in spoken(report(told(unsigned)))


def test_a_session_that_nobody_opened_says_that_nothing_was_recorded() -> None:
    waiting = Day()
    empty = account(Session(), (), known(waiting))
    assert all(not section.rows for section in sections(empty))


def test_a_way_of_leaving_that_is_struck_after_the_close_is_told_as_missing() -> None:
    late = medicine_day()
    left = next(x for x in late.state.seats[P1].records if isinstance(x.content, Discharged))
    late.do(c.Strike(left.stamp, "another's"))
    assert ("", "1 Wren", "no way of leaving is recorded", "") in rows(late, "Leaving")
    assert ("", "1 Wren", "no way of leaving is recorded", "") in rows(late, "Leaving", P1)
    assert not any("no way" in row[2] for row in rows(late, "Leaving", P2))


def test_what_was_missing_of_a_discharge_and_let_stand_is_told() -> None:
    late = medicine_day()
    left = next(x for x in late.state.seats[P1].records if isinstance(x.content, Discharged))
    less = replace(left.content, driving=False, overridden=("Not told about driving",), reason="walks home")
    late.do(c.Correct(left.stamp, "not told", less), ILIC, left.happened)
    (told_,) = (row[2] for row in rows(late, "Leaving") if row[1] == "1 Wren" and "discharged" in row[2])
    assert told_.endswith("given; missing: told not to drive until the next day, after sleep")
    assert "overridden: Not told about driving (walks home)" in told_


def test_who_has_no_alias_is_a_participant() -> None:
    early = Day()
    early.record(P1, Attended(Attendance.ARRIVED))
    nameless = account(early.state, early.entries, replace(known(early), called={}))
    assert {row[1] for row in sections(nameless)[0].rows} == {"a participant"}


def test_the_key_is_a_sheet_of_its_own() -> None:
    wren = Person("Wren", 1, Names("Renate Beispiel", "Reni", "", 1980))
    people = [Person("Heron", 2, Names("Beatrix Invented")), wren]
    table = next(part for part in key("Harbour circle", "Medicine 2 of 3", people).parts if isinstance(part, Lines))
    assert table.rows == (
        ("1", "Wren", "Renate Beispiel", "Reni", "1980"),
        ("2", "Heron", "Beatrix Invented", "", ""),
    )
    assert Text("Nobody had a seat.") in key("Harbour circle", "Medicine", []).parts
