"""What was heard and seen, as values, in words, and drawn."""

from dataclasses import replace
from itertools import pairwise

import pytest

from kapcircle.core.ids import Instant, Millis
from kapcircle.core.light import LookDesign
from kapcircle.core.rundown import AtOffset, Music, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.heard import Level
from kapcircle.core.session.state import Session
from kapcircle.views.painter import Box, Ink, Point, Shape, shown
from kapcircle.views.sounded import Bar, Sounded, Told, said_at, sounded, sounded_rows, spoken
from kapcircle.views.sounded_chart import FLOOR, draw_sounded, field_of, pieces, told_apart
from tests.core.circles import SECONDS, Circle, opened
from tests.made_up import LOOKS, MINUTES, START, TRACKS, cue, entries, phase
from tests.views.test_chart import Remembered

TIDE, SHORE, LAKE = TRACKS


def local(_: Instant) -> int:
    return 60


def at(minutes: float) -> Instant:
    return Instant(START + int(minutes * MINUTES))


def evening() -> Circle:
    """An arrival of 15 minutes, a peak with a hush, a track that is skipped, a hold, a silence; closed at 45."""
    circle = opened()
    circle.later(15 * MINUTES)
    circle.do(c.Go())
    circle.later(MINUTES)
    circle.do(c.KeepLevels((-24, -22, -20, -23, -23, -23)))
    circle.do(c.Hush())
    circle.later(MINUTES)
    circle.do(c.KeepLevels((-40, -40, -40, -40, -40, -40)))
    circle.do(c.Unhush())
    circle.later(MINUTES)
    circle.do(c.SkipTrack(SHORE.id, "damaged"))
    circle.do(c.Report("No sound output."))
    circle.do(c.KeepLevels((None,) * 6))
    circle.do(c.Hold())
    circle.later(MINUTES)
    circle.do(c.Resume())
    circle.do(c.Silence(Millis(0)))
    circle.later(MINUTES)
    circle.do(c.KeepLevels((-120,) * 6))
    circle.do(c.Next())
    circle.later(25 * MINUTES)
    circle.do(c.Close())
    return circle


@pytest.fixture(scope="module")
def circle() -> Circle:
    return evening()


@pytest.fixture(scope="module")
def picture(circle: Circle) -> Sounded:
    return sounded(circle.state, circle.entries, circle.now, LOOKS)


def brief(bars: tuple[Bar, ...]) -> list[tuple[float, float, str]]:
    return [((x.since - START) / MINUTES, (x.until - START) / MINUTES, x.words) for x in bars]


def test_a_circle_that_was_not_opened_has_no_picture() -> None:
    assert sounded(Session(), (), START) == Sounded()
    assert sounded_rows(Sounded(), local) == ()
    assert spoken(Sounded(), Session(), local) == "Sound and light: the circle was not opened."


def test_planned_and_actual_lie_over_the_same_time(picture: Sounded) -> None:
    assert brief(picture.planned) == [(0, 15, "Arrival"), (15, 55, "Peak"), (55, 75, "Return")]
    assert brief(picture.phases) == [(0, 15, "Arrival"), (15, 20, "Peak"), (20, 45, "Return")]
    assert [x.low for x in picture.phases] == [False, True, False], "one was held"
    assert (picture.first, picture.last) == (START, at(75))


def test_one_playlist_is_one_bar_cut_by_a_hush_and_tracks_lie_in_it(picture: Sounded) -> None:
    assert brief(picture.lists)[:5] == [
        (0, 15, "no music"),
        (15, 16, "tide"),
        (16, 17, "tide"),
        (17, 19, "tide"),
        (19, 45, "silence"),
    ]
    assert [x.low for x in picture.lists[:4]] == [False, False, True, False]
    assert brief(picture.sounds)[-2:] == [(18, 19, "Tide"), (19, 45, "silence")]


