"""From a name in a sheet to the recordings it means, in the folder that came with the sheet."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path, PurePosixPath, PureWindowsPath

from kapcircle.core.errors import KnownError

AUDIO = frozenset({".wav", ".flac", ".mp3", ".ogg", ".opus", ".aif", ".aiff"})
FOREIGN = frozenset({".m4a", ".m4b", ".aac", ".mp4", ".wma", ".alac", ".ape", ".wv"})
"""Recordings that the engine has no way to open."""


def find(folder: Path, name: str) -> list[Path]:
    """The file of this name, or the recordings of the folder of this name in natural order, its subfolders left out.

    Names are relative to `folder` and exact in case. KnownError says what is missing, and what comes near it.
    """
    try:
        if not folder.is_dir():
            raise KnownError(f"the media folder {folder} does not exist")
        place = _place(folder, _inside(folder, name), name)
        return _recordings(place, name) if place.is_dir() else [_playable(place)]
    except OSError as error:
        raise KnownError(f"“{name}” cannot be read: {error.strerror}") from None


def gather(paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """The recordings that files and folders mean, what lies in their folders too, each once; and why others were left
    out. Of a folder only what sounds is looked at: a cover picture beside the music is no news.
    """
    found: dict[Path, None] = {}
    left_out: list[str] = []
    for path in paths:
        with _or_named(path, left_out):
            if not path.is_dir():
                found[_playable(path)] = None
                continue
            known = len(left_out)
            inside = [*_below_all(path, left_out)]
            found.update(dict.fromkeys(inside))
            if not inside and len(left_out) == known:
                left_out.append(f"the folder {path.name} holds no recordings; they end in {', '.join(sorted(AUDIO))}")
    return list(found), left_out


def _below_all(folder: Path, left_out: list[str]) -> Iterator[Path]:
    """Whatever can be played in a folder and in those in it, in natural order; hidden ones are passed over, and what
    cannot be read is named: a stick has folders of its system's beside the music.

    A link to a folder is not followed, for it may lead back here.
    """
    there: list[Path] = []
    with _or_named(folder, left_out):
        there = sorted((path for path in folder.iterdir() if not path.name.startswith(".")), key=_natural)
    for path in there:
        with _or_named(path, left_out):
            if path.is_dir() and path.is_symlink():
                left_out.append(f"{path.name} is a link to a folder: bring that folder in by itself")
            elif path.is_dir():
                yield from _below_all(path, left_out)
            elif path.suffix.casefold() in AUDIO | FOREIGN:
                yield _playable(path)


@contextmanager
def _or_named(path: Path, left_out: list[str]) -> Iterator[None]:
    """What is wrong with one path keeps no other back."""
    try:
        yield
    except KnownError as error:
        left_out.append(str(error))
    except OSError as error:
        left_out.append(f"{path.name} cannot be read: {error.strerror}")


def _inside(folder: Path, name: str) -> list[str]:
    """The steps from the folder to what is named; KnownError if they lead out of it."""
    if PureWindowsPath(name).drive or PurePosixPath(name).is_absolute():
        return _below(folder, name)
    steps: list[str] = []
    for step in re.split(r"[/\\]+", name):
        if step == ".." and not steps:
            raise KnownError(f"“{name}” leads out of the media folder {folder.name}: copy it into that folder")
        if step == "..":
            steps.pop()
        elif step not in {"", "."}:
            steps.append(step)
    return steps


def _below(folder: Path, name: str) -> list[str]:
    try:
        return list(Path(name).resolve().relative_to(folder.resolve()).parts)
    except ValueError:
        raise KnownError(
            f"“{name}” does not lie in the media folder {folder.name}: copy it there, and write its name as from there"
        ) from None


def _place(folder: Path, steps: list[str], name: str) -> Path:
    """Step by step, because some file systems are content with a name in another case."""
    place = folder
    for step in steps:
        there = {unicodedata.normalize("NFC", path.name): path for path in place.iterdir()} if place.is_dir() else {}
        found = there.get(unicodedata.normalize("NFC", step))
        if found is None or not found.exists():
            raise KnownError(_missing(name, step, place, [x for x, path in sorted(there.items()) if _may_be(path)]))
        place = found
    return place


def _may_be(path: Path) -> bool:
    return path.is_dir() or path.suffix.casefold() in AUDIO


def _missing(name: str, step: str, place: Path, there: list[str]) -> str:
    where = f"“{name}” was not found" + (f": there is no “{step}” in {place.name}" if step != name else "")
    folded = {other.casefold(): other for other in there}
    near = [folded[x] for x in get_close_matches(step.casefold(), folded, 3, 0.6)]
    near += [x for x in there if Path(x).stem.casefold() == step.casefold() and x not in near]
    return f"{where}; nearest: {', '.join(near)}" if near else where


def _recordings(place: Path, name: str) -> list[Path]:
    files = sorted((path for path in place.iterdir() if path.is_file() and not path.name.startswith(".")), key=_natural)
    if foreign := [path.name for path in files if path.suffix.casefold() in FOREIGN]:
        raise KnownError(f"the folder “{name}” holds what cannot be played ({', '.join(foreign)}): convert it to FLAC")
    if tracks := [path for path in files if path.suffix.casefold() in AUDIO]:
        return tracks
    raise KnownError(f"the folder “{name}” holds no recordings; recordings end in {', '.join(sorted(AUDIO))}")


def _playable(place: Path) -> Path:
    if not place.exists():
        raise KnownError(f"{place.name} is missing: nothing lies at {place}")
    if not place.is_file():
        raise KnownError(f"{place.name} is no file that could be copied")
    suffix = place.suffix.casefold()
    if suffix in FOREIGN:
        raise KnownError(f"{place.name} cannot be played: convert it to FLAC")
    if suffix not in AUDIO:
        raise KnownError(f"{place.name} is no recording; recordings end in {', '.join(sorted(AUDIO))}")
    return place


def _natural(path: Path) -> tuple[list[tuple[bool, int, str]], str]:
    """2 before 10, case aside; names that differ only in case or in leading zeros keep one order."""
    parts = re.findall(r"\d+|\D+", unicodedata.normalize("NFC", path.stem).casefold())
    return [(False, int(part), "") if part.isdecimal() else (True, 0, part) for part in parts], path.name
