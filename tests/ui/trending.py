"""Charts of people who are plainly made up: `python -m tests.ui.trending FOLDER [PEOPLE...]` takes pictures of them."""

import math
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.core.ids import MINUTE, Instant, PersonId
from kapcircle.places import resources
from kapcircle.ui import typeface
from kapcircle.ui.theme import PALETTES, dress
from kapcircle.views.trends import DOSE, NOT_TAKEN, SEEN, Band, Channel, Limit, Limits, Mark, Reading, Strip, Trend
from tests.ui.scene import NAMES, SIZE

NOON = Instant(1_781_352_000_000)
"""12:00 UTC."""

SIGNED = Limits(
    (
        Limit(Channel.SYSTOLIC, 160, upper=True),
        Limit(Channel.DIASTOLIC, 100, upper=True),
        Limit(Channel.SPO2, 92, upper=False),
    ),
    "Dr Made-Up",
)
CHECKS = (-40, 15, 30, 40, 60, 90, 120)
SEEN_WORDS = ("crying, hand held", "cold, blanket", "water", "humming with the music")


def utc(_: Instant) -> int:
    return 0


def at(minutes: float) -> Instant:
    return Instant(NOON + round(minutes * MINUTE))


def bands() -> tuple[Band, ...]:
    edges = (("Settling", -20), ("Dosing", -2), ("Peak", 12), ("Return", 52), ("Sharing", 80))
    return tuple(
        Band(name, at(start), at(edges[i + 1][1]) if i + 1 < len(edges) else None)
        for i, (name, start) in enumerate(edges)
    )


def strips() -> tuple[Strip, ...]:
    return (
        Strip("Tide, slow", at(-20), at(10)),
        Strip("04 Floating", at(10), at(41)),
        Strip("Far shore", at(41), at(78)),
        Strip("Bells at dusk", at(82), None),
    )


def reading(i: int, minutes: float, delay: float) -> Reading:
    """A rise of pressure that fades within the hour, after a made-up curve; different for each person."""
    rise = (18 + i * 7 % 23) * math.exp(-(((minutes - 32) / 26) ** 2)) if minutes > 0 else 0
    wobble = (i * 31 + minutes * 7) % 9 - 4
    systolic = round(114 + i * 13 % 17 + rise + wobble)
    diastolic = round(72 + i * 5 % 9 + rise * 0.5 + wobble / 2)
    spo2 = round(97 - (1.8 if 20 < minutes < 50 else 0) + (i + minutes) % 3 / 2)
    found = {"systolic": systolic > 160, "diastolic": diastolic > 100, "spo2": spo2 < 92}
    outside = frozenset(name for name, is_outside in found.items() if is_outside)
    pulse = round(68 + i * 11 % 15 + rise * 0.6 - wobble)
    return Reading(at(minutes + delay), systolic, diastolic, pulse, spo2, 14, outside=outside)


def person(i: int, until: float = 100) -> Trend:
    delay = i % 12 * 1.2
    checks = [m for m in CHECKS if m + delay <= until]
    if i % 9 == 6:
        return Trend(PersonId(f"p{i}"), NAMES[i], i + 1, bands=bands(), limits=SIGNED)
    readings = [reading(i, m + (i * 3 + m) % 4, delay) for m in checks]
    marks = [Mark(at(delay), DOSE, "IM"), Mark(at(26 + i % 7), SEEN, SEEN_WORDS[i % 4])]
    if i % 10 == 3 and len(readings) > 3:
        high = replace(readings[3], systolic=171, diastolic=104, outside=frozenset({"systolic", "diastolic"}))
        readings = [*readings[:3], high, *readings[4:]]
    if i % 10 == 8 and len(readings) > 2:
        readings[2] = replace(readings[2], spo2=None)
        marks.append(Mark(at(75), NOT_TAKEN, "asleep and not to be woken"))
    if i % 10 == 4:
        readings[-1] = replace(readings[-1], spo2=90, outside=frozenset({"spo2"}))
        readings.append(replace(readings[1], systolic=191, struck=True))
    told = (tuple(readings), tuple(marks), bands(), strips(), SIGNED)
    return Trend(PersonId(f"p{i}"), NAMES[i], i + 1, *told, at(delay))


def people(count: int, until: float = 100) -> tuple[Trend, ...]:
    """So many made-up people."""
    return tuple(person(i, until) for i in range(count))


def application(palette: str = "room", scale: float = 1.0) -> QApplication:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    dress(app, PALETTES[palette])
    typeface.set_type(app, typeface.load(resources() / "fonts"), scale)
    return app


def pictures(folder: Path, counts: list[int]) -> Iterator[Path]:
    from kapcircle.ui.panels.trend_chart import TrendChart
    from kapcircle.ui.panels.wall import Wall

    folder.mkdir(parents=True, exist_ok=True)
    for palette in ("room", "desk"):
        app = application(palette)
        for count in counts:
            wall = Wall(utc)
            wall.setContentsMargins(12, 12, 12, 12)
            wall.resize(SIZE[0], SIZE[1] - 46)
            wall.show()
            trends = people(count)
            wall.show_trends(trends, trends[3].person if count > 3 else None, covered=False)
            app.processEvents()
            yield _keep(wall, folder / f"wall-{count}-{palette}.png")
            wall.close()
            wall.deleteLater()
        for i in (3, 4, 6, 8):
            chart = TrendChart(utc)
            chart.setContentsMargins(12, 12, 12, 12)
            chart.resize(SIZE[0], SIZE[1] - 46)
            chart.show()
            chart.show_trends(people(12), PersonId(f"p{i}"), covered=False)
            QTest.qWait(50)
            yield _keep(chart, folder / f"chart-{i}-{palette}.png")
            chart.close()
            chart.deleteLater()


def _keep(widget: object, path: Path) -> Path:
    widget.grab().save(str(path))  # type: ignore[attr-defined]
    return path


if __name__ == "__main__":
    for made in pictures(Path(sys.argv[1]), [int(x) for x in sys.argv[2:]] or [6, 16, 40]):
        print(made)
