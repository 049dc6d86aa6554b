-- A song that was asked for: why, what was done, and which recording should not come again for that participant.

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
