"""Which laptop this copy of a vault is.

Two copies that both append would give the same stamps to different histories. A copy is told by three signs:
another machine, another path, or backups beside it that know more than it does (an older file was put in its place).
Each makes it a new device. An image of a whole disk, started elsewhere, shows none of them.
"""

import hashlib
import sys
import uuid
from pathlib import Path

from kapcircle.core.ids import Device, Instant
from kapcircle.store.database import Database
from kapcircle.store.fresh import uuid7

RESTORED = "restored"
"""The setting that says when."""


def place(vault: Path, identity: str) -> str:
    """A mark for the vault with this identity, on this machine, at this path. It tells nobody which machine it is."""
    return hashlib.sha256("\0".join((identity, _machine(), str(vault.resolve()))).encode()).hexdigest()


def device(db: Database, where: str, last_tick: int, backed_up: int) -> Device:
    """The device that writes at this place; `backed_up` is the largest tick among the backups beside the vault."""
    found = db.execute("SELECT id, since FROM device WHERE place = ?", (where,)).fetchone()
    if found and backed_up <= max(last_tick, found[1]):
        return Device(found[0])
    new = Device(uuid7())
    sql = (
        "INSERT INTO device VALUES (?, ?, ?) ON CONFLICT (place) DO UPDATE SET id = excluded.id, since = excluded.since"
    )
    db.execute(sql, (where, new, max(last_tick, backed_up)))
    return new


def forget(db: Database, now: Instant) -> None:
    """A backup takes the vault's place: under the old name it would give old stamps to new entries."""
    db.execute("DELETE FROM device")
    sql = "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    db.execute(sql, (RESTORED, str(now)))


def restored(db: Database) -> Instant:
    """When the vault was last restored; 0 if never. What backups had until then may be missing from it."""
    found = db.execute("SELECT value FROM setting WHERE name = ?", (RESTORED,)).fetchone()
    return Instant(int(found[0]) if found else 0)


def _machine() -> str:
    if sys.platform == "linux":
        try:
            return Path("/etc/machine-id").read_text(encoding="ascii").strip()
        except OSError:
            pass
    elif sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    return f"{uuid.getnode():x}"
