"""Getting people ready: what is recorded, what lies in the vault with it, and who lacks what."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kapcircle.app.fit import VaultPapers
from kapcircle.core.attendance import Attendance
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import DAY, MINUTE, Digest, Instant, PersonId, SessionId
from kapcircle.core.person.contacts import EmergencyContact, SetEmergencyContact
from kapcircle.core.person.documents import MOST_BYTES, DocumentKind
from kapcircle.core.person.screening import Said
from kapcircle.core.person.standing import SetStatus, Status
from kapcircle.core.programme import NO_PROGRAMME, SessionKind
from kapcircle.core.session import commands as c
from kapcircle.desk.desk import PATIENCE, PER_MEGABYTE, NotSavedError
from kapcircle.desk.house import House
from kapcircle.desk.printouts import Printout
from kapcircle.desk.readying import Readying
from kapcircle.views.consents import SignedConsent
from tests import fakes
from tests.core import people as p
from tests.made_up import START, small_rundown
from tests.memory import FakeClock, MemoryLog


def utc(_: Instant) -> int:
    return 0


STROKES = (((0.1, 0.5), (0.4, 0.2), (0.9, 0.8)),)


class Desk:
    """A house with one person on the way to a session in ten days."""

    def __init__(self) -> None:
        self.log, self.clock = MemoryLog(), FakeClock()
        self.house: House = fakes.house(self.log, self.clock)
        self.cohort = self.house.planning.begin_cohort("Harbour")
        self.wren = self.house.planning.enrol(self.cohort, "Wren")
        self.session = self.house.planning.plan_session(self.cohort, "Medicine", p.SESSION_DAY)
        self.house.readying.programme_of = lambda _: p.PROGRAMME

    @property
    def readying(self) -> Readying:
        return self.house.readying

    @property
    def papers(self) -> dict[str, bytes]:
        papers = self.house.fittings.papers
        assert isinstance(papers, fakes.FakePapers)
        return papers.files

    def act(self, actor: Actor) -> None:
        self.house.desk.actor = actor

    def lacks(self) -> list[str]:
        """By the board, which must agree with what Gate A would say."""
        (row,) = self.readying.board(self.session)
        assert row.gaps == self.readying.gaps(self.wren, self.session)
        return [gap.key for gap in row.gaps]

    def consent(self, **more: Any) -> None:
        given: dict[str, Any] = {"yes": True, "strokes": STROKES, "witness": "Jonas", **more}
        self.readying.consent(self.wren, p.TREATMENT, (True, True), START, **given)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_from_nothing_to_ready(desk: Desk) -> None:
    readying, wren = desk.readying, desk.wren
    assert desk.lacks() == ["screening", "clearance", "consent:treatment", "preparation", "ride", "escort", "contact"]
    readying.screen(wren, p.answers(liver=Said.YES), START)
    desk.act(p.ILIC)
    readying.review(wren, "liver", "Values seen.", fits=True)
    readying.clear(wren, "Dr Ilić", START, Instant(START + 30 * DAY), "", outside=False)
    desk.consent()
    readying.prepared(wren, "By video", START)
    readying.name_ride(wren, desk.session, "Taxi", "Reed", "01234 567890")
    assert desk.lacks() == ["contact"]
    readying.flag(wren, "said yes to the question")
    (flag,) = readying.person(wren).safety.open
    assert desk.lacks() == ["safety", "contact"]
    readying.decide_flag(wren, flag.stamp, "Dr Ilić", "seen today", proceed=True)
    desk.house.people.change(wren, SetEmergencyContact(EmergencyContact("Linden", "sister", "09876 54321")))
    assert desk.lacks() == []
    desk.house.people.change(wren, SetStatus(Status.PAUSED))
    assert desk.lacks() == ["status"]


def test_what_stood_blocks_again_when_it_is_withdrawn_struck_or_over(desk: Desk) -> None:
    desk.act(p.ILIC)
    desk.readying.clear(desk.wren, "Dr Ilić", START, Instant(START + 12 * DAY), "", outside=False)
    desk.consent()
    assert "clearance" not in desk.lacks()
    assert "consent:treatment" not in desk.lacks()
    desk.readying.withdraw_consent(desk.wren, "treatment", START, "not any more")
    assert "consent:treatment" in desk.lacks()
    desk.readying.withdraw_clearance(desk.wren, "new medication")
    assert "clearance" in desk.lacks()
    (withdrawn,) = desk.readying.person(desk.wren).screening.clearances[1:]
    desk.readying.strike(desk.wren, "screening", withdrawn.stamp, "another's")
    assert "clearance" not in desk.lacks()
    desk.clock.pass_(12 * DAY)
    assert "clearance" in desk.lacks()


def test_a_signature_is_kept_with_the_consent_and_printed_with_it(desk: Desk) -> None:
    desk.consent()
    given = desk.readying.person(desk.wren).consents.given("treatment")
    assert given is not None
    assert desk.readying.strokes(given.signature) == STROKES
    paper = desk.readying.consent_paper(desk.wren, "treatment", lambda _: 60)
    assert paper == Printout(b"Harbour: Wren said yes to Treatment", "consent", desk.wren)
    with pytest.raises(Refused, match="no consent of this kind"):
        desk.readying.consent_paper(desk.wren, "touch", lambda _: 60)


def test_a_slip_of_the_pen_is_no_signature(desk: Desk) -> None:
    with pytest.raises(Refused, match="a yes is signed"):
        desk.consent(strokes=(((0.5, 0.5),),))
    assert desk.log.blobs == {}
    desk.consent(strokes=(), typed="Wren Made-Up")
    assert desk.readying.strokes(Digest("")) == ()


def test_a_no_keeps_no_signature(desk: Desk) -> None:
    desk.consent(yes=False)
    assert desk.log.blobs == {}


def test_a_document_goes_into_the_vault_and_comes_out_as_a_copy(desk: Desk) -> None:
    desk.papers["letter.png"] = b"a picture"
    desk.readying.attach(desk.wren, "letter.png", DocumentKind.CLEARANCE)
    (kept,) = desk.readying.person(desk.wren).documents.records
    assert (kept.what.name, kept.what.size) == ("letter.png", 9)
    assert desk.readying.open_document(desk.wren, kept.what) == Printout(b"a picture", "document", desk.wren)
    desk.act(p.ANA)
    with pytest.raises(Refused, match="Opening a document: this is for"):
        desk.readying.open_document(desk.wren, kept.what)


def test_what_the_disk_does_not_take_is_not_there(desk: Desk) -> None:
    desk.papers["letter.png"] = b"a picture"
    desk.log.disk = "slow"
    with pytest.raises(NotSavedError):
        desk.readying.attach(desk.wren, "letter.png", DocumentKind.OTHER)
    desk.log.mend()
    assert desk.readying.person(desk.wren).documents.records == ()
    assert desk.log.blobs == {}


def test_a_large_document_has_the_time_that_a_sound_disk_takes_for_it(desk: Desk) -> None:
    desk.papers["scan.png"] = b"x" * MOST_BYTES
    desk.readying.attach(desk.wren, "scan.png", DocumentKind.RECORD)
    assert desk.log.writes[-1].waits == [PATIENCE + 20 * PER_MEGABYTE]


def test_a_file_that_cannot_be_read(desk: Desk) -> None:
    with pytest.raises(KnownError, match=r"away\.png cannot be read"):
        desk.readying.attach(desk.wren, "away.png", DocumentKind.OTHER)


def test_who_is_in_no_cohort_follows_no_programme(desk: Desk) -> None:
    nobody = PersonId("nobody")
    assert desk.readying.programme(nobody) is NO_PROGRAMME
    assert desk.readying.circle(nobody) == ""
    assert desk.readying.sessions(nobody) == ()
    assert desk.readying.programme(desk.wren) == p.PROGRAMME
    assert [x.name for x in desk.readying.sessions(desk.wren)] == ["Medicine"]


def test_preparation_sessions_of_the_calendar_count(desk: Desk) -> None:
    planning, rows = desk.house.planning, desk.log.tables.setdefault("session_attendance", {})
    before = planning.plan_session(desk.cohort, "Meeting", START)
    planned = planning.planned(before)[1]
    planning.change_session(desk.cohort, replace(planned, kind=SessionKind.PREPARATION))

    def attends(tick: int, status: Attendance, struck: str | None = None) -> None:
        key = (("session", before), ("tick", tick), ("device", "laptop"))
        rows[key] = {"person": desk.wren, "status": status.value, "struck": struck}

    attends(1, Attendance.LATE)
    assert "preparation" not in desk.lacks()
    attends(2, Attendance.ABSENT)
    assert "preparation" in desk.lacks(), "the last word counts"
    attends(2, Attendance.ABSENT, struck="another's")
    assert "preparation" not in desk.lacks()


def test_who_ended_their_part_lacks_that_in_every_other_session_until_they_sign_anew(desk: Desk) -> None:
    planning, rows = desk.house.planning, desk.log.tables.setdefault("session_attendance", {})
    before = planning.plan_session(desk.cohort, "Medicine 1", START)
    desk.consent()

    def says(session: SessionId, tick: int, status: str, struck: str | None = None) -> None:
        key = (("session", session), ("tick", tick), ("device", "laptop"))
        rows[key] = {"person": desk.wren, "status": status, "struck": struck, "happened": START + tick}

    says(desk.session, 1, "stops")
    assert "stopped" not in desk.lacks(), "this one knows it itself"
    says(before, 2, "not today")
    assert "stopped" not in desk.lacks()
    says(before, 3, "stops")
    assert "stopped" in desk.lacks()
    says(before, 3, "stops", struck="another's")
    assert "stopped" not in desk.lacks()
    says(before, 3, "stops")
    desk.clock.pass_(DAY)
    desk.readying.consent(
        desk.wren, p.TREATMENT, (True, True), Instant(START + DAY), yes=True, strokes=STROKES, witness="Jonas"
    )
    assert "stopped" not in desk.lacks(), "they came back by themselves"


def test_people_are_made_ready_for_the_next_medicine_session_that_they_come_to(desk: Desk) -> None:
    planning = desk.house.planning
    assert desk.readying.next_session(PersonId("nobody"), utc) is None
    soon = planning.plan_session(desk.cohort, "Open circle", Instant(START + DAY))
    planned = desk.readying.next_session(desk.wren, utc)
    assert planned is not None
    assert planned.session == soon
    medicine = replace(planning.planned(desk.session)[1], kind=SessionKind.MEDICINE)
    planning.change_session(desk.cohort, medicine)
    assert desk.readying.next_session(desk.wren, utc) == medicine
    desk.clock.pass_(30 * DAY)
    assert desk.readying.next_session(desk.wren, utc) == planning.planned(soon)[1], "the last, when none is to come"


def test_the_board_of_a_pods_session_shows_the_pod(desk: Desk) -> None:
    house = desk.house
    heron = house.planning.enrol(desk.cohort, "Heron")
    pod = house.planning.group.begin_pod(desk.cohort, "Tide")
    house.planning.group.choose_pod(desk.cohort, heron, pod)
    planned = replace(house.planning.planned(desk.session)[1], pod=pod)
    house.planning.change_session(desk.cohort, planned)
    assert [row.alias for row in desk.readying.board(desk.session)] == ["Heron"]
    assert desk.readying.sessions(desk.wren) == ()


def test_a_cohorts_own_programme_says_what_is_missing() -> None:
    desk = Desk()
    house = fakes.house(desk.log, desk.clock)
    programme = house.programmes.save(house.programmes.template("Small programme"))
    house.planning.course.follow(desk.cohort, programme.id)
    assert house.readying.programme(desk.wren) == programme


def test_without_a_programme_nobody_is_ready() -> None:
    desk = Desk()
    desk.house.readying.programme_of = lambda _: NO_PROGRAMME
    (row,) = desk.readying.board(desk.session)
    assert [gap.key for gap in row.gaps if gap.hard] == ["consent"]


def test_papers_of_the_laptop(tmp_path: Path) -> None:
    papers, file = VaultPapers(), tmp_path / "letter.txt"
    papers.save(str(file), b"12345")
    assert papers.read(str(file), 5) == ("letter.txt", b"12345")
    with pytest.raises(KnownError, match="is larger than 0 MB: no document is"):
        papers.read(str(file), 4)
    paper = SignedConsent("Harbour", "Wren", "Touch", 1, "Text", (), "yes", "2026-11-30", STROKES, "", "Jonas")
    assert papers.consent(paper).startswith(b"%PDF")


def test_what_was_signed_is_printed_after_it_was_withdrawn_too_and_says_so(desk: Desk) -> None:
    desk.consent()
    desk.readying.withdraw_consent(desk.wren, "treatment", START)
    printed: list[SignedConsent] = []

    def caught(paper: SignedConsent) -> bytes:
        printed.append(paper)
        return b""

    desk.house.fittings.papers.consent = caught  # type: ignore[method-assign] # what is printed is looked at
    desk.readying.consent_paper(desk.wren, "treatment", lambda _: 60)
    assert [(x.answer, x.since) for x in printed] == [("yes", "withdrawn, 2027-01-15")]


def test_today_s_session_stays_the_next_one_until_it_is_over_or_its_day_is(desk: Desk) -> None:
    """Who comes late to a circle of eight o'clock finds today's board, not that of another day."""
    planning, at = desk.house.planning, Instant(START + 60 * MINUTE)
    today = planning.plan_session(desk.cohort, "Today", at, small_rundown(), SessionKind.MEDICINE)
    midnight = DAY - (at // 60_000 + utc(at)) % 1440 * 60_000

    def made_ready_for(east: int = 0) -> str:
        found = desk.readying.next_session(desk.wren, lambda _: east)
        return "" if found is None else found.name

    desk.clock.pass_(60 * MINUTE + 29_000)
    assert made_ready_for() == "Today"
    desk.clock.pass_(midnight - 30_000)
    assert made_ready_for() == "Today", "the last second of the day"
    desk.clock.pass_(2_000)
    assert made_ready_for() == "Medicine"
    assert made_ready_for(-120) == "Today", "further west it is the same day still"
    circle = desk.house.circle(today)
    circle.do(c.Open())
    assert made_ready_for() == "Today"
    circle.do(c.Close())
    assert made_ready_for(-120) == "Medicine", "over"


def test_who_comes_to_the_circle_of_another_pod_is_made_ready_for_it_while_it_runs(desk: Desk) -> None:
    planning = desk.house.planning
    tide = planning.group.begin_pod(desk.cohort, "Tide")
    heron = planning.enrol(desk.cohort, "Heron")
    planning.group.choose_pod(desk.cohort, heron, tide)
    today = planning.plan_session(desk.cohort, "Today", Instant(START), small_rundown(), SessionKind.MEDICINE, tide)

    def made_ready_for() -> str:
        found = desk.readying.next_session(desk.wren, utc)
        return "" if found is None else found.name

    assert made_ready_for() == "Medicine"
    assert [x.alias for x in desk.readying.board(today)] == ["Heron"]
    circle = desk.house.circle(today)
    circle.do(c.Open())
    circle.do(c.TakeSeat(desk.wren, 7))
    assert made_ready_for() == "Today"
    desk.readying.name_ride(desk.wren, today, "Taxi", "Reed", "01234 567890")
    assert [(x.alias, x.mat) for x in desk.readying.board(today)] == [("Heron", 2), ("Wren", 7)]
    for row in desk.readying.board(today):
        assert row.gaps == desk.readying.gaps(row.person, today)
    assert "ride" not in [gap.key for gap in circle.gates.lacks(desk.wren)]
    circle.do(c.Close())
    desk.house.get_up()
    desk.clock.pass_(60_000)
    assert made_ready_for() == "Medicine"
