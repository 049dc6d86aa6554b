"""A disk that hangs or is full."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from kapcircle.store.database import Database, connect


class Disk:
    """Opens connections that hang or find the disk full, as long as the test wants."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.reached = threading.Event()
        self.free.set()
        self.pages = 0

    def opens(self, path: Path, key: bytes) -> Database:
        db = connect(path, key)
        if self.pages:
            db.execute(f"PRAGMA max_page_count = {self.pages}")
        return cast(Database, _Hanging(db, self))


class _Hanging:
    def __init__(self, db: Database, disk: Disk) -> None:
        self._db, self._disk = db, disk

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)

    @contextmanager
    def atomic(self) -> Iterator[Database]:
        with self._db.atomic() as db:
            yield db
            self._disk.reached.set()
            self._disk.free.wait(30)
