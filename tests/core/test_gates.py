"""What is missing for a medicine session: one gap at a time, and the same answer from the streams and the tables."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.gates import Gap, gaps, hard
from kapcircle.core.ids import DAY, Instant, Millis, PersonId, StreamId
from kapcircle.core.log import Stamp
from kapcircle.core.observation import Touch
from kapcircle.core.person import consents as co
from kapcircle.core.person import contacts as ct
from kapcircle.core.person import preparation as pr
from kapcircle.core.person import safety as sa
from kapcircle.core.person import screening as sc
from kapcircle.core.person import standing as sd
from kapcircle.core.person.identity import SetAlias
from kapcircle.core.person.preferences import Own, Preferences
from kapcircle.core.person.ready import readiness_from, readiness_of, touch_of
from kapcircle.core.person.records import Kept
from kapcircle.core.person.state import Person
from kapcircle.core.programme import Programme
from kapcircle.core.readiness import ConsentGiven, Readiness
from kapcircle.desk.desk import Desk
from kapcircle.desk.stream import fold_rows
from tests import fakes
from tests.core import people as p
from tests.core.nouns import Noun
from tests.made_up import DEVICE, START
from tests.memory import FakeClock, MemoryLog


def readied(*changes: tuple[Any, Actor]) -> Readiness:
    """A person who is ready but for these changes."""
    noun = Noun("person")
    for command, actor in (*p.ready(), *changes):
        noun.do(command, actor)
    return readiness_of(noun.state, p.SESSION)


def found(
    readiness: Readiness, programme: Programme = p.PROGRAMME, now: int = START, day: int = p.SESSION_DAY
) -> tuple[Gap, ...]:
    return gaps(readiness, programme, Instant(now), Instant(day))


def test_a_person_who_is_ready_lacks_nothing() -> None:
    assert found(readied()) == ()


def test_of_a_person_of_whom_nothing_is_known_everything_is_missing() -> None:
    assert [gap.key for gap in found(readiness_of(Person(), p.SESSION))] == [
        "screening",
        "clearance",
        "consent:treatment",
        "preparation",
        "ride",
        "escort",
        "contact",
    ]


NEW_TEXT = replace(p.TREATMENT, version=3)
CASES: list[tuple[Readiness, Programme, int, str, str, bool, bool]] = [
    # readiness, programme, days until the session, key, the beginning of the words, hard, clinical
    (readied((sd.SetStatus(sd.Status.WITHDRAWN), p.ANA)), p.PROGRAMME, 10, "status", "Takes part no", False, False),
    (replace(readied(), screened=None), p.PROGRAMME, 10, "screening", "No screening", False, False),
    (readied((p.screening(lasts=10), p.MARA)), p.PROGRAMME, 10, "screening", "Screening expires b", False, False),
    (
        readied(),
        replace(p.PROGRAMME, screening=(*p.ITEMS, replace(p.LIVER, key="bladder", question="Bladder?"))),
        10,
        "screening:asked",
        "Not asked yet: Bladder?",
        False,
        True,
    ),
    (readied((p.screening(heart=sc.Said.YES), p.MARA)), p.PROGRAMME, 10, "exclusion:heart", "Excluded: ", False, True),
    (
        readied((p.screening(psychosis=sc.Said.YES), p.MARA)),
        p.PROGRAMME,
        10,
        "exclusion:psychosis",
        "Excluded, without override: Active psychosis?",
        True,
        True,
    ),
    (readied((p.screening(liver=sc.Said.YES), p.MARA)), p.PROGRAMME, 10, "review:liver", "Waits for", False, True),
    (readied((sc.WithdrawClearance("x"), p.MARA)), p.PROGRAMME, 10, "clearance", "No clearance", False, False),
    (readied((p.clearance(10), p.ILIC)), p.PROGRAMME, 10, "clearance", "Clearance expires before", False, False),
    (readied((sa.FlagSafety("x"), p.ANA)), p.PROGRAMME, 10, "safety", "A safety flag waits", False, True),
    (replace(readied(), consents=()), p.PROGRAMME, 10, "consent:treatment", "Treatment: no consent", True, False),
    (
        readied((co.WithdrawConsent("treatment", START), p.ANA)),
        p.PROGRAMME,
        10,
        "consent:treatment",
        "Treatment: said no, or withdrawn",
        True,
        False,
    ),
    (readied((p.consent(yes=False), p.ANA)), p.PROGRAMME, 10, "consent:treatment", "Treatment: said no", True, False),
    (readied(), replace(p.PROGRAMME, consents=(NEW_TEXT,)), 10, "consent:treatment", "Treatment: v", False, False),
    (readied(), replace(p.PROGRAMME, consents=(p.TOUCH,)), 10, "consent", "The programme has no", True, False),
    (readied(), replace(p.PROGRAMME, preparations=2), 10, "preparation", "Lacks one preparation", False, False),
    (readied(), replace(p.PROGRAMME, preparations=3), 10, "preparation", "Lacks 2 preparation", False, False),
    (readied((pr.NameRide(p.SESSION, "", "Reed", "12345"), p.ANA)), p.PROGRAMME, 10, "ride", "No ride", False, False),
    (readied((pr.NameRide(p.SESSION, "Taxi", "", ""), p.ANA)), p.PROGRAMME, 10, "escort", "No escort", False, False),
    (readied((pr.NameRide(p.SESSION, "Bus", "Reed", ""), p.ANA)), p.PROGRAMME, 10, "escort", "No telep", False, False),
    (
        readied((ct.SetEmergencyContact(ct.EmergencyContact()), p.ANA)),
        p.PROGRAMME,
        10,
        "contact",
        "No emergency contact",
        False,
        False,
    ),
]


@pytest.mark.parametrize(("readiness", "programme", "days", "key", "words", "is_hard", "clinical"), CASES)
def test_each_thing_that_is_missing_is_one_gap_that_says_whom_to_ask(
    readiness: Readiness, programme: Programme, days: int, key: str, words: str, is_hard: bool, clinical: bool
) -> None:
    (gap,) = found(readiness, programme, day=START + days * DAY)
    assert (gap.key, gap.hard, gap.clinical) == (key, is_hard, clinical)
    assert gap.words.startswith(words)
    assert gap.ask.endswith(".")
    assert hard((gap,)) == ((gap,) if is_hard else ())
    assert gap.about == key.partition(":")[0]


@pytest.mark.parametrize(
    ("now", "day", "keys"),
    [
        (0, 89, []),
        (0, 90, ["clearance"]),
        (0, 179, ["clearance"]),
        (0, 180, ["screening", "clearance"]),
        (90, 90, ["clearance"]),
        (180, 180, ["screening", "clearance"]),
    ],
)
def test_what_holds_today_may_not_hold_on_the_day(now: int, day: int, keys: list[str]) -> None:
    said = found(readied(), now=START + now * DAY, day=START + day * DAY)
    assert [gap.key for gap in said] == keys
    assert {gap.key for gap in said if "has expired" in gap.words} == {
        key for key, lasts in (("clearance", 90), ("screening", 180)) if now >= lasts
    }


def test_an_exclusion_that_is_lifted_by_its_exception_waits_for_the_prescriber() -> None:
    treated = sc.Answer(p.SUBSTANCES, sc.Said.YES, "It is what is treated.", excepted=True)
    form = sc.RecordScreening(p.PROGRAMME.id, 1, (*p.answers()[:2], treated, p.answers()[3]), START, Millis(180 * DAY))
    (gap,) = found(readied((form, p.MARA)))
    assert gap.key == "review:substances"
    assert found(readied((form, p.MARA), (sc.ReviewItem("substances", True, "seen"), p.ILIC))) == ()


def test_who_usually_takes_them_home_does_unless_another_is_named_for_the_day() -> None:
    rue = ct.SetEscorts(ct.Escorts(ct.Escort("Rue", "098765")))
    unnamed = (pr.NameRide(p.SESSION, "Taxi", "", ""), p.ANA)
    assert (readied((rue, p.ANA)).escort, readied((rue, p.ANA)).escort_phone) == ("Reed", "01234 567890")
    assert (readied((rue, p.ANA), unnamed).escort, readied((rue, p.ANA), unnamed).escort_phone) == ("Rue", "098765")


@pytest.mark.parametrize(
    ("signed", "holds"), [((-1, -1), True), ((0, 0), True), ((1, 0), True), ((1, None), True), ((1, 1), False)]
)
def test_who_ended_their_part_comes_back_only_by_signing_every_consent_anew(
    signed: tuple[int | None, ...], holds: bool
) -> None:
    group = replace(p.TREATMENT, kind="group", title="Group")
    programme = replace(p.PROGRAMME, consents=(p.TREATMENT, group, p.TOUCH))
    kinds = zip(("treatment", "group"), signed, strict=True)
    consents = tuple(ConsentGiven(kind, 2, Instant(START + at)) for kind, at in kinds if at is not None)
    lacks = found(replace(readied(), stopped=START, consents=consents), programme)
    gap = next((x for x in lacks if x.about == "stopped"), None)
    assert (gap is not None) is holds
    assert gap is None or (gap.hard and not gap.clinical)


def test_meetings_of_the_calendar_count_too() -> None:
    noun = Noun("person")
    assert readiness_of(noun.state, attended=2).preparations == 2
    assert readiness_of(noun.state).ride == ""


# --- the board asks the tables, Gate A the streams: both get the same answer ---

WREN = StreamId("person:wren")
SAID = st.sampled_from(sc.Said)
STAMPS = st.integers(1, 12).map(lambda n: Stamp(n, DEVICE))
WHEN = st.sampled_from((START, Instant(START - 40 * DAY), Instant(START + 1)))
COMMANDS: st.SearchStrategy[Any] = st.one_of(
    st.builds(SetAlias, st.just("Wren")),
    st.builds(
        p.screening,
        WHEN,
        st.integers(0, 60),
        psychosis=st.just(sc.Said.NO) | SAID,
        heart=SAID,
        liver=SAID,
    ),
    st.builds(sc.ReviewItem, st.sampled_from(("liver", "heart")), st.booleans(), st.just("seen")),
    st.builds(p.clearance, st.integers(0, 60), on=WHEN, outside=st.booleans()),
    st.builds(sc.WithdrawClearance, st.just("x")),
    st.builds(sc.StrikeScreening, STAMPS, st.just("x")),
    st.builds(p.consent, st.sampled_from((p.TREATMENT, NEW_TEXT, p.TOUCH)), on=WHEN, yes=st.booleans()),
    st.builds(co.WithdrawConsent, st.sampled_from(("treatment", "touch")), WHEN),
    st.builds(co.StrikeConsent, STAMPS, st.just("x")),
    st.builds(pr.RecordPreparation, st.just("By video"), WHEN),
    st.builds(pr.StrikePreparation, STAMPS, st.just("x")),
    st.builds(pr.NameRide, st.just(p.SESSION), st.sampled_from(("", "Taxi")), st.just("Reed"), st.just("12345")),
    st.builds(
        ct.SetEscorts, st.builds(ct.Escorts, st.builds(ct.Escort, st.sampled_from(("", "Rue")), st.just("098765")))
    ),
    st.builds(ct.SetEmergencyContact, st.builds(ct.EmergencyContact, st.sampled_from(("", "Linden")))),
    st.builds(sd.SetStatus, st.sampled_from(sd.Status)),
    st.builds(sa.FlagSafety, st.just("x")),
    st.builds(sa.DecideSafety, STAMPS, st.just("Dr Ilić"), st.just("x"), st.booleans()),
    st.builds(sa.StrikeSafety, STAMPS, st.just("x")),
)
ACTORS = st.sampled_from((p.ILIC, p.MARA, p.ANA))


def from_the_tables(log: MemoryLog, person: PersonId) -> Readiness:
    (row,) = log.rows("readiness", person=person)
    rides = log.rows("ride", person=person, session=p.SESSION)
    return readiness_from(row, log.rows("consent", person=person), rides[0] if rides else None)


def obeyed(desk: Desk, command: Any) -> bool:
    try:
        desk.do((WREN, command))
    except Refused:
        return False
    return True


EVERYTHING = (*((command, p.ILIC) for command, _ in p.ready()), (co.WithdrawConsent("treatment", START), p.ANA))


@settings(max_examples=150, deadline=None)
@example(list(EVERYTHING[:-1]), 0, 10, p.PROGRAMME)
@example(list(EVERYTHING), 0, 10, p.PROGRAMME)
@given(
    st.lists(st.tuples(COMMANDS, ACTORS), min_size=10, max_size=25),
    st.integers(0, 60),
    st.integers(0, 60),
    st.sampled_from((p.PROGRAMME, replace(p.PROGRAMME, consents=(NEW_TEXT,), preparations=2))),
)
def test_the_board_and_the_gate_give_the_same_answer(
    steps: list[tuple[Any, Actor]], now: int, ahead: int, programme: Programme
) -> None:
    log = MemoryLog()
    desk = fakes.desk(log, FakeClock())
    for command, actor in steps:
        desk.actor = actor
        if not obeyed(desk, command):
            continue
        streams = readiness_of(desk.stream(WREN).state, p.SESSION)
        tables = from_the_tables(log, PersonId("wren"))
        assert found(tables, programme, START + now * DAY, START + (now + ahead) * DAY) == found(
            streams, programme, START + now * DAY, START + (now + ahead) * DAY
        )
    told = {(row.table, row.key): row.values for name in log.entries for row in fold_rows(name, log.read(name))}
    assert {(table, key): row for table, rows in log.tables.items() for key, row in rows.items()} == told


def test_touch_before_the_day_is_as_the_consent_to_it_has_it() -> None:
    person = replace(Person(), preferences=Own(Preferences(touch=Touch.HAND)))
    assert touch_of(Person()) is None
    assert touch_of(person) is Touch.HAND, "the consent was not asked for"

    def said(*records: co.Record) -> co.Consents:
        return co.Consents(tuple(Kept(Stamp(n, DEVICE), Instant(n), p.ANA.member, x) for n, x in enumerate(records)))

    yes, no = (co.ConsentAnswered(p.TOUCH, answer, (), START) for answer in (True, False))
    withdrawn = co.ConsentWithdrawn("touch", START)
    assert touch_of(replace(person, consents=said(yes))) is Touch.HAND
    assert touch_of(replace(person, consents=said(no))) is Touch.NONE
    assert touch_of(replace(person, consents=said(yes, withdrawn))) is Touch.NONE
