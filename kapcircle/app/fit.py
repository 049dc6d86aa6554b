"""What a house is fitted with: looks, templates, programmes, recordings, sheets, the laptop, and its room."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from kapcircle import places
from kapcircle.core.boosters import Booster, Modality, read_booster
from kapcircle.core.catalogue import HOUSE_LUFS, gain_towards
from kapcircle.core.cells import Grid
from kapcircle.core.details import Details
from kapcircle.core.errors import KnownError
from kapcircle.core.headings import Headings
from kapcircle.core.ids import TrackId
from kapcircle.core.light import LookDesign
from kapcircle.core.looks import read_looks
from kapcircle.core.playlist import Track
from kapcircle.core.programme import Programme
from kapcircle.core.programme_files import read_programme, write_programme
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.roster_header import ROSTER
from kapcircle.core.rundown import Rundown
from kapcircle.core.rundown_templates import read_template
from kapcircle.core.sheet import read as read_rundown
from kapcircle.core.sheet_header import RUNDOWN
from kapcircle.core.sheet_row import Known
from kapcircle.core.tracks import title_of
from kapcircle.desk.fittings import Draft, Gathered, MusicAway, Pages
from kapcircle.desk.heed import Heed
from kapcircle.desk.lighting import FoundLamp, Lighting
from kapcircle.desk.secrets import Secret
from kapcircle.drivers import lights
from kapcircle.drivers.lights import check_lights
from kapcircle.drivers.patch import KINDS
from kapcircle.engine import tags
from kapcircle.engine.devices import outputs
from kapcircle.engine.loudness import examine
from kapcircle.exports import csv_sheet, csv_text, files, media_folder, xlsx_sheet
from kapcircle.views.consents import SignedConsent
from kapcircle.views.practices import CalendarSheet, PracticeSheet
from kapcircle.views.printed import Paper
from kapcircle.views.sheet import preview

SHEETS: Mapping[str, "_Format"] = {
    ".csv": csv_sheet,
    ".tsv": csv_sheet,
    ".txt": csv_sheet,
    ".xlsx": xlsx_sheet,
    ".xlsm": xlsx_sheet,
}

WRITTEN = (".csv", ".xlsx")
"""Which of them are written: others are read by whoever has them."""


def looks() -> dict[str, LookDesign]:
    """The looks that are shipped."""
    folder = places.resources() / "looks"
    return read_looks({file.name: file.read_text("utf-8") for file in sorted(folder.glob("*.json"))})


def rundown_templates() -> Mapping[str, Callable[[Callable[[], str]], Rundown]]:
    """The rundown templates, by the name that people see."""
    folder = places.resources() / "rundowns"
    return {data["name"]: partial(read_template, name, data) for name, data in _objects(folder)}


def programmes() -> Mapping[str, Callable[[Callable[[], str]], Programme]]:
    """The programmes that are shipped, by name: what one does not say is as in the files of `common`."""
    folder = places.resources() / "programmes"
    common = [data for _, data in _objects(folder / "common")]
    files = [(name, _joined((*common, data))) for name, data in _objects(folder)]
    return {data["name"]: partial(read_programme, name, data) for name, data in files}


def boosters() -> tuple[Booster, ...]:
    """The practices between sessions that are shipped, in the order of their modalities."""
    found = (read_booster(name, data) for name, data in _objects(places.resources() / "practices"))
    order = list(Modality)
    return tuple(sorted(found, key=lambda x: (order.index(x.modality), x.title)))


def _objects(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    return [(file.name, json.loads(file.read_text("utf-8"))) for file in sorted(folder.glob("*.json"))]


def _joined(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Parts of one object: what comes later holds, and each figure keeps its source."""
    whole = {key: value for part in parts for key, value in part.items()}
    sources = {figure: words for part in parts for figure, words in part.get("sources", {}).items()}
    return {**whole, "sources": sources}


class ProgrammeFiles:
    """Programmes in files of their own, to be taken from one practice to another."""

    def read(self, path: str, fresh: Callable[[], str]) -> Programme:
        """Read one, not signed. Raises KnownError naming file and key."""
        file = Path(path)
        try:
            data = json.loads(files.load(file))
        except (ValueError, RecursionError) as error:
            raise KnownError(f"{file.name}: this is not a programme: {error}.") from error
        return read_programme(file.name, data, fresh)

    def write(self, path: str, programme: Programme) -> None:
        """Write one, without its signature. Raises KnownError with nothing written."""
        words = json.dumps(write_programme(programme), ensure_ascii=False, indent=2, allow_nan=False)
        files.save(Path(path), f"{words}\n".encode())


def heard(path: Path, heed: Heed = lambda _: None) -> Track:
    """A recording as the catalogue knows it. Raises KnownError naming the file when it cannot be played."""
    found = examine(path, heed)
    silent = not math.isfinite(found.loudness)
    return Track(
        TrackId(""),
        path.stem,
        found.length,
        round(gain_towards(HOUSE_LUFS, found.loudness, found.peak), 2),
        path.suffix.lower(),
        found.shape,
        loudness=None if silent else round(found.loudness, 2),
        peak=None if silent else round(found.peak, 2),
        rises=found.rises,
        sound=found.sound,
    )


def labelled(path: Path, track: Track) -> Track:
    """With what the file itself says; without a title of its own it is called as the file."""
    said = tags.read(path)
    title = said.title or title_of(path.stem)
    return replace(track, title=title, artist=said.artist, licence=said.licence, source=said.source)


def recordings(path: str) -> tuple[str, ...]:
    """The recordings that a file or a folder means, in their order. Raises KnownError where there are none."""
    place = Path(path)
    return tuple(str(file) for file in media_folder.find(place.parent, place.name))


