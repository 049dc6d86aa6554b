"""What leaves the vault: who may, what is written down of it, and what happens where it cannot be written."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import pytest

from kapcircle.core import practice as p
from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.attending import TeamMember
from kapcircle.core.cohort.team import JoinTeam
from kapcircle.core.details import Details
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import Instant, MemberId, PersonId, SessionId, stream_of
from kapcircle.core.person.identity import Names, SetNames
from kapcircle.core.person.needs import CareNotes, SetCareNotes
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.vitals import Vitals
from kapcircle.desk.house import PRACTICE, House
from kapcircle.desk.printouts import Printout
from kapcircle.views.attendance_sheet import COLUMNS
from tests.fakes import FakePapers, house
from tests.made_up import MARA, MINUTES, START, small_rundown
from tests.memory import FakeClock

COORDINATOR = Actor(MemberId("ana"), Role.COORDINATOR)


def local(_: Instant) -> int:
    return 60


class Office:
    """A house with two people, one session that was held, and one that is planned."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.house: House = house(clock=self.clock)
        self.house.desk.do((PRACTICE, p.AddStaff(MARA.member, "Mara (made up)", Role.FACILITATOR)))
        planning = self.house.planning
        self.cohort = planning.begin_cohort("Harbour circle")
        self.wren, self.ash = (planning.enrol(self.cohort, alias) for alias in ("Wren", "Ash"))
        self.say(self.wren, SetNames(Names("Renate Beispiel", "Reni", "", 1980)))
        self.say(self.wren, SetCareNotes(CareNotes("nuts (made up)", ("Invented 5 mg",))))
        self.held = planning.plan_session(self.cohort, "Medicine 1", Instant(START), small_rundown())
        later = Instant(START + 90 * MINUTES)
        self.planned = planning.plan_session(self.cohort, "Integration 1", later, small_rundown())
        self.circle = self.house.circle(self.held)
        self.circle.do(c.Open())
        self.circle.do(c.Record(Attended(Attendance.ARRIVED), self.wren))
        self.circle.do(c.Record(Attended(Attendance.ABSENT, "=SUM(A1) ill"), self.ash))
        self.clock.pass_(10 * MINUTES)
        self.circle.do(c.Record(Vitals(120, 80), self.wren))
        self.circle.do(c.Note("Ash is missed by Renate"))

    def say(self, person: PersonId, command: object) -> None:
        self.house.desk.do((stream_of("person", person), command))

    def save(self, printout: Printout, path: str) -> None:
        self.house.printouts.save(printout, path)

    @property
    def files(self) -> dict[str, bytes]:
        papers = self.house.fittings.papers
        assert isinstance(papers, FakePapers)
        return papers.files

    def said(self, path: str) -> str:
        return self.files[path].decode()

    @property
    def logged(self) -> list[tuple[str, str]]:
        entries = self.house.desk.stream(PRACTICE).entries
        return [(x.event.what, x.event.of) for x in entries if isinstance(x.event, p.Exported)]


@pytest.fixture
def office() -> Office:
    return Office()


def test_the_report_of_a_session_by_alias(office: Office) -> None:
    office.save(office.house.paperwork.report(office.held, local), "report.pdf")
    said = office.said("report.pdf")
    assert "120/80" in said
    assert "Ash is missed by [Wren]" in said
    assert "Mara (made up)" in said
    assert "Renate" not in said
    assert office.logged == [("session report", office.held)]


def test_the_part_of_one_person(office: Office) -> None:
    office.save(office.house.paperwork.report(office.held, local, office.wren), "wren.pdf")
    said = office.said("wren.pdf")
    assert "120/80" in said
    assert "Ash" not in said
    assert office.logged == [("session report of one person", office.wren)]


def test_the_key_says_who_is_who(office: Office) -> None:
    office.save(office.house.paperwork.key(office.held), "key.pdf")
    assert "'Wren', 'Renate Beispiel', 'Reni', '1980'" in office.said("key.pdf")
    assert office.house.paperwork.people(office.held) == ((office.wren, "Wren, mat 1"), (office.ash, "Ash, mat 2"))


def test_the_pack_of_a_planned_session(office: Office) -> None:
    office.house.desk.do((stream_of("cohort", office.cohort), JoinTeam(TeamMember(MARA.member))))
    office.save(office.house.paperwork.pack(office.planned, local), "pack.pdf")
    said = office.said("pack.pdf")
    for words in ("Integration 1", "nuts (made up)", "Invented 5 mg", "Renate Beispiel", "Mara (made up)"):
        assert words in said, words
    assert office.house.paperwork.people(office.planned) == office.house.paperwork.people(office.held)
    assert office.logged == [("paper pack", office.planned)]


