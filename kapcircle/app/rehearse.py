"""`kapcircle rehearse`: a whole circle through the same desk, engine and drivers, with nobody in the room."""

import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kapcircle.app import demo
from kapcircle.app.room import Offline, laptop
from kapcircle.app.vaults import furnish
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis, SessionId
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan, rehearsal_patch
from kapcircle.core.session.phases import CLOSE_FADE
from kapcircle.core.session.state import Run
from kapcircle.core.words import Line, script
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import EIGHT_LAMPS, ROOM, House
from kapcircle.desk.rehearsal import Rehearsal, SimulatedClock
from kapcircle.drivers.lights import open_lights
from kapcircle.drivers.sacn import parse
from kapcircle.engine.light import LightDriver
from kapcircle.store import vault as vaults
from kapcircle.store.files import SUFFIX
from kapcircle.store.fresh import uuid7

DONE, BAD_INPUT, MISSED = 0, 2, 3
BAR = 40
MOMENT = 0.4


def rehearse(options: Namespace) -> int:
    """Run a circle as the options say; returns the exit status. Bad input raises KnownError before anything runs."""
    lines = script(_text(options.script)) if options.script else None
    pace = speed(options.speed)
    with tempfile.TemporaryDirectory(prefix="kapcircle-") as folder:
        room = Offline(options.sound_file, _light(options.light, Path(folder)), pace)
        clock = SimulatedClock(SystemClock().now())
        house, session = _house(options, Path(folder), clock, room)
        try:
            return _run(options, house, session, room, lines, pace)
        finally:
            house.shut()


def _run(
    options: Namespace,
    house: House,
    session: SessionId,
    room: Offline,
    lines: tuple[Line, ...] | None,
    pace: float | None,
) -> int:
    clock = house.desk.clock
    assert isinstance(clock, SimulatedClock)  # noqa: S101 - for the type checker: this module made it
    circle = house.circle(session)
    photograph = _Photographer(house, circle, options.screenshot)
    with _progress() as bar:

        def progress(part: float) -> None:
            bar(part)
            photograph.look(part)

        step = Millis(100) if pace is None else Millis(max(1, min(100, round(22 * pace))))
        run = Rehearsal(circle, clock, room.pass_time, progress, step=step)
        run.run(lines)
    photograph.at_last()
    report = run.report()
    house.get_up(CLOSE_FADE if run.session.run is Run.OVER else Millis(0))
    report["notices"] = [*getattr(options, "notices", ()), *report["notices"]]
    if options.report:
        _write(options.report, report)
    _tell(report, run.missed())
    return MISSED if run.missed() else DONE


def speed(text: str) -> float | None:
    """How many seconds of the circle pass in one; None for as fast as it goes. Raises KnownError."""
    if text == "max":
        return None
    try:
        pace = float(text)
    except ValueError:
        pace = 0.0
    if not 0 < pace <= 1000:
        raise KnownError(f"--speed {text}: write a number from above 0 to 1000, or max.")
    return pace


def _house(options: Namespace, folder: Path, clock: SimulatedClock, room: Offline) -> tuple[House, SessionId]:
    """A vault that lasts as long as the rehearsal, encrypted like any other."""

    def make(_: RoomPlan) -> Offline:
        return room

    if not options.rundown:
        return demo.build(folder, clock=clock, room=make)
    vault, _ = vaults.create(folder / f"Rehearsal{SUFFIX}", "Rehearsal", uuid7(), clock.now(), role=Role.FACILITATOR)
    house = furnish(vault, clock, make)
    try:
        return house, _plan(options, house)
    except KnownError:
        house.shut()
        raise


def _plan(options: Namespace, house: House) -> SessionId:
    media = options.media or options.rundown.parent
    draft = house.read_sheet(str(options.rundown), str(media))
    adopted = house.adopt(draft)
    options.notices = [*draft.notices, *adopted.notices]
    return house.plan_session(house.begin_cohort("Rehearsal"), options.rundown.stem, None, adopted.rundown)


def _light(address: str | None, folder: Path) -> LightDriver | None:
    if address is None:
        return None
    universe = parse(address).universe
    patch = rehearsal_patch([lamp.id for lamp in EIGHT_LAMPS], universe)
    return open_lights(RoomPlan(ROOM, "Rehearsal", EIGHT_LAMPS, light=address, patch=patch), laptop(folder))


class _Photographer:
    """Takes the Circle page when two fifths of the circle are over; if it never gets there, at its end."""

    def __init__(self, house: House, circle: Conductor, path: Path | None) -> None:
        self._house, self._circle, self._path = house, circle, path

    def look(self, part: float) -> None:
        """Take the picture if this is the moment."""
        if part >= MOMENT:
            self.at_last()

    def at_last(self) -> None:
        """Take the picture now, unless it is taken."""
        if self._path is not None:
            from kapcircle.app.photograph import circle_page

            circle_page(self._house, self._circle, self._path)
            self._path = None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise KnownError(f"{path}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise KnownError(f"{path}: a script is plain text in UTF-8.") from None


def _write(path: Path, report: dict[str, Any]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")
    except OSError as error:
        raise KnownError(f"{path}: {error.strerror}.") from None


def _tell(report: dict[str, Any], missed: tuple[str, ...]) -> None:
    for phase in report["phases"]:
        actual, over = phase["actual_ms"] / 60_000, phase["over_ms"] / 60_000
        print(f"{phase['name']:<24} {phase['planned_ms'] / 60_000:6.1f} min planned {actual:6.1f} actual {over:+6.1f}")
    for notice in report["notices"]:
        print(f"Notice: {notice}")
    for name in missed:
        print(f"Missed by more than 0.1 s: {name}")


@contextmanager
def _progress() -> Iterator[Any]:
    """A bar on a terminal, nothing elsewhere."""
    shown = -1

    def show(part: float) -> None:
        nonlocal shown
        filled = round(part * BAR)
        if filled != shown and sys.stderr.isatty():
            shown = filled
            sys.stderr.write(f"\r[{'█' * filled}{' ' * (BAR - filled)}] {part:4.0%}")
            sys.stderr.flush()

    yield show
    if shown >= 0:
        sys.stderr.write("\n")
