"""`kapcircle check` and `kapcircle restore` as typed in a shell, the passphrase on standard input."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kapcircle.__main__ import main
from kapcircle.app.vaults import furnish
from kapcircle.core.roles import Role
from kapcircle.desk.clock import SystemClock
from kapcircle.store import backup
from kapcircle.store import vault as vaults
from kapcircle.store.database import Access
from kapcircle.store.files import keys_of
from kapcircle.store.keys import Cost
from tests.fakes import SilentRoom
from tests.made_up import small_rundown
from tests.store.vaults import fingerprints, flip

PASSPHRASE = "a made-up passphrase"
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault with a cohort, a session and one backup."""
    made = tmp_path / "place" / "Vault.kapcircle"
    opened, _ = vaults.create(made, "Mara", PASSPHRASE, SystemClock().now(), role=Role.FACILITATOR, cost=CHEAP)
    house = furnish(opened, room=lambda _: SilentRoom())
    house.planning.plan_session(house.planning.begin_cohort("Harbour"), "Medicine", None, small_rundown())
    house.shut()
    return made


def kapcircle(*words: object, passphrase: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kapcircle", *map(str, words)]
    return subprocess.run(command, input=f"{passphrase}\n", capture_output=True, text=True, timeout=100, check=False)


def unlocked(path: Path) -> vaults.Vault:
    return vaults.unlock(path, PASSPHRASE, SystemClock().now())


def change(path: Path, *statements: str) -> None:
    """What a hand with the key could do."""
    vault = unlocked(path)
    try:
        with closing(vault.connect(Access.WRITE)) as db:
            for statement in statements:
                db.execute(statement)
    finally:
        vault.lock()


def ask(path: Path, question: str) -> list[tuple[object, ...]]:
    vault = unlocked(path)
    try:
        with closing(vault.connect(Access.WRITE)) as db:
            return list(db.execute(question).fetchall())
    finally:
        vault.lock()


def test_a_whole_vault_is_whole(path: Path) -> None:
    done = kapcircle("check", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Vault.kapcircle is whole: cipher, hash chains, documents and tables.\n"


@pytest.mark.slow
def test_one_altered_byte_of_one_entry_is_found_and_named(path: Path) -> None:
    change(
        path,
        "DROP TRIGGER entry_is_only_erased",
        "UPDATE entry SET body = replace(body, 'Harbour', 'Harboor') WHERE body LIKE '%Harbour%'",
    )
    ((tick, stream),) = ask(path, "SELECT tick, stream FROM entry WHERE body LIKE '%Harboor%'")
    done = kapcircle("check", path)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"entry {tick} of device" in done.stdout
    assert f"in {stream}: its body was altered" in done.stdout
    assert "whole" not in done.stdout


@pytest.mark.slow
def test_a_table_that_says_something_else_is_found_and_rebuilt(path: Path) -> None:
    change(path, "UPDATE cohort SET name = 'Elsewhere'")
    done = kapcircle("check", path)
    assert done.returncode == 1
    assert "table cohort: 1 rows" in done.stdout
    rebuilt = kapcircle("check", path, "--rebuild")
    assert (rebuilt.returncode, rebuilt.stderr) == (0, "")
    assert "The tables were rebuilt from the log." in rebuilt.stdout
    assert ask(path, "SELECT name FROM cohort") == [("Harbour",)]


@pytest.mark.slow
def test_tables_that_may_be_the_only_trace_are_not_rebuilt(path: Path) -> None:
    change(path, "UPDATE entry SET body = '', salt = x'' WHERE body LIKE '%Harbour%'")
    done = kapcircle("check", path, "--rebuild")
    assert (done.returncode, done.stderr) == (1, "")
    assert "its body was taken out" in done.stdout
    assert "The tables were left as they are" in done.stdout
    assert ask(path, "SELECT name FROM cohort") == [("Harbour",)]


@pytest.mark.slow
def test_check_says_what_backups_were_found_damaged(path: Path) -> None:
    newest = backup.found(path)[0]
    flip(newest.path, 5000)
    vault = unlocked(path)
    vault.verify_backups()
    vault.lock()
    done = kapcircle("check", path)
    assert done.returncode == 0
    assert done.stderr == f"kapcircle: the {newest.label} was found damaged.\n"


def wrong_passphrase(path: Path) -> str:
    return "not the passphrase"


def no_vault(path: Path) -> str:
    path.unlink()
    return PASSPHRASE


def no_keys(path: Path) -> str:
    keys_of(path).unlink()
    return PASSPHRASE


def damaged(path: Path) -> str:
    content = bytearray(path.read_bytes())
    content[:4096] = bytes(4096)
    path.write_bytes(content)
    return PASSPHRASE


def newer_tables(path: Path) -> str:
    columns = "migration_set, '0999_later', applied_at FROM _sqlite_migrations LIMIT 1"
    change(path, f"INSERT INTO _sqlite_migrations (migration_set, name, applied_at) SELECT {columns}")
    return PASSPHRASE


def newer_keys(path: Path) -> str:
    keys = keys_of(path)
    keys.write_text(json.dumps(json.loads(keys.read_text("utf-8")) | {"format": 99}), "utf-8")
    return PASSPHRASE


def nothing_typed(path: Path) -> str:
    return ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (wrong_passphrase, "Wrong passphrase"),
        (no_vault, "There is no vault at"),
        (no_keys, "is not a vault"),
        (damaged, "is damaged"),
        (newer_tables, "newer"),
        (newer_keys, "newer"),
        (nothing_typed, "Type the passphrase"),
    ],
)
def test_what_cannot_be_checked_is_said_and_left_as_it_is(path: Path, spoil: Callable[[Path], str], says: str) -> None:
    passphrase = spoil(path)
    before = fingerprints(path.parent)
    done = kapcircle("check", path, passphrase=passphrase)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kapcircle: ")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert fingerprints(path.parent) == before


