from kapcircle.desk.secrets import Secret, secrets, written

HUB = "mqtts:hub.example:8883"


def test_a_secret_is_kept_by_the_address_of_its_line() -> None:
    secret = Secret("circle", 'a "word"', "/etc/ca.pem")
    assert secrets({f"line {HUB}": written(secret), "text size": "1.5"}) == {HUB: secret}


def test_one_that_says_nothing_is_forgotten() -> None:
    assert written(Secret()) == ""
    assert secrets({f"line {HUB}": ""}) == {}


def test_it_does_not_show_its_password() -> None:
    assert "word" not in repr(Secret("circle", "word"))


def test_a_key_of_a_bridge_goes_with_its_certificate_and_one_kept_before_has_none() -> None:
    key = Secret("001788fffe23bfc2", "the key", pin="ab12")
    assert secrets({f"line {HUB}": written(key)}) == {HUB: key}
    assert secrets({f"line {HUB}": '{"user": "circle", "password": "word", "ca": ""}'}) == {
        HUB: Secret("circle", "word")
    }
    assert "the key" not in repr(key)
