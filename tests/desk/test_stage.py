"""The room is told what changed, and nothing else."""

from dataclasses import replace

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.fading import way
from kapcircle.core.ids import Instant, LampId, Millis, RoomId
from kapcircle.core.light import Lamp, LampLevel, LookDesign
from kapcircle.core.looping import Loop
from kapcircle.core.outputs import Heard, Murmur, Output, Seen
from kapcircle.core.playlist import Playlist
from kapcircle.core.rooms import RoomPlan
from kapcircle.desk.orders import Hush, Master, Order, Play, Recording, Rise, Show
from kapcircle.desk.stage import NOTHING, Setting, Stage
from tests.core.circles import SECONDS
from tests.fakes import SilentRoom
from tests.made_up import LOOKS, MINUTES, START, TRACKS

LAMPS = (Lamp(LampId("l1"), "One"), Lamp(LampId("l2"), "Two"))
ROOM = RoomPlan(RoomId("room"), "Room", LAMPS, floor=0.02, ceiling=0.7)
TIDE = Heard(Playlist(TRACKS[:2], Millis(9_000)), START, Millis(4_000))
CALM = Output(TIDE, Seen("dusk", START, Millis(5_000)), Murmur(), 0.5)


def at(offset: int) -> Instant:
    return Instant(START + offset)


class Watched:
    """A stage that already shows something, and what it says from then on."""

    def __init__(self, out: Output = CALM, now: int = 20 * SECONDS, room: RoomPlan = ROOM) -> None:
        self.room = SilentRoom()
        self.stage = Stage(self.room, Setting(room, LOOKS, "media"))
        self.stage.begin(out, at(now), resumes=False)
        self.room.told.clear()

    def told(self, out: Output, now: int, least: int = 0) -> list[Order]:
        self.room.told.clear()
        self.stage.follow(out, at(now), least=Millis(least))
        return list(self.room.told)


def light(order: Order) -> tuple[float, int]:
    assert isinstance(order, Show)
    (level,) = {round(lamp.level, 4) for lamp in order.levels}
    return level, order.fade


def test_the_same_again_is_not_told() -> None:
    assert Watched().told(CALM, 60_000) == []


PARTS: list[tuple[Output, type]] = [
    (replace(CALM, sound=replace(TIDE, since=at(60_000))), Play),
    (replace(CALM, sound=Heard(Playlist(), at(60_000), Millis(1))), Play),
    (replace(CALM, light=Seen("day", at(60_000), Millis(1))), Show),
    (replace(CALM, murmur=Murmur(True, at(60_000), Millis(1))), Hush),
    (replace(CALM, volume=0.4), Master),
]


@pytest.mark.parametrize(("out", "kind"), PARTS)
def test_one_part_changes_and_only_it_is_told(out: Output, kind: type) -> None:
    assert [type(order) for order in Watched().told(out, 60_000)] == [kind]


def test_another_fade_of_the_same_music_is_no_change() -> None:
    assert Watched().told(replace(CALM, sound=replace(TIDE, fade=Millis(1))), 60_000) == []


def test_music_is_told_with_its_files_and_its_place() -> None:
    watched = Watched(Output())
    (play,) = watched.told(replace(Output(), sound=TIDE), 30_000)
    tide = Recording(TRACKS[0].id, "media/tide.flac", Millis(3 * MINUTES), 0.0)
    shore = Recording(TRACKS[1].id, "media/shore.flac", Millis(4 * MINUTES), 0.0)
    assert play == Play((tide, shore), Millis(30_000), Millis(4_000), Millis(9_000))


def test_a_track_with_cue_points_is_told_as_the_part_that_is_heard() -> None:
    setting = Setting(ROOM, LOOKS, "media")
    cut = setting.recording(replace(TRACKS[0], begins=Millis(1_500), ends=Millis(9_000)))
    assert (cut.start, cut.length, cut.cut) == (1_500, 7_500, True)
    whole = setting.recording(replace(TRACKS[0], begins=Millis(1_500), ends=Millis(10 * MINUTES)))
    assert (whole.start, whole.length, whole.cut) == (1_500, 3 * MINUTES - 1_500, False)


