"""What a cohort is made of and keeps, in dialogs of the Plan page; everything here has ordinary undo."""
