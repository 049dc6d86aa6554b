"""Commands as they are typed, and scripts of them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core import words as w
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis
from kapcircle.core.looping import Leave
from kapcircle.core.session import commands as c
from kapcircle.core.tracks import Quality

TYPED: list[tuple[str, w.Named]] = [
    ("open", c.Open()),
    ("go", c.Go()),
    ("  GO ", c.Go()),
    ("next", c.Next()),
    ("back", c.Back()),
    ("jump 3", c.Jump(3)),
    ("hold", c.Hold()),
    ("hold the  door bell ", c.Hold("the  door bell")),
    ("reason the  door bell ", c.Explain("the  door bell")),
    ("resume", c.Resume()),
    ("extend 90", c.Extend(Millis(90_000))),
    ("extend\t1:30", c.Extend(Millis(90_000))),
    ("take 0.5", c.Take(Millis(500))),
    ("skip", c.Skip()),
    ("insert Tea 5", c.Insert("Tea", Millis(300_000))),
    ("insert A short walk 2.5", c.Insert("A short walk", Millis(150_000))),
    ("insert A short walk 2:30", c.Insert("A short walk", Millis(150_000))),
    ("insert Lunch 1:10:00", c.Insert("Lunch", Millis(4_200_000))),
    ("close", c.Close()),
    ("hush", c.Hush()),
    ("unhush", c.Unhush()),
    ("silence 0", c.Silence(Millis(0))),
    ("silence 1:00:00", c.Silence(Millis(3_600_000))),
    ("soften", c.Turn(Quality.SOFTEN)),
    ("deepen", c.Turn(Quality.DEEPEN)),
    ("ground", c.Turn(Quality.GROUND)),
    ("lift", c.Turn(Quality.LIFT)),
    ("fade-all", c.FadeAll()),
    ("look dusk", c.CallLook("dusk")),
    ("look evening sun", c.CallLook("evening sun")),
    ("volume 40", c.SetVolume(0.4)),
    ("volume 40%", c.SetVolume(0.4)),
    ("volume 40 %", c.SetVolume(0.4)),
    ("timer 1 600", c.StartTimer(1, Millis(600_000))),
    ("timer 2 10:00  first  dose", c.StartTimer(2, Millis(600_000), "first  dose")),
    ("timer 3 up", c.StartTimer(3, Millis(0))),
    ("timer 3 UP arrival", c.StartTimer(3, Millis(0), "arrival")),
    ("timer 3 off", c.StopTimer(3)),
    ("timer 3 Stop", c.StopTimer(3)),
    ("note Nine came.", c.Note("Nine came.")),
    ("undo", w.Undo()),
    ("stay", w.Stay()),
    ("cover", w.Cover()),
    ("uncover", w.Uncover()),
    ("emergency", c.Emergency()),
    ("near-light 4", c.NearLight(4)),
    ("whole-room", c.WholeRoom()),
    ("stand-down", c.StandDown()),
    ("loop", c.LoopSection()),
    ("loop 2:10 3:40", c.LoopSection(Millis(130_000), Millis(220_000))),
    ("loop 2:10 3:40 at once", c.LoopSection(Millis(130_000), Millis(220_000), Leave.AT_ONCE)),
    ("loop 2:10 3:40 at the end", c.LoopSection(Millis(130_000), Millis(220_000))),
    ("leave-loop", c.LeaveLoop()),
    ("leave-loop at once", c.LeaveLoop(Leave.AT_ONCE)),
    ("leave-loop At the end", c.LeaveLoop(Leave.AT_THE_END)),
    ("seek 2:10", c.Seek(Millis(130_000))),
    ("nudge 10", c.Nudge(Millis(10_000))),
    ("nudge +10", c.Nudge(Millis(10_000))),
    ("nudge -10", c.Nudge(Millis(-10_000))),
    ("nudge −2.5", c.Nudge(Millis(-2_500))),
    ("play-next Lake", c.ChooseNext("Lake")),
]


@pytest.mark.parametrize(("text", "command"), TYPED)
def test_a_line_is(text: str, command: w.Named) -> None:
    assert w.parse(text) == command


def test_every_word_is_tried_above() -> None:
    assert {text.split()[0].lower() for text, _ in TYPED} == set(w.WORDS)


def test_a_word_says_how_it_is_used() -> None:
    for name, word in w.WORDS.items():
        assert (word.name, bool(word.help)) == (name, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("jump", "“jump”: write “jump N”."),
        ("loop 2:10", "“loop 2:10”: write “loop FROM TO”."),
        ("leave-loop soon", "“leave-loop soon”: write “leave-loop”."),
        ("nudge on", "“nudge on”: write “nudge S”."),
        ("jump two", "“jump two”: write “jump N”."),
        ("go now", "“go now”: write “go”."),
        ("extend", "“extend”: write “extend S”."),
        ("extend -5", "“extend -5”: write “extend S”."),
        ("extend nan", "“extend nan”: write “extend S”."),
        ("extend 1:60", "“extend 1:60”: write “extend S”."),
        ("extend 1:60:00", "“extend 1:60:00”: write “extend S”."),
        ("extend 1:-1:00", "“extend 1:-1:00”: write “extend S”."),
        ("extend 1:2:3:4", "“extend 1:2:3:4”: write “extend S”."),
        ("extend 1.5:00", "“extend 1.5:00”: write “extend S”."),
        ("extend 1e9", "“extend 1e9”: write “extend S”."),
        ("insert 5", "“insert 5”: write “insert NAME MIN”."),
        ("insert Tea", "“insert Tea”: write “insert NAME MIN”."),
        ("look", "“look”: write “look NAME”."),
        ("note", "“note”: write “note TEXT”."),
        ("reason", "“reason”: write “reason TEXT”."),
        ("volume loud", "“volume loud”: write “volume PCT”."),
        ("timer 1", "“timer 1”: write “timer N S”."),
        ("timer 1 off now", "“timer 1 off now”: write “timer N S”."),
        ("timer one off", "“timer one off”: write “timer N S”."),
    ],
)
def test_a_line_is_not_understood(text: str, words: str) -> None:
    with pytest.raises(KnownError) as error:
        w.parse(text)
    assert str(error.value) == words


@pytest.mark.parametrize("text", ["", "  ", "dance", "goo"])
def test_an_unknown_word_is_told_with_the_known_ones(text: str) -> None:
    with pytest.raises(KnownError, match=rf"^There is no command “{text.strip()}”\. Known: open, go, next"):
        w.parse(text)


@given(st.integers(0, 9), st.integers(0, 59), st.integers(0, 59_999))
def test_a_length_in_hours_minutes_seconds(hours: int, minutes: int, millis: int) -> None:
    text = f"{hours}:{minutes:02}:{millis / 1000:06.3f}"
    assert w.seconds(text) == (hours * 60 + minutes) * 60_000 + millis


@given(st.text("0123456789:.-e _+²", max_size=12))
def test_any_length_is_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert w.seconds(text) >= 0


SCRIPT = """
# A short circle.
00:00:00 open

