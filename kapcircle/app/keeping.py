"""What keeps an open vault safe: its backups are read in the background, and a mirror follows."""

import os
from collections import deque
from threading import Thread

from kapcircle.desk.fittings import Check
from kapcircle.store import backup, stick
from kapcircle.store.mirror import Mirror
from kapcircle.store.vault import Vault


class VaultKeeping:
    """Begins to read where it is told to, and tells what is wrong."""

    def __init__(self, vault: Vault, mirror: Mirror | None) -> None:
        self._vault, self._mirror = vault, mirror
        self._base, self._restored = vault.base(), vault.restored()
        self._news: deque[str] = deque()
        self._told = ""
        """Of the mirror: it says the same until it is over."""

    @property
    def since(self) -> int:
        """The tick after which a mirror must have all."""
        return self._base.tick if self._base else 0

    def begin(self) -> None:
        """Read what was not read yet, on a thread. A vault locked meanwhile leaves it for next time."""
        Thread(target=self._read, name="backups", daemon=True).start()

    def news(self) -> tuple[str, ...]:
        """What went wrong since this was asked last."""
        trouble = "" if self._mirror is None else self._mirror.trouble
        if trouble != self._told and trouble:
            self._news.append(trouble)
        self._told = trouble
        return tuple(self._news.popleft() for _ in range(len(self._news)))

    def checks(self) -> tuple[Check, ...]:
        """Backup and mirror."""
        return (self._backup(), self._mirrored())

    def _backup(self) -> Check:
        newest = next(iter(backup.found(self._vault.path)), None)
        if newest is None or newest.state == backup.UNVERIFIED:
            return Check("Backup", None, "none yet" if newest is None else f"the {newest.label} is not read yet")
        good = newest.state != backup.BAD
        return Check("Backup", good, f"the {newest.label} is {'sound' if good else 'damaged: see kapcircle check'}")

    def _mirrored(self) -> Check:
        if self._mirror is None:
            return Check("Mirror", None, "no mirror folder is set: a stick would keep a second copy")
        if self._mirror.trouble or not os.access(self._mirror.folder, os.W_OK):
            return Check("Mirror", False, self._mirror.trouble or "the folder does not answer: is the stick in?")
        return Check("Mirror", True, "ready")

    def _read(self) -> None:
        try:
            self._carry()
            self._news.extend(self._vault.verify_backups())
            self._carry()
        except OSError as error:
            self._news.append(f"The backups could not be read: {error.strerror}. Look at the disk.")

    def _carry(self) -> None:
        """Bring keys and backup to the mirror: the newest sound one that was made since the vault was last restored."""
        sound = (each for each in backup.found(self._vault.path) if not each.state and each.made > self._restored)
        newest = next(sound, self._base)
        if self._mirror is None or newest is None:
            return
        try:
            stick.carry(self._vault.path, self._vault.identity, newest, self._mirror.folder)
        except OSError as error:
            self._news.append(f"The mirror {self._mirror.folder} got no backup: {error.strerror}.")
