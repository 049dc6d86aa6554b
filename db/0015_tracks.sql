-- What is said of a recording, where it is heard from and to, and what was measured of it.
ALTER TABLE track ADD COLUMN artist TEXT NOT NULL DEFAULT '';
ALTER TABLE track ADD COLUMN qualities TEXT NOT NULL DEFAULT '';   -- soften, deepen, ground, lift, with commas
ALTER TABLE track ADD COLUMN words INTEGER;                        -- 1: somebody sings or speaks; NULL: nobody has said
ALTER TABLE track ADD COLUMN feel TEXT;                            -- still, slow, moving, driving
ALTER TABLE track ADD COLUMN tags TEXT NOT NULL DEFAULT '';        -- with commas
ALTER TABLE track ADD COLUMN licence TEXT NOT NULL DEFAULT '';
ALTER TABLE track ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE track ADD COLUMN begins_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE track ADD COLUMN ends_ms INTEGER;                      -- NULL: its end
ALTER TABLE track ADD COLUMN loudness REAL;                        -- LUFS; NULL: not measured, or silent
ALTER TABLE track ADD COLUMN peak REAL;                            -- dBTP; as loudness
ALTER TABLE track ADD COLUMN rises INTEGER NOT NULL DEFAULT 0;     -- how many are sudden
ALTER TABLE track ADD COLUMN sound TEXT NOT NULL DEFAULT '';       -- hash of what is heard; empty: not measured