def test_light_is_told_with_its_slopes(picture: Sounded) -> None:
    told = [(x.words, round(x.before, 3), x.level, x.fade) for x in picture.lights]
    assert told == [
        ("dusk", 0.0, 0.25, 5_000),
        ("ember", 0.25, 0.08, 60_000),
        ("ember, lifted for a hush", 0.08, 0.08, 0),
        ("ember", 0.08, 0.08, 0),
        ("dawn", 0.08, 0.4, 240_000),
    ]
    assert picture.lights[0].colour == LOOKS["dusk"].colour


def test_a_look_that_nobody_knows_any_more_is_dark(circle: Circle) -> None:
    assert {x.level for x in sounded(circle.state, circle.entries, circle.now).lights} == {0.0}


def test_a_fade_that_is_cut_short_goes_on_from_where_it_was() -> None:
    rundown = Rundown((phase("Rest", 20),))
    circle = opened(rundown)
    circle.do(c.CallLook("day", Millis(60_000)))
    circle.later(30 * SECONDS)
    circle.do(c.CallLook("dark", Millis(60_000)))
    circle.later(MINUTES)
    lights = sounded(circle.state, circle.entries, circle.now, LOOKS).lights
    assert lights[-1].before == pytest.approx(0.4)


def test_every_line_of_the_table(picture: Sounded) -> None:
    lines = [f"{x.clock} {x.kind}: {x.words}" for x in sounded_rows(picture, local)]
    for line in (
        "09:00:00 phase: Arrival, 15:00, planned 15:00",
        "09:15:00 phase: Peak, 5:00, held, planned 40:00",
        "09:00:00 sound: no music, 15:00",
        "09:15:00 sound: Tide, 1:00, −24 to −20 dBFS",
        "09:16:00 sound: Tide, 1:00, hushed, −40 dBFS",
        "09:15:00 light: ember, 8 %, over 1:00",
        "09:15:00 cue: tide, 2 recordings, crossfade 10 s",
        "09:18:00 room: Shore was skipped: damaged",
        "09:18:00 room: No sound output.",
        "09:19:00 sound: silence, 26:00, silent",
    ):
        assert line in lines, lines
    assert [x.key[0] for x in sounded_rows(picture, local)] == sorted(x.key[0] for x in sounded_rows(picture, local))


def test_an_inserted_phase_was_not_planned() -> None:
    circle = opened()
    circle.do(c.Insert("Tea", Millis(5 * MINUTES)))
    circle.do(c.Go())
    circle.later(MINUTES)
    lines = [x.words for x in sounded_rows(sounded(circle.state, circle.entries, circle.now, LOOKS), local)]
    assert "Tea, 1:00" in lines


@pytest.mark.parametrize(
    ("minute", "words"),
    [
        (5, "09:05:00 · Arrival, 5:00 in · no music · light dusk"),
        (15.5, "09:15:30 · Peak, 0:30 in · Tide at 0:30 · −23 dBFS · light ember"),
        (16.5, "09:16:30 · Peak, 1:30 in · Tide at 1:30, hushed · −40 dBFS · light ember, lifted for a hush"),
        (17.5, "09:17:30 · Peak, 2:30 in · Tide at 2:30 · nothing was known to play · light ember"),
        (19.5, "09:19:30 · Peak, 4:30 in · silence · silent · light ember"),
        (60, "10:00:00"),
    ],
)
def test_the_cursor_says_all_of_a_moment(picture: Sounded, minute: float, words: str) -> None:
    assert said_at(picture, at(minute), local) == words


def test_the_cursor_goes_through_all_that_began(picture: Sounded) -> None:
    minutes = [round((x - START) / MINUTES, 2) for x in picture.moments]
    assert minutes == [0, 15, 16, 17, 17.83, 18, 19, 20]
    assert "Shore was skipped: damaged · No sound output." in said_at(picture, at(18), local)
    assert "ember, fade 60 s" in said_at(picture, at(15), local)


