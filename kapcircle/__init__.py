"""KapCircle: run group circles in ketamine-assisted psychotherapy, offline, from one laptop."""

__version__ = "0.1.0"
