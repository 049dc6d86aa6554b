"""`kapcircle library`: recordings into the music library of a vault, what it holds, and what is said of each."""

import sys
from argparse import Namespace
from dataclasses import replace

from kapcircle.app.opened import opened
from kapcircle.core.catalogue import description_of
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.lengths import seconds
from kapcircle.core.playlist import Track
from kapcircle.core.tracks import Feel, Quality
from kapcircle.desk.house import House
from kapcircle.desk.importing import Came, Import, Progress
from kapcircle.views.music import line

DONE, LEFT_OUT = 0, 1

WORDS = {"none": False, "some": True, "unknown": None}
"""Whether anybody sings or speaks, as it is typed."""


def library(options: Namespace) -> int:
    """Do what the words after `library` say."""
    with opened(options.vault) as house:
        match options.deed:
            case "import":
                return _bring_in(house, options)
            case "describe":
                return _describe(house, options)
            case "measure":
                return _measure(house)
            case "remove":
                track = _named(house, options.id)
                house.library.remove(track.id)
                print(f"“{track.title}” is off the list. Plans that name it play it all the same.")
                return DONE
            case _:
                return _list(house)


def _bring_in(house: House, options: Namespace) -> int:
    coming = house.library.importing()
    try:
        every = coming.run([str(path) for path in options.paths], _Line(coming), lambda one: _keep(house, one))
    except KeyboardInterrupt:
        print("What came in before stays; of the file under way nothing does.", file=sys.stderr)
        raise
    for one in every:
        if not one.name:
            print(f"▲ {one.words}")
    new, bad = sum(one.track is not None for one in every), sum(bool(one.why) for one in every)
    there = len(every) - new - bad
    print(f"Taken in: {_count(new)}; there already: {there}; left out: {bad}.")
    return LEFT_OUT if bad else DONE


def _keep(house: House, one: Came) -> None:
    house.library.keep(one)
    if one.track is None:
        print(f"{'▲' if one.why else '='} {one.words}")
        return
    print(f"+ {_said(house, one.track.id)}", flush=True)


class _Line:
    """Says on a terminal which file is under way, and nothing where the output is kept in a file."""

    def __init__(self, coming: Import) -> None:
        self._coming, self._said = coming, ""

    def __call__(self, progress: Progress) -> None:
        said = f"{progress.number} of {progress.of}  {progress.name}  {progress.share:4.0%}"
        if sys.stderr.isatty() and said != self._said:
            self._said = said
            print(f"\r\x1b[K{said}", end="" if progress.share < 1 else "\r\x1b[K", file=sys.stderr, flush=True)


def _list(house: House) -> int:
    tracks = house.library.catalogue.listed.values()
    for track in sorted(tracks, key=lambda x: (x.title.casefold(), x.id)):
        print(_said(house, track.id))
    print(f"{_count(len(tracks))}, to be heard at {house.library.catalogue.target:g} LUFS.")
    return DONE


def _describe(house: House, options: Namespace) -> int:
    track = _named(house, options.id)
    said = description_of(track)
    for name in ("title", "artist", "licence", "source"):
        if getattr(options, name) is not None:
            said = replace(said, **{name: getattr(options, name)})
    if options.quality is not None:
        said = replace(said, qualities=tuple(Quality(x) for x in options.quality if x != "none"))
    if options.tag is not None:
        said = replace(said, tags=tuple(options.tag))
    if options.words is not None:
        said = replace(said, words=WORDS[options.words])
    if options.feel is not None:
        said = replace(said, feel=None if options.feel == "unknown" else Feel(options.feel))
    if options.begins is not None:
        said = replace(said, begins=_moment(options.begins) or Millis(0))
    if options.ends is not None:
        said = replace(said, ends=_moment(options.ends))
    house.library.describe(track.id, said)
    print(_said(house, track.id))
    return DONE


def _moment(typed: str) -> Millis | None:
    """A moment of a recording as typed, `3:12` or in seconds; None for nothing: its own beginning or end."""
    return seconds(typed) if typed.strip() else None


def _measure(house: House) -> int:
    """Listen to whatever was taken in before this was measured."""
    old, bad = [x for x in house.library.catalogue.listed.values() if not x.sound], 0
    for track in old:
        try:
            house.library.keep_measures(track.id, house.library.measure(track))
        except KnownError as error:
            print(f"▲ {error}")
            bad += 1
            continue
        print(f"+ {_said(house, track.id)}", flush=True)
    print(f"Measured: {_count(len(old) - bad)}; not measured: {bad}.")
    return LEFT_OUT if bad else DONE


def _said(house: House, which: TrackId) -> str:
    """A recording in a line, against the loudness that this practice hears."""
    catalogue = house.library.catalogue
    return line(catalogue.tracks[which], catalogue.target)


def _named(house: House, wished: str) -> Track:
    """The recording whose id begins so. Raises KnownError with what to do where it is none, or several."""
    found = [track for which, track in house.library.catalogue.listed.items() if which.startswith(wished)]
    if len(found) != 1 or not wished:
        several = "Several recordings have" if found and wished else "No recording has"
        raise KnownError(f"{several} an id that begins with “{wished}”. `kapcircle library list` shows them.")
    return found[0]


def _count(recordings: int) -> str:
    return "1 recording" if recordings == 1 else f"{recordings} recordings"
