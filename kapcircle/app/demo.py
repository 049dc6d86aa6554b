"""A made-up circle: twelve people in two pods, their team, one medicine session, music of our own making."""

from dataclasses import replace
from pathlib import Path

from kapcircle import places
from kapcircle.app.demo_ready import LEAD, PODS, fetch_again, gather, make_ready, settle_in
from kapcircle.app.vaults import MakeRoom, furnish
from kapcircle.core.catalogue import Description
from kapcircle.core.facts import Actor
from kapcircle.core.ids import CohortId, CueId, Instant, Millis, SessionId
from kapcircle.core.programme import Programme, SessionKind
from kapcircle.core.programmes import SignProgramme
from kapcircle.core.roles import Role
from kapcircle.core.rundown import AtOffset, Cue, OnGo, Phase, Prompt, Rundown
from kapcircle.core.session.state import Run
from kapcircle.core.tracks import Feel, Quality
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

LEADS_TO = {
    "01 Arriving": (Quality.SOFTEN, Quality.GROUND),
    "02 Opening": (Quality.SOFTEN,),
    "03 Deepening": (Quality.DEEPEN,),
    "04 Floating": (Quality.DEEPEN, Quality.LIFT),
    "05 Returning": (Quality.LIFT,),
    "06 Bowls": (Quality.GROUND,),
}
"""What each piece is good for, by its title."""

LICENCE = "made for KapCircle, MIT"
PROGRAMME = "Twelve-week community of practice"
SHEETS = places.resources() / "demo"


def build(folder: Path, *, clock: Clock | None = None, room: MakeRoom | None = None) -> tuple[House, SessionId]:
    """A new demo vault in an empty folder, open, and its session."""
    clock = clock or SystemClock()
    vault, _ = vaults.create(folder / f"Demo{SUFFIX}", "Mara (made up)", PASSPHRASE, clock.now(), role=Role.FACILITATOR)
    house = furnish(vault, clock, room)
    return house, fill(house, folder / "music")


def fill(house: House, music: Path) -> SessionId:
    """The made-up cohort and its session; people and rundown come from sheets, as a coordinator's would."""
    _sort_into_folders(make(music))
    settle_in(house)
    programme = house.programmes.save(house.programmes.template(PROGRAMME))
    _sign(house, programme)
    cohort = house.planning.begin_cohort("Harbour circle")
    house.planning.course.follow(cohort, programme.id)
    _enrol(house, cohort)
    gather(house, cohort)
    draft = house.library.read_sheet(str(SHEETS / "rundown.csv"), str(music))
    rundown = with_cues(house.library.adopt(draft).rundown)
    _say_what_it_is(house)
    hour = _next_quarter(house.desk.clock.now())
    session = house.planning.plan_session(cohort, "Medicine 2 of 3", hour, rundown, SessionKind.MEDICINE)
    make_ready(house, session)
    return session


def _say_what_it_is(house: House) -> None:
    """Of each recording where it leads; nobody sings in any of them."""
    for track in house.library.catalogue.listed.values():
        leads = LEADS_TO.get(track.title, ())
        said = Description(track.title, "KapCircle", leads, False, Feel.SLOW, ("demo",), LICENCE, "made by the demo")
        house.library.describe(track.id, said)


def _enrol(house: House, cohort: CohortId) -> None:
    """Half of them in the first pod, half in the second."""
    for pod in PODS:
        house.planning.group.begin_pod(cohort, pod)
    people = house.people.roster(house.people.read_sheet(str(SHEETS / "people.csv")), cohort).good
    half = len(people) / len(PODS)
    house.people.enrol_all(cohort, (replace(x, pod=PODS[int(n / half)]) for n, x in enumerate(people)))


def _sign(house: House, programme: Programme) -> None:
    """A made-up medical lead stands for the figures of a made-up practice, so that its limits can be seen to act."""
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
    hour = _next_quarter(house.desk.clock.now())
    session = house.planning.plan_session(cohort, last.name, hour, last.rundown, last.kind)
    fetch_again(house, last.session, session)
    return session


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
