-- What a cohort follows; what a session on the calendar is, whose, and where.
ALTER TABLE cohort ADD COLUMN programme TEXT;
ALTER TABLE session ADD COLUMN kind TEXT NOT NULL DEFAULT 'open circle';
ALTER TABLE session ADD COLUMN pod TEXT;                        -- null: the whole cohort's
ALTER TABLE session ADD COLUMN virtual INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN place TEXT NOT NULL DEFAULT '';  -- of a virtual one, the link

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

-- Who is in the room and neither participant nor staff.
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
