from dataclasses import replace

import pytest

from kapcircle.core.avoiding import Avoids
from kapcircle.core.ids import CueId, Instant, Millis, PhaseId, TrackId
from kapcircle.core.rundown import AtOffset, Look, Music, OnGo, Prompt, Rundown, Silence
from kapcircle.core.session import events as e
from kapcircle.core.session.state import Session
from kapcircle.views.cues import kind, what
from kapcircle.views.review import review
from kapcircle.views.rundown import CueLine, Heading, PhaseRow, Place, cue_line, rundown_rows, standby
from tests.made_up import MINUTES, START, cue, folded, phase, small_plan, track

M = MINUTES
DAY = Rundown(
    (
        phase("Arrival", 15, group="Opening"),
        phase("Peak", 40, group="Journey", note="Quiet."),
        phase("Return", 20, group="Journey", shrink=Millis(5 * M), note="Water."),
        phase("Sharing", 45),
    )
)


def utc(_: Instant) -> int:
    return 0


def run(*events: tuple[int, object], day: Rundown = DAY) -> Session:
    return folded((0, e.Opened(small_plan(day))), (0, e.PhaseEntered(day.phases[0].id)), *events)


def rows(s: Session, millis: int) -> dict[str, PhaseRow | Heading]:
    return {row.name: row for row in rundown_rows(s, Instant(START + millis), utc)}


def row(s: Session, millis: int, name: str) -> PhaseRow:
    found = rows(s, millis)[name]
    assert isinstance(found, PhaseRow)
    return found


def enter(name: str) -> e.PhaseEntered:
    return e.PhaseEntered(next(p.id for p in DAY.phases if p.name == name))


def test_the_plan_before_opening() -> None:
    shown = rundown_rows(Session(plan=small_plan(DAY)), Instant(START), utc)
    assert [r.name for r in shown] == ["Opening", "Arrival", "Journey", "Peak", "Return", "Sharing"]
    assert all(r.second == "" and r.place is Place.COMING for r in shown if isinstance(r, PhaseRow))


def test_done_now_standby_and_coming() -> None:
    s = run((17 * M, enter("Peak")))
    peak, arrival = row(s, 27 * M, "Peak"), row(s, 27 * M, "Arrival")
    assert (arrival.place, arrival.planned, arrival.second, arrival.over) == (Place.DONE, "15", "17", True)
    assert (peak.place, peak.into, peak.second, peak.part) == (Place.NOW, "10:00 in", "08:57", 0.25)
    assert [row(s, 27 * M, n).place for n in ("Return", "Sharing")] == [Place.STANDBY, Place.COMING]
    assert row(s, 27 * M, "Sharing").second == "10:02"


@pytest.mark.parametrize(("took", "shown"), [(27_000, "<1"), (53_000, "1"), (3 * M, "3"), (17 * M + 29_000, "17")])
def test_what_a_phase_took_is_always_in_minutes(took: int, shown: str) -> None:
    assert row(run((took, enter("Peak"))), 20 * M, "Arrival").second == shown


def test_a_phase_late_by_less_than_a_minute_is_not_over() -> None:
    assert not row(run((15 * M + 59_000, enter("Peak"))), 20 * M, "Arrival").over


def test_what_may_shrink_is_said_while_the_circle_is_late_and_not_before() -> None:
    assert row(run((15 * M, enter("Peak"))), 20 * M, "Return").remark == ""
    assert row(run((18 * M, enter("Peak"))), 20 * M, "Return").remark == "may shrink by 3"


def test_group_of_the_present_phase_says_when_it_ends() -> None:
    s = run((15 * M, enter("Peak")))
    found = rows(s, 20 * M)
    assert (found["Journey"], found["Opening"]) == (
        Heading("group:1", "Journey", "ends 09:15"),
        Heading("group:0", "Opening"),
    )


