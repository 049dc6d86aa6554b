"""Bulbs behind a real broker: told once, gently, by name; and what is said when one does not answer."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import Colour, LampLevel
from kapcircle.desk.secrets import Secret
from kapcircle.drivers import mqtt
from kapcircle.drivers.broker import Broker, Hung, parse
from kapcircle.drivers.bulbs import BULB_KINDS
from kapcircle.drivers.mqtt import Mqtt
from kapcircle.engine.frames import run_frames
from kapcircle.engine.light import Fader
from tests.drivers.brokers import PASSWORD, USER, Mosquitto, bulbs, mosquitto

DOOR, ALTAR, WINDOW = LampId("1"), LampId("2"), LampId("3")
AMBER: Colour = (1.0, 0.5, 0.0)
BLUE: Colour = (0.0, 0.2, 1.0)
KIND = BULB_KINDS["zigbee2mqtt"]
HUNG = (Hung(DOOR, "By the door", "door", KIND), Hung(ALTAR, "Altar", "altar", KIND))

NOBODY = Secret()


def lamp(level: float, colour: Colour = AMBER, which: LampId = DOOR) -> LampLevel:
    return LampLevel(which, level, colour)


@contextmanager
def driver(
    broker: Mosquitto, secret: Secret = NOBODY, hung: Sequence[Hung] = HUNG, *, dark: str = ""
) -> Iterator[Mqtt]:
    with closing(
        Mqtt(Broker("127.0.0.1", broker.port, bool(secret.ca)), hung, secret, f"k{time.monotonic_ns()}", dark=dark)
    ) as made:
        yield made


def until(true: Callable[[], object], patience: float = 10.0) -> None:
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def while_framed(made: Mqtt, true: Callable[[], object]) -> None:
    """Wait, while the engine's frames go on."""

    def framed() -> object:
        made.send((), still=True)
        return true()

    until(framed)


def ready(made: Mqtt) -> None:
    until(lambda: made._linked)


def frames(made: Mqtt, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        made.send((), still=False)
        time.sleep(0.02)


def test_one_message_has_target_and_duration_and_is_not_kept_there() -> None:
    with mosquitto() as broker, bulbs(broker) as played, driver(broker) as made:
        ready(made)
        made.aim((lamp(0.5), lamp(0.0, which=ALTAR)), Millis(90_000), False)
        frames(made, 1.0)
        (door,), (altar,) = played.of("door"), played.of("altar")
    assert door.words == {
        "state": "ON",
        "brightness": 127,
        "color": {"x": 0.4767, "y": 0.4597},
        "transition": pytest.approx(90, abs=0.2),
    }
    assert altar.words == {"state": "OFF", "transition": pytest.approx(90, abs=0.2)}
    assert not door.kept
    with mosquitto() as broker, driver(broker) as made:
        ready(made)
        made.aim((lamp(0.5),), Millis(1_000), False)
        frames(made, 0.3)
        with bulbs(broker) as late:
            time.sleep(0.3)
            assert not late.told


def test_no_bulb_is_ever_told_to_jump() -> None:
    with mosquitto() as broker, bulbs(broker) as played, driver(broker) as made:
        ready(made)
        made.aim((lamp(1.0),), Millis(0), False)
        until(lambda: played.told)
    assert played.told[0].words["transition"] > 9


def test_amber_glides_to_blue_in_legs_and_a_new_target_on_the_way_wins() -> None:
    with mosquitto() as broker, bulbs(broker) as played, driver(broker) as made:
        ready(made)
        made.aim((lamp(0.1),), Millis(0), False)
        frames(made, 1.2)
        made.aim((lamp(0.1, BLUE),), Millis(15_000), False)
        frames(made, 4.0)
        hues = [x.words["color"] for x in played.of("door")]
        assert len(hues) == 3
        assert hues[0]["x"] < hues[1]["x"], "by red"
        assert hues[0]["y"] > hues[1]["y"] > hues[2]["y"]
        made.aim((lamp(0.2),), Millis(5_000), False)
        frames(made, 0.3)
        assert played.of("door")[-1].words["transition"] == pytest.approx(5, abs=0.2)


def test_a_bulb_that_does_not_answer_is_named_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mqtt, "PATIENCE", 0.5)
    with mosquitto() as broker, bulbs(broker, "door") as played, driver(broker) as made:
        ready(made)
        made.aim((lamp(0.2), lamp(0.2, which=ALTAR)), Millis(500), False)
        until(lambda: not made.answers()[0])
        assert made.answers() == (False, "By the door does not answer: switched off?")
        played.dead.clear()
        made.aim((lamp(0.3), lamp(0.3, which=ALTAR)), Millis(500), False)
        until(lambda: made.answers()[0])
        assert len(played.of("altar")) == 2


