-- How somebody attended a circle. A stay that has no end yet began at `since`; the ended ones lasted `present_ms`.

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
