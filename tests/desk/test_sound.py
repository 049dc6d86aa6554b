"""What is wrong with the sound is said in words, with what happens next; the record keeps each thing once."""

import pytest

from kapcircle.core.ids import Instant, Millis, TrackId
from kapcircle.core.rundown import End
from kapcircle.desk.orders import Beat, Gone, Lights, Output, Reopen, Report, Return, Second, Unheard
from kapcircle.desk.sound import BY_CHOICE, Sound, news
from kapcircle.desk.trouble import AGAIN, BACK, TRY, trouble
from tests.desk.minutes import night

BEAT = Beat(1, TrackId("a"), Millis(0), -20.0)
USB = "USB speaker"
LOST = Output(None, "the output USB speaker has stopped", USB)


def after(*reports: Report, at: int = 0) -> Sound:
    sound = Sound()
    for report in reports:
        sound = sound.told(report, Instant(at))
    return sound


def back(output: Output, how: Return) -> Output:
    return Output(output.device, output.why, output.lost, how)


@pytest.mark.parametrize(
    ("reports", "says", "then", "deed", "elsewhere"),
    [
        ([LOST], "No sound: USB speaker has gone", "within a minute, the music rises by itself", TRY, True),
        ([LOST], "No sound: USB speaker has gone", "Nothing is played anywhere else.", TRY, True),
        ([back(LOST, Return.ON_PRESS)], "No sound: USB speaker has gone", "a press plays there again", TRY, True),
        ([back(LOST, Return.OFFERED)], "USB speaker is back", "A press plays there again", BACK, True),
        ([Output(None, "there is none")], "No sound: there is none", "by itself as soon as it is there", TRY, True),
        ([Output(None, "no", "", Return.ON_PRESS)], "No sound: no", "it begins with a press", TRY, True),
        (
            [Unheard("the music has stopped arriving")],
            "No sound: the music has stopped arriving",
            "press",
            AGAIN,
            False,
        ),
        ([Unheard("x"), LOST], "No sound: USB speaker has gone", "by itself", TRY, True),
        ([Gone("it has ended")], "No sound: the part of the program that plays has ended", "again", AGAIN, False),
        ([Second(LOST)], "Second output: USB speaker has gone", "The first output plays on.", TRY, False),
        ([Second(back(LOST, Return.ON_PRESS))], "Second output: USB speaker has gone", "said here", TRY, False),
        ([Second(back(LOST, Return.OFFERED))], "Second output: USB speaker is back", "too", BACK, False),
        ([Second(Output(None, "it is not there"))], "Second output: it is not there", "by itself", TRY, False),
        ([Second(Output(None, "no", "", Return.ON_PRESS))], "Second output: no", "A press tries again", TRY, False),
        ([Second(LOST), Unheard("x")], "No sound: x", "A press starts", AGAIN, False),
    ],
)
def test_it_is_said_what_is_so_and_what_happens_next(
    reports: list[Report], says: str, then: str, deed: str, elsewhere: bool
) -> None:
    found = trouble(after(*reports), Instant(5_000))
    assert found is not None
    assert (found.says, found.deed, found.elsewhere) == (says, deed, elsewhere)
    assert then in found.then


@pytest.mark.parametrize(
    "reports",
    [
        [],
        [Output(USB)],
        [LOST, Output(USB)],
        [Output(None, BY_CHOICE)],
        [Unheard("x"), Unheard("")],
        [Gone("x"), BEAT],
        [Unheard("x"), Gone("y"), BEAT],
        [Second(LOST), Second(Output("Headphones"))],
        [Lights("sacn", answers=False)],
    ],
)
def test_nothing_is_said_where_all_is_well_or_as_it_was_chosen(reports: list[Report]) -> None:
    assert trouble(after(*reports), Instant(60_000)) is None


def test_an_engine_that_is_back_at_once_is_not_worth_a_line_across_the_page() -> None:
    assert trouble(after(Gone("x")), Instant(2_900)) is None


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ([], [Output(USB)], ()),
        ([Output(USB)], [LOST], ("No sound: USB speaker has gone.",)),
        ([Output(USB), LOST], [back(LOST, Return.OFFERED)], ()),
        ([LOST], [Output(USB)], ("Sound goes to USB speaker.",)),
        ([Output(USB)], [Output(None, "There is none.")], ("There is none.",)),
        ([], [Second(Output("Phones"))], ()),
        ([Second(Output("Phones"))], [Second(LOST)], ("Second output: USB speaker has gone.",)),
        ([Second(LOST)], [Second(Output(USB))], ("Second output: sound goes to USB speaker.",)),
        ([Second(Output(USB))], [Second(Output(None, "it ended"))], ("Second output: it ended.",)),
        ([], [Unheard("it is down")], ("No sound: it is down.",)),
        ([Unheard("it is down")], [Unheard("")], ("The music is heard again.",)),
        ([Unheard("it is down")], [Unheard("it is down")], ()),
    ],
)
def test_the_record_keeps_each_thing_once(was: list[Report], now: list[Report], said: tuple[str, ...]) -> None:
    assert news(after(*was), after(*was, *now)) == said


def test_one_press_starts_the_output_again_and_a_second_one_the_engine() -> None:
    at = night(End.HOLD)
    at.room.says = [Output(USB), Unheard("the music is down")]
    at.conductor.tick()
    at.conductor.restart_sound()
    assert at.room.told[-1] == Reopen()
    assert at.room.refitted == []
    at.clock.pass_(20_000)
    at.conductor.restart_sound()
    assert len(at.room.refitted) == 1, "the first press did not help"
    assert [words for _, words in at.session.reports] == [
        "No sound: the music is down.",
        "The sound was started again by hand.",
        "The sound was started again by hand.",
    ]


def test_a_second_press_much_later_begins_with_the_output_again() -> None:
    at = night(End.HOLD)
    at.room.says = [Unheard("the music is down")]
    at.conductor.tick()
    at.conductor.restart_sound()
    at.clock.pass_(61_000)
    at.conductor.restart_sound()
    assert at.room.refitted == []


def test_an_engine_that_does_not_come_back_is_replaced_by_a_press() -> None:
    at = night(End.HOLD)
    at.room.says = [Gone("it has ended")]
    at.conductor.tick()
    at.conductor.restart_sound()
    assert len(at.room.refitted) == 1


def test_a_press_for_the_second_output_leaves_the_first_alone() -> None:
    at = night(End.HOLD)
    at.room.says = [Output(USB), Second(LOST)]
    at.conductor.tick()
    at.conductor.restart_sound()
    assert at.room.told[-1] == Reopen(second=True)
