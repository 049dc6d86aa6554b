"""The application: takes commands, knows Protocols and not things."""
