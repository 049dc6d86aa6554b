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
, artist TEXT NOT NULL DEFAULT '', qualities TEXT NOT NULL DEFAULT '', words INTEGER, feel TEXT, tags TEXT NOT NULL DEFAULT '', licence TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', begins_ms INTEGER NOT NULL DEFAULT 0, ends_ms INTEGER, loudness REAL, peak REAL, rises INTEGER NOT NULL DEFAULT 0, sound TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;

CREATE TABLE cohort (
    cohort TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    name   TEXT NOT NULL
, programme TEXT) STRICT, WITHOUT ROWID;

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
    struck   TEXT, replaces_tick INTEGER, replaces_device TEXT, marks TEXT,                         -- why it was struck
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

CREATE TABLE readiness (
    person            TEXT    PRIMARY KEY,
    stream            TEXT    NOT NULL,
    status            TEXT    NOT NULL,
    screened          INTEGER,
    screening_expires INTEGER,
    asked             TEXT    NOT NULL,    -- keys of screening questions, a line each; so are the next three
    excluded          TEXT    NOT NULL,
    hard_excluded     TEXT    NOT NULL,
    review            TEXT    NOT NULL,
    cleared           INTEGER,
    cleared_by        TEXT    NOT NULL,
    clearance_expires INTEGER,
    clearance_limits  TEXT    NOT NULL,
    preparations      INTEGER NOT NULL,    -- attended elsewhere: those of this practice's calendar are counted from it
    escort            TEXT    NOT NULL,    -- who takes them home unless the ride of a session names another
    escort_phone      TEXT    NOT NULL,
    emergency_contact TEXT    NOT NULL,
    safety_open       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE consent (
    person  TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    stream  TEXT    NOT NULL,
    answer  TEXT    NOT NULL,
    version INTEGER,                       -- of the text; null where it was withdrawn
    at      INTEGER NOT NULL,
    PRIMARY KEY (person, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE ride (
    person  TEXT NOT NULL,
    session TEXT NOT NULL,
    stream  TEXT NOT NULL,
    ride    TEXT NOT NULL,
    escort  TEXT NOT NULL,
    phone   TEXT NOT NULL,
    PRIMARY KEY (person, session)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_seat (
    session TEXT    NOT NULL,
    person  TEXT    NOT NULL,
    stream  TEXT    NOT NULL,
    mat     INTEGER NOT NULL,
    PRIMARY KEY (session, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_vitals (
    session         TEXT    NOT NULL,
    tick            INTEGER NOT NULL,
    device          TEXT    NOT NULL,
    stream          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    happened        INTEGER NOT NULL,
    "by"            TEXT    NOT NULL,
    person          TEXT,
    struck          TEXT,
    replaces_tick   INTEGER,
    replaces_device TEXT,
    marks           TEXT,
    not_taken       TEXT,
    systolic        INTEGER,
    diastolic       INTEGER,
    pulse           INTEGER,
    spo2            INTEGER,
    respiration     INTEGER,
    temperature     REAL,
    weight          REAL,
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_acknowledgement (
    session         TEXT    NOT NULL,
    tick            INTEGER NOT NULL,
    device          TEXT    NOT NULL,
    stream          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    happened        INTEGER NOT NULL,
    "by"            TEXT    NOT NULL,
    person          TEXT,
    struck          TEXT,
    replaces_tick   INTEGER,
    replaces_device TEXT,
    marks           TEXT,
    record_tick     INTEGER NOT NULL,
    record_device   TEXT    NOT NULL,
    done            TEXT    NOT NULL,
    told            TEXT    NOT NULL,
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_dose (
    session         TEXT    NOT NULL,
    tick            INTEGER NOT NULL,
    device          TEXT    NOT NULL,
    stream          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    happened        INTEGER NOT NULL,
    "by"            TEXT    NOT NULL,
    person          TEXT,
    struck          TEXT,
    replaces_tick   INTEGER,
    replaces_device TEXT,
    marks           TEXT,
    what            TEXT    NOT NULL,
    route           TEXT    NOT NULL,
    mg              REAL    NOT NULL,
    supplement      INTEGER NOT NULL,
    first           INTEGER NOT NULL,
    prescriber      TEXT,
    site            TEXT,
    lot             TEXT,
    given_by        TEXT,
    witness         TEXT,
    outside_range   INTEGER,
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_medicine (
    session         TEXT    NOT NULL,
    tick            INTEGER NOT NULL,
    device          TEXT    NOT NULL,
    stream          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    happened        INTEGER NOT NULL,
    "by"            TEXT    NOT NULL,
    person          TEXT,
    struck          TEXT,
    replaces_tick   INTEGER,
    replaces_device TEXT,
    marks           TEXT,
    name            TEXT    NOT NULL,
    amount          TEXT    NOT NULL,
    route           TEXT    NOT NULL,
    given_by        TEXT    NOT NULL,
    witness         TEXT    NOT NULL,
    words           TEXT    NOT NULL,
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_check_in (
    session         TEXT    NOT NULL,
    tick            INTEGER NOT NULL,
    device          TEXT    NOT NULL,
    stream          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    happened        INTEGER NOT NULL,
    "by"            TEXT    NOT NULL,
    person          TEXT,
    struck          TEXT,
    replaces_tick   INTEGER,
    replaces_device TEXT,
    marks           TEXT,
    mood            INTEGER,
    energy          INTEGER,
    safety          INTEGER,
    body            INTEGER,
    connection      INTEGER,
    word            TEXT    NOT NULL,
    passed          INTEGER NOT NULL,
    own             INTEGER NOT NULL,
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_observation (
    session         TEXT    NOT NULL,
    tick            INTEGER NOT NULL,
    device          TEXT    NOT NULL,
    stream          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    happened        INTEGER NOT NULL,
    "by"            TEXT    NOT NULL,
    person          TEXT,
    struck          TEXT,
    replaces_tick   INTEGER,
    replaces_device TEXT,
    marks           TEXT,
    depth           TEXT,
    distress        INTEGER,
    moaas           INTEGER,
    rass            INTEGER,
    preset          TEXT,
    accompanied     TEXT    NOT NULL,
    words           TEXT    NOT NULL,
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_touch (
    session         TEXT    NOT NULL,
    tick            INTEGER NOT NULL,
    device          TEXT    NOT NULL,
    stream          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    happened        INTEGER NOT NULL,
    "by"            TEXT    NOT NULL,
    person          TEXT,
    struck          TEXT,
    replaces_tick   INTEGER,
    replaces_device TEXT,
    marks           TEXT,
    touch           TEXT    NOT NULL,
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_attendance (
    session         TEXT    NOT NULL,
    tick            INTEGER NOT NULL,
    device          TEXT    NOT NULL,
    stream          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    happened        INTEGER NOT NULL,
    "by"            TEXT    NOT NULL,
    person          TEXT,
    struck          TEXT,
    replaces_tick   INTEGER,
    replaces_device TEXT,
    marks           TEXT,
    status          TEXT    NOT NULL,
    words           TEXT    NOT NULL,
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_question (
    session         TEXT    NOT NULL,
    tick            INTEGER NOT NULL,
    device          TEXT    NOT NULL,
    stream          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    happened        INTEGER NOT NULL,
    "by"            TEXT    NOT NULL,
    person          TEXT,
    struck          TEXT,
    replaces_tick   INTEGER,
    replaces_device TEXT,
    marks           TEXT,
    safety          INTEGER NOT NULL,
    told            TEXT    NOT NULL,
    decision        TEXT    NOT NULL,
    substances      TEXT    NOT NULL,
    medication      TEXT    NOT NULL,
    fasted          INTEGER NOT NULL,
    sleep           TEXT    NOT NULL,
    pregnancy       TEXT    NOT NULL,
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_incident (
    session         TEXT    NOT NULL,
    tick            INTEGER NOT NULL,
    device          TEXT    NOT NULL,
    stream          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    happened        INTEGER NOT NULL,
    "by"            TEXT    NOT NULL,
    person          TEXT,
    struck          TEXT,
    replaces_tick   INTEGER,
    replaces_device TEXT,
    marks           TEXT,
    kind            TEXT    NOT NULL,
    severity        TEXT    NOT NULL,
    relation        TEXT    NOT NULL,
    done            TEXT    NOT NULL,
    resolved        INTEGER NOT NULL,
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_leaving (
    session         TEXT    NOT NULL,
    tick            INTEGER NOT NULL,
    device          TEXT    NOT NULL,
    stream          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    happened        INTEGER NOT NULL,
    "by"            TEXT    NOT NULL,
    person          TEXT,
    struck          TEXT,
    replaces_tick   INTEGER,
    replaces_device TEXT,
    marks           TEXT,
    way             TEXT    NOT NULL,
    words           TEXT    NOT NULL,
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_staffing (
    session         TEXT    NOT NULL,
    tick            INTEGER NOT NULL,
    device          TEXT    NOT NULL,
    stream          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    happened        INTEGER NOT NULL,
    "by"            TEXT    NOT NULL,
    person          TEXT,
    struck          TEXT,
    replaces_tick   INTEGER,
    replaces_device TEXT,
    marks           TEXT,
    what            TEXT    NOT NULL,
    member          TEXT,
    words           TEXT    NOT NULL,
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_presence (
    session    TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    stream     TEXT    NOT NULL,
    status     TEXT,
    words      TEXT    NOT NULL,
    arrived    INTEGER,
    "left"     INTEGER,
    present_ms INTEGER NOT NULL,
    since      INTEGER,
    PRIMARY KEY (session, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE _words (
    id       INTEGER PRIMARY KEY,
    tick     INTEGER NOT NULL,
    device   TEXT    NOT NULL,
    session  TEXT    NOT NULL,
    kind     TEXT    NOT NULL,             -- note, observation, incident
    person   TEXT,                         -- null: about the circle
    "by"     TEXT    NOT NULL,
    happened INTEGER NOT NULL,
    struck   TEXT,
    words    TEXT    NOT NULL,
    UNIQUE (tick, device)
) STRICT;

CREATE VIRTUAL TABLE _found USING fts5 (
    words, content = '_words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER _words_written AFTER INSERT ON _words BEGIN
    INSERT INTO _found (rowid, words) VALUES (new.id, new.words);
END;

CREATE TRIGGER _words_gone AFTER DELETE ON _words BEGIN
    INSERT INTO _found (_found, rowid, words) VALUES ('delete', old.id, old.words);
END;

CREATE TRIGGER _note_written AFTER INSERT ON session_note BEGIN
    INSERT INTO _words (tick, device, session, kind, person, "by", happened, struck, words)
    SELECT new.tick, new.device, new.session, 'note', new.person, new."by", new.happened, new.struck, new.text
    WHERE new.text <> '';
END;

CREATE TRIGGER _note_changed AFTER UPDATE ON session_note BEGIN
    DELETE FROM _words WHERE tick = old.tick AND device = old.device;
    INSERT INTO _words (tick, device, session, kind, person, "by", happened, struck, words)
    SELECT new.tick, new.device, new.session, 'note', new.person, new."by", new.happened, new.struck, new.text
    WHERE new.text <> '';
END;

CREATE TRIGGER _note_gone AFTER DELETE ON session_note BEGIN
    DELETE FROM _words WHERE tick = old.tick AND device = old.device;
END;

CREATE TRIGGER _observation_written AFTER INSERT ON session_observation BEGIN
    INSERT INTO _words (tick, device, session, kind, person, "by", happened, struck, words)
    SELECT new.tick, new.device, new.session, 'observation', new.person, new."by", new.happened, new.struck, new.words
    WHERE new.words <> '';
END;

CREATE TRIGGER _observation_changed AFTER UPDATE ON session_observation BEGIN
    DELETE FROM _words WHERE tick = old.tick AND device = old.device;
    INSERT INTO _words (tick, device, session, kind, person, "by", happened, struck, words)
    SELECT new.tick, new.device, new.session, 'observation', new.person, new."by", new.happened, new.struck, new.words
    WHERE new.words <> '';
END;

CREATE TRIGGER _observation_gone AFTER DELETE ON session_observation BEGIN
    DELETE FROM _words WHERE tick = old.tick AND device = old.device;
END;

CREATE TRIGGER _incident_written AFTER INSERT ON session_incident BEGIN
    INSERT INTO _words (tick, device, session, kind, person, "by", happened, struck, words)
    SELECT new.tick, new.device, new.session, 'incident', new.person, new."by", new.happened, new.struck, new.kind || ' ' || new.done
    WHERE new.kind || ' ' || new.done <> '';
END;

CREATE TRIGGER _incident_changed AFTER UPDATE ON session_incident BEGIN
    DELETE FROM _words WHERE tick = old.tick AND device = old.device;
    INSERT INTO _words (tick, device, session, kind, person, "by", happened, struck, words)
    SELECT new.tick, new.device, new.session, 'incident', new.person, new."by", new.happened, new.struck, new.kind || ' ' || new.done
    WHERE new.kind || ' ' || new.done <> '';
END;

CREATE TRIGGER _incident_gone AFTER DELETE ON session_incident BEGIN
    DELETE FROM _words WHERE tick = old.tick AND device = old.device;
END;

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

CREATE TABLE maintenance_request (
    person   TEXT    NOT NULL,
    tick     INTEGER NOT NULL,
    device   TEXT    NOT NULL,
    stream   TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    answered INTEGER,
    PRIMARY KEY (person, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_song (
    session         TEXT    NOT NULL,
    tick            INTEGER NOT NULL,
    device          TEXT    NOT NULL,
    stream          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    happened        INTEGER NOT NULL,
    "by"            TEXT    NOT NULL,
    person          TEXT,
    struck          TEXT,
    replaces_tick   INTEGER,
    replaces_device TEXT,
    marks           TEXT,
    what            TEXT    NOT NULL,
    why             TEXT    NOT NULL,
    done            TEXT    NOT NULL,
    not_again       TEXT,
    no_lyrics       INTEGER NOT NULL,
    PRIMARY KEY (session, tick, device)
) STRICT, WITHOUT ROWID;
