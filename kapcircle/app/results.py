"""What a rehearsal leaves behind: where that may be written, how it is written, and what is said on the way."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kapcircle.core.errors import KnownError
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import House
from kapcircle.exports.files import keep_off_vaults, save

BAR = 40
MOMENT = 0.4


def outputs(options: Namespace) -> tuple[Path, ...]:
    """The files that are asked for."""
    return tuple(path for path in (options.sound_file, options.report, options.screenshot) if path is not None)


def check_places(options: Namespace) -> None:
    """Raises KnownError for a place where nothing can be written, or should not be, hours before it is needed."""
    for path in outputs(options):
        keep_off_vaults(path)
        if not _writable(path):
            raise KnownError(f"{path} cannot be written: choose a file in a folder that you may write to.")
    keep_apart(outputs(options), filter(None, (options.rundown, options.script)))
    if options.screenshot is not None and options.screenshot.suffix.lower() != ".png":
        raise KnownError(f"{options.screenshot}: a picture's name ends in .png.")


def _writable(path: Path) -> bool:
    try:
        near = next(place for place in path.absolute().parents if place.exists())
        if path.is_dir() or not near.is_dir():
            return False
        there = [path] if path.exists() or path.is_symlink() else []
        return all(os.access(place, os.W_OK) for place in (there if _as_it_is(path) else [near, *there]))
    except OSError as error:
        raise KnownError(f"{path} cannot be written: {error.strerror}.") from None


def _as_it_is(path: Path) -> bool:
    """Whether nothing may be put in its place: a device, a pipe, a link to somewhere."""
    return path.is_symlink() or (path.exists() and not path.is_file())


def keep_apart(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Raises KnownError where a file would be written over what is read, or over another that is written."""
    taken = {path.resolve() for path in inputs}
    for path in (x for x in outputs if not x.exists() or x.is_file()):
        if path.resolve() in taken:
            raise KnownError(f"{path} is read or written in this rehearsal already: choose another name for it.")
        taken.add(path.resolve())


def write_report(path: Path, report: dict[str, Any]) -> None:
    """All of it or nothing. Raises KnownError naming the file."""
    text = json.dumps(report, indent=2, ensure_ascii=False) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if _as_it_is(path):
            path.write_text(text, "utf-8")
            return
    except OSError as error:
        raise KnownError(f"{path} cannot be written: {error.strerror}.") from None
    save(path, text.encode())


def tell(report: dict[str, Any], missed: tuple[str, ...]) -> None:
    """The report in few words, on standard output."""
    for phase in report["phases"]:
        actual, over = phase["actual_ms"] / 60_000, phase["over_ms"] / 60_000
        print(f"{phase['name']:<24} {phase['planned_ms'] / 60_000:6.1f} min planned {actual:6.1f} actual {over:+6.1f}")
    for notice in report["notices"]:
        print(f"Notice: {notice}")
    for name in missed:
        print(f"Missed by more than 0.1 s: {name}")


@contextmanager
def progress_bar() -> Iterator[Any]:
    """A bar on a terminal, nothing elsewhere."""
    shown = -1

    def show(part: float) -> None:
        nonlocal shown
        filled = int(part * BAR)
        if filled != shown and sys.stderr.isatty():
            shown = filled
            sys.stderr.write(f"\r[{'█' * filled}{' ' * (BAR - filled)}] {part:4.0%}")
            sys.stderr.flush()

    try:
        yield show
    finally:
        if shown >= 0:
            sys.stderr.write("\n")


class Photographer:
    """Takes the Circle page when two fifths of the circle are over; if it never gets there, at its end."""

    def __init__(self, house: House, circle: Conductor, path: Path | None, notices: list[str]) -> None:
        """A picture that fails is told in `notices`, and the circle goes on."""
        self._house, self._circle, self._path, self._notices = house, circle, path, notices

    def look(self, part: float) -> bool:
        """Take the picture if this is the moment; True when it was."""
        now = self._path is not None and part >= MOMENT
        if now:
            self.at_last()
        return now

    def at_last(self) -> None:
        """Take the picture now, unless it is taken."""
        path, self._path = self._path, None
        if path is None:
            return
        from kapcircle.app.photograph import circle_page

        try:
            circle_page(self._house, self._circle, path)
        except KnownError as error:
            self._notices.append(str(error))
