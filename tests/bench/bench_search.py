"""Two words looked for in twenty thousand notes, beside the same question to the index alone."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from kapcircle.store.database import Access, Database, connect
from kapcircle.store.migrations import migrate
from kapcircle.store.search import search
from tests.bench.figure import Figure

NOTES, TIMES = 20_000, 200
WORDS = (
    *("quiet", "humming", "weeps", "smiles", "blanket", "water", "breath", "slow", "warm", "cold", "hand", "music"),
    *("window", "light", "sleeps", "turns", "asks", "thanks", "shoulder", "candle", "river", "mother", "garden"),
    *("letter", "winter", "harbour", "stone", "bird", "road", "mat"),
)


def search_two_words() -> Figure:
    """Median ms; a note has eight of thirty words."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notes.db"
        with closing(connect(path, os.urandom(32), Access.CREATE)) as db:
            migrate(db)
            _fill(db)
            asked = [f"{WORDS[i % 30]} {WORDS[(i * 7 + 3) % 30][:4]}" for i in range(TIMES)]
            assert any(search(db, words, 100) for words in asked)
            found = _median(lambda i: search(db, asked[i], 100))
            bare = _median(lambda i: db.execute("SELECT count(*) FROM _found WHERE _found MATCH ?", [_plain(asked[i])]))
    return Figure("two words in 20,000 notes, p50", found, "ms", 5, bare, "the index counting them")


def _plain(words: str) -> str:
    first, last = words.split()
    return f'"{first}" "{last}"*'


def _fill(db: Database) -> None:
    sql = (
        "INSERT INTO session_note (session, tick, device, stream, at, happened, by, person, text)"
        " VALUES (?, ?, 'd', 's', ?, ?, 'mara', 'p', ?)"
    )
    with db.atomic():
        for tick in range(NOTES):
            text = " ".join(WORDS[tick * tick // (7 * step + 3) % len(WORDS)] for step in range(1, 9))
            db.execute(sql, [f"s{tick % 200}", tick, tick, tick, f"{text} {tick}"])


def _median(act: Callable[[int], object]) -> float:
    took = []
    for i in range(TIMES):
        began = time.perf_counter()
        act(i)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
