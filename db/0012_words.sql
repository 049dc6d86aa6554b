-- What was written in words, found again by any of them. Triggers keep it beside the pictures that it is made of, so
-- that it is filled, struck and rebuilt with them; it lies in the same encrypted file.
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

-- A word that is erased leaves no trace in the index.
INSERT INTO _found (_found, rank) VALUES ('secure-delete', 1);

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