def test_a_late_cue_says_how_late() -> None:
    lake = cue("lake", Music("lake", (LAKE.id,)), trigger=AtOffset(Millis(MINUTES)))
    circle = opened(Rundown((phase("Rest", 20, lake),)))
    circle.sleeps(1.5 * MINUTES)
    circle.do(c.Fire(lake.id), happened=START + MINUTES)
    circle.later(12 * MINUTES)
    found = sounded(circle.state, circle.entries, circle.now, LOOKS)
    (made,) = found.cues
    assert (made.late, made.at) == (30_000, at(1.5))
    assert "09:01:30 cue: lake, crossfade 10 s, 0:30 late: due at 09:01:00" in [
        f"{x.clock} {x.kind}: {x.words}" for x in sounded_rows(found, local)
    ]
    assert spoken(found, circle.state, local) == "Sound and light from 09:00 to 09:20. 1 cue made, 1 of them late."
    assert "Lake at 2:30" in said_at(found, at(8.5), local), "alone it begins again"


def test_what_it_is_for_a_screen_reader(picture: Sounded, circle: Circle) -> None:
    assert spoken(picture, circle.state, local) == "Sound and light from 09:00 to 10:15. 4 cues made, all in time."


def test_a_broken_recording_that_the_plan_does_not_name_is_a_recording() -> None:
    circle = opened()
    log = [*circle.entries, *entries([(MINUTES, e.TrackSkipped(LAKE.id, "gone"))])]
    plan = replace(circle.state.plan, tracks=())
    found = sounded(replace(circle.state, plan=plan), log, at(2), LOOKS)
    assert [x.words for x in found.reports] == ["A recording was skipped: gone"]


def test_told_in_time_is_not_late() -> None:
    assert Told(at(1), "x").late == 0
    assert Told(at(1), "x", Instant(at(1) - 2_000)).late == 0


# drawn


def drawn(picture: Sounded, wide: float = 1_000, cursor: Instant | None = None) -> Remembered:
    sheet = Remembered()
    draw_sounded(sheet, picture, Box(10, 10, wide, 220), local, cursor)
    return sheet


def test_every_line_has_its_label_and_everything_lies_inside(picture: Sounded) -> None:
    sheet = drawn(picture)
    for label in ("Planned", "Actual", "Sound", "Tracks", "dBFS", "Light", "Cues", "Peak", "dawn", "tide", "silence"):
        assert label in sheet.words
    box = Box(10, 10, 1_000, 220.5)
    for rect in sheet.rects:
        assert box.x <= rect.x <= rect.right <= box.right
        assert box.y <= rect.y <= rect.low <= box.low
    points = [p for curve, _ in sheet.curves for p in curve] + [p for glow, _ in sheet.glows for p in glow]
    assert all(box.x <= p.x <= box.right and box.y <= p.y <= box.low for p in points)


def test_an_hour_stands_where_it_is_and_none_over_another(picture: Sounded) -> None:
    sheet = drawn(picture)
    hours = [(words, box) for words, box, _ in sheet.texts if ":" in words]
    assert [words for words, _ in hours][:3] == ["09:00", "09:05", "09:10"]
    assert all(a.right <= b.x + 1 for (_, a), (_, b) in pairwise(hours))


@pytest.mark.parametrize("minutes", [20, 61, 232, 479])
@pytest.mark.parametrize("wide", [500, 1_000, 1_100])
def test_the_first_hour_leaves_room_for_the_next(minutes: int, wide: float) -> None:
    sheet = drawn(Sounded(START, at(minutes), (Bar(START, at(minutes), "x"),)), wide)
    hours = [box for words, box, _ in sheet.texts if ":" in words]
    assert all(a.right <= b.x + 1 for a, b in pairwise(hours))


def test_levels_are_drawn_where_something_was_known_to_play(picture: Sounded) -> None:
    assert [len(piece) for piece in pieces(picture.levels)] == [12, 6]
    gap = (Level(START, -20), Level(at(5), -20))
    assert [len(piece) for piece in pieces(gap)] == [1, 1]
    alone = drawn(replace(picture, levels=gap))
    assert len([curve for curve, stroke in alone.curves if stroke.ink is Ink.IN_ORDER]) == 2