def test_a_bulb_that_is_said_to_be_away_is_named_and_told_again_gently_when_it_is_back() -> None:
    with mosquitto() as broker, bulbs(broker) as played, driver(broker) as made:
        ready(made)
        made.aim((lamp(0.8),), Millis(0), False)
        until(lambda: played.told)
        played.say("zigbee2mqtt/door/availability", '{"state":"offline"}', retain=True)
        until(lambda: not made.answers()[0])
        assert "By the door does not answer" in made.answers()[1]
        made.send((), still=True)
        played.say("zigbee2mqtt/door/availability", '{"state":"online"}', retain=True)
        until(lambda: len(played.told) == 2)
        assert made.answers()[0]
    assert played.told[1].words["brightness"] == 203
    assert played.told[1].words["transition"] > 5, "it may come back dark"


def test_a_wrong_password_is_told_and_the_right_one_opens() -> None:
    with mosquitto(password=True) as broker:
        with driver(broker, Secret(USER, "wrong")) as made:
            until(lambda: not made.answers()[0])
            time.sleep(0.3)
            assert made.answers()[1] == (
                "The broker at 127.0.0.1 refuses us (Not authorized): check user and password in the settings."
            )
        with bulbs(broker) as played, driver(broker, Secret(USER, PASSWORD)) as made:
            ready(made)
            made.aim((lamp(0.2),), Millis(500), False)
            until(lambda: played.told)
            assert made.answers() == (True, "")


