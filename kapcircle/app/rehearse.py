"""`kapcircle rehearse`: a whole circle through the same desk, engine and drivers, with nobody in the room."""

import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from kapcircle.app import demo
from kapcircle.app.results import Photographer, check_places, keep_apart, outputs, progress_bar, tell, write_report
from kapcircle.app.room import Offline, laptop
from kapcircle.app.stoppable import stoppable
from kapcircle.app.vaults import furnish
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis, SessionId
from kapcircle.core.roles import Role
from kapcircle.core.session.phases import CLOSE_FADE
from kapcircle.core.session.state import Run
from kapcircle.core.words import Line, script
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.house import House
from kapcircle.desk.ports import LightDriver
from kapcircle.desk.rehearsal import Rehearsal, SimulatedClock, check_script, without_medicine
from kapcircle.desk.rooms import FIRST
from kapcircle.drivers.lights import driver_of, open_lights
from kapcircle.store import vault as vaults
from kapcircle.store.files import SUFFIX
from kapcircle.store.fresh import uuid7

DONE, MISSED = 0, 3


def rehearse(options: Namespace) -> int:
    """Run a circle as the options say; returns the exit status. Bad input raises KnownError before anything runs."""
    lines = script(_text(options.script)) if options.script else None
    pace = speed(options.speed)
    check(options)
    with stoppable(), tempfile.TemporaryDirectory(prefix="kapcircle-") as folder:
        light = _light(options.light, Path(folder))
        house, session, notices = _house(options, Path(folder), SimulatedClock(SystemClock().now()))
        with _put_away(house):
            _empty_the_room(house, session)
            check_script(lines or (), house.desk.facts(house.opening.plan(session)))
            room = Offline(options.sound_file, light, pace)
            run = _sit_down(house, session, room, pace)
            run.notices += notices
            try:
                _run(run, house, room, options.screenshot, lines)
            except KnownError as error:
                run.notices.append(str(error))
                _report(run, light, options.report)
                raise
    tell(_report(run, light, options.report), run.missed())
    return MISSED if run.missed() else DONE


def _empty_the_room(house: House, session: SessionId) -> None:
    cohort, planned = house.planning.planned(session)
    house.planning.save_rundown(cohort, session, without_medicine(planned.rundown))


def _sit_down(house: House, session: SessionId, room: Offline, pace: float | None) -> Rehearsal:
    house.fittings = replace(house.fittings, room=lambda _: room)
    circle, clock = house.circle(session), house.desk.clock
    assert isinstance(clock, SimulatedClock)  # noqa: S101 - for the type checker: this module made it
    return Rehearsal(circle, clock, room.pass_time, step=step(pace), behind=room.behind)


def _run(run: Rehearsal, house: House, room: Offline, picture: Path | None, lines: tuple[Line, ...] | None) -> None:
    photograph = Photographer(house, run.conductor, picture, run.notices)
    with progress_bar() as bar:

        def progress(part: float) -> None:
            bar(part)
            if photograph.look(part):
                room.rested()

        run.progress = progress
        run.run(lines)
    photograph.at_last()
    house.get_up(CLOSE_FADE if run.session.run is Run.OVER else Millis(0))


def _report(run: Rehearsal, light: LightDriver | None, path: Path | None) -> dict[str, Any]:
    """What came of it, so far as it came; written if it was asked for."""
    report = run.report()
    report["notices"] += _unlit(light)
    if path is not None:
        write_report(path, report)
    return report


def step(pace: float | None) -> Millis:
    """How much of the circle passes at once: a frame of light in the room, but a second at most."""
    return Millis(1_000 if pace is None else max(1, min(1_000, round(22 * pace))))


def check(options: Namespace) -> None:
    """Raises KnownError for what cannot be as it is asked for."""
    check_places(options)
    if options.media is not None and not options.rundown:
        raise KnownError("--media goes with --rundown: the demo brings its own music.")
    if options.media is not None and not _is_folder(options.media):
        raise KnownError(f"--media {options.media}: this is not a folder.")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        raise KnownError(f"{path} cannot be read: {error.strerror}.") from None


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
        return house, *_plan(options, house)
    except BaseException:
        with _put_away(house):
            raise


@contextmanager
def _put_away(house: House) -> Iterator[None]:
    """Shut the house at the end. Its vault goes with its folder: that no backup could be made of it hides nothing."""
    try:
        yield
    finally:
        with suppress(KnownError):
            house.get_up(Millis(0))
        with suppress(KnownError):
            house.shut()


def _plan(options: Namespace, house: House) -> tuple[SessionId, tuple[str, ...]]:
    sheet: Path = options.rundown
    draft = house.library.read_sheet(str(sheet), str(options.media or sheet.parent))
    keep_apart(outputs(options), map(Path, draft.files.values()))
    adopted = house.library.adopt(draft)
    session = house.planning.plan_session(house.planning.begin_cohort("Rehearsal"), sheet.stem, None, adopted.rundown)
    return session, (*draft.notices, *adopted.notices)


def _light(address: str | None, folder: Path) -> LightDriver | None:
    if address is None:
        return None
    driver_of(address).check(address)
    return open_lights(replace(FIRST, light=address), laptop(folder))


def _unlit(light: LightDriver | None) -> tuple[str, ...]:
    """What is to be said of lamps that cannot be reached."""
    if light is None:
        return ()
    answers, why = light.answers()
    return () if answers else (why,)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise KnownError(f"{path}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise KnownError(f"{path}: a script is plain text in UTF-8.") from None
