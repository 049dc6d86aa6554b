"""The clock page for others: a listener on one address of this laptop, only while somebody has switched it on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kapcircle.views.public_clock import PublicClock

PORT = 8040
"""Where the page listens unless told otherwise: programme setting, free on most laptops."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this laptop, and what the system calls the network that it is on."""

    network: str
    address: str
    own: bool = False
    """Whether nothing but this laptop itself can reach it."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The page as it is on now. `readers` is how many devices have it open, `trouble` why none may reach it."""

    address: str
    port: int
    code: str
    readers: int = 0
    trouble: str = ""

    @property
    def brief(self) -> str:
        """That it is on, in few words."""
        if self.trouble:
            return f"▲ Clock page: {self.trouble}"
        devices = {0: "no device yet", 1: "1 device"}.get(self.readers, f"{self.readers} devices")
        return f"Clock page on, open on {devices}"

    @property
    def place(self) -> str:
        """What is typed into a browser."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"http://{host}:{self.port}"


class ClockPage(Protocol):
    """Off until it is opened. Everything but `addresses` returns at once."""

    def addresses(self) -> Sequence[Address]:
        """The addresses of this laptop, those that others can reach first."""

    def open(self, address: str, port: int) -> Shared:
        """Listen, with a new code. Raises KnownError with nothing opened."""

    def show(self, clock: PublicClock) -> None:
        """What is shown from now on, until told otherwise."""

    def shared(self) -> Shared | None:
        """How it is; None while it is off."""

    def close(self) -> None:
        """Listen no longer, and let go of everybody who reads."""
