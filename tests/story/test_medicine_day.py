"""A whole medicine day of twelve people in two pods, from arrival to the last leaving, with all that happens on one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from kapcircle.app.vaults import codec
from kapcircle.core.alarms import Acknowledged
from kapcircle.core.attendance import Attendance, Attended, NotToday
from kapcircle.core.errors import Refused
from kapcircle.core.ids import Millis
from kapcircle.core.leaving import Discharged, EscortTrouble, Transferred
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.record import of
from kapcircle.core.session import commands as c
from kapcircle.core.session import people
from kapcircle.core.session.gates import inside
from kapcircle.core.session.limits import Alarm, alarms
from kapcircle.core.session.schedule import State, What, tasks
from kapcircle.core.session.state import Run
from kapcircle.core.vitals import Vitals
from kapcircle.desk.stream import fold_rows
from kapcircle.store.check import check
from kapcircle.store.vault import unlock
from kapcircle.views.session_report import Section, sections
from tests.store.vaults import PASSPHRASE
from tests.story.medicine_day import ALIASES, LEAD, NURSE, MedicineDay

pytestmark = pytest.mark.usefixtures("unhurried")

LATE, OUT, RAISED, MOVED, WAITS = "Yarrow", "Rowan", "Juniper", "Sage", "Lark"
ON_TIME = [alias for alias in ALIASES if alias != LATE]
FIRST = [alias for alias in ON_TIME if alias != OUT]


@pytest.fixture
def day(tmp_path: Path) -> Iterator[MedicineDay]:
    made = MedicineDay(tmp_path)
    yield made
    made.end()


def due(day: MedicineDay, alias: str) -> list[str]:
    """What of a person's vitals is due or late now."""
    found = tasks(day.seat(alias), day.state.plan.programme, day.now, medicine=True)
    return [task.what.value for task in found if task.state in {State.DUE, State.LATE}]


def waiting(day: MedicineDay, alias: str) -> list[Alarm]:
    """What is outside the signed range and nobody has answered."""
    return [x for x in alarms(day.seat(alias), day.state.plan.programme) if x.acknowledged is None]


@pytest.mark.slow
def test_a_whole_medicine_day(day: MedicineDay) -> None:
    arrival(day)
    dosing(day)
    peak(day)
    before = day.state
    day.crash()
    assert day.state == before, "one moment, and nobody remembers it"
    day.circle.do(c.ComeBack(Millis(30_000)))
    coming_back(day)
    leaving(day)


def arrival(day: MedicineDay) -> None:
    day.circle.do(c.Open())
    with pytest.raises(Refused, match="The medical lead is not here"):
        day.circle.do(c.Jump(3))
    day.team_comes()
    for alias in ON_TIME:
        day.later(1)
        day.arrives(alias)
    day.go()
    day.later(20)
    with pytest.raises(Refused) as gate:
        day.go()
    assert [line.split(":")[0] for line in str(gate.value).splitlines()[1:]] == [f"Mat {n}" for n in range(1, 12)]
    day.ready(*FIRST)
    day.record(OUT, NotToday("did not sleep"), NURSE)


def dosing(day: MedicineDay) -> None:
    day.go()
    assert day.state.leg.phase.name == "Dosing"
    for alias in FIRST:
        day.later(1)
        assert day.dose(alias, ago=0.5) is not None
    assert [people.doses(day.seat(alias)) for alias in (OUT, LATE)] == [(), ()]
    day.arrives(LATE, Attendance.LATE)
    assert people.ready(day.seat(LATE)) is None, "the room did not wait, and has its own gate for who is late"
    day.ready(LATE)
    day.dose(LATE)
    day.go()


