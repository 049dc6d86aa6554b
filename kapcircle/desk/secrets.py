"""What a line to the lamps must know and nobody else may: kept in the vault, beside its settings."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

KEPT = "line "
"""What the names of these settings begin with; the address follows."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A user of a broker and the password; `ca` is the file of an authority of one's own, else the system's hold.

    Of a bridge: what it calls itself, the key that it gave, and in `pin` the SHA-256 of its certificate.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    ca: str = ""
    pin: str = ""


def secrets(settings: Mapping[str, str]) -> dict[str, Secret]:
    """What is kept, by address."""
    kept = ((name.removeprefix(KEPT), text) for name, text in settings.items() if name.startswith(KEPT) and text)
    return {address: Secret(**json.loads(text)) for address, text in kept}


def written(secret: Secret) -> str:
    """A secret as it is kept; nothing for one that says nothing."""
    return "" if secret == Secret() else json.dumps(asdict(secret))
