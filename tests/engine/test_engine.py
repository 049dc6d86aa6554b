"""Orders that arrive while others are being carried out, and what the engine says of itself."""

import math
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest

from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import LampLevel
from kapcircle.desk.orders import Beat, Leave, Recording, Reopen, Report, Rise, Show
from kapcircle.engine import engine as engine_module
from kapcircle.engine.deck import Deck
from kapcircle.engine.engine import Engine
from kapcircle.engine.voice import Part
from tests.engine.sounds import RATE, apart, constant, heard, play, recording, write

LEVEL = 0.25


@pytest.fixture
def sides(tmp_path: Path) -> list[Recording]:
    return [
        recording(write(tmp_path / "left.wav", constant(LEVEL, 0, 60)), 60),
        recording(write(tmp_path / "right.wav", constant(0, LEVEL, 60)), 60),
    ]


class Later(Executor):
    """Opens files when the test says so."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Any, Any, Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._waiting.append((future, fn, args))
        return future

    def open_all(self) -> None:
        for future, fn, args in self._waiting:
            future.set_result(fn(*args))
        self._waiting.clear()


def tended(engine: Engine, seconds: float) -> Any:
    while engine.tend():
        pass
    return heard(engine, seconds) / LEVEL


def lit(engine: Engine, seconds: int) -> float:
    """The first lamp after so many seconds."""
    return [engine.light_frame(1 / 44)[0].level for _ in range(44 * seconds)][-1]


def beats(engine: Engine) -> list[Beat]:
    said: list[Report] = list(engine.reports())
    return [r for r in said if isinstance(r, Beat)]


def test_whoever_looks_while_a_block_is_mixed_sees_the_power_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else an output that was away would take music for silence once in a while, and begin by itself."""
    engine = Engine()
    engine.tell(play(recording(write(tmp_path / "a.wav", constant(0.5, 0.5, 60)), 60)))
    heard(engine, 5)
    seen: list[bool] = []
    read = Deck.read

    def looked(deck: Deck, n: int) -> list[Part]:
        seen.append(bool(engine.power.any()))
        return read(deck, n)

    monkeypatch.setattr(Deck, "read", looked)
    heard(engine, 1)
    assert seen
    assert all(seen)
    engine.close()


def test_a_beat_a_few_times_a_second_says_what_leads_where_and_how_loud(sides: list[Recording]) -> None:
    engine = Engine()
    engine.tell(play(sides[0], into=10))
    heard(engine, 5)
    said = beats(engine)
    assert 15 <= len(said) <= 25
    last = said[-1]
    assert last.track == "left"
    assert last.position == 10_000 + last.frames * 1000 // RATE
    assert last.level == pytest.approx(20 * math.log10(LEVEL) - 3.01, abs=0.1)
    engine.close()


def test_silence_has_its_own_figure() -> None:
    engine = Engine()
    heard(engine, 1)
    assert {(b.track, b.position, b.level) for b in beats(engine)} == {(None, 0, -120.0)}


@pytest.mark.parametrize("waited", [0.1, 0.3, 3.0, 12.0])
def test_a_file_that_takes_long_to_open_is_put_on_where_the_music_would_be(
    sides: list[Recording], waited: float
) -> None:
    opener = Later()
    engine = Engine(opener=opener)
    engine.tell(play(sides[0], into=10))
    assert not tended(engine, waited).any()
    opener.open_all()
    heard(engine, 0.02, 960)
    tended(engine, 2)
    last = beats(engine)[-1]
    assert last.position == pytest.approx(10_000 + last.frames * 1000 / RATE, abs=1)
    engine.close()


def test_only_the_last_wish_is_put_on(sides: list[Recording]) -> None:
    opener = Later()
    engine = Engine(opener=opener)
    engine.tell(play(sides[0]))
    engine.tell(play(sides[1]))
    opener.open_all()
    assert not tended(engine, 3)[:, 0].any()
    engine.tell(play(sides[0]))
    engine.tell(play())
    opener.open_all()
    assert not tended(engine, 3)[:, 0].any()
    engine.close()