def test_a_section_is_told_with_the_music_and_when_only_it_changes() -> None:
    loop = Loop(Millis(20_000), Millis(25_000))
    (play,) = Watched().told(replace(CALM, sound=replace(TIDE, loop=loop)), 60_000)
    assert isinstance(play, Play)
    assert (play.loop, play.into) == (loop, 60_000)


def test_music_that_another_laptop_with_a_clock_ahead_began_plays_from_its_beginning() -> None:
    (play,) = Watched(Output()).told(replace(Output(), sound=replace(TIDE, since=at(40_000))), 30_000)
    assert isinstance(play, Play)
    assert play.into == 0


def test_silence_is_told_as_such() -> None:
    silence = Heard(Playlist(), at(60_000), Millis(3_000))
    assert Watched().told(replace(CALM, sound=silence), 61_000) == [Play((), Millis(0), Millis(3_000), Millis(0))]


def test_the_volume_never_passes_the_rooms_ceiling() -> None:
    assert Watched().told(replace(CALM, volume=0.9), 60_000) == [Master(0.7, Millis(400))]


@pytest.mark.parametrize(
    ("fade", "after", "least", "told"),
    [
        (2_000, 0, 0, 2_000),
        (2_000, 1_500, 0, 500),
        # Never at once.
        (2_000, 1_900, 0, 400),
        (2_000, 9_000, 0, 400),
        (2_000, 0, 10_000, 10_000),
    ],
)
def test_how_long_a_hush_takes(fade: int, after: int, least: int, told: int) -> None:
    out = replace(CALM, murmur=Murmur(True, at(60_000), Millis(fade)))
    assert Watched().told(out, 60_000 + after, least) == [Hush(True, Millis(told))]


# --- light ---


@pytest.mark.parametrize(
    ("fade", "after", "least", "told"),
    [
        (60_000, 0, 0, 60_000),
        (60_000, 20_000, 0, 40_000),
        (60_000, 90_000, 0, 400),
        (0, 0, 0, 400),
        (5_000, 0, 10_000, 10_000),
        (60_000, 90_000, 10_000, 10_000),
    ],
)
def test_how_long_a_look_takes(fade: int, after: int, least: int, told: int) -> None:
    out = replace(CALM, light=Seen("day", at(60_000), Millis(fade), was=CALM.light))
    (order,) = Watched().told(out, 60_000 + after, least)
    assert light(order) == (0.8, told)


def test_a_lamp_is_never_darker_than_the_floor() -> None:
    (order,) = Watched().told(replace(CALM, light=Seen("dark", at(60_000))), 60_000)
    assert light(order)[0] == 0.02


def test_a_lift_comes_with_the_hush_and_goes_as_slowly_as_it() -> None:
    watched = Watched()
    lifted = replace(CALM.light, lift=0.08)
    hushed = replace(CALM, light=lifted, murmur=Murmur(True, at(60_000), Millis(2_000)))
    hush, show = watched.told(hushed, 60_000)
    assert isinstance(hush, Hush)
    assert light(show) == (0.33, 2_000)
    back = replace(CALM, murmur=Murmur(False, at(90_000), Millis(12_000)))
    _, show = watched.told(back, 90_000)
    assert light(show) == (0.25, 12_000)


def test_an_emergency_comes_quickly_and_goes_slowly() -> None:
    watched = Watched()
    murmur = Murmur(True, at(60_000), Millis(2_000))
    called = replace(CALM, light=Seen("working", at(60_000), Millis(2_000)), murmur=murmur, emergency=True)
    hush, show = watched.told(called, 60_000)
    assert hush == Hush(True, Millis(2_000))
    assert isinstance(show, Show)
    assert (light(show), show.emergency) == ((1.0, 2_000), True)
    stood_down = replace(CALM, murmur=Murmur(False, at(90_000), Millis(12_000)))
    hush, show = watched.told(stood_down, 90_000)
    assert hush == Hush(False, Millis(12_000))
    assert isinstance(show, Show)
    assert (light(show), show.emergency) == ((0.25, 12_000), False)


