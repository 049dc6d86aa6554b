"""Language, access, allergies, medication; preferences and descriptions: who may write them, and what is on lists."""

from typing import Any

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId, StreamId
from kapcircle.core.observation import Touch
from kapcircle.core.person import preferences as own
from kapcircle.core.person.needs import Access, CareNotes, Needs, SetAccess, SetCareNotes
from kapcircle.core.person.preferences import (
    Demographics,
    Own,
    Preferences,
    SetDemographics,
    SetPreferences,
)
from kapcircle.core.roles import Role
from tests.core.nouns import Noun

COORDINATOR = Actor(MemberId("ana"), Role.COORDINATOR)
NURSE = Actor(MemberId("ilic"), Role.MEDICAL_LEAD)


def test_needs_are_kept_and_nothing_clinical_is_on_a_list() -> None:
    noun = Noun("person")
    noun.do(SetAccess(Access(" Bosnian ", interpreter=True, needs="a chair ")), COORDINATOR)
    noun.do(SetCareNotes(CareNotes("nuts\n", ("Sertraline,  as they tell it", " ", "an inhaler"))), NURSE)
    assert noun.state.needs == Needs(
        Access("Bosnian", True, "a chair"), CareNotes("nuts", ("Sertraline, as they tell it", "an inhaler"))
    )
    assert noun.rows() == [
        ("person_access", {"person": "it"}, {"language": "Bosnian", "interpreter": 1, "access": "a chair"})
    ]


def test_preferences_and_descriptions_are_kept_and_on_no_list() -> None:
    noun = Noun("person")
    liked = Preferences("church bells", no_lyrics=True, touch=Touch.HAND, triggers="slammed doors", helps="a blanket")
    noun.do(SetPreferences(liked), NURSE)
    noun.do(SetDemographics(Demographics(gender=" a  woman ", more="grew up at sea")), COORDINATOR)
    assert noun.state.preferences == Own(liked, Demographics(gender="a woman", more="grew up at sea"))
    assert noun.rows() == []
    assert own.rows(StreamId("person:it"), noun.state.preferences, "") == ()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (SetCareNotes(CareNotes("nuts")), "Writing down allergies and medication: this is for the"),
        (SetPreferences(Preferences()), "Writing down preferences: this is for the"),
    ],
)
def test_clinical_detail_is_not_for_a_coordinator(command: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        Noun("person").do(command, COORDINATOR)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (SetAccess(Access("x" * 61)), "Language: at most 60 characters."),
        (SetCareNotes(CareNotes(medication=("x" * 121,))), "Medication: at most 120 characters."),
        (SetPreferences(Preferences(triggers="x" * 2001)), "Triggers: at most 2000 characters."),
        (SetDemographics(Demographics(faith="x" * 121)), "Faith: at most 120 characters."),
    ],
)
def test_what_is_too_long_is_refused(command: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        Noun("person").do(command)


@pytest.mark.parametrize("command", [SetAccess(Access()), SetDemographics(Demographics())])
def test_a_stranger_writes_nothing(command: Any) -> None:
    with pytest.raises(Refused):
        Noun("person").do(command, Actor(MemberId("x")))
