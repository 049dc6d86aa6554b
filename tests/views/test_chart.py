"""What is drawn, on a sheet that only remembers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

import pytest

from kapcircle.core.light import Colour
from kapcircle.views.chart import DENSE, FULL, LIMIT, ROOMY, STYLES, Look, draw_chart
from kapcircle.views.chart_key import draw_key, key_words
from kapcircle.views.painter import NOTE, Align, Box, Ink, Point, Shape, Stroke, Type
from kapcircle.views.small_chart import draw_covered, draw_small_behind, draw_small_over
from kapcircle.views.trend_axes import Axes, axes
from kapcircle.views.trends import DOSE, Band, Channel, Limit, Limits, Mark, Trend
from tests.views.trends import at, reading, trend, utc

BOX = Box(10, 20, 400, 300)
SIGNED = Limits((Limit(Channel.SYSTOLIC, 160, upper=True), Limit(Channel.SPO2, 92, upper=False)), "Dr Made-Up")


@dataclass
class Remembered:
    """A sheet of which every letter is 6 wide and every line 14 high."""

    lines: list[tuple[Point, Point, Stroke]] = field(default_factory=list)
    curves: list[tuple[Sequence[Point], Stroke]] = field(default_factory=list)
    areas: list[Sequence[Point]] = field(default_factory=list)
    rects: list[Box] = field(default_factory=list)
    glows: list[tuple[Sequence[Point], Colour]] = field(default_factory=list)
    shapes: list[tuple[Shape, Sequence[Point], Ink]] = field(default_factory=list)
    texts: list[tuple[str, Box, Ink]] = field(default_factory=list)

    def line(self, start: Point, end: Point, stroke: Stroke) -> None:
        self.lines.append((start, end, stroke))

    def polyline(self, points: Sequence[Point], stroke: Stroke) -> None:
        self.curves.append((points, stroke))

    def area(self, points: Sequence[Point], ink: Ink) -> None:
        self.areas.append(points)

    def rect(self, box: Box, ink: Ink) -> None:
        self.rects.append(box)

    def glow(self, points: Sequence[Point], colour: Colour) -> None:
        self.glows.append((points, colour))

    def marks(self, shape: Shape, points: Sequence[Point], radius: float, ink: Ink) -> None:
        self.shapes.append((shape, points, ink))

    def text(self, box: Box, words: str, ink: Ink, kind: Type, align: Align = Align.LEFT) -> None:
        self.texts.append((words, box, ink))

    def width(self, words: str, kind: Type) -> float:
        return 6.0 * len(words)

    def height(self, kind: Type) -> float:
        return 14.0

    @property
    def words(self) -> list[str]:
        return [words for words, _, _ in self.texts]

    def count(self, shape: Shape) -> int:
        return sum(len(points) for found, points, _ in self.shapes if found is shape)


def drawn(of: Trend, look: Look = ROOMY, shared: Axes | None = None) -> Remembered:
    sheet = Remembered()
    draw_chart(sheet, of, shared or axes([of]), BOX, utc, look)
    return sheet


def small(of: Trend, box: Box = BOX, scale: float = 1.0) -> Remembered:
    sheet = Remembered()
    if of.latest is not None:
        draw_small_behind(sheet, of.behind, axes([of]), box, utc, scale)
    draw_small_over(sheet, of, axes([of]), box, utc, scale)
    return sheet


@pytest.mark.parametrize(("one", "other"), list(combinations(Channel, 2)))
def test_two_lines_differ_in_stroke_and_in_mark_not_in_colour_alone(one: Channel, other: Channel) -> None:
    assert STYLES[one].stroke.dash != STYLES[other].stroke.dash
    assert STYLES[one].shape is not STYLES[other].shape


def test_every_channel_is_a_line_with_its_marks_and_spo2_lies_on_a_strip_of_its_own() -> None:
    sheet = drawn(trend(reading(15), reading(30), reading(40)))
    found = {stroke: points for points, stroke in sheet.curves}
    assert set(found) == {style.stroke for style in STYLES.values()}
    assert [sheet.count(style.shape) for style in STYLES.values()] == [3, 3, 3, 3]
    highest = min(p.y for p in found[STYLES[Channel.SPO2].stroke])
    assert all(p.y < highest for channel in list(Channel)[:3] for p in found[STYLES[channel].stroke])


def test_what_lies_outside_is_a_triangle_in_place_of_its_mark() -> None:
    sheet = drawn(trend(reading(15), reading(30, 171, 84, outside=frozenset({"systolic"}))))
    assert sheet.count(Shape.TRIANGLE) == 1
    assert (sheet.count(Shape.DISC), sheet.count(Shape.RING)) == (1, 2)


@pytest.mark.parametrize("look", [DENSE, ROOMY, FULL])
def test_nothing_is_drawn_outside_the_box(look: Look) -> None:
    wild = trend(reading(-500, 300, 10), reading(15, 300, 10, spo2=0), reading(900), limits=SIGNED)
    sheet = drawn(wild, look, shared=Axes())
    points = [p for curve, _ in sheet.curves for p in curve] + [p for _, places, _ in sheet.shapes for p in places]
    points += [p for start, end, _ in sheet.lines for p in (start, end)]
    assert points
    assert all(BOX.x <= p.x <= BOX.right and BOX.y <= p.y <= BOX.low for p in points)


def test_limits_are_drawn_with_whose_they_are_and_unsigned_ones_are_not_there() -> None:
    signed = drawn(trend(reading(15), limits=SIGNED), FULL)
    assert [stroke for *_, stroke in signed.lines].count(LIMIT) == 2
    assert {"systolic 160, Dr Made-Up", "SpO2 92, Dr Made-Up"} <= set(signed.words)
    assert LIMIT not in [stroke for *_, stroke in drawn(trend(reading(15)), FULL).lines]


def test_every_dose_has_its_line_and_arrow() -> None:
    marks = (Mark(at(0), DOSE, "IM"), Mark(at(45), DOSE, "IM"), Mark(at(50), "observation", ""))
    twice = trend(reading(15), marks=marks)
    assert drawn(twice).count(Shape.ARROW) == 2
    assert drawn(trend(reading(15), dose=None)).count(Shape.ARROW) == 0


def test_minutes_about_the_dose_and_its_time_of_day_before_it_the_time_of_day() -> None:
    assert {"dose 12:00", "−30", "+30", "+120"} <= set(drawn(trend(reading(15))).words)
    assert {"12:00", "12:30"} <= set(drawn(trend(reading(7), dose=None)).words)


def test_figures_at_the_axes_never_lie_on_one_another() -> None:
    for high in (120, 160, 220, 300, 420):
        sheet = Remembered()
        draw_chart(sheet, trend(reading(15)), Axes(-120, 720), Box(0, 0, 300, high), utc)
        boxes = [box for _, box, _ in sheet.texts]
        for a, b in combinations(boxes, 2):
            apart = a.low <= b.y + 2 or b.low <= a.y + 2 or a.right <= b.x or b.right <= a.x
            assert apart, (a, b)


def test_every_second_phase_has_a_ground_and_a_name_where_it_has_room() -> None:
    phases = (("A", -30, 0), ("Peak", 0, 50), ("Long", 50, 51))
    told = tuple(Band(name, at(start), at(end)) for name, start, end in phases)
    person = Trend(trend().person, "Wren", 1, (reading(5),), bands=told, t0=at(0))
    sheet = drawn(person)
    assert len(sheet.rects) == 2  # of one phase, behind both fields
    assert "Peak" in sheet.words
    assert "Long" not in sheet.words
    low = Remembered()
    draw_chart(low, person, Axes(), Box(0, 0, 400, 110), utc)
    assert "Peak" not in low.words  # a line of the axis would run through it


def test_a_dense_chart_writes_nothing_at_its_axes() -> None:
    assert drawn(trend(reading(15), limits=SIGNED), DENSE).words == []


def test_a_chart_says_mat_alias_and_the_latest_figures() -> None:
    assert {"1", "Wren", "12:15", "120", "80", "72", "98 %"} <= set(small(trend(reading(15))).words)
    dense = small(trend(reading(15)), Box(0, 0, 240, 110))
    assert dense.words == ["1", "98", "72", "80", "120/", "Wren"]


def test_outside_is_a_shape_and_a_word() -> None:
    high = trend(reading(15, 171, 84, outside=frozenset({"systolic"})))
    sheet = small(high)
    assert ("outside", Ink.ALARM) in [(words, ink) for words, _, ink in sheet.texts]
    assert sheet.count(Shape.TRIANGLE) == 2  # beside the figure, and in the chart
    assert small(high, Box(0, 0, 240, 110)).count(Shape.TRIANGLE) == 2


def test_where_there_is_little_room_what_lies_outside_stays_and_the_name_is_whole() -> None:
    told = trend(reading(15, pulse=131, outside=frozenset({"pulse"})), alias="Juniper")
    found = small(told, Box(0, 0, 172, 100)).words
    assert "131" in found
    assert "98" not in found
    room = next(box for words, box, _ in small(told, Box(0, 0, 172, 100)).texts if words == "Juniper")
    assert room.wide > 0


def test_without_readings_it_says_so() -> None:
    assert small(trend()).words == ["1", "Wren", "No readings yet"]


def test_larger_text_leaves_the_axes_without_figures() -> None:
    assert "+30" in small(trend(reading(15)), scale=1.0).words
    assert "+30" not in small(trend(reading(15)), scale=2.0).words


def test_covered_there_is_the_mat_number_alone() -> None:
    sheet = Remembered()
    draw_covered(sheet, 7, BOX)
    assert sheet == Remembered(texts=sheet.texts)
    assert sheet.words == ["7"]


def test_the_key_shows_every_line_and_mark_it_has_room_for() -> None:
    sheet = Remembered()
    draw_key(sheet, Box(0, 0, 1000, 20), NOTE)
    assert {style.shape for style in STYLES.values()} | {Shape.TRIANGLE} <= {shape for shape, *_ in sheet.shapes}
    assert sheet.words[:4] == ["systolic", "diastolic", "pulse", "SpO2"]
    narrow = Remembered()
    draw_key(narrow, Box(0, 0, 120, 20), NOTE)
    assert narrow.words == ["systolic"]
    assert all(words in key_words() for words in sheet.words[:4])
