import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kapcircle.core.ids import CommandId, CueId, Device, Millis, PhaseId, TrackId
from kapcircle.core.kinds import KINDS
from kapcircle.core.log import Stamp, Struck, Undone, Unknown
from kapcircle.core.rundown import AtOffset, Cue, End, Look, Music, Phase
from kapcircle.core.session.events import CueFired, PhaseInserted, Resumed
from kapcircle.store.codec import Codec
from tests.store.vaults import CODEC, Said

EVENTS = sorted({each for kind in KINDS.values() for each in kind.events}, key=lambda each: each.__name__)
EVERY = Codec(EVENTS)


@given(st.sampled_from(EVENTS).flatmap(st.from_type))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_event_of_every_kind_comes_back_as_it_was(event: Any) -> None:
    try:
        name, body = EVERY.encode(event)
    except ValueError:
        assume(False)  # a number that is no number is never written
    assert EVERY.decode(name, body) == event


@pytest.mark.parametrize(
    "event", [Undone((CommandId("a"), CommandId("b"))), Struck(Stamp(7, Device("x")), "wrong mat")]
)
def test_what_takes_back_and_what_strikes_belongs_to_every_stream(event: Any) -> None:
    assert Codec([]).decode(*Codec([]).encode(event)) == event


def test_a_body_is_plain_json_and_says_which_of_several_it_is() -> None:
    tide = Cue(CueId("c"), "Peak", Music("peak", (TrackId("t"),)), AtOffset(Millis(5000)))
    look = Cue(CueId("l"), "Dusk", Look("dusk"))
    event = PhaseInserted(Phase(PhaseId("p"), "Rést", Millis(60_000), End.OFFER, cues=(tide, look)), PhaseId("q"))
    name, body = EVERY.encode(event)
    assert name == "PhaseInserted"
    phase = json.loads(body)["phase"]
    assert phase["end"] == "offer"
    music = {"is": "Music", "source": "peak", "tracks": ["t"], "crossfade": 10_000, "loop": None}
    assert phase["cues"][0]["content"] == music
    assert phase["cues"][0]["trigger"] == {"is": "AtOffset", "after": 5000}
    assert phase["cues"][1]["trigger"] == {"is": "OnEntry"}
    assert "Rést" in body


def test_a_body_has_every_field_so_that_a_new_default_does_not_change_history() -> None:
    assert json.loads(CODEC.encode(Said("hello"))[1]) == {"words": "hello", "mat": 0}


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Levitated", '{"height": 3}'),
        ("Said", '{"mat": 1}'),
        ("Said", '{"words": 5}'),
        ("Said", '{"words": null}'),
        ("Said", '{"words": "a", "mat": "1"}'),
        ("Said", '{"words": "a", "mat": 1.5}'),
        ("Said", '{"words": "a", "mat": true}'),
        ("Said", "[]"),
        ("Said", "{"),
        ("Said", ""),
    ],
)
def test_what_cannot_be_read_is_kept_as_it_was_written(name: str, body: str) -> None:
    found = CODEC.decode(name, body)
    assert found == Unknown(name, body)
    assert CODEC.encode(found) == (name, body)


@pytest.mark.parametrize(
    "trigger",
    ['{"is": "OnMoonrise"}', '{"after": 1}', "3", "null", '{"is": "AtOffset"}', '{"is": "AtOffset", "after": null}'],
)
def test_a_choice_that_is_not_known_makes_the_whole_event_unknown(trigger: str) -> None:
    name, body = EVERY.encode(
        PhaseInserted(Phase(PhaseId("p"), "x", Millis(1), cues=(Cue(CueId("c"), "", Look("d")),)), PhaseId("q"))
    )
    assert body.count('{"is":"OnEntry"}') == 1
    altered = body.replace('{"is":"OnEntry"}', trigger)
    assert EVERY.decode(name, altered) == Unknown(name, altered)


@pytest.mark.parametrize("body", ["[]", "null", "3", '"{}"'])
def test_an_event_without_fields_is_not_read_out_of_anything(body: str) -> None:
    assert EVERY.decode("Resumed", "{}") == Resumed()
    assert EVERY.decode("Resumed", body) == Unknown("Resumed", body)


def test_a_field_of_a_newer_program_is_passed_over_and_a_missing_one_takes_its_default() -> None:
    assert CODEC.decode("Said", '{"words": "a", "mood": {"of": "day"}}') == Said("a", 0)


def test_a_whole_number_is_a_number_with_a_point_where_one_is_meant() -> None:
    @dataclass(frozen=True)
    class Volume:
        level: float
        over: float | None = None

    found = Codec([Volume]).decode("Volume", '{"level": 1, "over": null}')
    assert found == Volume(1.0)
    assert isinstance(found.level, float)


@pytest.mark.parametrize("level", ["true", '"1"', "null"])
def test_what_is_no_number_is_not_read_as_one(level: str) -> None:
    body = f'{{"level":{level}}}'
    assert EVERY.decode("VolumeSet", body) == Unknown("VolumeSet", body)


def test_two_types_of_one_name_are_refused_when_the_program_starts() -> None:
    @dataclass(frozen=True)
    class CueFired:
        cue: str

    with pytest.raises(ValueError, match="share a name"):
        Codec([*EVENTS, CueFired])


def test_an_event_that_the_codec_does_not_know_is_our_mistake_and_is_not_written() -> None:
    with pytest.raises(KeyError):
        CODEC.encode(CueFired(CueId("c")))
