"""Language, access, allergies, medication; preferences and descriptions: who may write them, and what is on lists."""

from typing import Any

import pytest

from kapcircle.core.avoiding import Avoids
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId, StreamId, TrackId
from kapcircle.core.observation import Touch
from kapcircle.core.person import preferences as own
from kapcircle.core.person.needs import Access, CareNotes, Needs, SetAccess, SetCareNotes
from kapcircle.core.person.preferences import (
    AllowMusic,
    AvoidMusic,
    Demographics,
    MusicAllowed,
    MusicAvoided,
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


def test_what_was_asked_for_in_a_circle_joins_what_is_avoided_and_leaves_it_again() -> None:
    """Whoever records a song in a circle does so, whatever their role."""
    noun, tide, shore = Noun("person"), TrackId("tide"), TrackId("shore")
    noun.do(SetPreferences(Preferences("bells", avoided=(shore, shore))), NURSE)
    assert noun.do(AvoidMusic(tide), COORDINATOR) == (MusicAvoided(tide),)
    assert noun.do(AvoidMusic(tide), COORDINATOR) == (), "it stands there already"
    assert noun.do(AvoidMusic(shore, no_lyrics=True), NURSE) == (MusicAvoided(shore, no_lyrics=True),)
    found = noun.state.preferences.preferences
    assert found == Preferences("bells", no_lyrics=True, avoided=(shore, tide))
    assert found.avoids == Avoids((shore, tide), no_lyrics=True)
    assert noun.do(AllowMusic(tide), NURSE) == (MusicAllowed(tide),)
    assert noun.state.preferences.preferences.avoids == Avoids((shore,), no_lyrics=True)
    noun.do(AllowMusic(no_lyrics=True), NURSE)
    assert noun.state.preferences.preferences == Preferences("bells", avoided=(shore,))
