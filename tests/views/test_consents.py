"""How the consents of a person stand, in shapes and words."""

from dataclasses import replace

from kapcircle.core.ids import Instant
from kapcircle.core.log import Stamp, Struck
from kapcircle.core.person.consents import ConsentAnswered, Consents, ConsentWithdrawn
from kapcircle.views.consents import consent_lines, signed_consent, struck_lines
from tests.core import people as p
from tests.core.nouns import Noun
from tests.made_up import DEVICE

AT = Instant(1_800_000_000_000)
YES = ConsentAnswered(p.TREATMENT, True, (True, True), AT, witness="Jonas", typed="Wren")


def said(*events: object) -> list[tuple[str, str]]:
    noun = Noun("person")
    for event in events:
        noun.fold(event)
    consents: Consents = noun.state.consents
    lines = consent_lines(consents, p.PROGRAMME.consents, lambda _: 0)
    return [(line.shape, line.words) for line in lines]


def test_nobody_asked() -> None:
    nothing = ("○", "no: nobody has said yes")
    assert said() == [("■", "not asked yet"), nothing, nothing]


def test_answers() -> None:
    touch = replace(YES, text=p.TOUCH, yes=False, said_back=())
    recording = ConsentAnswered(p.RECORDING, True, (), AT)
    assert said(YES, touch, recording, ConsentWithdrawn("recording", AT)) == [
        ("✓", "yes, 15 Jan 2027, version 2"),
        ("○", "no, 15 Jan 2027"),
        ("○", "withdrawn, 15 Jan 2027"),
    ]


def test_a_yes_to_an_older_text_and_a_no_to_what_is_required() -> None:
    old = replace(YES, text=replace(p.TREATMENT, version=1))
    assert said(old)[0] == ("▲", "yes to version 1, 15 Jan 2027; version 2 holds now")
    assert said(replace(YES, yes=False))[0] == ("■", "no, 15 Jan 2027")


def test_for_paper() -> None:
    paper = signed_consent("Harbour", "Wren", YES, (), lambda _: 0)
    assert (paper.title, paper.version, paper.answer, paper.on) == ("Treatment", 2, "yes", "2027-01-15")
    assert paper.said_back == (("What may happen", True), ("Whom to call", True))
    assert signed_consent("Harbour", "Wren", replace(YES, yes=False), (), lambda _: 0).answer == "no"


def test_what_was_struck_stays_readable() -> None:
    noun = Noun("person")
    for event in (YES, ConsentWithdrawn("treatment", AT), Struck(Stamp(1, DEVICE), "x"), Struck(Stamp(2, DEVICE), "y")):
        noun.fold(event)
    assert struck_lines(noun.state.consents, lambda _: 0) == (
        ("Treatment (struck)", "yes, 15 Jan 2027, version 2. Struck: x"),
        ("treatment (struck)", "withdrawn, 15 Jan 2027. Struck: y"),
    )
