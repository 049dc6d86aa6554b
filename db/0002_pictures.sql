-- A picture of the fold, for lists across streams. Written with the entries, and rebuilt from them at any time.
CREATE TABLE staff (
    member TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    name   TEXT,
    role   TEXT,
    since  INTEGER                         -- ms since 1970-01-01 UTC, as every instant below
) STRICT, WITHOUT ROWID;

CREATE TABLE room (
    room   TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    name   TEXT,
    body   TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE track (
    track     TEXT PRIMARY KEY,            -- SHA-256 of the recording
    stream    TEXT NOT NULL,
    title     TEXT,
    length_ms INTEGER,
    loudness  REAL,                        -- LUFS
    gain      REAL,                        -- dB
    suffix    TEXT,
    source    TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE cohort (
    cohort TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    name   TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE participant (
    cohort TEXT NOT NULL,
    person TEXT NOT NULL,
    stream TEXT NOT NULL,
    alias  TEXT,
    mat    INTEGER,
    PRIMARY KEY (cohort, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    session    TEXT PRIMARY KEY,
    stream     TEXT NOT NULL,
    cohort     TEXT,
    name       TEXT,
    date       TEXT,                       -- the calendar day, YYYY-MM-DD
    state      TEXT,
    opened     INTEGER,
    closed     INTEGER,
    phase      TEXT,                       -- the phase that runs
    planned_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE session_phase (
    session    TEXT NOT NULL,
    phase      TEXT NOT NULL,
    stream     TEXT NOT NULL,
    position   INTEGER,
    name       TEXT,
    "group"    TEXT,
    planned_ms INTEGER,
    entered    INTEGER,
    actual_ms  INTEGER,
    held_ms    INTEGER,
    over_ms    INTEGER,
    skipped    INTEGER,
    inserted   INTEGER,
    PRIMARY KEY (session, phase)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_cue (
    session TEXT    NOT NULL,
    cue     TEXT    NOT NULL,
    made    INTEGER NOT NULL,
    stream  TEXT    NOT NULL,
    name    TEXT,
    kind    TEXT,
    due     INTEGER,
    PRIMARY KEY (session, cue, made)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_note (
    session  TEXT    NOT NULL,
    tick     INTEGER NOT NULL,
    device   TEXT    NOT NULL,
    stream   TEXT    NOT NULL,
    at       INTEGER,
    happened INTEGER,
    by       TEXT,
    person   TEXT,
    text     TEXT,
    struck   TEXT,                         -- why it was struck; empty if it was not
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

-- What a stream owns is found by the stream; tables with few streams do without.
CREATE INDEX participant_stream ON participant (stream);
CREATE INDEX session_stream ON session (stream);
CREATE INDEX session_cohort ON session (cohort);
CREATE INDEX session_phase_stream ON session_phase (stream);
CREATE INDEX session_cue_stream ON session_cue (stream);
CREATE INDEX session_note_stream ON session_note (stream);