00:12:30   hold   the door bell
00:12:30.5\tresume
01:00:00 go
"""


def test_a_script() -> None:
    assert w.script(SCRIPT) == (
        w.Line(Millis(0), c.Open(), 3),
        w.Line(Millis(750_000), c.Hold("the door bell"), 5),
        w.Line(Millis(750_500), c.Resume(), 6),
        w.Line(Millis(3_600_000), c.Go(), 7),
    )


def test_an_empty_script() -> None:
    assert w.script("\n# nothing\n") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("open", "Script line 1: begin with a time since opening, as in 00:12:30."),
        ("\n12:30 go", "Script line 2: begin with a time since opening, as in 00:12:30."),
        ("00:61:00 go", "Script line 1: begin with a time since opening, as in 00:12:30."),
        ("00:00:10 go\n00:00:09 go", "Script line 2: earlier than the line before it. Put the lines in order."),
        ("00:00:10 jump x", "Script line 1: “jump x”: write “jump N”."),
    ],
)
def test_a_script_is_refused_with_its_line(text: str, words: str) -> None:
    with pytest.raises(KnownError) as error:
        w.script(text)
    assert str(error.value) == words


@pytest.mark.parametrize("text", ["00:00:10", "00:00:10 dance"])
def test_a_line_without_a_known_command(text: str) -> None:
    with pytest.raises(KnownError, match=r"^Script line 1: There is no command “"):
        w.script(text)
