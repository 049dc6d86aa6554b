"""What was written in circles, found by its words: an index that triggers keep beside the tables."""

import re
from collections.abc import Iterator

from sqlcipher3 import dbapi2 as driver

from kapcircle.core.picture import Value
from kapcircle.store.database import Database

_FIND = """
    SELECT tick, device, session, kind, person, "by", happened, struck,
        snippet(_found, 0, '', '', '…', 24) AS words
    FROM _found JOIN _words ON _words.id = _found.rowid
    WHERE _found MATCH :asked AND (:author IS NULL OR "by" = :author) ORDER BY rank LIMIT :most
"""

_WRITTEN = """
    SELECT tick, device, session, 'note', person, "by", happened, struck, text FROM session_note WHERE text <> ''
    UNION ALL
    SELECT tick, device, session, 'observation', person, "by", happened, struck, words
    FROM session_observation WHERE words <> ''
    UNION ALL
    SELECT tick, device, session, 'incident', person, "by", happened, struck, kind || ' ' || done FROM session_incident
"""

_INDEXED = 'SELECT tick, device, session, kind, person, "by", happened, struck, words FROM _words'


def search(db: Database, words: str, at_most: int, author: str | None = None) -> list[dict[str, Value]]:
    """What holds all of these words, of the last one its beginning; the best first. Of one `author` if named."""
    asked = _asked(words)
    return list(db.query(_FIND, {"asked": asked, "author": author, "most": at_most})) if asked else []


def _asked(words: str) -> str:
    """Nothing that is typed is taken for an operator."""
    tokens = [f'"{token}"' for token in re.findall(r"\w+", words)]
    return f"{' '.join(tokens)}*" if tokens else ""


def forget(db: Database) -> None:
    """Empty the index, inside the caller's transaction: it is filled again with the tables.

    It is made to fit its words first, since what it does not know it cannot forget.
    """
    if "_found" in db.table_names():  # a vault from before there was one has nothing to forget
        db.execute("INSERT INTO _found (_found) VALUES ('rebuild')")
        db.execute("DELETE FROM _words")


def faults(db: Database) -> Iterator[str]:
    """Where the index finds something else than what is written."""
    for one, other in ((_INDEXED, _WRITTEN), (_WRITTEN, _INDEXED)):
        if db.execute(f"SELECT 1 FROM (SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other}))").fetchone():
            yield "the index of words shows something else than what is written: make it anew with --rebuild"
            return
    try:
        db.execute("INSERT INTO _found (_found, rank) VALUES ('integrity-check', 1)")
    except driver.DatabaseError:
        yield "the index of words is damaged: make it anew with --rebuild"
