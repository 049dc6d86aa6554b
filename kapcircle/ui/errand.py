"""Something slow, done beside the window, which goes on painting."""

import threading
from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Signal

from kapcircle.core.errors import KnownError, Refused


class Errand(QObject):
    """Runs `act` in a thread of its own; tells in the window's thread how it went."""

    done = Signal(object)
    """What `act` returned."""
    failed = Signal(str)
    """Why it could not be done, in words."""
    told = Signal(str)
    """Words on the way, from whichever thread."""
    _settled = Signal(object, object)

    _under_way: ClassVar[set["Errand"]] = set()

    def __init__(self, act: Callable[[Callable[[str], None]], Any]) -> None:
        """`act` is given a function that it may tell its progress."""
        super().__init__()
        self._act = act
        self._settled.connect(self._settle)

    def start(self) -> None:
        """Set out."""
        self._under_way.add(self)
        threading.Thread(target=self._run, name="errand").start()

    @property
    def under_way(self) -> bool:
        """Whether it has set out and not come back."""
        return self in self._under_way

    def _run(self) -> None:
        error: BaseException | None = None
        result: Any = None
        try:
            result = self._act(self.told.emit)
        except BaseException as raised:  # noqa: BLE001 - raised again where the window sees it
            error = raised
        self._settled.emit(result, error)

    def _settle(self, result: Any, error: BaseException | None) -> None:
        self._under_way.discard(self)
        match error:
            case None:
                self.done.emit(result)
            case KnownError() | Refused():
                self.failed.emit(str(error))
            case _:
                self.failed.emit("Something went wrong in the program itself. Nothing was changed; try again.")
                raise error
