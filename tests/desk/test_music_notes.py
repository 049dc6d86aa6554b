"""What the music of a session meets: on the plan, and before a circle opens."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kapcircle.core.avoiding import Avoids
from kapcircle.core.catalogue import AddTrack
from kapcircle.core.ids import MINUTE, PersonId, SessionId, TrackId, stream_of
from kapcircle.core.log import Stamp
from kapcircle.core.person.preferences import AvoidMusic, Preferences, SetPreferences
from kapcircle.core.programme import NO_PROGRAMME
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Music, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.song import Answer, SongAsked, Why
from kapcircle.core.tracks import Quality
from kapcircle.desk.conductor import UNDO_FADE, Conductor
from kapcircle.desk.house import PRACTICE
from kapcircle.desk.music_notes import against
from kapcircle.desk.orders import Play
from tests.fakes import SilentRoom, house
from tests.made_up import MARA, cue, phase, track
from tests.memory import FakeClock, MemoryLog

TIDE = track("tide")
SHORE = replace(track("shore"), qualities=(Quality.GROUND,), words=True)
LAKE = replace(track("lake"), qualities=(Quality.GROUND,))
FLUTE = SongAsked("the one with the flute", Why.AVOIDS, Answer.LATER)


class Evening:
    """A cohort of two with two sessions; the first one runs."""

    def __init__(self) -> None:
        self.log, self.clock, self.room = MemoryLog(), FakeClock(), SilentRoom()
        self.house = house(self.log, self.clock, lambda _: self.room)
        for each in (TIDE, SHORE, LAKE):
            self.house.desk.do((PRACTICE, AddTrack(each)))
        planning = self.house.planning
        self.cohort = planning.begin_cohort("Spring")
        self.wren, self.ash = (planning.enrol(self.cohort, alias) for alias in ("Wren", "Ash"))
        music = Music("music", tuple(x.id for x in (TIDE, SHORE, LAKE)))
        plan = Rundown((phase("Peak", 60, cue("music", music)),))
        self.first, self.second = (planning.plan_session(self.cohort, name, None, plan) for name in ("One", "Two"))
        self.circle: Conductor = self.house.circle(self.first)
        self.circle.begin()
        self.circle.do(c.Open())

    def avoids(self, person: PersonId) -> tuple[tuple[TrackId, ...], bool]:
        found = self.house.people.person(person).preferences.preferences
        return found.avoided, found.no_lyrics

    def notes(self) -> tuple[str, ...]:
        """Of the music of the second session."""
        return self.house.opening.music_notes(self.second)

    def heeds(self, session: SessionId) -> list[str]:
        return [x.words for x in self.house.preflight(session)() if x.name == "Music heeds"]


@pytest.fixture
def evening() -> Evening:
    return Evening()


def test_a_plan_says_quietly_what_is_avoided_and_names_nobody(evening: Evening) -> None:
    assert evening.notes() == ()
    assert evening.heeds(evening.second) == []
    evening.house.people.change(evening.wren, SetPreferences(Preferences(no_lyrics=True, avoided=(TIDE.id,))))
    evening.house.people.change(evening.ash, AvoidMusic(TIDE.id))
    said = ("Tide is avoided by 2 people here", "Shore is avoided by one person here")
    assert evening.notes() == said
    assert evening.heeds(evening.second) == ["; ".join(said)]
    check = next(x for x in evening.house.preflight(evening.second)() if x.name == "Music heeds")
    assert check.good is None, "worth knowing, and in nobody's way"


def test_of_many_the_first_are_named_and_the_others_counted() -> None:
    tracks = tuple(track(f"song {n}") for n in range(5))
    assert against(tracks, [Avoids(tuple(x.id for x in tracks))]) == (
        *(f"Song {n} is avoided by one person here" for n in range(3)),
        "2 more of its recordings are avoided by somebody here",
    )


def test_the_next_session_tells_what_was_asked_for_at_the_last(evening: Evening) -> None:
    evening.circle.do(c.Record(FLUTE, evening.wren))
    assert evening.notes() == ("Asked for last time: Wren “the one with the flute”, later",)
    assert evening.heeds(evening.second) == ["a song was asked for last time: see the Plan page"]
    evening.house.desk.actor = replace(MARA, role=Role.COORDINATOR)
    assert evening.notes() == ("Asked for last time: “the one with the flute”, later",)
    evening.house.desk.actor = MARA
    for n in range(4):
        evening.clock.pass_(MINUTE)
        evening.circle.do(c.Record(replace(FLUTE, what=f"song {n}"), evening.ash))
    first = evening.house.session(evening.first).seats[evening.wren].records[0]
    evening.circle.do(c.Strike(first.stamp, "it was Ash"))
    assert evening.notes() == (
        "Asked for last time: Ash “song 0”, later; Ash “song 1”, later; Ash “song 2”, later; 1 more on its report",
    )
    assert evening.heeds(evening.second) == ["4 songs were asked for last time: see the Plan page"]


@pytest.mark.parametrize(
    ("song", "avoids"),
    [
        (replace(FLUTE, not_again=TIDE.id, title="Tide"), ((TIDE.id,), False)),
        (replace(FLUTE, no_lyrics=True), ((), True)),
        (FLUTE, ((), False)),
    ],
)
def test_what_should_not_come_again_stands_on_the_persons_own_list_by_the_same_command(
    evening: Evening, song: SongAsked, avoids: object
) -> None:
    evening.circle.do(c.Record(song, evening.wren))
    assert evening.avoids(evening.wren) == avoids
    assert evening.avoids(evening.ash) == ((), False)
    desk = evening.house.desk
    record = desk.stream(evening.circle.name).entries[-1]
    beside = [x for x in desk.stream(stream_of("person", evening.wren)).entries if x.command == record.command]
    assert len(beside) == (song != FLUTE)


def _struck(circle: Conductor, evening: Evening) -> None:
    circle.do(c.Strike(_last(evening), "it was Ash"))


def _corrected(circle: Conductor, evening: Evening) -> None:
    circle.do(c.Correct(_last(evening), "it was Shore", replace(FLUTE, not_again=SHORE.id, title="Shore")))


def _last(evening: Evening) -> Stamp:
    return evening.circle.session.seats[evening.wren].records[-1].stamp


@pytest.mark.parametrize(("undo", "left"), [(_struck, ()), (_corrected, (SHORE.id,))])
def test_what_was_wrong_is_taken_off_the_list_again(
    evening: Evening, undo: Callable[[Conductor, Evening], None], left: tuple[TrackId, ...]
) -> None:
    evening.circle.do(c.Record(replace(FLUTE, not_again=TIDE.id, title="Tide"), evening.wren))
    undo(evening.circle, evening)
    assert evening.avoids(evening.wren) == (left, False)


def test_what_stood_there_before_stays(evening: Evening) -> None:
    evening.house.people.change(evening.wren, AvoidMusic(TIDE.id))
    evening.circle.do(c.Record(replace(FLUTE, not_again=TIDE.id, title="Tide"), evening.wren))
    _struck(evening.circle, evening)
    assert evening.avoids(evening.wren) == ((TIDE.id,), False)


def test_striking_another_record_takes_nothing_off_a_list(evening: Evening) -> None:
    evening.circle.do(c.Record(replace(FLUTE, not_again=TIDE.id, title="Tide"), evening.wren))
    evening.circle.do(c.Note("Weeps.", evening.wren))
    _struck(evening.circle, evening)
    evening.circle.do(c.Note("Quiet."))
    evening.circle.do(c.Withdraw(evening.circle.session.records[-1].stamp))
    assert evening.avoids(evening.wren) == ((TIDE.id,), False)


def test_the_very_next_turn_knows_of_it_and_an_undo_returns_slowly(evening: Evening) -> None:
    circle = evening.circle
    assert circle.turning(Quality.GROUND) == SHORE
    circle.do(c.Record(replace(FLUTE, not_again=SHORE.id, title="Shore"), evening.wren))
    assert circle.turning(Quality.GROUND) == LAKE
    evening.clock.pass_(MINUTE)
    before = circle.session.sound
    circle.do(c.Turn(Quality.GROUND))
    event = evening.house.desk.stream(circle.name).entries[-1].event
    assert event == e.Turned(Quality.GROUND, event.cue, (LAKE.id, TIDE.id), event.crossfade, event.fade, (SHORE.id,))
    circle.undo()
    assert circle.session.sound == before
    turned, back = [x for x in evening.room.told if isinstance(x, Play)][-2:]
    assert [x.fade for x in (turned, back)] == [NO_PROGRAMME.turning, UNDO_FADE]
    assert back.into == MINUTE, "where it would be by now"
