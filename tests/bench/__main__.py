"""`python -m tests.bench [--json] [NAME...]`: every figure beside its yardstick, as one table.

Each `tests/bench/bench_*.py` has a function `figures()` that yields them.
"""

import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tests.bench.figure import Figure


def figures(wanted: list[str]) -> Iterator[Figure]:
    for file in sorted(Path(__file__).parent.glob("bench_*.py")):
        if not wanted or file.stem.removeprefix("bench_") in wanted:
            yield from importlib.import_module(f"tests.bench.{file.stem}").figures()


def line(figure: Figure) -> str:
    beside = f"{figure.yardstick:10.3f} {figure.beside}" if figure.yardstick is not None else f"{'':10} {figure.beside}"
    held = f"{figure.value:7.2f} x" if figure.times else f"{figure.value:9.3f}"
    limit = f"{figure.limit:g} x" if figure.times else f"{figure.limit:g} {figure.unit}"
    verdict = "met" if figure.met else "MISSED"
    measured = f"{figure.measured:10.3f} {figure.unit:<4}"
    return f"{figure.what:<52} {measured} {held:>9}  at most {limit:<8} {verdict:<6} | {beside}"


def main(arguments: list[str]) -> int:
    as_json = "--json" in arguments
    found = []
    for figure in figures([a for a in arguments if not a.startswith("-")]):
        found.append(figure)
        if not as_json:
            print(line(figure), flush=True)
    if as_json:
        print(json.dumps([{**asdict(f), "value": f.value, "met": f.met} for f in found], indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
