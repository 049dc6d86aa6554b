"""Who is due for what: forty people whose clocks are staggered, each with a long afternoon of records."""

import statistics
import time
from collections.abc import Callable

from kapcircle.core.session.schedule import tasks
from tests.bench.figure import Figure
from tests.core.caring import crowd
from tests.made_up import MINUTES

PEOPLE, TIMES = 40, 100
AFTERNOON = 220 * MINUTES
"""So long that each has ten checks behind or before them."""


def due() -> Figure:
    """Every task of everybody, as the page asks for them each second; beside it, the same records only sorted."""
    s, now = crowd(PEOPLE, AFTERNOON)
    count = sum(len(tasks(seat, s.plan.programme, now)) for seat in s.seats.values())
    measured = _p95(lambda: [tasks(seat, s.plan.programme, now) for seat in s.seats.values()])
    sort = _p95(lambda: [sorted(seat.records, key=lambda x: (x.happened, x.stamp)) for seat in s.seats.values()])
    what = f"due list, {count} tasks of {PEOPLE} people, p95"
    return Figure(what, measured, "ms", 5, sort, "their records sorted once")


def _p95(act: Callable[[], object]) -> float:
    def timed() -> float:
        began = time.perf_counter()
        act()
        return (time.perf_counter() - began) * 1000

    return statistics.quantiles([timed() for _ in range(TIMES)], n=20)[-1]
