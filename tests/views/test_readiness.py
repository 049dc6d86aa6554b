"""The readiness board: who may read what, in shapes and words."""

import pytest

from kapcircle.core.gates import Gap
from kapcircle.core.ids import DAY, Instant, PersonId
from kapcircle.core.roles import Role
from kapcircle.views.readiness import AHEAD, BoardRow, Candidate, board, head, headings, lines
from tests.made_up import START

GAPS = (
    Gap("screening", "No screening", "Ask a clinician for the screening."),
    Gap("exclusion:psychosis", "Excluded, without override: Active psychosis?", "Ask.", hard=True, clinical=True),
    Gap("review:liver", "Waits for a decision: Disease of the liver?", "Ask.", clinical=True),
    Gap("safety", "A safety flag waits", "Ask.", clinical=True),
    Gap("consent:treatment", "Treatment: no consent", "Ask the participant.", hard=True),
    Gap("consent:data", "Data: no consent", "Ask the participant.", hard=True),
    Gap("ride", "No ride home", "Ask the participant."),
)
CLINICIANS = [Role.FACILITATOR, Role.COTHERAPIST, Role.MEDICAL_LEAD]


def rows(role: Role | None, *gaps: Gap) -> tuple[BoardRow, ...]:
    people = (Candidate(PersonId("b"), "Heron", 2, gaps), Candidate(PersonId("a"), "Wren", 1, ()))
    return board(people, role)


def cells(role: Role | None, *gaps: Gap) -> dict[str, str]:
    row = next(x for x in rows(role, *gaps) if x.alias == "Heron")
    return {heading.title: cell.text for heading, cell in zip(headings(role), row.cells, strict=True)}


@pytest.mark.parametrize("role", CLINICIANS)
def test_clinical_roles_see_what_is_missing_where(role: Role) -> None:
    assert cells(role, *GAPS) == {
        "Screening": "■ needed, 3",
        "Clearance": "✓ yes",
        "Safety": "▲ open",
        "Consents": "■ needed, 2",
        "Preparation": "✓ yes",
        "Ride, escort": "▲ open",
        "Contact": "✓ yes",
    }
    assert [line.words for line in lines(GAPS, role)] == [gap.words for gap in GAPS]


@pytest.mark.parametrize("role", [Role.COORDINATOR, None])
def test_a_coordinator_sees_yes_or_no_and_whom_to_ask_and_nothing_clinical(role: Role | None) -> None:
    assert cells(role, *GAPS) == {
        "Taking part": "✓ yes",
        "Clinical": "▲ open",
        "Consents": "■ needed, 2",
        "Preparation": "✓ yes",
        "Ride, escort": "▲ open",
        "Contact": "✓ yes",
    }
    said = lines(GAPS, role)
    assert [(line.words, line.ask) for line in said][:1] == [("Something clinical is open", "Ask the medical lead.")]
    assert [line.words for line in said][1:] == ["Treatment: no consent", "Data: no consent", "No ride home"]


@pytest.mark.parametrize("gap", [gap for gap in GAPS if gap.about in {"screening", "exclusion", "review", "safety"}])
def test_whatever_is_clinical_looks_the_same_to_a_coordinator(gap: Gap) -> None:
    assert cells(Role.COORDINATOR, gap) == cells(Role.COORDINATOR, GAPS[1])
    assert lines((gap,), Role.COORDINATOR) == lines((GAPS[1],), Role.COORDINATOR)


def test_people_stand_in_the_order_of_their_mats_and_who_lacks_nothing_is_ready() -> None:
    assert [(row.alias, row.ready) for row in rows(Role.FACILITATOR, *GAPS)] == [("Wren", True), ("Heron", False)]
    assert lines((), Role.COORDINATOR) == ()


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (None, "The session has no hour yet: today is looked at."),
        (0, "The session was to begin already."),
        (DAY - 1, "Less than a day to go."),
        (DAY, "1 day to go."),
        (AHEAD, "14 days to go."),
        (AHEAD + 1, "14 days to go: what is missing should be asked for from two weeks before."),
    ],
)
def test_how_long_there_is(ahead: int | None, words: str) -> None:
    day = None if ahead is None else Instant(START + ahead)
    assert head(rows(Role.FACILITATOR, *GAPS), day, START) == f"1 of 2 ready. {words}"
