"""PINs of six digits: which are taken, how many tries there are, and when they are forgotten."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.desk.shift import Shift

JON = Actor(MemberId("jon"), Role.COTHERAPIST)
IRIS = Actor(MemberId("iris"), Role.MEDICAL_LEAD)
PIN, OTHER, WRONG = "402917", "830164", "111222"


@pytest.fixture
def shift() -> Shift:
    made = Shift()
    made.admit(JON, PIN)
    return made


def wrong(shift: Shift, pin: str = WRONG, member: MemberId = JON.member) -> str:
    with pytest.raises(Refused) as refusal:
        shift.take(member, pin)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("pin", "words"),
    [
        ("", "6 digits"),
        ("40291", "6 digits"),
        ("4029178", "6 digits"),
        ("40291x", "6 digits"),
        (" 40291", "6 digits"),
        ("-40291", "6 digits"),
        ("٤٠٢٩١٧", "6 digits"),
        ("777777", "too easy"),
        ("000000", "too easy"),
        ("123456", "too easy"),
        ("567890", "too easy"),
        ("890123", "too easy"),
        ("654321", "too easy"),
        ("210987", "too easy"),
    ],
)
def test_what_is_no_pin_is_refused_and_admits_nobody(pin: str, words: str) -> None:
    shift = Shift()
    with pytest.raises(Refused, match=words):
        shift.admit(JON, pin)
    assert shift.members == ()


@pytest.mark.parametrize("pin", ["402917", "112233", "121212", "135790", "023456"])
def test_a_pin_brings_its_member_in_the_role_that_was_admitted(pin: str) -> None:
    shift = Shift()
    shift.admit(JON, pin)
    shift.admit(IRIS, OTHER)
    assert shift.take(JON.member, pin) == JON
    assert shift.take(IRIS.member, OTHER) == IRIS


def test_the_pin_of_another_is_a_wrong_one(shift: Shift) -> None:
    shift.admit(IRIS, OTHER)
    assert "4 tries left" in wrong(shift, OTHER)
    assert shift.take(IRIS.member, OTHER) == IRIS


def test_five_tries_and_it_is_void(shift: Shift) -> None:
    said = [wrong(shift) for _ in range(5)]
    assert [words.split(". ")[-1] for words in said] == [
        "4 tries left.",
        "3 tries left.",
        "2 tries left.",
        "1 try left.",
        "Give your passphrase.",
    ]
    assert "passphrase first" in wrong(shift, PIN), "the right one comes too late"
    assert shift.members == ()


def test_the_right_pin_gives_the_tries_back(shift: Shift) -> None:
    for _ in range(4):
        wrong(shift)
    shift.take(JON.member, PIN)
    assert "4 tries left" in wrong(shift)


@pytest.mark.parametrize("slip", ["", "4029", "40291x", "4029170"])
def test_a_slip_of_the_keys_is_no_try(shift: Shift, slip: str) -> None:
    for _ in range(9):
        assert wrong(shift, slip) == "A PIN has 6 digits."
    assert "4 tries left" in wrong(shift)


def test_a_new_pin_takes_the_place_of_the_old(shift: Shift) -> None:
    shift.admit(JON, OTHER)
    wrong(shift, PIN)
    assert shift.take(JON.member, OTHER) == JON


def test_a_member_who_leaves_takes_their_pin_along(shift: Shift) -> None:
    shift.admit(IRIS, OTHER)
    shift.forget(JON.member)
    shift.forget(MemberId("nobody"))
    assert shift.members == (IRIS.member,)
    assert "passphrase first" in wrong(shift, PIN)


def test_at_the_end_every_pin_is_forgotten(shift: Shift) -> None:
    shift.admit(IRIS, OTHER)
    shift.end()
    assert shift.members == ()
    assert "passphrase first" in wrong(shift, PIN)
    assert "passphrase first" in wrong(shift, OTHER, IRIS.member)
