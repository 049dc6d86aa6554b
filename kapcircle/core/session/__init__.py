"""One circle as it is run: commands, events, the state they make, and the rules between."""
