import pytest

from kapcircle.core.cells import Cell, Covered, Fault, Grid, Line, Timed, Unreckoned, blank, letter, text
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import CueId, Millis, PhaseId, TrackId
from kapcircle.core.rundown import Cue, End, Look, Music, Phase, Silence
from kapcircle.core.sheet import read
from kapcircle.core.sheet_header import RUNDOWN
from tests.core.sheets import grid, known

ALL = ("Phase", "Minutes", "End", "Note", "Music", "Crossfade", "Look", "Fade", "Group", "Shrink", "Warn", "Danger")


def phase(header: str, *cells: Cell, decimal_comma: bool = False) -> Phase:
    sheet = read(grid(header.split(), cells, decimal_comma=decimal_comma), known())
    assert len(sheet.rows) == 1
    return sheet.rows[0].phase


def refusal(*rows: tuple[Cell, ...], separated: bool = False) -> list[str]:
    with pytest.raises(KnownError) as said:
        read(grid(*rows, separated=separated), known())
    return str(said.value).splitlines()


def problems(column: str, cell: Cell) -> list[str]:
    """What is said of one cell in an otherwise good row."""
    row: list[Cell] = ["Peak", 15, *[None] * 10]
    row[ALL.index(column)] = cell
    first, *rest = refusal(ALL, tuple(row))
    assert first == "Nothing was imported."
    return rest


def test_a_row_says_all_of_a_phase() -> None:
    cells = ("Peak", 20, "offer", "Stay quiet", "peak", 12, "ember", 90, "Journey", "yes", 3, 0.5)
    assert read(grid(ALL, cells), known()).rows[0].phase == Phase(
        PhaseId("id1"),
        "Peak",
        Millis(1_200_000),
        End.OFFER,
        "Journey",
        warn=Millis(180_000),
        danger=Millis(30_000),
        note="Stay quiet",
        shrink=Millis(600_000),
        cues=(
            Cue(CueId("id2"), "peak", Music("peak", (TrackId("track of peak"),), Millis(12_000))),
            Cue(CueId("id3"), "ember", Look("ember", Millis(90_000))),
        ),
    )


def test_two_columns_are_enough_and_the_rest_is_as_the_plan_has_it() -> None:
    assert phase("Phase Minutes", "Peak", 15) == Phase(PhaseId("id1"), "Peak", Millis(900_000))


def test_empty_cells_say_what_absent_columns_say() -> None:
    cells: tuple[Cell, ...] = ("Peak", 15, "", " ", None, "\u00a0", "\u200b", "", "\ufeff", None, "", "")
    assert read(grid(ALL, cells), known()).rows[0].phase == Phase(PhaseId("id1"), "Peak", Millis(900_000))


def test_empty_crossfade_and_fade_are_ten_and_five_seconds() -> None:
    music, look = phase("Phase Minutes Music Look", "Peak", 15, "peak", "dusk").cues
    assert music.content == Music("peak", (TrackId("track of peak"),), Millis(10_000))
    assert look.content == Look("dusk", Millis(5_000))


@pytest.mark.parametrize(
    "header", [("Minutes", "Note", "Phase"), (" PHASE\u00a0", "\tmiNUTes ", "note"), ("PHASE", "MINUTES", "NOTE")]
)
def test_columns_in_any_order_and_case(header: tuple[str, ...]) -> None:
    said: dict[str, Cell] = {"phase": "Peak", "minutes": 15, "note": "Quiet"}
    got = read(grid(header, tuple(said[name.strip().casefold()] for name in header)), known()).rows[0].phase
    assert (got.name, got.planned, got.note) == ("Peak", 900_000, "Quiet")


def test_titles_and_blank_rows_are_skipped_and_rows_keep_their_numbers() -> None:
    sheet = read(
        grid(
            ("Our circle", None), ("minutes", "of a day"), (), ("Phase", "Minutes"), (None, ""), ("A", 1), (), ("B", 2)
        ),
        known(),
    )
    assert [(row.number, row.phase.name) for row in sheet.rows] == [(6, "A"), (8, "B")]
    assert sheet.notices == ("What stands above the header in row 4 was left out.",)


def test_blank_rows_above_the_header_are_not_worth_a_word() -> None:
    assert read(grid((), (None,), ("Phase", "Minutes"), ("A", 1)), known()).notices == ()