def test_the_papers_of_the_run_of_show_name_nobody_and_any_role_may_print_them(office: Office) -> None:
    office.house.save_room(replace(office.house.room, fallback="Tides, offline"))
    office.house.desk.actor = COORDINATOR
    work = office.house.paperwork
    office.clock.pass_(7 * MINUTES)
    for session in (office.planned, office.held):
        for made, what in ((work.return_card, "return card"), (work.rundown, "rundown"), (work.cue_sheet, "cue sheet")):
            office.save(made(session, local), f"{what}.pdf")
            said = office.said(f"{what}.pdf")
            assert "Peak" in said
            assert not [name for name in ("Wren", "Ash", "Renate", "Reni") if name in said]
            assert office.logged[-1] == (what, session)
        assert "Tides, offline" in office.said("return card.pdf")
    assert "It is 09:17. Arrival, 17:00 in. No music." in office.said("return card.pdf")


def test_the_pack_has_the_return_card(office: Office) -> None:
    office.save(office.house.paperwork.pack(office.planned, local), "pack.pdf")
    assert "Return card" in office.said("pack.pdf")
    assert "No fallback playlist named" in office.said("pack.pdf")


def test_the_sheet_for_the_circle_has_what_they_agreed_share_and_are_given(office: Office) -> None:
    work, community = office.house.paperwork, office.house.planning.community
    with pytest.raises(Refused, match="There is nothing to print yet"):
        work.for_the_circle(office.planned)
    assert office.logged == []
    community.write_agreements(office.cohort, "We listen.")
    community.set_intention(office.cohort, office.planned, office.wren, "to rest", shared=True)
    community.set_intention(office.cohort, office.planned, office.ash, "my own matter", shared=False)
    office.house.desk.actor = COORDINATOR
    office.save(work.for_the_circle(office.planned), "sheet.pdf")
    said = office.said("sheet.pdf")
    for words in ("Integration 1", "We listen.", "Wren", "to rest"):
        assert words in said
    for words in ("my own matter", "Ash", "Renate"):
        assert words not in said
    assert office.logged == [("sheet for the circle", office.planned)]


def test_what_the_practice_has_typed_stands_on_the_pack(office: Office) -> None:
    assert list(office.house.paperwork.lacking) == ["the emergency number", "the address"]
    office.house.name_practice(Details("Harbour", "1 Lane", "000", calls="Mara"))
    assert not list(office.house.paperwork.lacking)
    office.save(office.house.paperwork.pack(office.planned, local), "pack.pdf")
    said = office.said("pack.pdf")
    for words in ("Call 000", "'1 Lane'", "('Calls', 'Mara', '')"):
        assert words in said, words


def test_a_handover_sheet_does_not_wait_for_a_disk_that_is_slow(office: Office) -> None:
    log: Any = office.house.desk._log
    log.disk = "slow"
    office.save(office.house.paperwork.transfer(office.held, office.wren, local), "handover.pdf")
    assert "nuts (made up)" in office.said("handover.pdf")
    log.mend()
    office.house.desk.settle()
    assert office.logged == [("handover sheet", office.wren)]


def test_what_goes_with_a_person(office: Office) -> None:
    office.save(office.house.paperwork.transfer(office.held, office.wren, local), "handover.pdf")
    said = office.said("handover.pdf")
    for words in ("Renate Beispiel", "nuts (made up)", "Invented 5 mg", "120/80"):
        assert words in said, words
    assert office.logged == [("handover sheet", office.wren)]


def attendance(office: Office) -> list[dict[str, Any]]:
    files: list[tuple[str, Any]] = []
    office.house.paperwork._table = lambda path, rows: files.append((path, rows))
    assert office.house.paperwork.attendance(office.cohort, "attendance.csv", local) == 1
    ((path, (columns, *rows)),) = files
    assert (PurePath(path).name, columns) == ("attendance.csv", COLUMNS)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def test_the_attendance_of_a_cohort(office: Office) -> None:
    wren, ash = attendance(office)
    assert {x: wren[x] for x in ("session", "date", "alias", "mat", "status", "arrived", "left", "minutes")} == {
        "session": "Medicine 1",
        "date": "2027-01-15",
        "alias": "Wren",
        "mat": 1,
        "status": "arrived",
        "arrived": "2027-01-15T09:00+01:00",
        "left": None,
        "minutes": 10,
    }
    assert (ash["status"], ash["minutes"], ash["words"]) == ("absent", None, "=SUM(A1) ill")
    assert office.logged == [("attendance", office.cohort)]


