"""What is typed, as it is kept."""

from kapcircle.core.errors import Refused


def named(name: str, what: str) -> str:
    """A name without the spaces around it. Raises Refused when nothing is left."""
    if not name.strip():
        raise Refused(f"Give the {what} a name.")
    return name.strip()