def test_of_two_stretches_with_one_name_only_the_present_one_says_when_it_ends() -> None:
    day = Rundown(tuple(phase(name, 10, group=group) for name, group in (("A", "g"), ("B", "h"), ("C", "g"))))
    seen = {}
    for at, name in ((0, "a"), (1 * M, "b"), (2 * M, "c")):
        s = run((at, e.PhaseEntered(PhaseId(name))), day=day)
        shown = rundown_rows(s, Instant(START + at), utc)
        seen[name] = [bool(r.ends) for r in shown if isinstance(r, Heading)]
    assert seen == {"a": [True, False, False], "b": [False, True, False], "c": [False, False, True]}


def test_when_the_circle_is_over_a_phase_that_it_did_not_come_to_is_called_as_in_the_review() -> None:
    s = run((0, e.PhaseSkipped(DAY.phases[1].id)), (60_000, e.Closed()))
    words = {x.name: x.remark for x in review(s, Instant(START + 120_000))}
    shown = {x.name: row(s, 120_000, x.name) for x in DAY.phases[1:]}
    assert {name: x.remark for name, x in shown.items()} == {x.name: words[x.name] for x in DAY.phases[1:]}
    assert [x.place for x in shown.values()][:2] == [Place.SKIPPED, Place.UNREACHED]


def test_skipped_put_in_and_extended() -> None:
    extra = phase("Breath", 5)
    s = run(
        (0, e.PhaseSkipped(DAY.phases[1].id)),
        (0, e.PhaseInserted(extra, DAY.phases[0].id)),
        (1_000, e.Extended(Millis(5 * M))),
    )
    assert (row(s, 2_000, "Peak").place, row(s, 2_000, "Peak").remark) == (Place.SKIPPED, "left out")
    assert row(s, 2_000, "Breath").remark == "put in"
    assert row(s, 2_000, "Arrival").remark == "+5"
    taken = run((1_000, e.Extended(Millis(-90_000))))
    assert row(taken, 2_000, "Arrival").remark == "−1:30"


def test_overtime_fills_the_bar() -> None:
    shown = row(run(), 16 * M, "Arrival")
    assert (shown.part, shown.over) == (1.0, True)
    assert row(run(day=Rundown((phase("Bell", 0),))), 0, "Bell").part == 1.0


def test_a_phase_that_was_jumped_over_is_left_out() -> None:
    assert row(run((5 * M, enter("Return"))), 6 * M, "Peak").place is Place.SKIPPED


def test_a_closed_circle_shows_actuals() -> None:
    s = run((15 * M, enter("Peak")), (55 * M, e.Closed()))
    assert [row(s, 99 * M, n).second for n in ("Arrival", "Peak")] == ["15", "40"]
    assert row(s, 99 * M, "Sharing").place is Place.UNREACHED


def test_a_row_is_spoken() -> None:
    s = run((17 * M, enter("Peak")))
    assert row(s, 27 * M, "Arrival").spoken == "Arrival, done, planned 15, took 17"
    assert row(s, 27 * M, "Return").spoken == "Return, stands by, planned 20, ends 09:17, may shrink by 2"


def test_standby_follows_the_circle() -> None:
    assert standby(Session(plan=small_plan(DAY))).deed == "GO asks what should be right, then opens the circle."
    assert not standby(Session()).ready
    running = standby(run((15 * M, enter("Peak"))))
    assert (running.title, running.deed, running.note) == ("Return", "GO enters Return.", "Water.")
    assert standby(run((15 * M, enter("Peak"))), covered=True).note == ""
    last = standby(run((15 * M, enter("Sharing"))))
    assert (last.ready, last.word) == (True, "Close")
    over = standby(run((15 * M, e.Closed())))
    assert (over.ready, over.word) == (True, "Review")