def test_unknown_columns_are_named_and_left_out() -> None:
    header = ("Start", "Phase", None, "Minutes", "", 2026, Fault("#REF!"), True, Timed(Millis(1), True, "x"))
    sheet = read(grid(header, ("9:00", "A", "remark", 1, None, 1, 1, 1, 1)), known())
    assert sheet.unknown == ("Start (A)", "C (no heading)", "2026 (F)", "#REF! (G)", "1 (H)", "unreadable heading (I)")
    assert sheet.rows[0].phase == Phase(PhaseId("id1"), "A", Millis(60_000))
    assert sheet.notices == (f"Columns that a rundown does not know were left out: {', '.join(sheet.unknown)}.",)


def test_a_row_with_something_in_unknown_columns_only_is_blank() -> None:
    sheet = read(grid(("Phase", "Minutes", "Done"), ("A", 1, False), (None, None, False)), known())
    assert [row.number for row in sheet.rows] == [2]


@pytest.mark.parametrize("box", [False, "FALSE"])
def test_boxes_that_are_not_ticked_make_no_phase_of_an_empty_row(box: Cell) -> None:
    sheet = read(grid(("Phase", "Minutes", "Shrink", "Done"), ("A", 1, box, box), *[(None, "", box, box)] * 9), known())
    assert [(row.number, row.phase.shrink) for row in sheet.rows] == [(2, 0)]


@pytest.mark.parametrize(("last", "fine"), [(5_000, True), (5_001, False)])
def test_a_table_longer_than_any_rundown_is_refused(last: int, fine: bool) -> None:
    lines = (Line(1, ("Phase", "Minutes", "Who")), Line(2, ("A", 1)), Line(last, (None, None, "x")), Line(9_999, ("",)))
    if fine:
        assert len(read(Grid(lines), known()).rows) == 1
    else:
        with pytest.raises(KnownError, match="row 5001 is not empty, and no rundown goes so far"):
            read(Grid(lines), known())


def test_what_was_noticed_of_a_file_is_said_with_its_refusal() -> None:
    with pytest.raises(KnownError) as said:
        read(Grid((Line(1, ("a",)),), notices=("The second sheet was not read.",)), known())
    assert str(said.value).splitlines()[1:] == ["The second sheet was not read."]


def test_short_rows_are_as_good_as_padded_ones() -> None:
    assert phase("Phase Minutes Note Look", "A", 1) == Phase(PhaseId("id1"), "A", Millis(60_000))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((), "The sheet is empty."),
        (((), (None, " ")), "The sheet is empty."),
        ((("a", "b"), ("c",)), "begins in row 1 with: a, b."),
        (((), ("Phase", "Length", "End")), "The header in row 2 has no column Minutes; it has: Phase, Length, End."),
        ((("minutes", "End"),), "The header in row 1 has no column Phase; it has: minutes, End."),
        ((("End", "Look"),), "The header in row 1 has no column Phase and Minutes; it has: End, Look."),
        ((("Phase", "Minutes", "phase "), ("A", 1, "B")), "more than once: Phase in A and C"),
        ((("Phase", "Minutes"), (), (None, "")), "there is no phase under the header in row 1"),
    ],
)
def test_a_sheet_without_a_rundown_is_refused_with_what_was_found(
    rows: tuple[tuple[Cell, ...], ...], words: str
) -> None:
    assert words in "\n".join(refusal(*rows))


def test_every_bad_cell_is_named_and_nothing_is_imported() -> None:
    assert refusal(
        ("Phase", "End", "Minutes", "Look"),
        ("A", "stop", "soon", "moon"),
        ("B", "hold", 5, "dusk"),
        (None, None, 0, None),
        ("D", None, None, None),
    ) == [
        "Nothing was imported.",
        "row 2, column End (B): “stop” is not an end: hold, offer or advance",
        "row 2, column Minutes (C): “soon” is not a length: type minutes as a number, or a length as 0:30 or 1:10:00",
        "row 2, column Look (D): there is no look “moon”; there are: dark, ember, dusk, dawn, day, working",
        "row 4, column Phase (A): is empty: every phase needs a name (a line of totals is not one)",
        "row 4, column Minutes (C): is zero: a phase needs a length (a formula that was never reckoned is zero, too)",
        "row 5, column Minutes (C): is empty: how long is this phase planned to be?",
    ]


@pytest.mark.parametrize(("wrong", "more"), [(20, []), (21, ["… and 1 more."]), (57, ["… and 37 more."])])
def test_of_many_bad_cells_the_first_twenty_are_named_and_the_rest_counted(wrong: int, more: list[str]) -> None:
    _, *said = refusal(("Phase", "Minutes"), *[("Peak", "soon")] * wrong)
    assert [words.partition(",")[0] for words in said[:20]] == [f"row {n}" for n in range(2, 22)]
    assert said[20:] == more