UNCLOSED = pytest.mark.filterwarnings(  # paho leaves a socket whose handshake failed to the collector
    "ignore:unclosed:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@UNCLOSED
def test_tls_with_an_authority_of_ones_own_and_without_it() -> None:
    with mosquitto(tls=True, password=True) as broker:
        with bulbs(broker) as played, driver(broker, Secret(USER, PASSWORD, broker.ca)) as made:
            ready(made)
            made.aim((lamp(0.2),), Millis(500), False)
            until(lambda: played.told)
        strange = Mqtt(Broker("127.0.0.1", broker.port, tls=True), HUNG, Secret(USER, PASSWORD), "k")
        with closing(strange):
            until(lambda: not strange.answers()[0])
            assert "a certificate that this laptop does not trust" in strange.answers()[1]
        plain = Mqtt(Broker("127.0.0.1", broker.port, tls=False), HUNG, Secret(USER, PASSWORD), "k")
        with closing(plain):
            time.sleep(0.3)
            assert not plain._linked


@UNCLOSED
def test_tls_where_there_is_none_and_an_authority_without_a_file(tmp_path: Path) -> None:
    with mosquitto() as broker, closing(Mqtt(Broker("127.0.0.1", broker.port, tls=True), HUNG, Secret(), "k")) as made:
        until(lambda: not made.answers()[0], 20)
    with closing(Mqtt(Broker("127.0.0.1", 1, tls=True), HUNG, Secret(ca=str(tmp_path / "gone")), "k")) as made:
        until(lambda: not made.answers()[0])
        assert made.answers()[1].startswith(f"{tmp_path / 'gone'}: the certificate of the authority cannot be read")


def test_a_broker_that_comes_late_goes_and_comes_back_is_told_the_present_target(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mqtt, "BACK_OFF", (1, 1))
    with mosquitto(running=False) as broker, driver(broker) as made:
        made.aim((lamp(0.2),), Millis(500), False)
        until(lambda: not made.answers()[0])
        assert "does not take messages" in made.answers()[1]
        broker.start()
        with bulbs(broker) as played:
            while_framed(made, lambda: played.told)
            assert played.told[0].words["brightness"] == 51
        broker.stop()
        while_framed(made, lambda: not made.answers()[0])
        assert "has gone: it is tried again" in made.answers()[1] or "does not take" in made.answers()[1]
        made.aim((lamp(0.3),), Millis(500), False)
        made.aim((lamp(0.4),), Millis(500), False)
        broker.start()
        with bulbs(broker) as played:
            while_framed(made, lambda: played.told)
            time.sleep(0.3)
            assert {x.words["brightness"] for x in played.told} == {102}, "what is newest wins"
        assert made.answers() == (True, "")


def test_frames_never_wait_for_a_broker_that_hangs() -> None:
    """Its address takes a connection, and nothing else ever."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as deaf:
        made = Mqtt(Broker("127.0.0.1", deaf.getsockname()[1], tls=False), HUNG, Secret(), "k")
        fader = Fader()
        fader.show((lamp(0.5), lamp(0.5, which=ALTAR)), Millis(10_000))
        begin, times = time.monotonic(), list[float]()

        def stop() -> bool:
            times.append(time.monotonic())
            return times[-1] > begin + 2

        run_frames(fader, made, stop)
        assert max(b - a for a, b in pairwise(times)) < 0.2
        made._said = made._answer(made._clock() + 60)
        assert not made.answers()[0]
        made.close()


def test_an_engine_whose_frames_have_ended_says_nothing_any_more() -> None:
    with mosquitto() as broker, bulbs(broker) as played, driver(broker) as made:
        ready(made)
        made.aim((lamp(0.8),), Millis(0), False)
        until(lambda: played.told)
        time.sleep(1.2)
        played.say("zigbee2mqtt/door/availability", '{"state":"offline"}')
        played.say("zigbee2mqtt/door/availability", '{"state":"online"}')
        time.sleep(0.5)
        assert len(played.told) == 1


def test_a_light_of_home_assistants_schema_has_its_own_topics() -> None:
    home = (Hung(DOOR, "By the door", "esp/light/door/command", BULB_KINDS["Home Assistant"]),)
    with (
        mosquitto() as broker,
        bulbs(broker, topic="esp/light/door/command") as played,
        driver(broker, hung=home, dark="no bulb, so dark: Altar.") as made,
    ):
        ready(made)
        made.aim((lamp(1.0),), Millis(20_000), False)
        until(lambda: played.told)
        assert played.told[0].words["color"] == {"r": 255, "g": 188, "b": 0}
        assert made.answers() == (False, "no bulb, so dark: Altar.")


@pytest.mark.parametrize(
    ("text", "broker"),
    [
        ("mqtt:192.0.2.10:1883", Broker("192.0.2.10", 1883, False)),
        ("mqtts:broker.example:8883", Broker("broker.example", 8883, True)),
        ("mqtt:[2001:db8::1]:1883", Broker("2001:db8::1", 1883, False)),
    ],
)
def test_an_address_says_where_the_broker_is(text: str, broker: Broker) -> None:
    assert parse(text) == broker


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mqtt:", "write mqtt:HOST:PORT"),
        ("mqtt:user@host:1883", "write mqtt:HOST:PORT"),
        ("mqtt://host:1883", "write mqtt:HOST:PORT"),
        ("mqtt:host:0", "a number from 1 to 65535, not '0'"),
        ("mqtt:host:x", "a number from 1 to 65535, not 'x'"),
        ("mqtt:192.168..10:1883", "192.168..10 cannot be a name or an IP address"),
    ],
)
def test_a_bad_address_is_refused(text: str, said: str) -> None:
    with pytest.raises(KnownError) as refused:
        parse(text)
    assert said in str(refused.value)


def test_nothing_shows_a_password() -> None:
    secret = Secret(USER, PASSWORD)
    made = Mqtt(Broker("127.0.0.1", 1, tls=False), HUNG, secret, "k")
    with closing(made):
        until(lambda: not made.answers()[0])
        assert PASSWORD not in repr(secret) + repr(made) + made.answers()[1]