def test_light_near_a_mat_comes_within_three_seconds_and_leaves_the_other_lamps_on_their_way() -> None:
    """In the middle of a long fade: the lamps that are not marked go on along it."""
    room = replace(ROOM, lamps=(replace(ROOM.lamps[0], mats=(3,)), *ROOM.lamps[1:]))
    watched = Watched(room=room)
    dusk = replace(CALM, light=Seen("day", at(60_000), Millis(600_000), was=CALM.light))
    watched.told(dusk, 60_000)
    near = replace(dusk, near=(at(90_000), 3), emergency=True)
    (show,) = watched.told(near, 90_000)
    assert isinstance(show, Show)
    marked, *others = (x.level for x in show.levels)
    line = 0.25 + (0.8 - 0.25) * 33 / 600
    assert (marked, show.fade, show.emergency) == (1.0, 3_000, True)
    assert others == [pytest.approx(line)] * len(others)
    (on,) = watched.told(near, 93_000)
    assert isinstance(on, Show)
    assert [x.level for x in on.levels] == [1.0, *[pytest.approx(0.8)] * len(others)]


def test_an_unknown_look_is_named_and_told_only_once() -> None:
    watched = Watched()
    lost = replace(CALM, light=Seen("aurora", at(60_000)))
    with pytest.raises(KnownError, match=r"^The look “aurora” is not known any more\. Call another look\.$"):
        watched.told(lost, 60_000)
    assert watched.told(lost, 60_100) == []
    (order,) = watched.told(CALM, 70_000)
    assert light(order) == (0.25, 400)


# --- in mid-fade ---

DUSK = Seen("dusk", START, Millis(0))
DAWN = Seen("day", at(100_000), Millis(100_000), was=DUSK)
"""From 0.25 to 0.8 between 100 s and 200 s."""


@pytest.mark.parametrize(
    ("now", "level"),
    [(90_000, 0.25), (100_000, 0.25), (150_000, 0.525), (199_999, 0.8), (200_000, 0.8), (900_000, 0.8)],
)
def test_the_level_at_an_instant(now: int, level: float) -> None:
    found = {round(lamp.level, 4) for lamp in Watched().stage.levels_at(DAWN, at(now))}
    assert found == {level}


def test_a_fade_from_a_fade() -> None:
    back = Seen("dusk", at(150_000), Millis(100_000), was=DAWN)
    found = {round(lamp.level, 5) for lamp in Watched().stage.levels_at(back, at(200_000))}
    assert found == {round((0.525 + 0.25) / 2, 5)}


def test_resuming_in_mid_fade_has_the_colour_that_the_fade_has_there() -> None:
    sea = LookDesign("sea", 0.25, (0.0, 0.2, 1.0))
    stage = Stage(SilentRoom(), Setting(ROOM, {**LOOKS, "sea": sea}, "media"))
    seen = Seen("sea", at(100_000), Millis(100_000), was=DUSK)
    (half, _) = stage.levels_at(seen, at(150_000))
    (begin, _), (end, _) = stage.levels_at(DUSK, at(0)), stage.levels_at(seen, at(200_000))
    assert half == way(begin, end).at(0.5)


def test_resuming_in_mid_fade_comes_to_where_the_fade_is_and_then_goes_on_with_it() -> None:
    room = SilentRoom()
    stage = Stage(room, Setting(ROOM, LOOKS, "media"))
    out = replace(CALM, light=DAWN)
    stage.begin(out, at(130_000), resumes=True)
    assert room.told[0] == Rise(Millis(20_000))
    shows = [order for order in room.told if isinstance(order, Show)]
    assert [light(x) for x in shows] == [(0.525, 20_000)]
    room.told.clear()
    stage.follow(out, at(149_999))
    assert room.told == []
    stage.follow(out, at(150_000))
    assert [light(x) for x in room.told] == [(0.8, 50_000)]
    stage.follow(out, at(160_000))
    assert len(room.told) == 1


def test_another_look_while_coming_back_ends_the_fade_that_was_to_follow() -> None:
    room = SilentRoom()
    stage = Stage(room, Setting(ROOM, LOOKS, "media"))
    stage.begin(replace(CALM, light=DAWN), at(130_000), resumes=True)
    room.told.clear()
    ember = replace(CALM, light=Seen("ember", at(140_000), Millis(5_000), was=DAWN))
    stage.follow(ember, at(140_000))
    stage.follow(ember, at(155_000))
    assert [light(x) for x in room.told] == [(0.08, 5_000)]


