"""The two kinds of error a person may see. Anything else is our bug."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A rule does not allow the command, in words a tired person understands. Nothing has changed."""


class KnownError(Exception):
    """The world said no: a disk, a device, a file, a passphrase. Says where, and what to do."""
