"""The programmes of a practice: versions, signatures, and who may do what."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core import programmes as s
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId, Millis, ProgrammeId
from kapcircle.core.log import Entry, Stamp
from kapcircle.core.practice import AddStaff
from kapcircle.core.programme import NO_PROGRAMME, SETTING, Cited, Limit, Programme, Signed
from kapcircle.core.roles import Role
from tests.core.nouns import Noun
from tests.made_up import DEVICE, MARA, START, entries, facts, small_programme

SMALL = small_programme()
IRIS = Actor(MemberId("iris"), Role.MEDICAL_LEAD)
SIGN = s.SignProgramme(SMALL.id, 1)
WITHDRAW = s.WithdrawSignature(SMALL.id, " The cuff was wrong. ")


def practice() -> Noun:
    noun = Noun("practice")
    noun.do(AddStaff(MARA.member, "Mara", Role.FACILITATOR))
    noun.do(AddStaff(IRIS.member, "Dr Iris", Role.MEDICAL_LEAD))
    return noun


def kept(noun: Noun) -> Programme:
    programme: Programme = noun.state.programmes[SMALL.id].programme
    return programme


def saved(*edits: dict[str, Any]) -> Noun:
    noun = practice()
    noun.do(s.SaveProgramme(SMALL))
    for edit in edits:
        noun.do(s.SaveProgramme(replace(kept(noun), **edit)))
    return noun


def by(noun: Noun, command: Any, actor: Actor) -> None:
    """What an actor does, with their name on the entry and a stamp of its own."""
    for event in noun.kind.decide(noun.state, command, facts(actor=actor)):
        (entry,) = entries([(0, event)], actor.member)
        tick = 2 + sum(len(x.history) for x in noun.state.programmes.values())
        noun.state = noun.kind.evolve(noun.state, entry._replace(stamp=Stamp(tick, DEVICE)))


def test_each_save_is_another_version_and_unsigned() -> None:
    noun = saved({"about": "Second."})
    by(noun, s.SignProgramme(SMALL.id, 2), IRIS)
    assert kept(noun).signed == Signed(IRIS.member, "Dr Iris", START)
    assert kept(noun).limits_hold
    noun.do(s.SaveProgramme(replace(kept(noun), about="Third.")))
    assert (kept(noun).version, kept(noun).signed, kept(noun).limits_hold) == (3, None, False)
    steps = [(x.step, x.version) for x in noun.state.programmes[SMALL.id].history]
    assert steps == [(s.Step.SAVED, 1), (s.Step.SAVED, 2), (s.Step.SIGNED, 2), (s.Step.SAVED, 3)]


def test_a_new_programme_is_version_one_without_a_signature_whatever_it_says_of_itself() -> None:
    noun = practice()
    noun.do(s.SaveProgramme(replace(SMALL, version=7, signed=Signed(MARA.member, "Mara", START), name=" Small ")))
    assert kept(noun) == replace(SMALL, name="Small")


def test_what_was_not_changed_is_not_saved_again_and_stays_signed() -> None:
    noun = saved()
    by(noun, SIGN, IRIS)
    assert noun.do(s.SaveProgramme(replace(kept(noun), signed=None))) == ()
    assert kept(noun).limits_hold


def test_s07_limits_are_inert_until_a_named_clinician_has_signed_that_version() -> None:
    """Also those of what a medical lead has saved, and those of a version after the one that was signed."""
    noun = saved()
    assert not kept(noun).limits_hold
    by(noun, s.SaveProgramme(replace(kept(noun), about="By the medical lead.")), IRIS)
    assert not kept(noun).limits_hold
    by(noun, s.SignProgramme(SMALL.id, 2), IRIS)
    assert kept(noun).signed == Signed(IRIS.member, "Dr Iris", START)
    assert kept(noun).limits_hold
    by(noun, s.SaveProgramme(replace(kept(noun), limits=())), IRIS)
    assert not kept(noun).limits_hold
    assert not NO_PROGRAMME.limits_hold


def test_a_signature_is_withdrawn_with_a_reason_and_may_be_given_again() -> None:
    noun = saved()
    by(noun, SIGN, IRIS)
    by(noun, WITHDRAW, IRIS)
    assert not kept(noun).limits_hold
    assert noun.state.programmes[SMALL.id].history[-1] == s.Mark(
        s.Step.WITHDRAWN, 1, IRIS.member, START, "The cuff was wrong."
    )
    by(noun, SIGN, IRIS)
    assert kept(noun).limits_hold


@pytest.mark.parametrize(
    ("command", "may", "words"),
    [
        (s.SaveProgramme(replace(SMALL, about="New.")), "FCM", "Changing a programme: this is for the coordinator"),
        (SIGN, "M", "Signing a programme: this is for the medical lead."),
        (WITHDRAW, "M", "Withdrawing a signature: this is for the medical lead."),
    ],
)
def test_who_may(command: Any, may: str, words: str) -> None:
    letters = {"F": Role.FACILITATOR, "C": Role.COORDINATOR, "T": Role.COTHERAPIST, "M": Role.MEDICAL_LEAD}
    for letter, role in letters.items():
        noun = saved()
        if isinstance(command, s.WithdrawSignature):
            by(noun, SIGN, IRIS)
        if letter in may:
            assert len(noun.do(command, Actor(IRIS.member, role))) == 1
        else:
            with pytest.raises(Refused) as refusal:
                noun.do(command, Actor(IRIS.member, role))
            assert str(refusal.value).startswith(words)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (s.SaveProgramme(replace(SMALL, version=2)), "Small programme: version 1 was saved meanwhile, and you changed"),
        (
            s.SaveProgramme(replace(SMALL, id=ProgrammeId("b"), name=" small PROGRAMME ")),
            "There is a programme called small PROGRAMME already. Give this one another name.",
        ),
        (
            s.SaveProgramme(replace(SMALL, weeks=0, unseen=Millis(0))),
            "Outline: a programme lasts 1 to 104 weeks, not 0. Session 1: week 1 is not one of the 0 weeks.",
        ),
        (s.SignProgramme(ProgrammeId("b"), 1), "The practice keeps no such programme."),
        (
            s.SignProgramme(SMALL.id, 2),
            "Small programme: version 1 was saved since you read version 2. Read that one, then sign it.",
        ),
        (WITHDRAW, "Version 1 of Small programme is not signed."),
        (s.WithdrawSignature(ProgrammeId("b"), "x"), "The practice keeps no such programme."),
    ],
)
def test_it_is_refused(command: Any, words: str) -> None:
    noun = saved()
    was = noun.state
    with pytest.raises(Refused) as refusal:
        noun.do(command, IRIS)
    assert str(refusal.value).startswith(words)
    assert noun.state is was


def test_a_signed_version_is_not_signed_twice_and_the_reason_is_asked_for() -> None:
    noun = saved()
    by(noun, SIGN, IRIS)
    with pytest.raises(Refused, match="Version 1 is signed already, by Dr Iris"):
        noun.do(SIGN, IRIS)
    with pytest.raises(Refused, match="Say why the signature is withdrawn"):
        noun.do(replace(WITHDRAW, reason=" "), IRIS)


def test_who_signs_is_on_the_list_of_staff() -> None:
    for actor in (Actor(MemberId("nobody"), Role.MEDICAL_LEAD), Actor()):
        with pytest.raises(Refused, match="yours is not on the list of staff"):
            saved().do(SIGN, actor)


def test_a_consent_that_reads_otherwise_has_a_higher_number() -> None:
    consent = SMALL.consents[0]
    noun = saved({"consents": (replace(consent, text="Other words."),)})
    assert kept(noun).consents[0].version == 2
    noun.do(s.SaveProgramme(replace(kept(noun), about="Only this.")))
    assert kept(noun).consents[0].version == 2
    higher = replace(kept(noun).consents[0], text="Third words.", version=7)
    added = replace(consent, kind="touch")
    noun.do(s.SaveProgramme(replace(kept(noun), consents=(higher, added))))
    assert [x.version for x in kept(noun).consents] == [7, 1]


def test_a_consent_kind_and_number_mean_one_text_in_the_whole_practice() -> None:
    """Two programmes begin with the same text; each is then worded otherwise, and no number is given twice."""
    noun = saved()
    other = replace(SMALL, id=ProgrammeId("b"), name="Other")
    noun.do(s.SaveProgramme(other))
    consent = SMALL.consents[0]
    for which, words in ((SMALL.id, "Ours."), (other.id, "Theirs.")):
        now = noun.state.programmes[which].programme
        noun.do(s.SaveProgramme(replace(now, consents=(replace(consent, text=words),))))
    texts = {x.programme.name: x.programme.consents[0] for x in noun.state.programmes.values()}
    assert (texts["Small programme"].version, texts["Other"].version) == (2, 3)
    now = noun.state.programmes[other.id].programme
    noun.do(s.SaveProgramme(replace(now, consents=(replace(consent, text="Ours.", required=False),))))
    assert noun.state.programmes[other.id].programme.consents[0].version == 2, "the same words again"


def test_a_signature_counts_for_what_was_saved_and_nothing_else() -> None:
    """Two laptops save version 2 at the same time; what is signed on one is not what counts in the end."""
    first, second = (replace(SMALL, version=2, limits=limits) for limits in ((), SMALL.limits))
    noun = practice()
    events = [
        s.ProgrammeSaved(SMALL),
        s.ProgrammeSaved(first),
        s.ProgrammeSaved(second),
        s.ProgrammeSigned(SMALL.id, 2, "Dr Iris", Stamp(2, DEVICE)),
    ]
    for entry in entries((0, e) for e in events):
        noun.state = noun.kind.evolve(noun.state, entry)
    assert kept(noun) == second
    assert not kept(noun).limits_hold


@pytest.mark.parametrize(
    "event",
    [
        s.ProgrammeSigned(ProgrammeId("gone"), 1, "Dr Iris", Stamp(1, DEVICE)),
        s.SignatureWithdrawn(ProgrammeId("gone"), 1, "x"),
        s.SignatureWithdrawn(SMALL.id, 9, "x"),
    ],
)
def test_what_no_longer_applies_has_no_effect(event: Any) -> None:
    noun = saved()
    was = noun.state.programmes
    noun.fold(event)
    assert noun.state.programmes is was


def test_an_unknown_event_changes_nothing() -> None:
    entry: Entry[Any] = entries([(0, Limit)])[0]
    assert s.evolve({}, entry) == {}


def test_where_a_figure_comes_from() -> None:
    programme = replace(SMALL, sources=(Cited("weeks", "A paper"),))
    assert programme.source_of("weeks") == "A paper"
    assert programme.source_of("unseen") == SETTING


ACTORS = (MARA, IRIS, Actor(MemberId("jon"), Role.COTHERAPIST), Actor(MemberId("nobody"), Role.MEDICAL_LEAD))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("save", "sign", "sign old", "withdraw", "again")),
            st.sampled_from(ACTORS),
            st.integers(0, 3),
        ),
        max_size=30,
    )
)
def test_s07_whatever_happens_limits_act_only_under_the_signature_of_a_medical_lead_for_what_they_say(
    history: list[tuple[str, Actor, int]],
) -> None:
    noun = saved()
    signed_as: Programme | None = None
    for what, actor, figure in history:
        now = kept(noun)
        commands: dict[str, Any] = {
            "save": s.SaveProgramme(replace(now, medicine_sessions=3, unseen=Millis(1 + figure))),
            "again": s.SaveProgramme(now),
            "sign": s.SignProgramme(SMALL.id, now.version),
            "sign old": s.SignProgramme(SMALL.id, now.version - 1),
            "withdraw": WITHDRAW,
        }
        with suppress(Refused):
            by(noun, commands[what], actor)
            if what == "sign":
                assert actor == IRIS
                signed_as = now
            elif what == "withdraw":
                signed_as = None
        after = kept(noun)
        assert after.version in {now.version, now.version + 1}
        if after.limits_hold:
            assert signed_as is not None
            assert replace(after, signed=None) == signed_as
    versions = [x.version for x in noun.state.programmes[SMALL.id].history if x.step is s.Step.SAVED]
    assert versions == list(range(1, len(versions) + 1))
