"""Pure rows for eyes and paper, read off the state at an instant."""
