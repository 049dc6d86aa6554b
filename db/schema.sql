-- Generated from the numbered files; a test compares.

CREATE TABLE entry (
    stream   TEXT    NOT NULL,             -- 'practice', or 'kind:UUID'
    tick     INTEGER NOT NULL,             -- order over all streams (Lamport); not a time
    device   TEXT    NOT NULL,             -- the laptop that wrote it
    at       INTEGER NOT NULL,             -- when it was written: ms since 1970-01-01 UTC
    happened INTEGER NOT NULL,             -- when it took place: the same
    zone     INTEGER NOT NULL,             -- minutes east of UTC at the desk
    by       TEXT    NOT NULL,             -- the member of staff
    command  TEXT    NOT NULL,             -- all events of one command stand or fall together
    type     TEXT    NOT NULL,             -- the event's name
    body     TEXT    NOT NULL,             -- the event as JSON; '' is reserved for erasure
    salt     BLOB    NOT NULL,             -- 32 random bytes; empty likewise
    seal     BLOB    NOT NULL,             -- HMAC-SHA256 of the body under the salt; stays
    hash     BLOB    NOT NULL,             -- SHA-256 of the device's hash before in this stream, the columns above but body and salt
    PRIMARY KEY (stream, tick, device),
    CHECK (length(salt) IN (0, 32) AND length(seal) = 32 AND length(hash) = 32),
    CHECK ((body = '') = (length(salt) = 0))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX entry_stamp ON entry (tick, device);

CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER entry_is_only_erased BEFORE UPDATE ON entry
WHEN NEW.body <> '' OR NEW.salt <> x''
  OR (NEW.stream, NEW.tick, NEW.device, NEW.at, NEW.happened, NEW.zone, NEW.by, NEW.command, NEW.type, NEW.seal, NEW.hash)
  IS NOT (OLD.stream, OLD.tick, OLD.device, OLD.at, OLD.happened, OLD.zone, OLD.by, OLD.command, OLD.type, OLD.seal, OLD.hash)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TABLE undone (
    command TEXT    NOT NULL,
    tick    INTEGER NOT NULL,
    device  TEXT    NOT NULL,
    stream  TEXT    NOT NULL,
    PRIMARY KEY (command, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    place TEXT PRIMARY KEY,                -- hash of the machine and the file's path
    id    TEXT NOT NULL UNIQUE,
    since INTEGER NOT NULL                 -- the largest tick among the backups when it was named
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    name TEXT PRIMARY KEY,                 -- the field it stands in
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
    hash TEXT PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;

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
, legal TEXT NOT NULL DEFAULT '', chosen TEXT NOT NULL DEFAULT '', pronouns TEXT NOT NULL DEFAULT '', birth_year INTEGER) STRICT, WITHOUT ROWID;

CREATE TABLE participant (
    cohort TEXT    NOT NULL,
    person TEXT    NOT NULL,
    stream TEXT    NOT NULL,
    mat    INTEGER NOT NULL,
    PRIMARY KEY (cohort, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    session   TEXT    PRIMARY KEY,
    stream    TEXT    NOT NULL,
    cohort    TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    scheduled INTEGER
) STRICT, WITHOUT ROWID;

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
    struck   TEXT, replaces_tick INTEGER, replaces_device TEXT,                         -- why it was struck
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE INDEX session_cohort ON session (cohort);

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
