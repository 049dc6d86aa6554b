-- The next-day contact is read off `session_dose` by whoever asks what is due: no row of its own says it a second time.

DROP TABLE contact_due;
