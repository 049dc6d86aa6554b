"""A made-up circle: twelve people, one medicine session, music of our own making."""

from dataclasses import replace
from pathlib import Path

from kapcircle import places
from kapcircle.app.vaults import MakeRoom, furnish
from kapcircle.core.facts import Actor
from kapcircle.core.ids import CueId, Instant, MemberId, Millis, SessionId
from kapcircle.core.programme import Programme
from kapcircle.core.programmes import SignProgramme
from kapcircle.core.roles import Role
from kapcircle.core.rundown import AtOffset, Cue, OnGo, Phase, Prompt, Rundown
from kapcircle.core.session.state import Run
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.house import PRACTICE, House
from kapcircle.desk.ports import Clock
from kapcircle.exports.demo_music import make
from kapcircle.store import vault as vaults
from kapcircle.store.files import SUFFIX

PASSPHRASE = "harbour demo circle"  # noqa: S105 - written in the guide, for everyone
"""Of the demo vault only: everybody in it is made up."""

FOLDERS = ("arrival", "settle", "peak", "peak", "return", "return")
"""Where each piece of our music goes, as the demo's rundown names them."""

PROGRAMME, LEAD = "Twelve-week community of practice", MemberId("demo-lead")


def build(folder: Path, *, clock: Clock | None = None, room: MakeRoom | None = None) -> tuple[House, SessionId]:
    """A new demo vault in an empty folder, open, and its session."""
    clock = clock or SystemClock()
    vault, _ = vaults.create(folder / f"Demo{SUFFIX}", "Mara (made up)", PASSPHRASE, clock.now(), role=Role.FACILITATOR)
    house = furnish(vault, clock, room)
    return house, fill(house, folder / "music")


def fill(house: House, music: Path) -> SessionId:
    """The made-up cohort and its session; people and rundown come from sheets, as a coordinator's would."""
    _sort_into_folders(make(music))
    programme = house.programmes.save(house.programmes.template(PROGRAMME))
    _sign(house, programme)
    cohort = house.planning.begin_cohort("Harbour circle")
    house.planning.course.follow(cohort, programme.id)
    sheets = places.resources() / "demo"
    people = house.people.roster(house.people.read_sheet(str(sheets / "people.csv")), cohort)
    house.people.enrol_all(cohort, people.good)
    draft = house.library.read_sheet(str(sheets / "rundown.csv"), str(music))
    rundown = with_cues(house.library.adopt(draft).rundown)
    return house.planning.plan_session(
        cohort, "Medicine 2 of 3 · Pod A", _next_quarter(house.desk.clock.now()), rundown
    )


def _sign(house: House, programme: Programme) -> None:
    """A made-up medical lead stands for the figures of a made-up practice, so that its limits can be seen to act."""
    house.staff.add(LEAD, "Dr Ilić (made up)", Role.MEDICAL_LEAD)
    as_lead = house.desk.facts(actor=Actor(LEAD, Role.MEDICAL_LEAD))
    house.desk.do((PRACTICE, SignProgramme(programme.id, programme.version)), facts=as_lead)


def _sort_into_folders(pieces: list[Path]) -> None:
    """A folder is a playlist: the demo has one for each stretch with music."""
    for number, piece in enumerate(pieces):
        folder = piece.parent / FOLDERS[number]
        folder.mkdir(exist_ok=True)
        piece.replace(folder / piece.name)


def newest(house: House, music: Path) -> SessionId:
    """The session to show: the one that runs, else the last that is not over; a new one when all are, or none is."""
    running = house.running()
    if running is not None:
        return running
    planned = [
        (cohort, last)
        for cohort, _ in house.planning.cohorts()
        for last in house.planning.cohort(cohort).sessions.values()
    ]
    if not planned:  # the making of it was cut short
        return fill(house, music)
    cohort, last = planned[-1]
    if house.session(last.session).run is not Run.OVER:
        return last.session
    return house.planning.plan_session(cohort, last.name, _next_quarter(house.desk.clock.now()), last.rundown)


def with_cues(rundown: Rundown) -> Rundown:
    """What a sheet cannot hold: a bowl on GO before the medicine, and a prompt in the middle of the peak."""
    bowl = Cue(CueId("demo-bowl"), "Bowl", Prompt("Strike the bowl once."), OnGo())
    eyes = Cue(CueId("demo-eyes"), "Half-way", Prompt("Half-way: a look at every mat."), AtOffset(Millis(20 * 60_000)))
    extra = {"Settling": bowl, "Peak": eyes}
    return Rundown(tuple(_with_cue(phase, extra.get(phase.name)) for phase in rundown.phases))


def _with_cue(phase: Phase, cue: Cue | None) -> Phase:
    return phase if cue is None else replace(phase, cues=(*phase.cues, cue))


def _next_quarter(now: Instant) -> Instant:
    quarter = 15 * 60_000
    return Instant((now // quarter + 1) * quarter)
