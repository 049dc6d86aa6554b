"""The door of the clock page: a minute's wait after five wrong codes, and tokens that only it gives."""

from kapcircle.drivers.clock_door import ALL_TRIES, DEVICES, TRIES, Answer, Door, new_code


class Clock:
    seconds = 1_000.0

    def now(self) -> float:
        return self.seconds


def door(clock: Clock | None = None) -> Door:
    return Door("417204", (clock or Clock()).now)


def test_the_code_opens_however_it_is_spaced_and_nothing_else_does() -> None:
    made = door()
    assert [made.knock("a", typed) for typed in ("417204", " 417 204 ")] == [Answer.RIGHT] * 2
    assert [
        made.knock("b", typed) for typed in ("", "41720", "4172040", "\uff14\uff11\uff17\uff12\uff10\uff14", "\ud800")
    ] == [Answer.WRONG] * 5


def test_whoever_was_wrong_five_times_waits_a_minute_and_others_do_not() -> None:
    clock = Clock()
    made = door(clock)
    for _ in range(TRIES):
        assert made.knock("a", "000000") is Answer.WRONG
        clock.seconds += 10
    assert made.knock("a", "417204") is Answer.WAIT
    assert made.knock("b", "417204") is Answer.RIGHT
    clock.seconds += 9.9
    assert made.knock("a", "417204") is Answer.WAIT
    clock.seconds += 0.1
    assert made.knock("a", "417204") is Answer.RIGHT, "the first wrong one is a minute old"


def test_many_addresses_together_have_few_tries_too() -> None:
    clock = Clock()
    made = door(clock)
    assert {made.knock(f"peer {n}", "000000") for n in range(ALL_TRIES)} == {Answer.WRONG}
    assert made.knock("another", "417204") is Answer.WAIT
    clock.seconds += 60
    assert made.knock("another", "417204") is Answer.RIGHT


def test_a_token_is_known_until_too_many_came_after_it() -> None:
    made = door()
    first = made.admit()
    assert made.knows(first)
    assert not made.knows("")
    assert not made.knows(first[:-1])
    later = [made.admit() for _ in range(DEVICES)]
    assert not made.knows(first)
    assert all(made.knows(token) for token in later)
    assert len({first, *later}) == DEVICES + 1


def test_a_code_is_six_digits_also_where_it_begins_with_nought() -> None:
    codes = [new_code() for _ in range(200)]
    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert len(set(codes)) > 190
