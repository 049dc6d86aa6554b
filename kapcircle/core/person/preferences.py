"""What a participant likes and does not, and how they describe themselves: in their words, and none of it owed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import assert_never

from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import StreamId
from kapcircle.core.log import Entry
from kapcircle.core.observation import Touch
from kapcircle.core.person import typed
from kapcircle.core.picture import Row
from kapcircle.core.roles import CLINICAL, Role


@dataclass(frozen=True, slots=True)
class Preferences:
    """Music that had better not be played, touch (None: not asked yet), what may set them off, and what helps then."""

    avoid: str = ""
    no_lyrics: bool = False
    touch: Touch | None = None
    triggers: str = ""
    helps: str = ""


@dataclass(frozen=True, slots=True)
class Demographics:
    """How they describe themselves, in their own words; each may stay empty."""

    gender: str = ""
    ethnicity: str = ""
    faith: str = ""
    disability: str = ""
    work: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class SetPreferences:
    """Write down what the participant likes and does not."""

    preferences: Preferences


@dataclass(frozen=True, slots=True)
class SetDemographics:
    """Write down how the participant describes themselves."""

    demographics: Demographics


Command = SetPreferences | SetDemographics


@dataclass(frozen=True, slots=True)
class PreferencesSet:
    """The participant likes it so."""

    preferences: Preferences


@dataclass(frozen=True, slots=True)
class DemographicsSet:
    """The participant describes themselves so."""

    demographics: Demographics


Event = PreferencesSet | DemographicsSet


@dataclass(frozen=True, slots=True)
class Own:
    """What is the participant's own to say."""

    preferences: Preferences = Preferences()
    demographics: Demographics = Demographics()


def decide(_: Own, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What is written down, or raise Refused with nothing changed."""
    match command:
        case SetPreferences(preferences):
            require(facts, CLINICAL, "Writing down preferences")
            return (PreferencesSet(_checked(preferences)),)
        case SetDemographics(demographics):
            require(facts, frozenset(Role), "Writing down how a participant describes themselves")
            return (DemographicsSet(_described(demographics)),)
        case _:
            assert_never(command)


def _checked(preferences: Preferences) -> Preferences:
    return replace(
        preferences,
        avoid=typed.prose(preferences.avoid, "Music to avoid"),
        triggers=typed.prose(preferences.triggers, "Triggers"),
        helps=typed.prose(preferences.helps, "What helps"),
    )


def _described(demographics: Demographics) -> Demographics:
    return Demographics(*(typed.line(getattr(demographics, x.name), x.name.capitalize()) for x in fields(Demographics)))


def evolve(s: Own, entry: Entry[Event]) -> Own:
    """What is written down after `entry`."""
    match entry.event:
        case PreferencesSet(preferences):
            return replace(s, preferences=preferences)
        case DemographicsSet(demographics):
            return replace(s, demographics=demographics)
        case _:
            assert_never(entry.event)


def parts(_: Own) -> Mapping[str, object]:
    """None of it is in a list: it is read where one person is."""
    return {}


def rows(_stream: StreamId, _: Own, _part: str) -> tuple[Row, ...]:
    """No rows."""
    return ()
