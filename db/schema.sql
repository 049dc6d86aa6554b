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
, programme TEXT) STRICT, WITHOUT ROWID;

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

CREATE TABLE session (
    session   TEXT    PRIMARY KEY,
    stream    TEXT    NOT NULL,
    cohort    TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    scheduled INTEGER
, kind TEXT NOT NULL DEFAULT 'open circle', pod TEXT, virtual INTEGER NOT NULL DEFAULT 0, place TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;

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

CREATE TABLE pod (
    pod    TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    cohort TEXT NOT NULL,
    name   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pod_member (
    cohort TEXT NOT NULL,
    person TEXT NOT NULL,
    stream TEXT NOT NULL,
    pod    TEXT NOT NULL,
    PRIMARY KEY (cohort, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE team_member (
    cohort TEXT    NOT NULL,
    member TEXT    NOT NULL,
    stream TEXT    NOT NULL,
    duty   TEXT    NOT NULL,
    counts INTEGER NOT NULL,               -- in the ratio of staff
    leads  TEXT    NOT NULL,               -- pods, with a space between
    PRIMARY KEY (cohort, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE other_person (
    other  TEXT    PRIMARY KEY,
    stream TEXT    NOT NULL,
    cohort TEXT    NOT NULL,
    name   TEXT    NOT NULL,
    role   TEXT    NOT NULL,
    person TEXT,                           -- for whom
    agreed INTEGER,                        -- to confidentiality, and when
    counts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session_company (
    session TEXT NOT NULL,
    other   TEXT NOT NULL,
    stream  TEXT NOT NULL,
    PRIMARY KEY (session, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE circle_agreements (
    cohort  TEXT    NOT NULL,
    version INTEGER NOT NULL,
    stream  TEXT    NOT NULL,
    text    TEXT    NOT NULL,
    written INTEGER NOT NULL,
    PRIMARY KEY (cohort, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE circle_yes (
    cohort  TEXT    NOT NULL,
    person  TEXT    NOT NULL,
    version INTEGER NOT NULL,
    stream  TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (cohort, person, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE intention (
    session TEXT    NOT NULL,
    person  TEXT    NOT NULL,
    stream  TEXT    NOT NULL,
    text    TEXT    NOT NULL,
    shared  INTEGER NOT NULL,              -- with the circle
    PRIMARY KEY (session, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE library_piece (
    piece  TEXT    PRIMARY KEY,
    stream TEXT    NOT NULL,
    cohort TEXT    NOT NULL,
    title  TEXT    NOT NULL,
    kind   TEXT    NOT NULL,
    text   TEXT    NOT NULL,
    found  TEXT    NOT NULL,
    ours   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session_piece (
    session TEXT NOT NULL,
    piece   TEXT NOT NULL,
    stream  TEXT NOT NULL,
    PRIMARY KEY (session, piece)
) STRICT, WITHOUT ROWID;

CREATE TABLE feedback (
    cohort  TEXT    NOT NULL,
    session TEXT    NOT NULL,              -- empty: on the whole
    person  TEXT    NOT NULL,
    stream  TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    text    TEXT    NOT NULL,
    quote   TEXT    NOT NULL,              -- no, anonymous, yes
    PRIMARY KEY (cohort, session, person)
) STRICT, WITHOUT ROWID;