def peak(day: MedicineDay) -> None:
    with_medicine = [*FIRST, LATE]
    for alias in with_medicine:
        day.record(alias, Observed(Depth.INWARD, 2))
    day.later(15)
    assert all(due(day, alias) for alias in FIRST)
    day.vitals([alias for alias in with_medicine if alias != RAISED])
    raised = day.record(RAISED, Vitals(166, 98, 96, 97))
    (alarm,) = waiting(day, RAISED)
    assert alarm.record.stamp == raised
    day.record(RAISED, Acknowledged(raised, "sat up, told the medical lead", "Dr Ilić"))
    wrong = day.record(MOVED, Vitals(131, 84, 80, 97))
    day.later(2)
    day.circle.do(c.Move(wrong, day.people["Finch"]), NURSE)
    assert [x.struck for x in day.seat(MOVED).records if x.stamp == wrong] == ["wrong person: mat 9, moved to mat 8"]
    assert of(day.seat("Finch").records, Vitals)[-1][1] == Vitals(131, 84, 80, 97)
    assert What.RECHECK.value not in due(day, RAISED)
    day.later(3)
    assert What.RECHECK.value in due(day, RAISED)
    day.vitals([RAISED], 138, 86)


def coming_back(day: MedicineDay) -> None:
    for _ in range(3):
        day.later(15)
        day.vitals([*FIRST, LATE])
    assert not [x for alias in (*FIRST, LATE) for x in waiting(day, alias)]
    day.go()
    day.later(30)
    day.go()
    day.later(30)
    day.vitals([*FIRST, LATE])
    day.go()


def leaving(day: MedicineDay) -> None:
    assert day.state.leg.phase.name == "Discharge"
    with pytest.raises(Refused, match=r"Still here: mat 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12\."):
        day.circle.do(c.Close())
    day.later(5)
    day.record("Ash", Transferred("the hospital, to be looked at", "ambulance", "sheet given"), LEAD)
    for alias in FIRST:
        if alias not in {"Ash", WAITS}:
            day.discharge(alias)
    day.record(OUT, Attended(Attendance.LEFT))
    day.record(WAITS, EscortTrouble("late", "second contact called, who comes"))
    assert [seat.mat for seat in inside(day.state)] == [5, 12]
    day.later(20)
    day.discharge(LATE)
    day.discharge(WAITS, escort="second contact, a made-up cousin")
    day.circle.do(c.Close())
    assert day.state.run is Run.OVER
    assert all(people.left(day.seat(alias)) for alias in ALIASES if alias != OUT)
    assert not [alias for alias in ALIASES if people.here(day.seat(alias))]
    assert len([x for alias in ALIASES for x in of(day.seat(alias).records, Discharged)]) == 10
    reported(day)
    day.end()
    again = unlock(day.vault.path, PASSPHRASE, day.now)
    assert check(again, codec(), fold_rows).all == []
    again.lock()


def reported(day: MedicineDay) -> None:
    """The report of the day is right line by line, and so it stands on paper; of one person it names nobody else."""
    work, expected = day.house.paperwork, (Path(__file__).with_name("medicine_day_report.txt")).read_text("utf-8")
    told = work.account(day.session, lambda _: 60)
    assert [line for section in sections(told) for line in lines(section)] == expected.splitlines()
    paper = day.folder / "report.pdf"
    day.house.printouts.save(work.report(day.session, lambda _: 60), str(paper))
    said = squeezed(paper)
    assert not [cell for x in sections(told) for row in x.rows for cell in row if "".join(cell.split()) not in said]
    day.house.printouts.save(work.report(day.session, lambda _: 60, day.people[RAISED]), str(paper))
    alone = squeezed(paper)
    assert "166/98" in alone
    assert not [alias for alias in ALIASES if alias != RAISED and alias in alone]


def lines(section: Section) -> list[str]:
    """A section as a person would write it down: its title, and a line for each row."""
    return [f"## {section.title}", *(" | ".join(row).rstrip(" |") for row in section.rows)]


def squeezed(paper: Path) -> str:
    """All words of a PDF, without the places where a line was broken."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(paper, strict=True).pages)
