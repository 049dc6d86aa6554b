"""A cohort: its people and pods, its team, its calendar, who else is in the room, and what its community keeps."""