def test_a_session_that_was_closed_ends_every_stay(office: Office) -> None:
    office.circle.do(c.Close())
    office.clock.pass_(60 * MINUTES)
    assert [(row["minutes"], row["left"]) for row in attendance(office)] == [
        (10, "2027-01-15T09:10+01:00"),
        (None, None),
    ]


Deed = Callable[[House, Office], object]

CLINICAL: list[Deed] = [
    lambda h, o: h.paperwork.report(o.held, local),
    lambda h, o: h.paperwork.key(o.held),
    lambda h, o: h.paperwork.pack(o.planned, local),
    lambda h, o: h.paperwork.transfer(o.held, o.wren, local),
]


@pytest.mark.parametrize("deed", CLINICAL)
def test_a_coordinator_writes_no_clinical_paper(office: Office, deed: Deed) -> None:
    office.house.desk.actor = COORDINATOR
    with pytest.raises(Refused, match="this is for the co-therapist or facilitator or medical lead"):
        deed(office.house, office)
    assert not office.files
    assert not office.logged


def test_a_coordinator_writes_the_attendance(office: Office) -> None:
    office.house.desk.actor = COORDINATOR
    assert len(attendance(office)) == 2


def test_of_a_session_that_was_not_opened_there_is_no_report(office: Office) -> None:
    with pytest.raises(Refused, match="This session was not opened: there is nothing to report yet"):
        office.house.paperwork.report(office.planned, local)


def test_a_session_taken_off_the_calendar_keeps_its_report(office: Office) -> None:
    office.circle.do(c.Close())
    office.house.planning.drop_session(office.cohort, office.held)
    office.save(office.house.paperwork.report(office.held, local), "report.pdf")
    assert "120/80" in office.said("report.pdf")


def test_what_is_printed_is_noted_before_it_and_what_is_looked_at_is_not(office: Office) -> None:
    report = office.house.paperwork.report(office.held, local)
    assert office.logged == []
    office.house.printouts.note_print(report)
    assert office.logged == [("session report, printed", office.held)]
    assert not office.files


def test_what_has_left_is_listed_with_whom_it_was_about_and_by_whom(office: Office) -> None:
    printouts, work = office.house.printouts, office.house.paperwork
    assert printouts.left() == ()
    printouts.note_print(work.report(office.held, local))
    office.save(work.report(office.held, local, office.wren), "wren.pdf")
    attendance(office)
    office.save(work.take_home(), "home.pdf")
    assert [(x.what, x.of, x.by) for x in printouts.left()] == [
        ("sheet to take home", "", "Mara (made up)"),
        ("attendance", "Harbour circle", "Mara (made up)"),
        ("session report of one person", "Wren", "Mara (made up)"),
        ("session report, printed", "Medicine 1", "Mara (made up)"),
    ]
    assert {x.at for x in printouts.left()} == {office.clock.now()}
    office.house.desk.actor = COORDINATOR
    with pytest.raises(Refused, match="Reading what has left the vault: this is for"):
        printouts.left()


def test_the_sheet_to_take_home_is_about_nobody(office: Office) -> None:
    office.house.name_practice(Details("Harbour", "1 Lane", "000"))
    office.save(office.house.paperwork.take_home(), "home.pdf")
    assert "1 Lane" in office.said("home.pdf")
    assert office.logged == [("sheet to take home", "")]


def test_what_cannot_be_noted_does_not_leave(office: Office) -> None:
    log: Any = office.house.desk._log
    log.disk = "full"
    report = office.house.paperwork.report(office.held, local)
    with pytest.raises(KnownError):
        office.save(report, "report.pdf")
    with pytest.raises(KnownError):
        office.house.printouts.note_print(report)
    assert not office.files


def test_who_recorded_and_is_not_on_the_list_is_a_member_of_the_team(office: Office) -> None:
    office.circle.do(c.Note("seen by a visitor"), Actor(MemberId("nobody"), Role.COTHERAPIST))
    office.save(office.house.paperwork.report(office.held, local), "report.pdf")
    assert "a member of the team" in office.said("report.pdf")


def test_ids_of_sessions_are_kept_apart(office: Office) -> None:
    with pytest.raises(KnownError, match="not on any calendar"):
        office.house.paperwork.pack(SessionId("no session"), local)
