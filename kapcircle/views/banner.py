"""What KapCircle is not, in the words of the settings, of every paper and of whatever wants an answer."""

REMINDS = "KapCircle records and reminds. It is not a monitor, and not a medical device."
"""The whole of it."""

NO_MONITOR = "A reminder of what was written down: KapCircle is not a monitor."
"""Beside a value that wants an answer."""