def device_of(path: Path) -> str:
    vault = unlocked(path)
    try:
        return vault.device
    finally:
        vault.lock()


@pytest.mark.slow
def test_a_damaged_vault_is_put_aside_for_its_backup_which_is_a_new_device(path: Path) -> None:
    before = device_of(path)
    damaged(path)
    spoilt = path.read_bytes()
    done = kapcircle("restore", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "This copy counts as a new device." in done.stdout
    (aside,) = path.parent.glob("Vault put aside *.kapcircle")
    assert f"The vault that was there is now {aside.name}." in done.stdout
    assert aside.read_bytes() == spoilt
    assert device_of(path) != before
    assert kapcircle("check", path).returncode == 0
    assert ask(path, "SELECT name FROM cohort") == [("Harbour",)]


@pytest.mark.slow
def test_a_restore_says_which_newer_backup_it_passed_over(path: Path) -> None:
    newest = backup.found(path)[0].path
    flip(newest, 5000)
    done = kapcircle("restore", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{newest.name} is not sound (" in done.stdout
    assert kapcircle("check", path).returncode == 0


@pytest.fixture
def stick(path: Path, tmp_path: Path) -> Path:
    """A mirror folder, chosen in the settings, that saw a cohort which no backup has."""
    folder = tmp_path / "stick"
    folder.mkdir()
    house = furnish(unlocked(path), room=lambda _: SilentRoom())
    house.desk.keep("mirror", str(folder))
    house.shut()
    house = furnish(unlocked(path), room=lambda _: SilentRoom())
    house.planning.begin_cohort("Lakeside")
    house.shut()
    backup.found(path)[0].path.unlink()
    return folder


@pytest.mark.slow
def test_a_mirror_brings_back_what_the_backup_does_not_have(path: Path, stick: Path) -> None:
    path.unlink()
    done = kapcircle("restore", path, "--mirror", stick)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 entries came from the mirror." in done.stdout
    assert ask(path, "SELECT name FROM cohort ORDER BY name") == [("Harbour",), ("Lakeside",)]
    assert kapcircle("check", path).returncode == 0


@pytest.mark.slow
def test_a_mirror_with_a_gap_is_said_and_ends_with_another_status(path: Path, stick: Path) -> None:
    house = furnish(unlocked(path), room=lambda _: SilentRoom())
    cohort, _ = house.planning.cohorts()[0]
    for name in ("Haven", "Harbour again"):
        house.planning.rename_cohort(cohort, name)
    house.shut()
    backup.found(path)[0].path.unlink()
    (file,) = stick.glob("*.mirror")
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-2] + lines[-1:]))
    done = kapcircle("restore", path, "--mirror", stick)
    assert (done.returncode, done.stderr) == (1, "")
    assert "Its log is not complete" in done.stdout
    assert "the entry before it is missing" in done.stdout


@pytest.mark.parametrize(
    "command", [("check", "nowhere"), ("restore", "nowhere"), ("rehearse", "--rundown", "nowhere")]
)
def test_no_command_leaves_what_is_in_memory_in_a_file(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource")
    limits: list[object] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limits.append(limit))
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\n"))
    assert main(command) == 2
    assert (resource.RLIMIT_CORE, (0, 0)) in limits


@pytest.mark.parametrize(
    "options",
    [("{long}/V.kapcircle",), ("{vault}", "--mirror", "{long}"), ("{vault}", "--from", "{long}")],
)
def test_what_is_out_of_reach_is_named_and_changes_nothing(
    path: Path, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a folder that may not be entered: whoever looks for it is answered with an error, not with a no."""
    before, long = fingerprints(path.parent), str(path.parent / ("x" * 300))
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\n"))
    assert main(["restore", *(x.format(long=long, vault=path) for x in options)]) == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.endswith("cannot be used: File name too long.")
    assert said.startswith(("kapcircle: /", "Passphrase of Vault.kapcircle: kapcircle: /"))
    assert fingerprints(path.parent) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "passphrase", "says"),
    [
        ((), "not the passphrase", "Wrong passphrase"),
        (("--mirror", "nowhere"), PASSPHRASE, "nowhere"),
        (("--from", "nowhere.kapcircle"), PASSPHRASE, "nowhere.kapcircle"),
    ],
)
def test_a_restore_that_cannot_be_changes_nothing(
    path: Path, options: tuple[str, ...], passphrase: str, says: str
) -> None:
    before = fingerprints(path.parent)
    done = kapcircle("restore", path, *options, passphrase=passphrase)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert fingerprints(path.parent) == before
