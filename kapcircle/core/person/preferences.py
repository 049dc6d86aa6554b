"""What a participant likes and does not, and how they describe themselves: in their words, and none of it owed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import assert_never

from kapcircle.core.avoiding import Avoids
from kapcircle.core.facts import Facts, require
from kapcircle.core.ids import StreamId, TrackId
from kapcircle.core.log import Entry
from kapcircle.core.observation import Touch
from kapcircle.core.person import typed
from kapcircle.core.picture import Row
from kapcircle.core.roles import CLINICAL, Role


@dataclass(frozen=True, slots=True)
class Preferences:
    """Music that had better not be played, touch (None: not asked yet), what may set them off, and what helps then.

    `avoided` are recordings of the practice that are not for them; none of these is chosen while they are here.
    """

    avoid: str = ""
    no_lyrics: bool = False
    touch: Touch | None = None
    triggers: str = ""
    helps: str = ""
    avoided: tuple[TrackId, ...] = ()

    @property
    def avoids(self) -> Avoids:
        """What they do not want to hear, where it can be told by a recording."""
        return Avoids(self.avoided, self.no_lyrics)


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


@dataclass(frozen=True, slots=True)
class Unwished:
    """A recording (None: of none is it told), and whether music with words is meant."""

    track: TrackId | None = None
    no_lyrics: bool = False


@dataclass(frozen=True, slots=True)
class AvoidMusic(Unwished):
    """As it was asked for in a circle: not this recording again, or no words in music."""


@dataclass(frozen=True, slots=True)
class AllowMusic(Unwished):
    """What was put on the list of what they avoid by a mistake is taken off it again."""


Command = SetPreferences | SetDemographics | AvoidMusic | AllowMusic


@dataclass(frozen=True, slots=True)
class PreferencesSet:
    """The participant likes it so."""

    preferences: Preferences


@dataclass(frozen=True, slots=True)
class DemographicsSet:
    """The participant describes themselves so."""

    demographics: Demographics


@dataclass(frozen=True, slots=True)
class MusicAvoided(Unwished):
    """The participant avoids this recording, or music with words, from now on."""


@dataclass(frozen=True, slots=True)
class MusicAllowed(Unwished):
    """The participant does not avoid this recording, or music with words, any more."""


Event = PreferencesSet | DemographicsSet | MusicAvoided | MusicAllowed


@dataclass(frozen=True, slots=True)
class Own:
    """What is the participant's own to say."""

    preferences: Preferences = Preferences()
    demographics: Demographics = Demographics()


def decide(s: Own, command: Command, facts: Facts) -> tuple[Event, ...]:
    """What is written down, or raise Refused with nothing changed."""
    match command:
        case SetPreferences(preferences):
            require(facts, CLINICAL, "Writing down preferences")
            return (PreferencesSet(_checked(preferences)),)
        case SetDemographics(demographics):
            require(facts, frozenset(Role), "Writing down how a participant describes themselves")
            return (DemographicsSet(_described(demographics)),)
        case AvoidMusic(track, no_lyrics):
            require(facts, frozenset(Role), "Writing down music to avoid")
            event = MusicAvoided(track, no_lyrics)
            return () if _avoiding(s.preferences, event) == s.preferences else (event,)
        case AllowMusic(track, no_lyrics):
            require(facts, frozenset(Role), "Writing down music to avoid")
            return (MusicAllowed(track, no_lyrics),)
        case _:
            assert_never(command)


def _checked(preferences: Preferences) -> Preferences:
    return replace(
        preferences,
        avoid=typed.prose(preferences.avoid, "Music to avoid"),
        triggers=typed.prose(preferences.triggers, "Triggers"),
        helps=typed.prose(preferences.helps, "What helps"),
        avoided=tuple(dict.fromkeys(preferences.avoided)),
    )


def _avoiding(was: Preferences, event: MusicAvoided) -> Preferences:
    track = () if event.track is None else (event.track,)
    avoided = tuple(dict.fromkeys((*was.avoided, *track)))
    return replace(was, avoided=avoided, no_lyrics=was.no_lyrics or event.no_lyrics)


def _allowing(was: Preferences, event: MusicAllowed) -> Preferences:
    avoided = tuple(x for x in was.avoided if x != event.track)
    return replace(was, avoided=avoided, no_lyrics=was.no_lyrics and not event.no_lyrics)


def _described(demographics: Demographics) -> Demographics:
    return Demographics(*(typed.line(getattr(demographics, x.name), x.name.capitalize()) for x in fields(Demographics)))


def evolve(s: Own, entry: Entry[Event]) -> Own:
    """What is written down after `entry`."""
    match entry.event:
        case PreferencesSet(preferences):
            return replace(s, preferences=preferences)
        case DemographicsSet(demographics):
            return replace(s, demographics=demographics)
        case MusicAvoided():
            return replace(s, preferences=_avoiding(s.preferences, entry.event))
        case MusicAllowed():
            return replace(s, preferences=_allowing(s.preferences, entry.event))
        case _:
            assert_never(entry.event)


def parts(_: Own) -> Mapping[str, object]:
    """None of it is in a list: it is read where one person is."""
    return {}


def rows(_stream: StreamId, _: Own, _part: str) -> tuple[Row, ...]:
    """No rows."""
    return ()
