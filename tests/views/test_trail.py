"""The trail of a person: everything that was recorded, newest first, with what may still be done about it."""

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.dose import DoseGiven
from kapcircle.core.ids import Device, Instant, MemberId, PersonId
from kapcircle.core.log import Stamp, Struck
from kapcircle.core.notes import Note
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.programme import Route
from kapcircle.core.session import events as e
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.state import Session
from kapcircle.core.vitals import Vitals
from kapcircle.views.chosen import Chosen, chosen
from kapcircle.views.trail import MOST, TrailRow, trail
from tests.core.caring import HIGH, Ward, dose
from tests.made_up import DEVICE, MARA, START, entries, small_plan

M = 60_000
ALIASES = {"p1": "Wren", "p3": "Ash"}
P1, P3 = PersonId("p1"), PersonId("p3")


def utc(_: Instant) -> int:
    return 0


def alias(person: PersonId) -> str:
    return ALIASES[person]


def signs(member: MemberId) -> str:
    return member[:2].upper()


def run(*events: tuple[int, object]) -> Session:
    plan = small_plan()
    s = Session()
    opened = ((0, e.Opened(plan)), (0, e.PhaseEntered(plan.rundown.phases[0].id)))
    for entry in entries((*opened, *events)):
        s = evolve(s, entry)
    return s


def rows(s: Session, millis: int, about: str | None = None, me: MemberId = MARA.member) -> tuple[TrailRow, ...]:
    who = None if about is None else PersonId(about)
    return trail(s, me, Instant(START + millis), utc, alias, signs, who)


def listed(s: Session, millis: int, about: str | None = None, me: MemberId = MARA.member) -> list[tuple[str, ...]]:
    return [(x.when, x.who, x.by, x.text, x.link) for x in rows(s, millis, about, me)]


def test_everything_newest_first_with_what_may_be_done_about_it() -> None:
    s = run(
        (M, e.Noted("humming", P3)),
        (2 * M, e.Noted("all quiet")),
        (3 * M, e.Recorded(Vitals(120, 80), P1)),
    )
    assert listed(s, 3 * M + 30_000) == [
        ("08:03", "Wren", "MA", "120/80", "withdraw"),
        ("08:02", "", "MA", "all quiet", "strike"),
        ("08:01", "Ash", "MA", "humming", "strike"),
    ]
    assert listed(s, 4 * M, "p3") == [("08:01", "", "MA", "humming", "strike")]
    assert [(x.note, x.person) for x in rows(s, 4 * M)] == [(False, P1), (True, None), (True, P3)]


def test_a_dose_is_never_withdrawn_and_says_what_was_missing() -> None:
    given = DoseGiven(Route.IM, 50, "left deltoid", "L1", "MM", "JK", "Wren", 1)
    s = run((M, e.Recorded(given, P1, None, ("recorded outside gate: not marked ready",))))
    (row,) = rows(s, M)
    missing = "recorded outside gate: not marked ready; second signature still to come"
    assert (row.link, row.more) == ("strike", missing)


def test_a_fresh_record_of_another_can_only_be_struck() -> None:
    s = run((M, e.Noted("all quiet")))
    assert listed(s, M, me=MemberId("noor"))[0][-1] == "strike"


def test_a_struck_record_keeps_its_words_and_says_why() -> None:
    record = Stamp(3, Device(DEVICE))
    s = run((M, e.Recorded(Vitals(120, 80), P3)), (2 * M, Struck(record, "it was Heron")))
    (row,) = rows(s, 2 * M)
    assert (row.text, row.struck, row.link) == ("120/80", "struck: it was Heron", "")


def test_how_late_it_was_written_down_is_said_and_it_stands_where_it_happened() -> None:
    ward = Ward()
    ward.record(20, Note("tears"))
    ward.record(5, Vitals(120, 80), written=17)
    assert [(x.text, x.more) for x in rows(ward.state, 20 * M)] == [("tears", ""), ("120/80", "12 min late")]


def test_so_many_are_in_one_sight() -> None:
    s = run(*((M, e.Noted(f"line {n}")) for n in range(MOST + 5)))
    assert (len(rows(s, M)), rows(s, M)[0].text) == (MOST, f"line {MOST + 4}")


def test_the_chosen_one_at_a_glance() -> None:
    ward = Ward()
    now = Instant(START + 27 * M)
    assert chosen(ward.state, P1, now, utc) == Chosen()
    assert chosen(ward.state, PersonId("nobody"), now, utc) == Chosen()
    ward.record(0, dose())
    ward.record(12, dose(supplement=True))
    ward.record(20, HIGH)
    known = chosen(ward.state, P1, now, utc)
    assert known.course[0] == "IM at 08:00, T+27"
    assert known.reading == "161/98, pulse 92, SpO2 97 %, at 08:20"
    assert known.waits == "161/98 at 08:20, outside 160/100. Tell the medical lead."
    ward.record(21, Observed(Depth.UNEXPECTED))
    ward.record(22, Acknowledged(next(x.stamp for x in ward.seat().records if x.content == HIGH), "told"))
    assert chosen(ward.state, P1, now, utc).waits == "not responding as expected, at 08:21"
