"""The laptop itself: disk, battery; sleep and shutting down held off while a circle runs."""

import os
import shutil
import sys
from pathlib import Path

import psutil

from kapcircle.core.ids import Millis
from kapcircle.desk.fittings import Check

ROOM_FOR_A_DAY = 500 * 2**20
"""Bytes free that a session day and its backups never need: our own measure, with much to spare."""


SLEEP, SHUTDOWN = "sleep:idle:handle-lid-switch", "shutdown"
"""What can be held off, as systemd-logind calls it."""


class Laptop:
    """Answers the preflight. `folder` is where the vault lies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, int] = {}

    def checks(self, lasting: Millis) -> tuple[Check, ...]:
        """Disk, battery against the length of the circle, and sleep: asking changes nothing."""
        return (self._disk(), battery(lasting), self._sleep())

    def _disk(self) -> Check:
        try:
            free = shutil.disk_usage(self._folder).free
        except OSError as error:  # a stick that was pulled out
            return Check("Disk", False, f"the folder of the vault cannot be reached: {error.strerror}")
        return Check("Disk", free > ROOM_FOR_A_DAY, f"{free / 2**30:.1f} GB free")

    def _sleep(self) -> Check:
        if SLEEP not in self._held:
            return Check("Sleep", None, "could not be held off: turn sleep off in the system's settings")
        return Check("Sleep", True, "held off for as long as somebody sits at the circle")

    def stay_awake(self, why: str) -> bool:
        """Hold sleep and the lid switch off; False where the system does not let us."""
        return self._hold(SLEEP, why)

    def stay_on(self, why: str) -> bool:
        """Hold off being shut down; False where the system does not let us."""
        return self._hold(SHUTDOWN, why)

    def _hold(self, what: str, why: str) -> bool:
        if what not in self._held and sys.platform == "linux" and (lock := _inhibit(what, why)) is not None:
            self._held[what] = lock
        return what in self._held

    def may_sleep(self) -> None:
        """Let the laptop sleep again."""
        self._let(SLEEP)

    def may_shut_down(self) -> None:
        """Let the laptop be shut down again."""
        self._let(SHUTDOWN)

    def _let(self, what: str) -> None:
        if what in self._held:
            os.close(self._held.pop(what))


def battery(lasting: Millis) -> Check:
    """Whether the battery lasts as long as the circle."""
    try:
        state = psutil.sensors_battery()
    except OSError:  # a system that shows nothing of its hardware, as in a container
        state = None
    if state is None:
        return Check("Battery", None, "no battery is seen")
    if state.power_plugged:
        return Check("Battery", True, f"on the mains, {state.percent:.0f} %")
    if state.secsleft < 0:
        return Check("Battery", None, f"{state.percent:.0f} %, on battery: plug the laptop in")
    spare = round((state.secsleft * 1000 - lasting) / 60_000)
    if spare < 0:
        return Check("Battery", False, f"ends {-spare} min before the circle does: plug the laptop in")
    return Check("Battery", True, f"lasts {spare} min longer than the circle")


def _inhibit(what: str, why: str) -> int | None:
    """Ask systemd-logind for an inhibitor lock: held as long as the descriptor is open."""
    from jeepney import DBusAddress, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    login = DBusAddress("/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager")
    ask = new_method_call(login, "Inhibit", "ssss", (what, "KapCircle", why, "block"))
    try:
        with open_dbus_connection("SYSTEM", enable_fds=True) as bus:
            reply = bus.send_and_get_reply(ask, timeout=2)
            return int(reply.body[0].to_raw_fd())
    except Exception:  # noqa: BLE001 - no bus, no logind, refused by policy: each has its own class, one meaning
        return None
