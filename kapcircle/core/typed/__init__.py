"""What a hand types in a hurry, and what it means."""
