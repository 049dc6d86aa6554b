"""What may be the name of a receiver in a network."""

from kapcircle.core.errors import KnownError


def check_host(host: str, text: str) -> None:
    """Raises KnownError, with the whole address as `text`, where nothing in any network can be called so."""
    try:
        host.encode("idna")
    except UnicodeError as error:
        raise KnownError(f"{text}: {host} cannot be a name or an IP address.") from error
