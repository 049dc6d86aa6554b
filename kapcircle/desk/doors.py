"""The way into a vault: what the unlock page asks for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role

if TYPE_CHECKING:  # the unlock page is shown before anything of a house is loaded
    from kapcircle.desk.house import House

OnSlow = Callable[[str], None]
"""Told in words what takes longer than the passphrase alone. May be called from any thread."""


class Doors(Protocol):
    """Vaults, closed. Every method but `recent` takes as long as a passphrase is stretched, and may be called from
    any thread. Each raises KnownError in words for the page, and then has changed nothing.
    """

    def recent(self) -> tuple[str, ...]:
        """Vaults opened on this laptop, the latest first."""

    def create(self, path: str, name: str, role: Role, passphrase: str) -> "tuple[House, str]":
        """A new vault with its first member of staff, and its recovery key, which is kept nowhere."""

    def open(self, path: str, passphrase: str, on_slow: OnSlow) -> "House":
        """Open a vault with a member's passphrase."""

    def staff(self, path: str) -> tuple[tuple[MemberId, str], ...]:
        """Who has a passphrase to this vault, and what to call them."""

    def recover(self, path: str, key: str, member: MemberId, passphrase: str) -> "House":
        """Open a vault with its recovery key, and give a member a new passphrase."""