def test_the_line_of_the_file_is_said_where_it_is_not_the_row() -> None:
    lines = (Line(1, ("Phase", "Minutes")), Line(2, ("A", "1")), Line(3, ("B", "x"), 5))
    with pytest.raises(KnownError, match=r"row 3 \(line 5 of the file\), column Minutes \(B\)"):
        read(Grid(lines), known())


def test_cells_beyond_the_header_are_a_bad_row_where_a_separator_may_have_pushed_them() -> None:
    rows = (("Phase", "Minutes", "Note"), ("A", 1, "breathe", None, " slowly"), (None, None, None, "lost"))
    assert read(grid(*rows), known()).unknown == ("D (no heading)", "E (no heading)")
    said = refusal(*rows, separated=True)
    assert said[1].startswith("row 2, column E: stands beyond the header")
    assert any(words.startswith("row 3, column D: stands beyond the header") for words in said)


@pytest.mark.parametrize(
    ("word", "end"),
    [("hold", End.HOLD), ("OFFER", End.OFFER), (" Advance ", End.ADVANCE), ("", End.HOLD), (None, End.HOLD)],
)
def test_ends(word: Cell, end: End) -> None:
    assert phase("Phase Minutes End", "A", 1, word).end is end


@pytest.mark.parametrize(
    ("cell", "shrink"),
    [
        ("yes", 300_000),
        ("YES", 300_000),
        (True, 300_000),
        ("no", 0),
        (False, 0),
        ("", 0),
        (4, 240_000),
        ("0:30", 30_000),
        (10, 600_000),
    ],
)
def test_shrink(cell: Cell, shrink: int) -> None:
    assert phase("Phase Minutes Shrink", "A", 10, cell).shrink == shrink


@pytest.mark.parametrize(
    ("warn", "danger", "expected"),
    [(None, None, (120, 60)), (3, 2, (180, 120)), (0.5, None, (30, 30)), (None, 5, (300, 300)), (0, 0, (0, 0))],
)
def test_thresholds_left_open_do_not_get_in_each_others_way(
    warn: Cell, danger: Cell, expected: tuple[int, int]
) -> None:
    got = phase("Phase Minutes Warn Danger", "A", 10, warn, danger)
    assert (got.warn, got.danger) == (expected[0] * 1_000, expected[1] * 1_000)


@pytest.mark.parametrize(("warn", "danger"), [(2, 3), (0, 1), ("0:30", 1)])
def test_danger_does_not_come_before_the_warning(warn: Cell, danger: Cell) -> None:
    _, said = refusal(("Phase", "Minutes", "Danger", "Warn"), ("A", 10, danger, warn))
    assert said.startswith("row 2, column Danger (C): 0:0")
    assert "before the end is earlier than the warning" in said


@pytest.mark.parametrize(("word", "name"), [("Ember", "ember"), ("EMBER", "ember"), (" dusk", "dusk")])
def test_looks_are_found_in_any_case(word: str, name: str) -> None:
    assert phase("Phase Minutes Look", "A", 1, word).cues[0].content == Look(name)


@pytest.mark.parametrize("word", ["silence", "Silence", " SILENCE "])
def test_silence_fades_what_plays(word: str) -> None:
    (cue,) = phase("Phase Minutes Music Crossfade", "A", 1, word, 30).cues
    assert (cue.name, cue.content) == ("Silence", Silence(None, Millis(30_000)))


def test_the_same_music_is_looked_for_once() -> None:
    asked: list[str] = []

    def find(name: str) -> tuple[TrackId, ...]:
        asked.append(name)
        return (TrackId("t"),)

    read(grid(("Phase", "Minutes", "Music"), ("A", 1, "x"), ("B", 1, "y"), ("C", 1, "x")), known(find))
    assert asked == ["x", "y"]


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("Phase", Fault("#NAME?"), "row 2, column Phase (A): the formula gives #NAME?: correct it"),
        ("Minutes", Unreckoned(), "row 2, column Minutes (B): the formula has no saved value"),
        (
            "Minutes",
            Timed(Millis(27_000_000), False, "7:30"),
            "column Minutes (B): 7:30 could be minutes or hours: type 7.5, or 0:07:30",
        ),
        ("Minutes", Covered(15), "column Minutes (B): is empty"),
        ("End", True, "column End (C): “TRUE” is not an end"),
        ("Music", "missing.flac", "row 2, column Music (E): there is no missing.flac"),
        ("Crossfade", -1, "column Crossfade (F): -1 is negative"),
        ("Crossfade", 601, "column Crossfade (F): 601 is too long: 600 seconds at most"),
        ("Fade", 1801, "column Fade (H): 1801 is too long: 1800 seconds at most"),
        ("Fade", "slow", "column Fade (H): “slow” is not a length: type seconds as a number"),
        ("Group", Fault("#N/A"), "column Group (I): the formula gives #N/A"),
        ("Shrink", "maybe", "column Shrink (J): “maybe” is not a length"),
        ("Shrink", 16, "column Shrink (J): 0:16:00 is more than the phase has"),
        ("Warn", -1, "column Warn (K): -1 is negative"),
        ("Danger", True, "column Danger (L): TRUE is not a length"),
    ],
)
def test_a_bad_cell_is_named_with_row_and_column(column: str, cell: Cell, words: str) -> None:
    (said,) = problems(column, cell)
    assert words in said


