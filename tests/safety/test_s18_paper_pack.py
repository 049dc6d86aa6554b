"""S18: what is printed the evening before, so that a session goes on when the laptop does not."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kapcircle import places
from kapcircle.core.attending import Other, OtherRole
from kapcircle.core.details import Details
from kapcircle.core.ids import Millis, OtherId
from kapcircle.core.programme import DoseRange, Limit, Measure, Moment, Route, Urgency, VitalsSchedule
from kapcircle.exports import printed_pdf
from kapcircle.views.paper_pack import due_lines, paper_pack
from kapcircle.views.printed import BLANK, Blanks, Facts, Paper
from tests.made_up import MINUTES, START
from tests.safety.rooms import PROGRAMME
from tests.views.packed import CARDS, pack


def words(paper: Paper) -> list[str]:
    body = printed_pdf.write(paper, places.resources() / "fonts")
    return [page.extract_text() for page in PdfReader(io.BytesIO(body), strict=True).pages]


@pytest.fixture(scope="module")
def printed() -> list[str]:
    return words(paper_pack(pack()))


def of(printed: list[str], title: str) -> str:
    """The page that begins with this."""
    return next(page for page in printed if page.startswith(f"{title}\n"))


@pytest.mark.parametrize("card", CARDS)
def test_s18_a_sheet_for_each_person_with_the_times_at_which_vital_signs_fall_due(
    printed: list[str], card: object
) -> None:
    page = of(printed, f"{card.mat} {card.alias}: vital signs, and leaving")  # type: ignore[attr-defined] # a card
    for due in ("Baseline", "T+15", "T+30", "T+40", "T+60", "T+90", "T+120", "T+180", "Re-check"):
        assert due in page, due
    assert "Told: no driving until the next day, after sleep" in page


@pytest.mark.parametrize("card", CARDS)
def test_s18_each_person_has_two_pages(printed: list[str], card: object) -> None:
    alias = f"{card.mat} {card.alias}"  # type: ignore[attr-defined] # a card
    first = next(i for i, page in enumerate(printed) if page.startswith(f"{alias}\n"))
    assert printed[first + 1].startswith(f"{alias}: vital signs")
    assert not printed[first + 2].startswith((alias, "Due", "Leaving"))


def test_s18_the_due_times_are_those_of_the_programme() -> None:
    schedule = VitalsSchedule(Millis(30 * MINUTES), (Millis(10 * MINUTES),), Millis(20 * MINUTES))
    programme = replace(PROGRAMME, vitals=schedule, minimum_observation=Millis(0))
    assert [row[0] for row in due_lines(programme)] == [
        "Baseline, at most 30 min before",
        *("T+10", "T+30", "T+50"),
        *("Re-check",) * 3,
    ]
    never = replace(programme, vitals=replace(schedule, every=Millis(0)))
    assert [row[0] for row in due_lines(never)][1:-3] == ["T+10"]
    only = replace(programme, vitals=replace(schedule, after=()))
    assert [row[0] for row in due_lines(only)][1:-3] == ["T+20", "T+40", "T+60"]


def test_s18_both_routes_have_their_usual_course(printed: list[str]) -> None:
    page = of(printed, "1 Wren")
    assert "IM\nT+5\nT+20\nT+60" in page
    assert "sublingual\nT+20\nT+40\nT+120" in page
    assert "not a measurement" in page
    oral = replace(PROGRAMME, doses=(DoseRange(Route.IV, 0.5, 1.0), DoseRange(Route.ORAL, 1, 2)))
    with_iv = of(words(paper_pack(pack(plan=replace(pack().plan, programme=oral)))), "1 Wren")
    assert "IV\nT+5" in with_iv
    assert "oral" not in with_iv, "what is usual by this route is not known"


def test_s18_nothing_that_is_given_or_measured_is_printed_beforehand() -> None:
    for part in paper_pack(pack()).parts:
        if isinstance(part, Blanks) and part.names[1] in {"mg, route", "At"}:
            assert all(set("".join(row[1:])) <= set("_:") for row in part.rows), part


def test_s18_the_emergency_page_and_a_card_for_each_role(printed: list[str]) -> None:
    page = of(printed, "Emergency")
    assert "Call 000 (made up)" in page
    assert "1 Made-up Lane, Harbour" in page
    for role in ("Who calls", "Who stays", "Who opens the door"):
        assert of(printed, role)


def test_s18_the_emergency_card_of_a_person_names_them_and_no_other_page_does(printed: list[str]) -> None:
    (page,) = [page for page in printed if "Beispiel" in page]
    assert page.startswith("Emergency card: mat 1, Wren")
    for said in ("nuts (made up)", "Invented 5 mg", "Ana Probe, sister, 000 333", "1980"):
        assert said in page, said


def test_s18_who_is_on_which_role_is_printed_where_the_practice_has_said_so() -> None:
    told = paper_pack(pack(details=Details(calls="Mara", stays="Jonas", opens="Ana")))
    (roles,) = [part for part in told.parts if isinstance(part, Blanks) and "Role" in part.names]
    assert [row[1] for row in roles.rows] == ["Mara", "Jonas", "Ana"]


def test_s18_what_nobody_has_typed_is_a_line_to_write_on() -> None:
    bare = paper_pack(pack(details=Details()))
    facts = [part for part in bare.parts if isinstance(part, Facts)]
    assert ("Practice", BLANK) in facts[1].rows
    assert f"Call {BLANK}" in words(bare)[1]


def test_s18_a_page_to_write_on_what_else_happened(printed: list[str]) -> None:
    assert "with the time at which it happened" in printed[-1]


def test_s18_limits_are_printed_where_they_are_signed_and_never_with_what_to_give() -> None:
    def said(**more: object) -> str:
        programme = replace(PROGRAMME, **more)  # type: ignore[arg-type] # a test names one of its fields
        printed = words(paper_pack(pack(plan=replace(pack().plan, programme=programme))))
        return of(printed, "1 Wren: vital signs, and leaving")

    assert "systolic at most 160, diastolic at most 100, SpO2 at least 92 %" in said().replace("\n", " ")
    assert "Outside it: tell the medical lead. Set by Dr. Ilić (made up)" in said().replace("\n", " ")
    assert "not signed: they do not act" in said(signed=None)
    assert "This programme has no limits." in said(limits=())
    before = Limit(Measure.PULSE, Moment.BEFORE, Urgency.TELL, 50, 120)
    assert "before the dose: pulse 50 to 120" in said(limits=(before,))


def test_s18_a_session_without_team_hour_or_programme_is_printed_too() -> None:
    plan = replace(pack().plan, scheduled=None, programme=replace(PROGRAMME, name="", doses=()))
    first = words(paper_pack(pack(plan=plan, team=())))[0]
    assert "no hour yet" in first
    assert "Programme\nnone" in first


def test_s18_others_in_the_room_stand_under_the_team_and_a_missing_yes_is_asked_for() -> None:
    company = (
        Other(OtherId("o1"), "Ira (made up)", OtherRole.INTERPRETER, CARDS[0].person, START),
        Other(OtherId("o2"), "Ola (made up)", OtherRole.OBSERVER),
    )
    was = pack()
    paper = paper_pack(replace(was, plan=replace(was.plan, company=company)))
    found = next(part for part in paper.parts if isinstance(part, Blanks) and "Duty" in part.names)
    assert found.rows[-2:] == (
        ("Ira (made up)", f"interpreter for mat {CARDS[0].mat}", ""),
        ("Ola (made up)", "observer", "Yes to confidentiality: "),
    )
