-- A picture of the fold, for lists across streams: written with the entries, and rebuilt from them at any time.
-- Each row belongs to the stream whose fold it shows. Instants are ms since 1970-01-01 UTC, lengths end in _ms.
CREATE TABLE staff (
    member TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    name   TEXT NOT NULL,
    role   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE room (
    room   TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    name   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE track (
    track     TEXT    PRIMARY KEY,         -- SHA-256 of the recording
    stream    TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    length_ms INTEGER NOT NULL,
    gain      REAL    NOT NULL,            -- dB
    suffix    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cohort (
    cohort TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    name   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    person TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    alias  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE participant (
    cohort TEXT    NOT NULL,
    person TEXT    NOT NULL,
    stream TEXT    NOT NULL,
    mat    INTEGER NOT NULL,
    PRIMARY KEY (cohort, person)
) STRICT, WITHOUT ROWID;

-- A session as it is planned, in its cohort's stream.
CREATE TABLE session (
    session   TEXT    PRIMARY KEY,
    stream    TEXT    NOT NULL,
    cohort    TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    scheduled INTEGER
) STRICT, WITHOUT ROWID;

-- The same as it runs or ran, in its own.
CREATE TABLE session_run (
    session    TEXT    PRIMARY KEY,
    stream     TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    opened     INTEGER,
    closed     INTEGER,
    phase      TEXT,
    planned_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session_phase (
    session    TEXT    NOT NULL,
    phase      TEXT    NOT NULL,
    stream     TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    "group"    TEXT    NOT NULL,
    planned_ms INTEGER NOT NULL,
    entered    INTEGER,
    actual_ms  INTEGER,
    held_ms    INTEGER,
    over_ms    INTEGER,
    skipped    INTEGER NOT NULL,
    inserted   INTEGER NOT NULL,
    PRIMARY KEY (session, phase)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_cue (
    session TEXT    NOT NULL,
    cue     TEXT    NOT NULL,
    made    INTEGER NOT NULL,
    stream  TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    due     INTEGER NOT NULL,
    PRIMARY KEY (session, cue, made)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_note (
    session  TEXT    NOT NULL,
    tick     INTEGER NOT NULL,
    device   TEXT    NOT NULL,
    stream   TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    happened INTEGER NOT NULL,
    by       TEXT    NOT NULL,
    person   TEXT,                         -- null: about the circle
    text     TEXT    NOT NULL,
    struck   TEXT,                         -- why it was struck
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE INDEX session_cohort ON session (cohort);
