"""Pairing with a played bridge: by its button, with its own certificate, and what is said when it fails."""

import socket
from collections.abc import Callable
from dataclasses import replace

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.desk.fittings import Cancelled
from kapcircle.desk.secrets import Secret
from kapcircle.drivers import hue_way
from kapcircle.drivers.hue_address import Bridge, parse
from kapcircle.drivers.hue_pairing import found, pair
from kapcircle.drivers.hue_way import Talk
from tests.drivers.bridges import ID, KEY, PlayedBridge, bridge, light

pytestmark = pytest.mark.alone


class Hurry:
    """A clock that is set on by sleeping, and what happens on the way."""

    def __init__(self, happens: Callable[[float], None] = lambda _: None) -> None:
        self.now, self.happens, self.shares = 1_000.0, happens, list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.happens(self.now - 1_000.0)

    def heed(self, share: float) -> None:
        self.shares.append(share)


def paired(played: PlayedBridge, time: Hurry) -> Secret:
    return pair(played.address, time.heed, time, time.sleep)


def lamps() -> PlayedBridge:
    return PlayedBridge([light(1, "Door"), light(2, "altar", colour=False)])


def test_the_button_gives_a_key_and_the_lamps_are_listed() -> None:
    with bridge(lamps()) as played:

        def press(passed: float) -> None:
            played.pressed = passed > 5

        time = Hurry(press)
        secret = paired(played, time)
        assert (secret.user, secret.password) == (ID.lower(), KEY)
        assert len(secret.pin) == 64
        assert len(played.pairings) == 6, "it asks calmly, once a second"
        assert played.pairings[0] == {"devicetype": "kapcircle#laptop"}
        assert time.shares == sorted(time.shares)
        assert [(x.name, x.kind, x.can) for x in found(played.address, secret)] == [
            ("altar", "Hue", "colour temperature"),
            ("Door", "Hue", "colour, gamut C"),
        ]
        with pytest.raises(KnownError, match="does not know this laptop any more: pair it again"):
            found(played.address, replace(secret, password="another"))
    assert KEY not in repr(secret)


def test_a_button_that_is_not_pressed_is_said_after_half_a_minute() -> None:
    with (
        bridge(lamps()) as played,
        pytest.raises(KnownError, match=r"The button was not pressed\. Press the round"),
    ):
        paired(played, time := Hurry())
    assert 29 <= len(played.pairings) <= 31
    assert time.shares[-1] == pytest.approx(1, abs=0.05)


def test_whoever_thinks_better_of_it_is_heard_at_once() -> None:
    def stop(share: float) -> None:
        raise Cancelled

    with bridge(lamps()) as played, pytest.raises(Cancelled):
        pair(played.address, stop)
    assert len(played.pairings) == 1


def test_what_is_not_there_or_no_bridge_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(KnownError, match="is no Hue bridge, or an old round one"):
        pair(f"hue:127.0.0.1:{port}", lambda _: None)
    with pytest.raises(KnownError, match="is not found by that name: give its address"):
        pair("hue:nowhere.invalid", lambda _: None)
    with bridge(lamps(), name="router.example") as played, pytest.raises(KnownError, match="so it gets no trust"):
        paired(played, Hurry())
    assert not played.pairings, "nothing was asked of it"
    with bridge(replace(lamps(), model="BSB001")) as played, pytest.raises(KnownError, match="takes a square one"):
        paired(played, Hurry())
    with bridge(lamps()) as played:
        played.get = lambda _: (200, [])  # type: ignore[method-assign,assignment]
        with pytest.raises(KnownError, match="is no Hue bridge: check its address"):
            paired(played, Hurry())
        played.get = lambda _: (200, {"data": 1})  # type: ignore[method-assign,assignment]
        with pytest.raises(KnownError, match="does not say which lamps it has"):
            found(played.address, Secret(ID, KEY))


def test_a_silent_one_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hue_way, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(KnownError, match="does not answer"):
        pair(f"hue:127.0.0.1:{silent.getsockname()[1]}", lambda _: None)


def test_a_busy_bridge_is_asked_again_and_an_odd_answer_is_said() -> None:
    with bridge(lamps()) as played:
        answers = [(429, {}), (200, [{"success": {"username": KEY}}])]
        played.post = lambda _: answers.pop(0)  # type: ignore[method-assign,assignment]
        assert paired(played, Hurry()).password == KEY
        played.post = lambda _: (200, [{"error": {"type": 7}}])  # type: ignore[method-assign,assignment]
        with pytest.raises(KnownError, match="did not let itself be paired"):
            paired(played, Hurry())


def test_another_certificate_is_refused_before_the_key_is_said() -> None:
    with bridge(lamps()) as played:
        played.pressed = True
        secret = paired(played, Hurry())
        port = played.port
    with bridge(lamps(), port=port) as stranger:
        with pytest.raises(KnownError, match="another certificate than when it was paired") as raised:
            found(stranger.address, secret)
        assert not stranger.asked
        assert KEY not in str(raised.value) + repr(raised.value)


def test_one_line_takes_one_certificate() -> None:
    with bridge(lamps()) as played:
        talk = Talk(played.bridge)
        talk.ask("GET", "/api/0/config", 0.0)
        pin, port = talk.pin, played.port
        talk.close()
    with bridge(lamps(), port=port), pytest.raises(hue_way.Stranger):
        talk.ask("GET", "/api/0/config", 1.0)
    assert talk.pin == pin


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("hue:192.0.2.10", Bridge("192.0.2.10")),
        ("hue:philips-hue.local", Bridge("philips-hue.local")),
        ("hue:192.0.2.10:8443", Bridge("192.0.2.10", 8443)),
        ("hue:[2001:db8::1]:8443", Bridge("2001:db8::1", 8443)),
        ("hue:[2001:db8::1]", Bridge("2001:db8::1")),
        ("hue:2001:db8::1", Bridge("2001:db8::1")),
    ],
)
def test_an_address_is_a_name_or_an_address(text: str, there: Bridge) -> None:
    assert parse(text) == there


@pytest.mark.parametrize("text", ["hue:", "hue:a b", "mqtt:a", "hue:a/b", "hue:me@there"])
def test_what_is_no_address_is_told(text: str) -> None:
    with pytest.raises(KnownError, match="write hue:BRIDGE"):
        parse(text)


def test_a_slip_in_an_address_is_told_before_anything_is_asked() -> None:
    with pytest.raises(KnownError, match=r"192\.168\.\.10 cannot be a name or an IP address"):
        parse("hue:192.168..10")
