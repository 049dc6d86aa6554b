"""Shapes of data in a file: what each takes, and how each stands there again."""

from typing import Any

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import MINUTE, Millis
from kapcircle.core.programme import Limit, Measure, Moment, Route, Urgency
from kapcircle.core.programme_files import LIMIT
from kapcircle.core.shapes import Count, Flag, Length, Many, Number, OneOf, Shape, Words


@pytest.mark.parametrize(
    ("shape", "stands", "value"),
    [
        (Words(), "Oxygen", "Oxygen"),
        (Words(empty=True), "", ""),
        (Number(0, 10), 0.75, 0.75),
        (Number(0, 10), 4, 4.0),
        (Count(1, 4), 4, 4),
        (Length(MINUTE, 60), 7.5, Millis(450_000)),
        (Flag(), True, True),
        (OneOf(Route), "sublingual", Route.SUBLINGUAL),
        (Many(Count(1, 4)), [1, 2], (1, 2)),
        (
            LIMIT,
            {
                "measure": "SpO2",
                "moment": "after the dose",
                "urgency": "tell the medical lead now",
                "low": 92,
                "source": "A score",
            },
            Limit(Measure.SPO2, Moment.AFTER, Urgency.NOW, low=92.0, source="A score"),
        ),
    ],
)
def test_both_ways(shape: Shape, stands: Any, value: Any) -> None:
    read = shape.read(stands, "day.json: x")
    assert read == value
    assert type(read) is type(value)
    assert shape.write(value) == stands


@pytest.mark.parametrize(
    ("shape", "stands", "words"),
    [
        (Words(), "", "day.json: x: must be words, not ''."),
        (Number(0, 10), 11, "day.json: x: must be a number from 0 to 10, not 11."),
        (Count(1, 4), 0, "day.json: x: must be a whole number from 1 to 4, not 0."),
        (Length(MINUTE, 60), 61, "day.json: x: must be a number from 0 to 60, not 61."),
        (Flag(), "yes", "day.json: x: must be true or false, not 'yes'."),
        (OneOf(Moment), "later", "day.json: x: must be before the dose or after the dose, not 'later'."),
        (Many(Flag()), {}, "day.json: x: must be a list, not {}."),
        (LIMIT, {"dose": 1}, "day.json: x.dose: not known. Known are measure, moment, urgency, low, high, source."),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(shape: Shape, stands: Any, words: str) -> None:
    with pytest.raises(KnownError) as error:
        shape.read(stands, "day.json: x")
    assert str(error.value) == words
