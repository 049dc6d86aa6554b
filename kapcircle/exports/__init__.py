"""What enters and leaves as a file: one format per file."""
