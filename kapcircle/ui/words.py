"""Human texts that several parts of the window share."""

from kapcircle.core.ids import Millis


def span(length: Millis) -> str:
    """A length as it is read: `0:42`, `23:10`, `1:02:03`."""
    seconds = max(0, length) // 1000
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
