-- Contacts between sessions: that they were, and never what was said.
CREATE TABLE contact (
    person  TEXT    NOT NULL,
    tick    INTEGER NOT NULL,
    device  TEXT    NOT NULL,
    stream  TEXT    NOT NULL,
    at      INTEGER NOT NULL,              -- when it took place
    "by"    TEXT    NOT NULL,
    due     TEXT    NOT NULL,              -- which of those that are due; empty: another
    outcome TEXT    NOT NULL,              -- made, missed, closed
    struck  TEXT,
    PRIMARY KEY (person, tick, device)
) STRICT, WITHOUT ROWID;

-- Requests to the prescriber that stand, and when each was answered.
CREATE TABLE maintenance_request (
    person   TEXT    NOT NULL,
    tick     INTEGER NOT NULL,
    device   TEXT    NOT NULL,
    stream   TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    answered INTEGER,
    PRIMARY KEY (person, tick, device)
) STRICT, WITHOUT ROWID;
