"""What lies beside the entries in a mirror folder, so that it alone brings a vault back: keys and the newest backup."""

from pathlib import Path

from kapcircle.store import backup, files
from kapcircle.store.backup import Backup


def carry(vault: Path, identity: str, sound: Backup, mirror: Path) -> None:
    """Put a sound backup and the keys there, in the place of older ones. Raises OSError."""
    folder = mirror / f"{vault.stem} {identity}{files.BACKUPS}"
    folder.mkdir(exist_ok=True)
    files.same(files.keys_of(vault), folder / files.keys_of(vault).name)
    target = folder / sound.path.name
    if not target.exists():
        backup.copy(sound.path, target)
    for each in backup.among(folder):
        if each.path != target:
            each.path.unlink(missing_ok=True)


def places(mirror: Path | None, vault: Path) -> list[Path]:
    """The folders in which a mirror has the keys and a backup of this vault; where no name fits, of any."""
    folders = sorted(mirror.glob(f"*{files.BACKUPS}")) if mirror else []
    return [each for each in folders if each.name.startswith(f"{vault.stem} ")] or folders


def holds(mirror: Path, identity: str) -> bool:
    """Whether there is such a folder for the vault with this id."""
    return any(each.name.endswith(f" {identity}{files.BACKUPS}") for each in mirror.glob(f"*{files.BACKUPS}"))
