from dataclasses import replace

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Instant, Millis, TrackId
from kapcircle.core.looping import Leave, Section
from kapcircle.core.rundown import AtOffset, Look, Music, OnGo, Phase, Prompt, Rundown, Silence
from kapcircle.views.cues import summary, what, when
from kapcircle.views.fields import cue_text, cue_with
from kapcircle.views.plan import Stock, lines, problems, totals
from tests.made_up import LOOKS, TRACKS, cue, phase, small_rundown

STOCK = Stock(tuple(LOOKS), {t.id for t in TRACKS})
TEN = Instant(10 * 3_600_000)


def utc(_: Instant) -> int:
    return 0


def test_each_phase_says_when_it_would_begin() -> None:
    assert [x.starts for x in lines(small_rundown(), TEN, utc, STOCK)] == ["10:00", "10:15", "10:55"]


def test_without_an_hour_the_starts_count_from_the_opening() -> None:
    assert [x.starts for x in lines(small_rundown(), None, utc, STOCK)] == ["+0:00", "+15:00", "+55:00"]


def test_the_hours_follow_daylight_saving() -> None:
    at_eleven = [x.starts for x in lines(small_rundown(), TEN, lambda at: 60 if at > TEN else 0, STOCK)]
    assert at_eleven == ["10:00", "11:15", "11:55"]


def test_a_group_is_said_once() -> None:
    grouped = Rundown(tuple(phase(n, 5, group=g) for n, g in (("A", "In"), ("B", "In"), ("C", ""), ("D", "In"))))
    assert [x.group for x in lines(grouped, None, utc, STOCK)] == ["In", "", "", "In"]


@pytest.mark.parametrize(
    ("rundown", "scheduled", "words"),
    [
        (Rundown(), TEN, ""),
        (Rundown((phase("A", 5),)), None, "1 phase · 5 min"),
        (Rundown((phase("A", 11.5),)), TEN, "1 phase · 12 min · 10:00 to 10:12"),
        (small_rundown(), TEN, "3 phases · 1 h 15 · 10:00 to 11:15"),
    ],
)
def test_the_whole_circle_in_a_line(rundown: Rundown, scheduled: Instant | None, words: str) -> None:
    assert totals(rundown, scheduled, utc) == words


GOOD = small_rundown().phases[1]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        (replace(GOOD, name=" "), "name", "name"),
        (replace(GOOD, planned=Millis(0)), "planned", "length"),
        (replace(GOOD, planned=Millis(25 * 3_600_000)), "planned", "day"),
        (replace(GOOD, danger=Millis(GOOD.warn + 1)), "danger", "Danger"),
        (replace(GOOD, shrink=Millis(GOOD.planned + 1)), "shrink", "40"),
        (replace(GOOD, cues=(cue("x", Look("noon")),)), "cues", "ember"),
        (replace(GOOD, cues=(cue("x", Music("Tide", ())),)), "cues", "Tide"),
        (replace(GOOD, cues=(cue("x", Music("Tide", (TrackId("gone"),))),)), "cues", "not in this vault"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(wrong: Phase, field: str, words: str) -> None:
    (problem,) = problems(wrong, STOCK)
    assert problem.field == field
    assert words in problem.words
    assert problem.stops


def test_a_cue_beyond_the_end_is_only_remarked() -> None:
    (problem,) = problems(replace(GOOD, cues=(cue("late", Look("dawn"), trigger=AtOffset(Millis(2_460_000))),)), STOCK)
    assert not problem.stops
    assert "runs over" in problem.words


@pytest.mark.parametrize(("end", "said"), [(220_000, True), (170_000, False)])
def test_a_section_that_does_not_fit_is_said_and_does_not_stop(end: int, said: bool) -> None:
    """Tide is three minutes long."""
    loop = Section(Millis(175_000 if said else 130_000), Millis(end))
    music = Music("Tide", (TrackId("tide"), TrackId("shore")), loop=loop)
    stock = Stock(STOCK.looks, STOCK.tracks, {t.id: t for t in TRACKS})
    found = problems(phase("One", 5, cue("a", music)), stock)
    assert [(p.words, p.stops) for p in found] == (
        [("The section 2:55–3:40 does not fit into “Tide”: it plays on.", False)] if said else []
    )
    assert not problems(phase("One", 5, cue("a", music)), STOCK)


def test_a_sound_plan_has_no_problems() -> None:
    assert not any(line.problems for line in lines(small_rundown(), TEN, utc, STOCK))


def test_cues_in_a_line_with_those_on_go_counted() -> None:
    assert summary(GOOD.cues) == "♪ tide   ☀ ember   1 on GO"
    late = (cue("q", Silence(Millis(60_000)), trigger=AtOffset(Millis(120_000))), cue("p", Prompt("Bell")))
    assert summary(late) == "○ silence 1:00 at 2:00   ” Bell"
    assert summary((cue("off", Look("day"), armed=False),)) == ""


def test_a_cue_in_words() -> None:
    music = Music("Tide", (TrackId("tide"), TrackId("shore")))
    assert what(music) == "Tide, 2 recordings, crossfade 10 s"
    assert what(Music("Tide", ())) == "Tide, no recording, crossfade 10 s"
    kept = replace(music, loop=Section(Millis(130_000), Millis(220_000)))
    assert what(kept) == "Tide, 2 recordings, crossfade 10 s, loops 2:10–3:40 until GO"
    assert what(Look("dawn", Millis(240_000))) == "dawn, fade 4:00"
    assert what(Silence()) == "silence until the next music, fade 10 s"
    assert what(Silence(Millis(90_000))) == "silence for 1:30, fade 10 s"
    assert when(cue("a", music)) == "on entry"
    assert when(cue("a", music, trigger=OnGo(), pre_wait=Millis(5_000))) == "on GO, after 0:05"
    assert when(cue("a", music, trigger=AtOffset(Millis(90_000)), armed=False)) == "at 1:30 · disarmed"


SECTIONS = [
    ("2:10–3:40", Section(Millis(130_000), Millis(220_000)), "2:10–3:40"),
    (" 2:10 - 3:40  At Once ", Section(Millis(130_000), Millis(220_000), Leave.AT_ONCE), "2:10–3:40 at once"),
    ("", None, ""),
]


@pytest.mark.parametrize(("typed", "section", "shown"), SECTIONS)
def test_a_section_as_it_is_typed(typed: str, section: Section | None, shown: str) -> None:
    for was in (None, Section(Millis(1), Millis(9_000))):
        music = cue("a", Music("Tide", (TrackId("tide"),), loop=was))
        after = cue_with(music, "loop", typed)
        assert isinstance(after.content, Music)
        assert after.content.loop == section
        assert cue_text(after, "loop") == shown


@pytest.mark.parametrize(
    ("typed", "words"),
    [("2:10", "as in 2:10–3:40"), ("2:10–2:12", "at least 4 s"), ("2:10–x", "x"), ("at once", "as in 2:10–3:40")],
)
def test_what_is_no_section_says_how_it_is_written(typed: str, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        cue_with(cue("a", Music("Tide", ())), "loop", typed)