@pytest.mark.parametrize(("column", "longest"), [("Crossfade", 600), ("Fade", 1800)])
def test_fades_from_none_to_the_longest(column: str, longest: int) -> None:
    of = {"Crossfade": ("Music", "peak"), "Fade": ("Look", "dusk")}[column]
    for length in (0, longest):
        (cue,) = phase(f"Phase Minutes {of[0]} {column}", "A", 1, of[1], length).cues
        match cue.content:
            case Music(crossfade=fade) | Look(fade=fade):
                assert fade == length * 1_000


def test_a_decimal_comma_holds_for_every_figure() -> None:
    got = phase("Phase Minutes Look Fade Warn", "A", "7,5", "dusk", "2,5", "1,5", decimal_comma=True)
    assert (got.planned, got.warn, got.cues[0].content) == (450_000, 90_000, Look("dusk", Millis(2_500)))


def test_a_group_merged_over_rows_holds_for_each_of_them() -> None:
    sheet = read(
        grid(("Group", "Phase", "Minutes"), ("Journey", "A", 1), (Covered("Journey"), "B", 1), (None, "C", 1)), known()
    )
    assert [row.phase.group for row in sheet.rows] == ["Journey", "Journey", ""]


def test_music_merged_over_rows_begins_once_and_goes_on() -> None:
    sheet = read(grid(("Phase", "Minutes", "Music"), ("A", 1, "peak"), ("B", 1, Covered("peak"))), known())
    assert [len(row.phase.cues) for row in sheet.rows] == [1, 0]


def test_a_figure_with_nothing_to_act_on_is_said() -> None:
    sheet = read(
        grid(("Phase", "Minutes", "Music", "Crossfade", "Fade"), ("A", 1, None, 5, 6), ("B", 1, None, 5, None)), known()
    )
    assert sheet.notices == (
        "Crossfade without music has no effect: row 2, 3.",
        "Fade without a look has no effect: row 2.",
    )


def test_a_total_that_looks_like_a_phase_is_pointed_out() -> None:
    rows = (("Phase", "Minutes"), ("A", 5), ("B", 10), ("Sum", 15))
    words = "Row 4, “Sum”, is as long as all above together: is it a total, and no phase?"
    assert read(grid(*rows), known()).notices == (words,)
    assert read(grid(*rows[:3], ("C", 16)), known()).notices == ()
    assert read(grid(rows[0], ("A", 5), ("B", 5)), known()).notices == ()


@pytest.mark.parametrize(
    ("cell", "words"),
    [(None, ""), (3, "3"), (3.0, "3"), (3.5, "3.5"), (True, "TRUE"), (False, "FALSE"), (" a\r\nb\u200b", "a\nb"),
     (Timed(Millis(0), False, "14:30"), "14:30"), (Covered("x"), "")],
)  # fmt: skip
def test_any_cell_can_be_a_text(cell: Cell, words: str) -> None:
    assert text(cell) == words
    assert blank(cell) == (words in {"", "FALSE"})


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [letter(i) for i in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_the_header_is_the_row_most_like_one() -> None:
    assert RUNDOWN.likeness([]) == 0
    assert RUNDOWN.likeness([Line(1, ("Phase", "phase", "x")), Line(2, ("End", "Look"))]) == 2
    assert not RUNDOWN.headed([Line(1, ("Phase", "Look"))])
    assert RUNDOWN.headed([Line(1, ("x",)), Line(2, ("minutes", "PHASE"))])


@pytest.mark.parametrize(("cell", "given"), [("yes", True), (True, True), ("no", False), (None, False)])
def test_whether_medicine_is_given_is_a_yes_or_a_no(cell: Cell, given: bool) -> None:
    assert phase("Phase Minutes Medicine", "Peak", 15, cell).medicine is given


def test_anything_else_is_asked_about() -> None:
    (said,) = refusal(("Phase", "Minutes", "Medicine"), ("Peak", 15, "maybe"))[1:]
    assert said == "row 2, column Medicine (C): “maybe” is neither yes nor no: is medicine given in this phase?"
