"""`python -m tests.bench [--json] [NAME...]`: every figure beside its yardstick, as one table."""

import json
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module

from tests.bench.figure import Figure

TABLE = {
    "command": "session",
    "fold": "session",
    "start": "start",
    "unlock": "years",
    "go": "session",
    "crossfade": "engine",
    "seam": "engine",
    "render": "render",
    "light": "light",
    "fade": "light",
    "mqtt": "mqtt",
    "bring_in": "import",
    "repaint": "ui",
    "ring": "people",
    "reading": "people",
    "wall": "people",
    "idle": "idle",
    "memory": "years",
    "due": "due",
    "search_two_words": "search",
}
"""Each line is a function without arguments in `tests/bench/bench_*.py`. Processes that a line spawns read this module
again: what the other lines need is not loaded with it.
"""


def figures(wanted: list[str]) -> Iterator[Figure]:
    for name, file in TABLE.items():
        if not wanted or name in wanted:
            yield getattr(import_module(f"tests.bench.bench_{file}"), name)()


def machine() -> dict[str, object]:
    return {"system": platform.platform(), "cores": os.cpu_count(), "load": [round(x, 2) for x in os.getloadavg()]}


def line(figure: Figure) -> str:
    beside = f"{figure.yardstick:9.3f} {figure.beside}" if figure.yardstick is not None else f"{'':9} {figure.beside}"
    held = f"{figure.value:.2f} x" if figure.times else ""
    limit = f"{figure.limit:g} x" if figure.times else f"{figure.limit:g} {figure.unit}"
    verdict = "met" if figure.met else "MISSED"
    measured = f"{figure.measured:9.3f} {figure.unit:<3}"
    return f"{figure.what:<56} {measured} {held:>7}  at most {limit:<7} {verdict:<6} | {beside}"


def main(arguments: list[str]) -> int:
    wanted = [a for a in arguments if not a.startswith("-")]
    if "--json" in arguments:
        found = {"machine": machine(), "figures": [*map(_plain, figures(wanted))]}
        print(json.dumps(found, indent=2))
        return 0
    print(" · ".join(f"{name} {value}" for name, value in machine().items()))
    for figure in figures(wanted):
        print(line(figure), flush=True)
    return 0


def _plain(figure: Figure) -> dict[str, object]:
    return {**asdict(figure), "value": figure.value, "met": figure.met}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
