"""What a community of practice keeps: agreements, intentions, a library, and what people tell in their own words."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core.cohort.agreements import AgreementsAccepted, AgreementsWritten, SayYes, Text, WriteAgreements, Yes
from kapcircle.core.cohort.calendar import DropSession, PlanSession
from kapcircle.core.cohort.feedback import GiveFeedback, Quote, Told
from kapcircle.core.cohort.intentions import LONGEST, Intention, SetIntention
from kapcircle.core.cohort.library import DropPiece, GivePieces, KeepPiece, Piece, PieceKind
from kapcircle.core.cohort.roster import Enrol, Leave
from kapcircle.core.errors import Refused
from kapcircle.core.ids import Instant, PersonId, PieceId, SessionId
from tests.core.nouns import Noun
from tests.made_up import START

ANN, BEN = PersonId("ann"), PersonId("ben")
FIRST, SECOND = SessionId("first"), SessionId("second")
BREATH = Piece(PieceId("breath"), "Three breaths", PieceKind.PRACTICE, "Breathe in. Breathe out.", ours=True)
POEM = Piece(PieceId("poem"), "A poem", PieceKind.POEM, where="The blue book, page 12")


def circle(*commands: Any) -> Noun:
    """Ann and Ben, two sessions, and these commands."""
    noun = Noun("cohort")
    for command in (
        Enrol(ANN, 1),
        Enrol(BEN, 2),
        PlanSession(FIRST, "One"),
        PlanSession(SECOND, "Two"),
        *commands,
    ):
        noun.do(command)
    return noun


# agreements


def test_each_yes_is_kept_with_its_version_and_day() -> None:
    spring = circle(WriteAgreements(" We listen. "), SayYes(ANN, Instant(START - 5)), SayYes(BEN))
    assert spring.do(SayYes(ANN)) == ()
    assert spring.do(WriteAgreements("We listen.")) == ()
    agreed = spring.state.agreements
    assert agreed.texts == (Text(1, "We listen.", START),)
    assert agreed.yes == {ANN: (Yes(1, Instant(START - 5)),), BEN: (Yes(1, START),)}
    assert agreed.said_yes(ANN) == Yes(1, Instant(START - 5))


def test_a_new_version_asks_everybody_anew_and_keeps_the_old_yes() -> None:
    spring = circle(WriteAgreements("We listen."), SayYes(ANN), WriteAgreements("We listen. No advice."))
    agreed = spring.state.agreements
    assert (agreed.version, agreed.said_yes(ANN), agreed.yes[ANN]) == (2, None, (Yes(1, START),))
    spring.do(SayYes(ANN))
    assert [x.version for x in spring.state.agreements.yes[ANN]] == [1, 2]


def test_a_version_that_was_undone_never_lends_its_yes_to_other_words() -> None:
    """What is left of a yes to words that were taken back since."""
    spring = circle(WriteAgreements("We listen."))
    spring.fold(AgreementsAccepted(ANN, 2, START))
    assert spring.do(WriteAgreements("Other words.")) == (AgreementsWritten(3, "Other words."),)
    assert spring.state.agreements.said_yes(ANN) is None


def test_without_a_text_there_is_no_version() -> None:
    agreed = circle().state.agreements
    assert (agreed.version, agreed.said_yes(ANN)) == (0, None)


# intentions


def test_an_intention_is_one_line_and_shared_only_where_it_is_said() -> None:
    spring = circle(
        SetIntention(ANN, FIRST, " to rest\n a little "),
        SetIntention(BEN, FIRST, "to listen", shared=True),
        SetIntention(BEN, SECOND, "to speak", shared=True),
    )
    assert spring.state.intentions.of[FIRST, ANN] == Intention("to rest a little")
    assert spring.state.intentions.shared(FIRST) == {BEN: "to listen"}


def test_no_words_take_an_intention_back() -> None:
    spring = circle(*(SetIntention(who, FIRST, words) for who, words in ((ANN, "to rest"), (BEN, "to be"), (ANN, " "))))
    assert spring.state.intentions.of == {(FIRST, BEN): Intention("to be")}


# library


def test_pieces_are_kept_changed_given_and_dropped() -> None:
    spring = circle(KeepPiece(BREATH), KeepPiece(POEM), GivePieces(FIRST, (POEM.id, BREATH.id)))
    assert spring.state.library.given_with(FIRST) == (BREATH, POEM)
    assert spring.state.library.given_with(SECOND) == ()
    four = replace(BREATH, title="Four breaths")
    spring.do(KeepPiece(replace(four, title=" Four breaths ")))
    spring.do(DropPiece(POEM.id))
    assert spring.state.library.given_with(FIRST) == (four,)


# feedback


def test_words_are_told_of_a_session_and_of_the_whole_and_not_quoted_unless_they_say_so() -> None:
    spring = circle(
        GiveFeedback(ANN, FIRST, " It was quiet. "),
        GiveFeedback(ANN, None, "I came home.", Quote.ANONYMOUS),
        GiveFeedback(BEN, None, "Thank you.", Quote.YES),
    )
    assert spring.state.feedback.told[FIRST, ANN] == Told("It was quiet.", START, Quote.NO)
    assert spring.state.feedback.told[None, ANN] == Told("I came home.", START, Quote.ANONYMOUS)
    assert spring.state.feedback.told[None, BEN].quote is Quote.YES
    spring.do(GiveFeedback(BEN, None, "Thank you.", Quote.NO))
    spring.do(GiveFeedback(ANN, FIRST, ""))
    assert spring.state.feedback.told[None, BEN].quote is Quote.NO
    assert (FIRST, ANN) not in spring.state.feedback.told


def test_who_left_has_the_last_word_and_gives_no_new_yes() -> None:
    spring = circle(WriteAgreements("We listen."), Leave(ANN), GiveFeedback(ANN, None, "It was not for me."))
    assert spring.state.feedback.told[None, ANN].words == "It was not for me."
    with pytest.raises(Refused, match="not in the cohort"):
        spring.do(SayYes(ANN))


# what is refused

STRANGER = PersonId("stranger")
NOT_HERE, NO_SESSION = "This participant is not in the cohort.", "This session is not on the calendar."
REFUSED: list[tuple[list[Any], Any, str]] = [
    ([], WriteAgreements(" "), "Write what the circle agrees on."),
    ([], SayYes(ANN), "Write the agreements first: there is nothing to say yes to."),
    (
        [WriteAgreements("We listen.")],
        SayYes(ANN, Instant(START + 1)),
        "Their yes lies in the future: give the day on which it was said.",
    ),
    ([WriteAgreements("We listen.")], SayYes(STRANGER), NOT_HERE),
    ([], SetIntention(ANN, FIRST, "x" * (LONGEST + 1)), "An intention is one line: at most 200 characters."),
    ([], SetIntention(STRANGER, FIRST, "to rest"), NOT_HERE),
    ([DropSession(FIRST)], SetIntention(ANN, FIRST, "to rest"), NO_SESSION),
    ([], KeepPiece(replace(BREATH, title=" ")), "Give the piece a name."),
    ([], KeepPiece(replace(BREATH, text=" ")), "Write its words, or say where it is found."),
    (
        [],
        KeepPiece(replace(POEM, where="", text="Words of another.")),
        "Say where it is found: a book, a page, an address. Only what is ours needs none.",
    ),
    ([], DropPiece(POEM.id), "This piece is not in the library."),
    ([], GivePieces(FIRST, (POEM.id,)), "This piece is not in the library."),
    ([DropSession(FIRST)], GivePieces(FIRST, ()), NO_SESSION),
    ([], GiveFeedback(STRANGER, None, "Hm."), NOT_HERE),
    ([DropSession(FIRST)], GiveFeedback(ANN, FIRST, "Hm."), NO_SESSION),
]


@pytest.mark.parametrize(("before", "command", "words"), REFUSED)
def test_it_is_refused(before: list[Any], command: Any, words: str) -> None:
    noun = circle(*before)
    was = noun.state
    with pytest.raises(Refused) as refusal:
        noun.do(command)
    assert str(refusal.value) == words
    assert noun.state is was


def test_its_rows() -> None:
    spring = circle(
        WriteAgreements("We listen."),
        SayYes(ANN),
        SetIntention(ANN, FIRST, "to rest", shared=True),
        KeepPiece(BREATH),
        GivePieces(FIRST, (BREATH.id, BREATH.id)),
        GiveFeedback(ANN, None, "I came home.", Quote.YES),
        GiveFeedback(ANN, FIRST, "Quiet."),
    )
    it = {"cohort": "it"}
    known = {"cohort", "participant", "session"}
    assert [row for row in spring.rows() if row[0] not in known] == [
        ("circle_agreements", {**it, "version": 1}, {"text": "We listen.", "written": START}),
        ("circle_yes", {**it, "person": "ann", "version": 1}, {"at": START}),
        ("intention", {"session": "first", "person": "ann"}, {"text": "to rest", "shared": 1}),
        (
            "library_piece",
            {"piece": "breath"},
            {
                **it,
                "title": "Three breaths",
                "kind": "practice",
                "text": "Breathe in. Breathe out.",
                "found": "",
                "ours": 1,
            },
        ),
        ("session_piece", {"session": "first", "piece": "breath"}, {}),
        ("feedback", {**it, "session": "", "person": "ann"}, {"at": START, "text": "I came home.", "quote": "yes"}),
        ("feedback", {**it, "session": "first", "person": "ann"}, {"at": START, "text": "Quiet.", "quote": "no"}),
    ]
