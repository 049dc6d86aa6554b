-- A picture of what follows a session by itself: the next-day contact with everybody who had medicine.

CREATE TABLE contact_due (
    session TEXT    NOT NULL,
    person  TEXT    NOT NULL,
    stream  TEXT    NOT NULL,
    since   INTEGER NOT NULL,
    until   INTEGER NOT NULL,
    PRIMARY KEY (session, person)
) STRICT, WITHOUT ROWID;
