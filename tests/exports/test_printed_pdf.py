"""The papers of the house read again with another program's reader."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kapcircle import places
from kapcircle.core.ids import Millis
from kapcircle.core.rundown import AtOffset, Look, Music, OnGo, Phase, Prompt, Rundown
from kapcircle.exports import printed_pdf
from kapcircle.views.paper_pack import paper_pack
from kapcircle.views.printed import Facts, Lines, Paper, Picture
from kapcircle.views.report_paper import report
from kapcircle.views.return_card import return_card
from kapcircle.views.rundown_paper import cue_paper, rundown_paper
from kapcircle.views.show_paper import Show
from kapcircle.views.sounded import sounded
from kapcircle.views.transfer_sheet import Patient, transfer_sheet
from tests.made_up import LOOKS, MINUTES, TRACKS, cue, phase, small_plan
from tests.safety.rooms import P1, P2, Day
from tests.views.medicine_day import medicine_day, told
from tests.views.packed import PLACE, WREN, pack
from tests.views.shows import flat, running, show

FONTS = places.resources() / "fonts"


@pytest.fixture(scope="module")
def day() -> Day:
    return medicine_day()


def pages(paper: Paper) -> list[str]:
    body = printed_pdf.write(paper, FONTS)
    return [page.extract_text() for page in PdfReader(io.BytesIO(body), strict=True).pages]


def squeezed(words: str) -> str:
    """Without the places where a line was broken."""
    return "".join(words.split())


def test_every_cell_of_the_report_stands_on_paper_in_its_order(day: Day) -> None:
    paper = report(told(day))
    said, at = squeezed("".join(pages(paper))), 0
    inner = [each for part in paper.parts for each in getattr(part, "parts", (part,))]
    for part in inner:
        for row in getattr(part, "rows", ()):
            for cell in filter(None, row):
                found = said.find(squeezed(cell), at)
                assert found >= 0, cell
                at = found if found - at < 5_000 else at


@pytest.mark.parametrize(
    "line",
    [
        "172/104, outside your programme’s range (160/100, set by Dr. Ilić (made up) on 15 Jan 2027)",
        "Pressure back near baseline 120/80 after 35 min",
        "struck: wrong person: mat 1, moved to mat 2",
        "given: 50 mg IM, left deltoid, lot L1, by Jonas, seen by Ana, confirmed as Wren, mat 1",
        "In 3 records a name stood in what was typed: here another word in brackets stands for it.",
    ],
)
def test_lines_of_the_report(day: Day, line: str) -> None:
    assert squeezed(line) in squeezed("".join(pages(report(told(day)))))


def test_the_charts_are_drawn_with_their_words(day: Day) -> None:
    whole = "".join(pages(report(told(day))))
    for words in ("dose 09:10", "dose 09:12", "50 mg IM", "systolic 160, Dr. Ilić (made up)", "Dosing"):
        assert squeezed(words) in squeezed(whole), words


def test_the_part_of_one_person_has_their_alias_on_every_page_and_nobody_else(day: Day) -> None:
    body = printed_pdf.write(report(told(day, P1)), FONTS)
    reader = PdfReader(io.BytesIO(body), strict=True)
    whole = [page.extract_text() for page in reader.pages]
    assert all("Wren" in page for page in whole)
    raw = "".join(whole)
    for name in ("Heron", "Ash", "Juniper", "Beatrix", "Invented", "Anton", "Muster", "Julia", "mat 2", "111/71"):
        assert name not in raw, name
    assert reader.metadata is not None
    assert reader.metadata.subject == "Wren"


def test_the_same_day_is_the_same_bytes(day: Day) -> None:
    one, other = (printed_pdf.write(report(told(each)), FONTS) for each in (day, medicine_day()))
    assert one == other


def test_what_goes_with_a_person_names_them_and_says_what_was_given_when(day: Day) -> None:
    (page,) = pages(transfer_sheet(told(day, P2), Patient(WREN.names, contact=WREN.contact, details=PLACE)))
    for words in (
        "Renate Beispiel",
        "Ana Probe, sister, 000 333",
        "09:12",
        "given: 80 mg IM",
        "fasted yes",
        "111/71, pulse 66",
        "Harbour clinic (made up)",
        "all of it told",
        "1 Made-up Lane, Harbour",
    ):
        assert words in page, words
    assert "Juniper" not in page


def test_before_a_transfer_is_recorded_there_are_lines_to_write_on(day: Day) -> None:
    (page,) = pages(transfer_sheet(told(day, P1), Patient()))
    assert "Not recorded yet." in page
    assert "Taken over by" in page
    assert "____" in page


def test_boxes_to_write_in_and_to_tick_are_drawn() -> None:
    body = printed_pdf.write(paper_pack(pack()), FONTS)
    drawn = PdfReader(io.BytesIO(body)).pages[5].get_contents()
    assert drawn is not None
    assert drawn.get_data().count(b" re S") >= 4, "boxes to tick"


def test_the_return_card_is_half_as_large_and_has_the_whole_run_of_show_on_its_first_page() -> None:
    body = printed_pdf.write(return_card(show(fallback="Tides, offline")), FONTS)
    found = PdfReader(io.BytesIO(body), strict=True).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in found} == {(420, 595)}
    first = found[0].extract_text()
    for words in ("Tides, offline", "Arrival", "Peak", "Rest", "Return", "Laptop gone"):
        assert words in first, words
    assert "page 1 of" in first


def long_day(phases: int, group: str = "") -> Show:
    """So many phases, each with a playlist, a look and two prompts."""
    made = Rundown(tuple(busy(n, group) for n in range(phases)))
    return show(plan=replace(small_plan(made), tracks=TRACKS))


def busy(n: int, group: str) -> Phase:
    """The phase of this number."""
    return phase(
        f"Phase {n}",
        20,
        cue(f"{n}a", Music("a folder", tuple(track.id for track in TRACKS))),
        cue(f"{n}b", Look("ember", Millis(60_000))),
        cue(f"{n}c", Prompt("Strike the bowl once, and wait until it has gone."), trigger=OnGo()),
        cue(f"{n}d", Prompt("A look at every mat."), trigger=AtOffset(Millis(5 * MINUTES))),
        group=group,
        note="Nobody speaks first. Water at each mat.",
    )


def test_a_phase_of_a_long_day_takes_about_a_third_of_a_page_of_the_return_card() -> None:
    said = pages(return_card(long_day(40)))
    assert len(said) <= 24
    whole = [page for page in said if page.count("Music\n") == page.count("Note\n") >= 2]
    assert len(whole) >= 18, "and no phase is parted by a page"


def test_a_group_or_a_phase_that_fills_a_page_begins_under_what_is_before_it() -> None:
    first, *_ = pages(rundown_paper(long_day(40, "Journey")))
    assert "Phase 3" in first
    cues = replace(busy(0, ""), cues=tuple(cue(f"{n}", Prompt("A look at every mat.")) for n in range(60)))
    first, *_ = pages(cue_paper(show(plan=small_plan(Rundown((cues,))))))
    assert "A look at every mat." in first


def test_no_line_ends_between_a_figure_and_its_unit() -> None:
    rows = tuple(("Light", f"{'x' * n} over 60 s") for n in range(40, 70))
    said = pages(Paper("Harbour", "Rundown", (Facts(rows),)))
    assert "".join(said).count("60 s") == len(rows)


@pytest.mark.parametrize("rows", range(27, 33))
def test_no_page_is_empty_where_the_one_before_is_just_full(rows: int) -> None:
    said = pages(Paper("Harbour", "Rundown", (Lines(("Phase",), (("Peak",),) * rows, (1.0,)),)))
    assert all("Peak" in page for page in said)


def test_rundown_and_cue_sheet_are_whole_pages() -> None:
    for paper in (rundown_paper(show()), cue_paper(show())):
        said = squeezed("".join(pages(paper)))
        for part in flat(paper):
            for row in getattr(part, "rows", ()):
                for cell in row:
                    assert squeezed(cell) in said, cell


def test_the_report_shows_what_was_heard_and_seen() -> None:
    picture = sounded(running(44).s, running(44).entries, running(44).printed, LOOKS)
    (page,) = pages(Paper("Harbour", "Report", (Picture(picture, lambda _: 60),)))
    for words in ("Planned", "Actual", "Sound", "Tracks", "dBFS", "Light", "Cues", "Peak", "ember", "tide"):
        assert words in page, words
