"""Threads of an engine of which none may end unseen."""

from collections.abc import Callable
from threading import Thread


def minded(name: str, work: Callable[[], None], failed: Callable[[Exception], None]) -> Thread:
    """Begin a thread. What nobody foresaw in it is handed to `failed`, and ends the engine: half a room, with nothing
    said, would be worse.
    """

    def run() -> None:
        try:
            work()
        except Exception as why:  # noqa: BLE001 - raised again where the engine is minded
            failed(why)

    thread = Thread(target=run, name=name, daemon=True)
    thread.start()
    return thread
