"""What was written is found by its words, and the index shows what the tables say, whatever happens to them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kapcircle.app.vaults import codec
from kapcircle.core.ids import Instant, MemberId, PersonId, StreamId
from kapcircle.core.incident import Incident, Relation, Severity
from kapcircle.core.log import Entry, Struck, Undone
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.picture import Change
from kapcircle.core.session import events as e
from kapcircle.desk.ports import Batch
from kapcircle.desk.stream import Stream, fold_rows
from kapcircle.store.check import check, rebuild
from kapcircle.store.database import Access
from kapcircle.store.log import VaultLog
from kapcircle.store.vault import Vault
from tests.store.vaults import SOON, entry, make

CIRCLE = StreamId("session:s1")
WREN = PersonId("wren")

SAID: tuple[Any, ...] = (
    e.SeatTaken(WREN, 1),
    e.Noted("Humming with the music, très calme", WREN),
    e.Noted("The candles are lit; music is low"),
    e.Recorded(Observed(Depth.DEEP, words="hums, and smiles"), WREN),
    e.Recorded(Observed(Depth.LIGHT), WREN),
    e.Recorded(Incident("fall", Severity.MILD, Relation.UNKNOWN, "sat up again, humming"), WREN),
)


class Written:
    """A vault in which a circle was written down."""

    def __init__(self, folder: Path) -> None:
        self.vault: Vault = make(folder)
        self.codec = codec()
        self.stream = Stream(CIRCLE)
        self.log = VaultLog(self.vault.path, self.vault.key("database"), self.codec)
        for said in SAID:
            self.write(said)

    def write(self, event: Any, by: str = "ana") -> Entry[Any]:
        """As the desk does it: the entry, and the rows that change with it."""
        new = entry(len(self.stream.entries) + 1, event)._replace(by=MemberId(by))
        change: Change = self.stream.picture(self.stream.preview([new]))
        assert self.log.append(Batch(((CIRCLE, new),), change)).wait(SOON)
        self.stream.add([new])
        return new

    def found(self, words: str, **more: Any) -> list[str]:
        return [str(row["words"]) for row in self.log.search(words, 50, **more)]

    def check(self) -> list[str]:
        return check(self.vault, self.codec, fold_rows).all

    def alter(self, sql: str) -> None:
        with closing(self.vault.connect(Access.WRITE)) as db:
            db.execute(sql)


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Written]:
    made = Written(tmp_path)
    yield made
    made.log.close(SOON)
    made.vault.lock()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("candles", ["The candles are lit; music is low"]),
        ("MUSIC humming", ["Humming with the music, très calme"]),
        ("tres", ["Humming with the music, très calme"]),
        ("fall", ["fall sat up again, humming"]),
        ("smi", ["hums, and smiles"]),
        ("smi hums", []),
        ("nowhere", []),
        ("", []),
        ('"*; -', []),
        ('music" OR "smiles', []),
        ("NEAR(candles)", []),
    ],
)
def test_by_all_its_words_and_the_beginning_of_the_last(circle: Written, words: str, found: list[str]) -> None:
    assert circle.found(words) == found


def test_a_hit_says_where_it_stands(circle: Written) -> None:
    (hit,) = circle.log.search("smiles", 50)
    assert hit == {
        "tick": 4,
        "device": "laptop",
        "session": "s1",
        "kind": "observation",
        "person": "wren",
        "by": "ana",
        "happened": Instant(int(hit["happened"] or 0)),
        "struck": None,
        "words": "hums, and smiles",
    }


def test_what_is_struck_is_found_with_its_reason_and_what_is_taken_back_is_not(circle: Written) -> None:
    wrong = circle.write(e.Noted("a lighthouse", WREN))
    circle.write(Struck(wrong.stamp, "it was a dream"))
    (hit,) = circle.log.search("lighthouse", 50)
    assert hit["struck"] == "it was a dream"
    circle.write(Undone((wrong.command,)))
    assert circle.found("lighthouse") == []
    assert circle.check() == []


def test_of_one_author_alone(circle: Written) -> None:
    circle.write(e.Noted("music by Jonas"), by="jonas")
    assert len(circle.found("music")) == 3
    assert circle.found("music", author="jonas") == ["music by Jonas"]


def test_no_more_than_are_asked_for_and_the_place_of_the_words_in_a_long_note(circle: Written) -> None:
    circle.write(e.Noted(f"{'so ' * 60}a needle{' and so on' * 60}"))
    assert len(circle.log.search("music", 1)) == 1
    (words,) = circle.found("needle")
    assert "needle" in words
    assert len(words) < 200


def test_a_rebuild_finds_the_same(circle: Written) -> None:
    before = [circle.log.search(words, 50) for words in ("music", "hum", "fall")]
    circle.log.close(SOON)
    assert circle.check() == []
    rebuild(circle.vault, circle.codec, fold_rows)
    assert circle.check() == []
    circle.log = VaultLog(circle.vault.path, circle.vault.key("database"), circle.codec)
    assert [circle.log.search(words, 50) for words in ("music", "hum", "fall")] == before


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DELETE FROM _words WHERE tick = 2", "shows something else"),
        ("INSERT INTO _words VALUES (99, 99, 'x', 's1', 'note', NULL, 'b', 1, NULL, 'none')", "shows something else"),
        ("INSERT INTO _found (_found) VALUES ('delete-all')", "is damaged"),
    ],
)
def test_an_index_that_differs_is_told_and_made_anew(circle: Written, harm: str, said: str) -> None:
    circle.log.close(SOON)
    circle.alter(harm)
    (told,) = circle.check()
    assert said in told
    rebuild(circle.vault, circle.codec, fold_rows)
    assert circle.check() == []
    circle.log = VaultLog(circle.vault.path, circle.vault.key("database"), circle.codec)
    assert circle.found("candles") == ["The candles are lit; music is low"]


def test_nothing_readable_lies_beside_the_encrypted_file(circle: Written, tmp_path: Path) -> None:
    circle.log.search("candles music", 50)
    forms = [word.encode(form) for word in ("candles", "humming", "_found") for form in ("utf-8", "utf-16-le")]
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        body = path.read_bytes()
        assert not [form for form in forms if form in body], path.name
