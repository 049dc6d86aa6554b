-- Everything that was ever recorded, by every device. Rows are never deleted. That a body and its salt may be emptied
-- is reserved for erasure, which is not built yet: until it is, `kapcircle check` calls it a fault.
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

-- A stamp names one entry in the whole vault; the largest tick is found at once.
CREATE UNIQUE INDEX entry_stamp ON entry (tick, device);

CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER entry_is_only_erased BEFORE UPDATE ON entry
WHEN NEW.body <> '' OR NEW.salt <> x''
  OR (NEW.stream, NEW.tick, NEW.device, NEW.at, NEW.happened, NEW.zone, NEW.by, NEW.command, NEW.type, NEW.seal, NEW.hash)
  IS NOT (OLD.stream, OLD.tick, OLD.device, OLD.at, OLD.happened, OLD.zone, OLD.by, OLD.command, OLD.type, OLD.seal, OLD.hash)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- Which commands an entry takes back: the same as its body says, where a query can reach it.
CREATE TABLE undone (
    command TEXT    NOT NULL,
    tick    INTEGER NOT NULL,
    device  TEXT    NOT NULL,
    stream  TEXT    NOT NULL,
    PRIMARY KEY (command, tick, device)
) STRICT, WITHOUT ROWID;

-- Which laptop this copy of the vault is: one row for each place the file was opened at.
CREATE TABLE device (
    place TEXT PRIMARY KEY,                -- hash of the machine and the file's path
    id    TEXT NOT NULL UNIQUE,
    since INTEGER NOT NULL                 -- the largest tick among the backups when it was named
) STRICT, WITHOUT ROWID;

-- Plain values that are not events.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Half-typed text, so that a crash does not lose it.
CREATE TABLE draft (
    name TEXT PRIMARY KEY,                 -- the field it stands in
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Documents by the SHA-256 of their bytes; events hold the hash.
CREATE TABLE blob (
    hash TEXT PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;
