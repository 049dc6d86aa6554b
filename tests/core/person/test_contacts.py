"""How a participant is reached, and who takes them home."""

from typing import Any

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.person.contacts import (
    Contacts,
    EmergencyContact,
    Escort,
    Escorts,
    Reach,
    SetContacts,
    SetEmergencyContact,
    SetEscorts,
)
from kapcircle.core.person.typed import dialled, same_number
from tests.core.nouns import Noun

ANA = Escort("Ana Probe", "+43 660 000 11 22")
BEN = Escort("Ben Probe", "0660/0002233")


def test_everybody_who_can_be_called() -> None:
    noun = Noun("person")
    noun.do(SetContacts(Contacts(" 0660 1234567 ", "wren@example.org", "  Hafen 1 \n1010 Wien\n")))
    noun.do(SetEmergencyContact(EmergencyContact("Ana  Probe", "sister", "+43 1 000-22 ext 7")))
    noun.do(SetEscorts(Escorts(ANA, BEN)))
    assert noun.state.contacts == Reach(
        Contacts("0660 1234567", "wren@example.org", "Hafen 1\n1010 Wien"),
        EmergencyContact("Ana Probe", "sister", "+43 1 000-22 ext 7"),
        Escorts(ANA, BEN),
    )
    assert noun.rows() == [
        (
            "person_contact",
            {"person": "it"},
            {
                "phone": "0660 1234567",
                "email": "wren@example.org",
                "emergency_name": "Ana Probe",
                "emergency_relation": "sister",
                "emergency_phone": "+43 1 000-22 ext 7",
                "escort_name": "Ana Probe",
                "escort_phone": "+43 660 000 11 22",
                "second_escort_name": "Ben Probe",
                "second_escort_phone": "0660/0002233",
            },
        )
    ]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (SetContacts(Contacts("0660 call me")), "Phone: “c” is no part of a phone number."),
        (SetContacts(Contacts("1")), "Phone: 1 figure; a phone number has 5 to 15."),
        (SetContacts(Contacts("12 34")), "Phone: 4 figures; a phone number has 5 to 15."),
        (SetContacts(Contacts("+" + "1" * 16)), "Phone: 16 figures; a phone number has 5 to 15."),
        (SetContacts(Contacts("+")), "Phone: 0 figures; a phone number has 5 to 15."),
        (SetContacts(Contacts(email="wren")), "E-mail: “wren” is no address. It looks like name@example.org."),
        (SetContacts(Contacts(email="@example.org")), "E-mail: “@example.org” is no address."),
        (SetContacts(Contacts(email="w r@example.org")), "E-mail: “w r@example.org” is no address."),
        (SetContacts(Contacts(email="wren@example.")), "E-mail: “wren@example.” is no address."),
        (SetContacts(Contacts(postal="x" * 2001)), "Address: at most 2000 characters. Write the rest as a note."),
        (SetEmergencyContact(EmergencyContact("x" * 121)), "Emergency contact: at most 120 characters."),
        (SetEmergencyContact(EmergencyContact(phone="12")), "Emergency phone: 2 figures"),
        (SetEscorts(Escorts(Escort("Ana", "nearby"))), "Escort's phone: “n” is no part of a phone number."),
        (SetEscorts(Escorts(ANA, Escort("ana probe"))), "ana probe is the first escort already."),
    ],
)
def test_what_cannot_be_meant_so_is_refused_in_words(command: Any, words: str) -> None:
    noun = Noun("person")
    with pytest.raises(Refused) as refusal:
        noun.do(command)
    assert str(refusal.value).startswith(words)


def test_nothing_at_all_is_in_order() -> None:
    noun = Noun("person")
    for command in (SetContacts(Contacts()), SetEmergencyContact(EmergencyContact()), SetEscorts(Escorts())):
        noun.do(command)
    assert noun.state.contacts == Reach()
    assert noun.rows() == []


def test_a_stranger_may_not_write_them_down() -> None:
    with pytest.raises(Refused, match="Writing down contacts"):
        Noun("person").do(SetContacts(Contacts()), Actor(MemberId("x")))


@pytest.mark.parametrize("typed", ["+43 660 123", "0043 660/123", "43 (660) 123"])
def test_a_number_is_compared_by_its_figures(typed: str) -> None:
    assert dialled(typed) == "43660123"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+43 660 1234567", "0660/1234567", True),
        ("0660 1234567", "0043 660 1234567", True),
        ("0660 1234567", "0660 1234568", False),
        ("", "", False),
        ("0660 1234567", "", False),
    ],
)
def test_a_number_is_the_same_with_and_without_the_prefix_of_a_country(one: str, other: str, *, same: bool) -> None:
    assert same_number(one, other) is same