def test_resuming_late_in_a_fade_rises_to_its_end() -> None:
    room = SilentRoom()
    Stage(room, Setting(ROOM, LOOKS, "media")).begin(replace(CALM, light=DAWN), at(190_000), resumes=True)
    assert [light(x) for x in room.told if isinstance(x, Show)] == [(0.8, 20_000)]


def test_a_beginning_tells_everything() -> None:
    room = SilentRoom()
    Stage(room, Setting(ROOM, LOOKS, "media")).begin(Output(), START, resumes=False)
    assert {type(order) for order in room.told} == {Play, Hush, Master, Show}
    assert all(getattr(NOTHING, part) != getattr(Output(), part) for part in ("sound", "light", "murmur", "volume"))


class TestLooksOfACirclesOwn:
    """What is edited meanwhile changes nothing here until somebody asks for it."""

    OWN = replace(CALM, designs=(LookDesign("dusk", 0.5), LookDesign("day", 0.7)))

    def test_they_stand_before_those_of_the_practice(self) -> None:
        watched = Watched(self.OWN)
        (show,) = watched.told(replace(self.OWN, light=Seen("day", at(60_000), Millis(4_000))), 60_000)
        assert light(show) == (0.7, 4_000)
        assert [round(x.level, 3) for x in watched.stage.lamps(Seen("dusk"), at(90_000))] == [0.7, 0.7]

    def test_one_that_is_lit_comes_as_it_was_edited_by_a_fade(self) -> None:
        edited = replace(self.OWN, designs=(LookDesign("dusk", 0.1), LookDesign("day", 0.7)))
        (show,) = Watched(self.OWN).told(edited, 60_000)
        assert light(show) == (0.1, 5_000)

    def test_one_that_is_not_lit_tells_the_lamps_nothing(self) -> None:
        edited = replace(self.OWN, designs=(LookDesign("dusk", 0.5), LookDesign("day", 0.2)))
        assert Watched(self.OWN).told(edited, 60_000) == []

    def test_a_call_of_another_is_no_edit(self) -> None:
        called = replace(self.OWN, light=Seen("ember", at(60_000), Millis(2_000)))
        (show,) = Watched(self.OWN).told(called, 60_000)
        assert light(show)[1] == 2_000

    def test_opening_with_the_same_designs_as_the_practice_has_tells_nothing(self) -> None:
        assert Watched(CALM).told(replace(CALM, designs=tuple(LOOKS.values())), 60_000) == []


class TestATrial:
    """A look on the lamps for a while, whatever the circle wants."""

    BRIGHT = (LampLevel(LampId("l1"), 0.9), LampLevel(LampId("l2"), 0.9))

    def test_it_comes_and_goes_by_a_fade(self) -> None:
        watched = Watched()
        watched.stage.try_lamps(self.BRIGHT, at(60_000))
        assert watched.room.told == [Show(self.BRIGHT, Millis(3_000))]
        assert watched.stage.trying
        assert watched.told(CALM, 70_000) == [], "the circle wants what it wanted"
        watched.stage.give_back(CALM, at(80_000))
        (back,) = watched.room.told
        dusk = LOOKS["dusk"].level
        assert light(back) == (dusk, 3_000)
        assert not watched.stage.trying

    def test_what_the_circle_wants_anew_ends_it(self) -> None:
        watched = Watched()
        watched.stage.try_lamps(self.BRIGHT, at(60_000))
        called = replace(CALM, light=Seen("ember", at(70_000), Millis(2_000)))
        assert len(watched.told(called, 70_000)) == 1
        assert not watched.stage.trying
        watched.room.told.clear()
        watched.stage.give_back(called, at(71_000))
        assert watched.room.told == []

    def test_a_long_fade_goes_on_along_its_line_after_it(self) -> None:
        slow = replace(CALM, light=Seen("day", START, Millis(10 * MINUTES), was=Seen("dark", START)))
        watched = Watched(slow, now=60_000)
        watched.stage.try_lamps(self.BRIGHT, at(61_000))
        watched.room.told.clear()
        watched.stage.give_back(slow, at(120_000))
        ((level, fade),) = [light(order) for order in watched.room.told]
        assert level == pytest.approx(0.02 + (LOOKS["day"].level - 0.02) * 123 / 600, abs=1e-3)
        assert fade == 3_000
        (on,) = watched.told(slow, 123_000)
        assert light(on) == (LOOKS["day"].level, 10 * MINUTES - 123_000)