def test_a_cue_on_go_stands_by_before_the_next_phase() -> None:
    bowl = cue("bowl", Prompt("Strike the bowl."), trigger=OnGo())
    day = Rundown((phase("Peak", 40, bowl, note="Quiet."), phase("Return", 20)))
    shown = standby(run(day=day))
    assert (shown.title, shown.note, shown.cues) == ("bowl", "Quiet.", (CueLine("prompt", "Strike the bowl."),))
    assert standby(run(day=day), covered=True).note == ""
    assert standby(run((0, e.CueFired(CueId("bowl"))), day=day)).title == "Return"


def test_a_cue_that_was_called_and_still_waits_stands_by_to_be_made_now() -> None:
    gong = cue("gong", Look("day"), trigger=OnGo(), pre_wait=Millis(5_000))
    bowl = cue("bowl", Prompt("Strike the bowl."), trigger=OnGo(), pre_wait=Millis(5_000))
    day = Rundown((phase("Peak", 40, gong, bowl, note="Quiet."), phase("Return", 20)))
    assert standby(run((0, e.CueCalled(CueId("gong"))), day=day)).title == "bowl"
    calls = ((0, e.CueCalled(CueId("gong"))), (0, e.CueCalled(CueId("bowl"))))
    shown = standby(run(*calls, day=day))
    assert (shown.title, shown.deed, shown.note) == ("gong", "GO makes gong now, without its wait.", "Quiet.")
    assert shown.cues == (CueLine("look", "day, fade 5 s"),)
    bowl_waits = run(*calls, (9, e.CueFired(CueId("gong"))), day=day)
    assert standby(bowl_waits, covered=True).deed == "GO makes Prompt now, without its wait."


def test_standby_tells_the_cues_on_entry_and_no_others() -> None:
    cues = (
        cue("a", Music("Tide", (TrackId("t"),), Millis(20_000))),
        cue("b", Look("dawn"), trigger=AtOffset(Millis(M))),
        cue("c", Look("dusk"), armed=False),
    )
    shown = standby(run(day=Rundown((phase("One", 1), phase("Two", 1, *cues)))))
    assert shown.cues == (CueLine("music", "Tide, crossfade 20 s"),)


def test_cues_in_words() -> None:
    """The same as on the Plan page."""
    for content in (
        Music("Tide", (), Millis(60_000)),
        Silence(None, Millis(7_500)),
        Silence(Millis(90_000)),
        Look("dawn", Millis(240_000)),
        Prompt("Breathe."),
    ):
        assert cue_line(cue("a", content)) == CueLine(kind(content), what(content))
    assert cue_line(cue("a", Prompt("Breathe.")), covered=True).words == "Prompt"
    waits = cue("a", Look("dawn", Millis(5_000)), pre_wait=Millis(3_000))
    assert cue_line(waits).words == "dawn, fade 5 s, after 0:03"


def test_what_somebody_here_avoids_is_named_under_the_music_that_go_brings() -> None:
    tide, lake, stone = (track(name) for name in ("tide", "lake", "stone"))
    bowl = cue("bowl", Music("Bowl", (lake.id,)), trigger=OnGo())
    shore = cue("shore", Music("Far shore", (tide.id, lake.id, stone.id)))
    day = Rundown((phase("Peak", 40, bowl), phase("Return", 20, shore, cue("dawn", Look("dawn")))))
    plan = replace(small_plan(day), tracks=(tide, lake, replace(stone, words=True)))
    begun = ((0, e.Opened(plan)), (0, e.PhaseEntered(day.phases[0].id)))
    avoids = (Avoids((lake.id,)), Avoids(no_lyrics=True))
    assert [x.words for x in standby(folded(*begun), avoids).cues][1:] == ["▲ avoided here: Lake"]
    after = folded(*begun, (0, e.CueFired(bowl.id)))
    assert [x.words for x in standby(after, avoids, covered=True).cues][1] == "▲ avoided here: Lake, Stone"
    assert [x.kind for x in standby(after, avoids).cues] == ["music", "music", "look"]
    assert [x.kind for x in standby(after).cues] == ["music", "look"]
