-- What was recorded in a circle: a table for each kind of record, each with what all records have.

CREATE TABLE session_seat (
    session TEXT    NOT NULL,
    person  TEXT    NOT NULL,
    stream  TEXT    NOT NULL,
    mat     INTEGER NOT NULL,
    PRIMARY KEY (session, person)
) STRICT, WITHOUT ROWID;

ALTER TABLE session_note ADD COLUMN marks TEXT;

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
