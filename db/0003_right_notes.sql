-- The note in whose place this one stands: that one is struck.
ALTER TABLE session_note ADD COLUMN replaces_tick INTEGER;
ALTER TABLE session_note ADD COLUMN replaces_device TEXT;