def gather(paths: Sequence[str]) -> Gathered:
    """The recordings that files and folders mean, and why others were left out."""
    found, left_out = media_folder.gather([Path(path) for path in paths])
    return Gathered(tuple(map(str, found)), tuple(left_out))


def write_table(path: str, rows: Sequence[Sequence[object]]) -> None:
    """Write rows of plain values as CSV. Raises KnownError with nothing written."""
    files.save(Path(path), csv_text.encode(rows))


class VaultPapers:
    """Documents as files, and what is printed of the vault."""

    def read(self, path: str, at_most: int) -> tuple[str, bytes]:
        """Name and bytes of a file. Raises KnownError naming it where it cannot be read or is too large."""
        file = Path(path)
        return file.name, files.load(file, at_most, "document")

    def save(self, path: str, body: bytes) -> None:
        """Write a file whole. Raises KnownError with nothing written."""
        files.save(Path(path), body)

    def consent(self, paper: SignedConsent) -> bytes:
        """A consent as PDF."""
        from kapcircle.exports import consent_pdf

        return consent_pdf.write(paper, places.resources() / "fonts")

    def take_home(self, details: Details) -> bytes:
        """The sheet that people take home as PDF."""
        from kapcircle.exports import leaving_pdf

        return leaving_pdf.take_home(details, places.resources() / "fonts")

    def printed(self, paper: Paper) -> bytes:
        """Any other paper as PDF."""
        from kapcircle.exports import printed_pdf

        return printed_pdf.write(paper, places.resources() / "fonts")

    def practices(self, sheet: PracticeSheet) -> bytes:
        """A plan of practices as PDF."""
        from kapcircle.exports import practice_pdf

        return practice_pdf.write(sheet, places.resources() / "fonts")

    def calendar(self, sheet: CalendarSheet) -> bytes:
        """A plan of practices as a calendar file."""
        from kapcircle.exports import calendar_file

        return calendar_file.write(sheet)

    def pages(self, body: bytes) -> Pages:
        """What a PDF looks like. Raises KnownError where it cannot be shown."""
        from kapcircle.exports.pdf_pages import PdfPages

        return PdfPages(body)


class SystemOutlets:
    """The sound outputs of this computer, and the lamps that the drivers know."""

    def outputs(self) -> Sequence[str]:
        """The sound outputs there are now, by name, the system's own choice first."""
        return outputs()

    def lightings(self) -> Sequence[Lighting]:
        """The ways there are to drive light."""
        return tuple(driver.lighting for driver in lights.DRIVERS)

    def kinds(self) -> Sequence[str]:
        """The kinds of lamp that a patch may name."""
        return tuple(KINDS)

    def bulbs(self) -> Sequence[str]:
        """The kinds of bulb that a lamp may have."""
        return lights.KINDS

    def pair(self, address: str, heed: Heed) -> Secret:
        """Ask a bridge for its key until its button is pressed. Raises KnownError, and what `heed` raises."""
        return lights.pair(address, heed)

    def found(self, address: str, secret: Secret) -> Sequence[FoundLamp]:
        """The lamps that a paired bridge says it has. Raises KnownError."""
        return lights.found(address, secret)

    def check(self, room: RoomPlan) -> None:
        """Raises KnownError naming what is wrong with an address, the patch or a bulb."""
        check_lights(room)


class SpreadsheetFiles:
    """Rundowns in CSV and XLSX files, and lists of people."""

    def read(self, path: str, media: str, looks: Sequence[str], fresh: Callable[[], str]) -> Draft:
        """Read a sheet without importing anything. Raises KnownError naming line and column."""
        music = _Music(Path(media))
        grid = _format(path).read(Path(path))
        try:
            sheet = read_rundown(grid, Known(looks, music.find, fresh))
        except KnownError as error:
            if music.away:
                raise MusicAway(f"{error}\nRecordings were looked for in {media}.") from error
            raise
        return Draft(sheet.rundown, tuple(preview(sheet).lines), sheet.notices, music.named)

    def write(self, path: str, rundown: Rundown) -> tuple[str, ...]:
        """Write a sheet; returns what it cannot hold. Raises KnownError for a name that would tell another format."""
        if Path(path).suffix.lower() not in WRITTEN:
            raise KnownError(f"{Path(path).name}: a rundown is written as .csv or .xlsx. Give it such a name.")
        return _format(path).write(Path(path), rundown)

    def people(self, path: str) -> Grid:
        """The cells of a list of people. Raises KnownError where the file cannot be read."""
        return _format(path, ROSTER.what).read(Path(path), ROSTER)


class _Music:
    """Looks recordings up in one folder, and remembers what it found there and whether anything was away."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.named: dict[TrackId, str] = {}
        self.away = False

    def find(self, name: str) -> tuple[TrackId, ...]:
        """The recordings that a cell names. Raises KnownError when they are away."""
        try:
            files = media_folder.find(self._folder, name)
        except KnownError:
            self.away = True
            raise
        found = {TrackId(str(file)): str(file) for file in files}
        self.named.update(found)
        return tuple(found)


class _Format(Protocol):
    """A module that reads and writes one format."""

    def read(self, path: Path, headings: Headings = RUNDOWN) -> Grid: ...
    def write(self, path: Path, rundown: Rundown) -> tuple[str, ...]: ...


def _format(path: str, what: str = RUNDOWN.what) -> _Format:
    suffix = Path(path).suffix.lower()
    if suffix not in SHEETS:
        raise KnownError(f"{Path(path).name}: {what} is a .csv or .xlsx file. Save it as one of these.")
    return SHEETS[suffix]
