"""Sheets for tests: grids from plain rows, a room to read them against, and rundowns a sheet can hold."""

from collections.abc import Callable, Sequence
from itertools import count

from hypothesis import strategies as st

from kapcircle.core.cells import Cell, Grid, Line
from kapcircle.core.cue_names import cue_name
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import CueId, Millis, PhaseId, TrackId
from kapcircle.core.rundown import Content, Cue, End, Look, Music, Phase, Rundown, Silence
from kapcircle.core.sheet_row import Known

LOOKS = ("dark", "ember", "dusk", "dawn", "day", "working")


def grid(*rows: Sequence[Cell], separated: bool = False, decimal_comma: bool = False) -> Grid:
    return Grid(tuple(Line(i, tuple(row)) for i, row in enumerate(rows, 1)), separated, decimal_comma)


def found(name: str) -> tuple[TrackId, ...]:
    if name == "missing.flac":
        raise KnownError("there is no missing.flac")
    return (TrackId(f"track of {name}"),)


def known(find: Callable[[str], tuple[TrackId, ...]] = found) -> Known:
    numbers = count(1)
    return Known(LOOKS, find, lambda: f"id{next(numbers)}")


def anonymous(rundown: Rundown) -> Rundown:
    """The rundown as a sheet knows it: without ids."""
    return Rundown(
        tuple(
            Phase(
                PhaseId(""),
                p.name,
                p.planned,
                p.end,
                p.group,
                p.countdown,
                p.warn,
                p.danger,
                p.note,
                p.shrink,
                tuple(Cue(CueId(""), c.name, c.content, c.trigger, c.pre_wait, c.armed) for c in p.cues),
            )
            for p in rundown.phases
        )
    )


_hard = st.sampled_from(
    [
        "=1+1",
        "'=x",
        "''-3",
        "+49",
        "-",
        "@here",
        'say "no"',
        "a;b",
        "a,b",
        "a\tb",
        "a\nb",
        "_x0041_",
        "7:30",
        "007",
        "TRUE",
        "'tis",
        "sep=;",
        "Phase",
        "-1,5",
        "1e5",
        "\u00e9t\u00e9",
        "\U0001f54a",
        "&<x>",
        "#DIV/0!",
        "http://x",
    ]
)
_soft = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp", "Cf")), min_size=1, max_size=12)
words = _hard | _soft


def cues(*contents: Content | None) -> tuple[Cue, ...]:
    return tuple(Cue(CueId(""), cue_name(x), x) for x in contents if x)


def _lengths(least: int, most: int) -> st.SearchStrategy[Millis]:
    return st.integers(least, most).map(Millis)


_music = st.builds(
    lambda source, fade: Music(source, found(source), fade),
    words.filter(lambda x: x.casefold() != "silence"),
    _lengths(0, 600_000),
)
_sounds = st.none() | _music | st.builds(Silence, st.none(), _lengths(0, 600_000))
_looks = st.none() | st.builds(Look, st.sampled_from(LOOKS), _lengths(0, 1_800_000))


@st.composite
def phases(draw: st.DrawFn) -> Phase:
    planned = draw(_lengths(1, 86_400_000))
    warn = draw(_lengths(0, 86_400_000))
    return Phase(
        PhaseId(""),
        draw(words),
        planned,
        draw(st.sampled_from(End)),
        draw(st.just("") | words),
        warn=warn,
        danger=draw(_lengths(0, warn)),
        note=draw(st.just("") | words),
        shrink=draw(_lengths(0, planned)),
        cues=cues(draw(_sounds), draw(_looks)),
    )


rundowns = st.lists(phases(), min_size=1, max_size=5).map(lambda x: Rundown(tuple(x)))
"""Rundowns that a sheet holds whole."""
