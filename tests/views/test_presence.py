"""Who is here, in words."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.attendance import Attendance, Attended, NotToday, SentHome
from kapcircle.core.attending import Duty, TeamMember
from kapcircle.core.ids import Instant, MemberId, PersonId
from kapcircle.core.leaving import LeftUnseen
from kapcircle.core.programme import NO_PROGRAMME
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.team import team
from kapcircle.core.staffing import Covering, LeadAway, OnBreak, StaffHere
from kapcircle.views.circle import seats
from kapcircle.views.presence import (
    NOBODY,
    away,
    by_number,
    digit,
    gaps,
    mats,
    member_rows,
    minutes_here,
    numbered,
    on_mats,
    ratio_words,
    sitter,
)
from kapcircle.views.seats import standing
from tests.core.circles import Circle, opened
from tests.made_up import MINUTES, START
from tests.safety.rooms import PROGRAMME, Day

P1, P2, P3, P4 = (PersonId(f"p{n}") for n in range(1, 5))
ANA, BEN, LEAD = MemberId("ana"), MemberId("ben"), MemberId("ilic")
ARRIVED = Attended(Attendance.ARRIVED)


def zone(_: Instant) -> int:
    return 60


def called(member: MemberId) -> str:
    return member.title()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([], ""),
        ([ARRIVED], ""),
        ([Attended(Attendance.LATE)], ""),
        ([ARRIVED, Attended(Attendance.LEFT_EARLY)], "left early"),
        ([Attended(Attendance.EXCUSED)], "excused"),
        ([ARRIVED, NotToday()], "not today"),
        ([ARRIVED, NotToday(stops=True)], "has stopped"),
        ([ARRIVED, NotToday(), SentHome()], "sent home"),
        ([ARRIVED, LeftUnseen("Ana")], "left unseen"),
    ],
)
def test_how_somebody_attends(said: list[Any], words: str) -> None:
    circle = opened()
    for content in said:
        circle.do(c.Record(content, P1))
    assert standing(circle.state.seats[P1]) == words


@pytest.mark.parametrize(
    ("people", "words"),
    [((P3,), "mat 3"), ((P2, P1), "mats 1, 2"), ((P3, P1, P2), "mats 1–3"), ((P1, P3, P4), "mats 1, 3, 4")],
)
def test_mats_the_shortest_way(people: tuple[PersonId, ...], words: str) -> None:
    assert on_mats(opened().state, people) == words
    assert mats(opened().state, (PersonId("gone"),)) == ""


def team_of_two() -> Circle:
    circle = opened()
    for person in (P1, P2):
        circle.do(c.Record(ARRIVED, person))
    circle.do(c.Record(StaffHere(ANA, "Ana Novak", Role.COTHERAPIST)))
    circle.do(c.Record(StaffHere(LEAD, "Vera Ilic", Role.MEDICAL_LEAD, counts=False)))
    circle.do(c.Record(Covering(ANA, (P1,))))
    return circle


def test_a_seat_says_who_sits_with_them() -> None:
    circle = team_of_two()
    found = seats(circle.state, str, circle.now)
    assert [x.numbered for x in found] == ["1 · AN", f"2 · {NOBODY}", "3", "4"]
    assert found[0].spoken == "p1, mat 1, with AN"
    assert found[1].spoken == "p2, mat 2, nobody covers"
    assert [x.sitter for x in seats(circle.state, str, circle.now, covered=True)] == [None] * 4
    circle.do(c.Record(Covering(BEN, (P1,))))
    assert sitter(team(circle.state), P1) == "BE"


def test_the_team_on_a_sheet() -> None:
    circle = team_of_two()
    members = {
        ANA: ("Ana Novak", Role.COTHERAPIST),
        BEN: ("Ben Okafor", Role.COTHERAPIST),
        LEAD: ("Vera Ilic", Role.MEDICAL_LEAD),
    }

    def rows() -> list[tuple[str, str, str]]:
        found = member_rows(circle.state, members, circle.now, zone, called)
        return [(x.here, x.covers, x.more) for x in found]

    assert rows() == [("here", "1", ""), ("", "", ""), ("here, not counted", "", "")]
    circle.do(c.Record(StaffHere(BEN, "Ben Okafor", Role.COTHERAPIST)))
    circle.do(c.Record(OnBreak(ANA, BEN)))
    circle.do(c.Record(LeadAway(Instant(START + 20 * MINUTES), "pager")))
    circle.later(3 * MINUTES)
    assert rows() == [
        ("here", "1", "on a break for 3:00, Ben has their people"),
        ("here", "", "for Ana"),
        ("here, not counted", "", "away until 09:20, pager"),
    ]
    circle.do(c.Record(StaffHere(ANA, "Ana Novak", Role.COTHERAPIST, here=False)))
    assert rows()[0] == ("gone", "1", "")


def test_whoever_is_not_away_is_not_said_to_be() -> None:
    circle = opened()
    assert away(team(circle.state), zone) == ""
    circle.do(c.Record(LeadAway(Instant(START + 5 * MINUTES))))
    assert away(team(circle.state), zone) == "away until 09:05"


def test_gaps_as_sentences() -> None:
    circle = team_of_two()
    circle.do(c.Record(StaffHere(BEN, "Ben Okafor", Role.COTHERAPIST)))
    circle.do(c.Record(OnBreak(ANA, BEN)))
    circle.do(c.Record(StaffHere(BEN, "Ben Okafor", Role.COTHERAPIST, here=False)))
    circle.do(c.Record(LeadAway(Instant(START + 5 * MINUTES))))
    circle.later(6 * MINUTES)
    assert gaps(circle.state, circle.now, zone, called) == (
        "The medical lead is not back, expected 09:05.",
        "Ana is on a break, and nobody has mat 1.",
        "Nobody looks after mat 2.",
    )


def test_the_ratio_in_words() -> None:
    day = Day()
    assert ratio_words(day.state, PROGRAMME) == "Ratio met: 0 with medicine and 0 of the team, one for each 2."
    day.arrives(P1)
    day.ready(P1)
    assert ratio_words(day.state, PROGRAMME) == "Ratio not met: 1 with medicine and 0 of the team, one for each 2."
    from dataclasses import replace

    assert ratio_words(day.state, replace(NO_PROGRAMME, ratio=())) == ""


def test_how_long_somebody_was_here() -> None:
    circle = team_of_two()
    assert minutes_here(circle.state.seats[P3], circle.now) == ""
    assert minutes_here(circle.state.seats[P1], Instant(circle.now + 65 * MINUTES)) == "here for 1:05:00"


def test_the_team_of_the_circle_has_the_first_numbers_and_nobody_two() -> None:
    plan = replace(
        opened().state.plan, team=(TeamMember(MemberId("li"), Duty.NURSE), TeamMember(MemberId("gone"), Duty.NURSE))
    )
    s = replace(opened().state, plan=plan)
    assert numbered(s, tuple(map(MemberId, ("kay", "li", "mo")))) == ("li", "kay", "mo")


def test_a_key_is_a_number_up_to_nine_and_strangers_come_last_without_one() -> None:
    order = tuple(MemberId(f"m{n}") for n in range(1, 12))
    keys = [digit(order, MemberId(x)) for x in ("m1", "m9", "m10", "m11", "stranger")]
    assert keys == ["1", "9", "", "", ""]
    assert by_number(order, [MemberId(x) for x in ("stranger", "m10", "m2")]) == ["m2", "m10", "stranger"]
