"""`kapcircle rehearse`: a whole circle through the same desk, engine and drivers, with nobody in the room."""

import json
import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
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

DONE, MISSED = 0, 3
BAR = 40
MOMENT = 0.4


def rehearse(options: Namespace) -> int:
    """Run a circle as the options say; returns the exit status. Bad input raises KnownError before anything runs."""
    lines = script(_text(options.script)) if options.script else None
    pace = speed(options.speed)
    check_places(options)
    with tempfile.TemporaryDirectory(prefix="kapcircle-") as folder:
        light = _light(options.light, Path(folder))
        house, session, notices = _house(options, Path(folder), SimulatedClock(SystemClock().now()))
        try:
            room = Offline(options.sound_file, light, pace)
            house.fittings = replace(house.fittings, room=lambda _: room)
            run = _run(options, house, session, room, lines)
        finally:
            house.shut()
    report = run.report()
    report["notices"] = [*notices, *report["notices"], *_unlit(light)]
    if options.report:
        _write(options.report, report)
    _tell(report, run.missed())
    return MISSED if run.missed() else DONE


def _run(
    options: Namespace, house: House, session: SessionId, room: Offline, lines: tuple[Line, ...] | None
) -> Rehearsal:
    clock = house.desk.clock
    assert isinstance(clock, SimulatedClock)  # noqa: S101 - for the type checker: this module made it
    circle = house.circle(session)
    photograph = _Photographer(house, circle, options.screenshot)
    with _progress() as bar:

        def progress(part: float) -> None:
            bar(part)
            if photograph.look(part):
                room.rested()

        run = Rehearsal(circle, clock, room.pass_time, progress, step=step(speed(options.speed)), behind=room.behind)
        run.run(lines)
    photograph.at_last()
    house.get_up(CLOSE_FADE if run.session.run is Run.OVER else Millis(0))
    return run


def step(pace: float | None) -> Millis:
    """How much of the circle passes at once: a frame of light in the room, but a second at most."""
    return Millis(1_000 if pace is None else max(1, min(1_000, round(22 * pace))))


def check_places(options: Namespace) -> None:
    """Raises KnownError for a place where nothing can be written, hours before it is needed."""
    for path in (options.sound_file, options.report, options.screenshot):
        if path is not None:
            near = next(place for place in path.absolute().parents if place.exists())
            if path.is_dir() or not near.is_dir() or not os.access(near, os.W_OK):
                raise KnownError(f"{path} cannot be written: choose a file in a folder that you may write to.")
    if options.screenshot is not None and options.screenshot.suffix.lower() != ".png":
        raise KnownError(f"{options.screenshot}: a picture's name ends in .png.")
    if options.media is not None and not options.rundown:
        raise KnownError("--media goes with --rundown: the demo brings its own music.")
    if options.media is not None and not options.media.is_dir():
        raise KnownError(f"--media {options.media}: this is not a folder.")


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


def _house(options: Namespace, folder: Path, clock: SimulatedClock) -> tuple[House, SessionId, tuple[str, ...]]:
    """A vault that lasts as long as the rehearsal, encrypted like any other; what was left out of it is told."""
    if not options.rundown:
        return *demo.build(folder, clock=clock), ()
    vault, _ = vaults.create(folder / f"Rehearsal{SUFFIX}", "Rehearsal", uuid7(), clock.now(), role=Role.FACILITATOR)
    house = furnish(vault, clock)
    try:
        return house, *_plan(options.rundown, options.media, house)
    except KnownError:
        house.shut()
        raise


def _plan(sheet: Path, media: Path | None, house: House) -> tuple[SessionId, tuple[str, ...]]:
    draft = house.library.read_sheet(str(sheet), str(media or sheet.parent))
    adopted = house.library.adopt(draft)
    session = house.planning.plan_session(house.planning.begin_cohort("Rehearsal"), sheet.stem, None, adopted.rundown)
    return session, (*draft.notices, *adopted.notices)


def _light(address: str | None, folder: Path) -> LightDriver | None:
    if address is None:
        return None
    patch = rehearsal_patch([lamp.id for lamp in EIGHT_LAMPS], parse(address).universe)
    return open_lights(RoomPlan(ROOM, "Rehearsal", EIGHT_LAMPS, light=address, patch=patch), laptop(folder))


def _unlit(light: LightDriver | None) -> tuple[str, ...]:
    """What is to be said of lamps that cannot be reached."""
    if light is None:
        return ()
    answers, why = light.answers()
    return () if answers else (why,)


class _Photographer:
    """Takes the Circle page when two fifths of the circle are over; if it never gets there, at its end."""

    def __init__(self, house: House, circle: Conductor, path: Path | None) -> None:
        self._house, self._circle, self._path = house, circle, path

    def look(self, part: float) -> bool:
        """Take the picture if this is the moment; True when it was."""
        now = self._path is not None and part >= MOMENT
        if now:
            self.at_last()
        return now

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
