"""Qt Widgets: no rules, no SQL, no files."""
