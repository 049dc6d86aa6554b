"""One kind of thing in the room per file."""