def test_a_wish_that_changes_while_a_file_is_being_opened(
    sides: list[Recording], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine()

    def slowly(*args: Any) -> Deck:
        engine.tell(play())
        return Deck(*args)

    monkeypatch.setattr(engine_module, "Deck", slowly)
    engine.tell(play(sides[0]))
    assert not heard(engine, 2).any()


def test_orders_from_other_threads_at_any_time_do_no_harm(sides: list[Recording]) -> None:
    with ThreadPoolExecutor(1) as opener, ThreadPoolExecutor(2) as others:
        engine, over = Engine(opener=opener), Event()

        def tend() -> None:
            while not over.is_set():
                engine.tend()

        def order() -> None:
            for n in range(300):
                engine.tell(play(*sides[n % 3 :], into=n % 7, fade=0.1))
                time.sleep(0.003)  # orders come while frames are taken, not all before

        working = [others.submit(tend), ordering := others.submit(order)]
        try:
            while not ordering.done():
                assert abs(engine.render(480)).max() <= 2 * LEVEL + 1e-6
        finally:
            over.set()
        for work in working:
            work.result()
        engine.tell(play(sides[0], into=50, fade=0.5))
    assert apart(tended(engine, 6)[-RATE:], [1, 0]) < 1e-4
    engine.close()


def test_after_a_rise_light_comes_up_as_slowly_as_the_music_but_an_emergency_does_not_wait() -> None:
    for emergency, level in ((False, 0.05), (True, 0.5)):
        engine = Engine()
        engine.tell(Rise(Millis(20_000)))
        engine.tell(Show((LampLevel(LampId("1"), 0.5),), Millis(1000), emergency))
        assert lit(engine, 2) == pytest.approx(level, abs=0.01)


def test_asked_again_what_should_play_is_opened_anew_where_it_would_be_by_now(tmp_path: Path) -> None:
    file = tmp_path / "late.wav"
    engine = Engine()
    engine.tell(play(recording(file, 60)))
    assert not heard(engine, 5).any()
    write(file, constant(0.5, 0.5, 60))
    engine.tell(Reopen())
    out = heard(engine, 6)
    assert 0 < np.abs(out[:480]).max() < 0.02, "softly"
    assert np.abs(out[-480:]).max() == pytest.approx(0.5, rel=1e-3)
    (beat,) = [r for r in engine.reports() if isinstance(r, Beat)][-1:]
    assert beat.position == pytest.approx(11_000, abs=300)
    engine.close()


def test_asked_again_music_that_is_heard_is_left_alone(sides: list[Recording]) -> None:
    engine = Engine()
    engine.tell(play(sides[0]))
    heard(engine, 5)
    before = engine._mixer.leading
    engine.tell(Reopen())
    heard(engine, 1)
    assert engine._mixer.leading is before
    assert not engine.dry
    engine.tell(play())
    heard(engine, 2)
    engine.tell(Reopen())
    assert not heard(engine, 1).any(), "a silence stays one"
    engine.close()


def test_leaving_takes_the_light_along() -> None:
    engine = Engine()
    engine.tell(Show((LampLevel(LampId("1"), 0.5),), Millis(500)))
    assert lit(engine, 10) == 0.5
    engine.tell(Leave(Millis(1000)))
    heard(engine, 1.1)
    assert engine.done
    assert lit(engine, 2) == 0


def test_what_nobody_foresaw_where_a_file_is_opened_is_no_secret(
    sides: list[Recording], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "Deck", lambda *_: 1 / 0)
    with ThreadPoolExecutor(1) as opener:
        engine = Engine(opener=opener)
        engine.tell(play(sides[0]))
    assert isinstance(engine.failed, ZeroDivisionError)
