"""Where a participant stands, and since when."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import DAY, Instant, MemberId
from kapcircle.core.person.standing import SetStatus, Standing, Status, StatusSet, Stood
from kapcircle.core.roles import Role
from tests.core.nouns import Noun
from tests.made_up import MARA, START

BEFORE = Instant(START - 3 * DAY)


def test_a_status_holds_from_now_on_and_keeps_its_reason() -> None:
    noun = Noun("person")
    assert noun.state.standing.status is None
    assert noun.do(SetStatus(Status.ENQUIRED, " by  telephone ")) == (
        StatusSet(Status.ENQUIRED, START, "by telephone"),
    )
    assert noun.state.standing == Standing((Stood(Status.ENQUIRED, START, "by telephone", MARA.member),))
    assert noun.state.standing.status is Status.ENQUIRED


def test_the_history_stands_in_the_order_in_which_it_was_so() -> None:
    noun = Noun("person")
    noun.do(SetStatus(Status.ENROLLED))
    noun.do(SetStatus(Status.SCREENED, since=BEFORE))
    assert [x.status for x in noun.state.standing.history] == [Status.SCREENED, Status.ENROLLED]
    assert noun.state.standing.status is Status.ENROLLED
    assert [(row[1]["number"], row[2]["status"], row[2]["current"]) for row in noun.rows()] == [
        (0, "screened", 0),
        (1, "enrolled", 1),
    ]
    assert noun.rows()[0] == (
        "person_status",
        {"person": "it", "number": 0},
        {"status": "screened", "since": BEFORE, "reason": "", "by": "mara", "current": 0},
    )


def test_what_was_written_later_counts_at_the_same_time() -> None:
    noun = Noun("person")
    noun.do(SetStatus(Status.PAUSED, "family"))
    noun.do(SetStatus(Status.WITHDRAWN))
    assert noun.state.standing.status is Status.WITHDRAWN


def test_the_same_status_twice_is_refused_but_an_earlier_beginning_is_not() -> None:
    noun = Noun("person")
    noun.do(SetStatus(Status.ENROLLED))
    with pytest.raises(Refused, match="The participant is enrolled already"):
        noun.do(SetStatus(Status.ENROLLED))
    assert noun.do(SetStatus(Status.ENROLLED, since=BEFORE))


def test_a_status_to_come_is_refused() -> None:
    with pytest.raises(Refused, match="today or earlier"):
        Noun("person").do(SetStatus(Status.PAUSED, since=Instant(START + 1)))


def test_a_coordinator_may_say_it_and_a_stranger_may_not() -> None:
    assert Noun("person").do(SetStatus(Status.PAUSED), Actor(MemberId("x"), Role.COORDINATOR))
    with pytest.raises(Refused, match="Changing where a participant stands"):
        Noun("person").do(SetStatus(Status.PAUSED), Actor(MemberId("x")))
