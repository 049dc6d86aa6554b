"""A cohort in words."""

from dataclasses import replace

import pytest

from kapcircle.core.cohort.calendar import Planned, PlanSession
from kapcircle.core.cohort.roster import ChoosePod, Enrol, NamePod
from kapcircle.core.ids import Instant, MemberId, PersonId, PodId, ProgrammeId, SessionId
from kapcircle.core.programme import Programme, SessionKind, Signed
from kapcircle.views.cohort import PodLine, listed, people, pod_at, pod_lines, programme_words, session_words
from tests.core.nouns import Noun

ANN, BEN, CAY = PersonId("ann"), PersonId("ben"), PersonId("cay")
TIDE, SHORE = PodId("tide"), PodId("shore")
LINES = (PodLine(TIDE, "Tide", (ANN, BEN)), PodLine(SHORE, "Shore", ()), PodLine(None, "No pod", (CAY,)))


def spring() -> Noun:
    noun = Noun("cohort")
    for command in (
        *(Enrol(who, mat) for who, mat in ((CAY, 1), (BEN, 3), (ANN, 2))),
        NamePod(TIDE, "Tide"),
        NamePod(SHORE, "Shore"),
        ChoosePod(ANN, TIDE),
        ChoosePod(BEN, TIDE),
    ):
        noun.do(command)
    return noun


def test_people_stand_by_pod_and_mat_and_those_without_come_last() -> None:
    noun = spring()
    assert pod_lines(noun.state) == LINES
    noun.do(ChoosePod(CAY, SHORE))
    assert [line.name for line in pod_lines(noun.state)] == ["Tide", "Shore"]


@pytest.mark.parametrize(
    ("before", "place"),
    [
        (0, (TIDE, 0)),
        (1, (TIDE, 0)),
        (2, (TIDE, 1)),
        (3, (TIDE, 2)),
        (4, (SHORE, 0)),
        (5, (None, 0)),
        (6, (None, 1)),
    ],
)
def test_which_pod_a_line_is_in(before: int, place: tuple[PodId | None, int]) -> None:
    """The lines: Tide, Ann, Ben, Shore, No pod, Cay."""
    assert pod_at(LINES, before) == place


def test_a_programme_and_whether_it_is_signed() -> None:
    twelve = Programme(ProgrammeId("p"), "Twelve weeks")
    assert programme_words(None) == ("No programme", "choose")
    assert programme_words(twelve) == ("Twelve weeks", "unsigned")
    signed = replace(twelve, signed=Signed(MemberId("m"), "Dr. Ilić", Instant(1)))
    assert programme_words(signed) == ("Twelve weeks", "signed")


def test_what_a_session_is() -> None:
    noun = spring()
    noun.do(PlanSession(SessionId("s"), "One", None, SessionKind.MEDICINE, TIDE, True))
    assert session_words(noun.state, noun.state.sessions[SessionId("s")], "Fri 14:00") == (
        "Fri 14:00 · medicine · online · Tide"
    )
    gone = Planned(SessionId("t"), "Two", pod=PodId("gone"))
    assert session_words(noun.state, gone, "no hour yet") == "no hour yet · open circle"


@pytest.mark.parametrize(("count", "words"), [(0, "nobody yet"), (1, "1 person"), (12, "12 people")])
def test_how_many(count: int, words: str) -> None:
    assert people(count) == words


def test_names_one_after_the_other() -> None:
    assert listed(["Mara", "Jonas"]) == "Mara, Jonas"
