from kapcircle.core.sheet import read
from kapcircle.views.sheet import SheetLine, preview
from tests.core.sheets import grid, known

HEADER = ("Phase", "Minutes", "End", "Group", "Shrink", "Music", "Look", "Fade", "Note", "Owner")


def test_each_row_shows_what_it_would_become() -> None:
    rows = (
        ("Opening", 7.5, None, "Before", None, None, None, None, None, "me"),
        ("Peak", "1:10:00", "offer", "Journey", "yes", "peak", "ember", 90, "Quiet", None),
        ("Rest", 20, "advance", None, None, "silence", None, None, None, None),
    )
    shown = preview(read(grid(HEADER, *rows), known()))
    assert shown.lines == (
        SheetLine(2, "Before", "Opening", "0:07:30", "hold", "goes on", "stays", "", ""),
        SheetLine(
            3, "Journey", "Peak", "1:10:00", "offer", "peak, crossfade 10 s", "ember, fade 1:30", "0:35:00", "Quiet"
        ),
        SheetLine(4, "", "Rest", "0:20:00", "advance", "silence until the next music, fade 10 s", "stays", "", ""),
    )
    assert shown.total == "3 phases · 1 h 38"
    assert shown.notices == ("Columns that a rundown does not know were left out: Owner (J).",)


def test_a_single_phase_is_not_called_phases() -> None:
    assert preview(read(grid(("Phase", "Minutes"), ("A", 5)), known())).total == "1 phase · 5 min"
