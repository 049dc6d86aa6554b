-- How ready a person is, but for one day's ride: what the readiness board is fed with.
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

-- What was answered last to each kind of consent: yes, no, or withdrawn.
CREATE TABLE consent (
    person  TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    stream  TEXT    NOT NULL,
    answer  TEXT    NOT NULL,
    version INTEGER,                       -- of the text; null where it was withdrawn
    at      INTEGER NOT NULL,
    PRIMARY KEY (person, kind)
) STRICT, WITHOUT ROWID;

-- How a person gets home from a session.
CREATE TABLE ride (
    person  TEXT NOT NULL,
    session TEXT NOT NULL,
    stream  TEXT NOT NULL,
    ride    TEXT NOT NULL,
    escort  TEXT NOT NULL,
    phone   TEXT NOT NULL,
    PRIMARY KEY (person, session)
) STRICT, WITHOUT ROWID;
