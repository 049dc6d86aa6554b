"""What is said of a record that no longer counts, in one place for every page."""

from kapcircle.core.session.recording import WITHDRAWN


def gone(reason: str | None) -> str:
    """`withdrawn`, or `struck:` with the reason; nothing for a record that counts."""
    if not reason or reason == WITHDRAWN:
        return reason or ""
    return f"struck: {reason}"
