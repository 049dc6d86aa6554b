-- Who a participant is, where they stand and how they are reached: for the lists of the People page.
ALTER TABLE person ADD COLUMN legal TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN chosen TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN pronouns TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN birth_year INTEGER;

-- Every status that a participant had, numbered from 0 by the time from which it holds.
CREATE TABLE person_status (
    person  TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    stream  TEXT    NOT NULL,
    status  TEXT    NOT NULL,
    since   INTEGER NOT NULL,
    reason  TEXT    NOT NULL,
    by      TEXT    NOT NULL,
    current INTEGER NOT NULL,              -- 1: where they stand now
    PRIMARY KEY (person, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_contact (
    person              TEXT PRIMARY KEY,
    stream              TEXT NOT NULL,
    phone               TEXT NOT NULL,
    email               TEXT NOT NULL,
    emergency_name      TEXT NOT NULL,
    emergency_relation  TEXT NOT NULL,
    emergency_phone     TEXT NOT NULL,
    escort_name         TEXT NOT NULL,
    escort_phone        TEXT NOT NULL,
    second_escort_name  TEXT NOT NULL,
    second_escort_phone TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person_access (
    person      TEXT    PRIMARY KEY,
    stream      TEXT    NOT NULL,
    language    TEXT    NOT NULL,
    interpreter INTEGER NOT NULL,
    access      TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
