"""The doors that the unlock page is shown before: what opens a vault is loaded behind it, or when it is asked for."""

import gc
import importlib
import sys
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

from kapcircle.app.recent import recent
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role

if TYPE_CHECKING:
    from kapcircle.app.vaults import VaultDoors
    from kapcircle.desk.house import House

LATER = (
    "kapcircle.app.vaults",
    *(f"kapcircle.ui.pages.{page}" for page in ("plan", "circle", "review", "settings")),
    "kapcircle.ui.panels.preflight",
)
"""What an open vault needs; it takes longer to load than the unlock page takes to be shown."""


def load() -> None:
    """Load it beside the window, while a passphrase is typed."""

    def work() -> None:
        for name in LATER:
            importlib.import_module(name)
        settle()

    Thread(target=work, name="loading").start()


def settle() -> None:
    """What is loaded by now stays: no GO waits while it is looked through for garbage, or for another thread's turn."""
    gc.freeze()
    sys.setswitchinterval(0.001)


class EarlyDoors:
    """Stands before the doors proper, and is there at once."""

    @property
    def _proper(self) -> "VaultDoors":
        from kapcircle.app.vaults import VaultDoors

        return VaultDoors()

    def recent(self) -> tuple[str, ...]:
        """Vaults opened on this laptop, the latest first."""
        return recent()

    def staff(self, path: str) -> tuple[tuple[MemberId, str], ...]:
        """Who has a passphrase to this vault, and what to call them."""
        return self._proper.staff(path)

    def create(self, path: str, name: str, role: Role, passphrase: str) -> "tuple[House, str]":
        """A new vault with its first member of staff, and its recovery key."""
        return self._proper.create(path, name, role, passphrase)

    def open(self, path: str, passphrase: str, on_slow: Callable[[str], None]) -> "House":
        """Open a vault with a member's passphrase."""
        return self._proper.open(path, passphrase, on_slow)

    def recover(self, path: str, key: str, member: MemberId, passphrase: str) -> "House":
        """Open a vault with its recovery key, and give a member a new passphrase."""
        return self._proper.recover(path, key, member, passphrase)