def test_a_level_beyond_the_range_lies_at_its_edge(picture: Sounded) -> None:
    edges = drawn(replace(picture, levels=(Level(START, 3), Level(Instant(START + 10_000), round(FLOOR) - 40))))
    curve = next(curve for curve, stroke in edges.curves if stroke.ink is Ink.IN_ORDER)
    assert curve[0].y < curve[1].y


def test_cues_in_time_are_discs_late_ones_triangles_and_reports_crosses() -> None:
    shown_ = Sounded(
        START,
        at(10),
        cues=(Told(at(1), "a", at(1)), Told(at(5), "b", at(3)), Told(at(6), "c")),
        reports=(Told(at(7), "gone"),),
    )
    sheet = drawn(shown_)
    counts = {shape: len(points) for shape, points, _ in sheet.shapes}
    assert counts == {Shape.DISC: 2, Shape.TRIANGLE: 1, Shape.CROSS: 1}
    assert [stroke.ink for _, _, stroke in sheet.lines].count(Ink.ACCENT) == 1


def test_the_cursor_lies_at_its_moment(picture: Sounded) -> None:
    field = field_of(Remembered(), picture, Box(10, 10, 1_000, 220))
    line = drawn(picture, cursor=at(20)).lines[-1]
    assert line[0].x == line[1].x == field.x(at(20))
    assert field.at(field.x(at(20))) == pytest.approx(at(20), abs=100)
    assert (field.at(-5), field.at(5_000)) == (START, picture.last)


def test_what_has_no_room_is_not_written_and_narrow_tracks_are_one_bar(picture: Sounded) -> None:
    small = drawn(picture, wide=170)
    assert "Shore" not in small.words
    assert len(small.rects) < len(drawn(picture).rects)


def test_short_recordings_of_one_playlist_are_one_bar_with_their_titles() -> None:
    lists = (Bar(at(0), at(10), "peak"), Bar(at(10), at(20), "return"))
    titles = ((0, "Tide"), (1, "Shore"), (2, "Tide"), (3, "Long"), (8, "Shore"), (10, "Shore"), (11, "Lake"))
    ends = [minute for minute, _ in titles[1:]] + [20]
    sounds = tuple(Bar(at(since), at(until), x) for (since, x), until in zip(titles, ends, strict=True))
    told = told_apart(Sounded(START, at(20), lists=lists, sounds=sounds), lambda x: x.lasted > 4 * MINUTES)
    assert told == [
        Bar(at(0), at(3), "Tide, Shore, in turn"),
        Bar(at(3), at(8), "Long"),
        Bar(at(8), at(10), "Shore"),
        Bar(at(10), at(11), "Shore"),
        Bar(at(11), at(20), "Lake"),
    ]


def test_a_long_circle_has_few_hours() -> None:
    day = Sounded(START, at(60 * 60), (Bar(START, at(60), "x"),))
    assert len([x for x in drawn(day, wide=300).words if ":" in x]) < 20


def test_light_is_as_high_as_it_is_bright_in_its_colour(picture: Sounded) -> None:
    heights = [max(p.y for p in glow) - min(p.y for p in glow) for glow, _ in drawn(picture).glows]
    assert heights[0] == pytest.approx(heights[-1] * 0.25 / 0.4, rel=0.01)
    bright = {"dusk": LookDesign("dusk", 1.0, (0.2, 0.4, 1.0))}
    circle = opened()
    circle.later(MINUTES)
    found = drawn(sounded(circle.state, circle.entries, circle.now, bright))
    assert [colour for _, colour in found.glows] == [(0.2, 0.4, 1.0)]
    assert isinstance(found.glows[0][0][0], Point)


@pytest.mark.parametrize(("light", "seen"), [((0, 0.5, 1), (0, 188, 255)), ((0.002, 1.2, -1), (7, 255, 0))])
def test_light_as_a_picture_shows_it(light: tuple[float, float, float], seen: tuple[int, int, int]) -> None:
    assert shown(light) == seen
