"""`kapcircle check` and `kapcircle restore`."""

import getpass
import sys
from argparse import Namespace
from pathlib import Path

from kapcircle.app.vaults import codec, refill
from kapcircle.core.errors import KnownError
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.stream import fold_rows
from kapcircle.store import backup, blobs
from kapcircle.store import check as checks
from kapcircle.store import restore as restores
from kapcircle.store import vault as vaults
from kapcircle.store.backup import UNVERIFIED
from kapcircle.store.check import Found
from kapcircle.store.vault import Vault

SOUND, UNSOUND = 0, 1


def check(options: Namespace) -> int:
    """Say whether a vault is whole; with --rebuild, make its tables anew where the log is."""
    path: Path = options.vault
    vaults.members(path)  # says that this is no vault before it asks for a passphrase
    vault = vaults.unlock(path, passphrase(f"Passphrase of {path.name}: "), SystemClock().now())
    try:
        vault.fill_tables(refill)
        found = _check(vault)
        if options.rebuild:
            found = _rebuild(vault, found)
    finally:
        vault.lock()
    for each in backup.found(path):
        if each.state == backup.BAD:
            print(f"kapcircle: the {each.label} was found damaged.", file=sys.stderr)
    if not found.all:
        print(f"{path.name} is whole: cipher, hash chains, documents and tables.")
    return UNSOUND if found.all else SOUND


def _check(vault: Vault) -> Found:
    found = checks.check(vault, codec(), fold_rows)
    for problem in found.all:
        print(problem)
    return found


def _rebuild(vault: Vault, found: Found) -> Found:
    """Where the log has a fault, the tables may be the only trace of what it said."""
    if found.log:
        print("The tables were left as they are: they may show what the log no longer says.")
        return found
    checks.rebuild(vault, codec(), fold_rows)
    print("The tables were rebuilt from the log.")
    return _check(vault)


def restore(options: Namespace) -> int:
    """Put the newest sound backup, and what the mirror has besides, in a vault's place."""
    path: Path = options.vault
    done = restores.restore(
        path,
        vaults.opener(passphrase(f"Passphrase of {path.name}: ")),
        SystemClock().now(),
        refill,
        source=options.source,
        mirrored=options.mirror,
        take_in=lambda db, seen: blobs.take_in(db, codec(), seen),
    )
    for passed in done.passed:
        print(passed)
    source = done.source.name.removesuffix(UNVERIFIED)
    print(f"Restored from {source}, read through and sound; {done.replayed} entries came from the mirror.")
    if done.aside is not None:
        print(f"The vault that was there is now {done.aside.name}.")
    print("This copy counts as a new device.")
    if done.faults:
        print("Its log is not complete, and never will be:", *done.faults, sep="\n")
    return UNSOUND if done.faults else SOUND


def passphrase(prompt: str) -> str:
    """As typed, unseen; or the first line of standard input where nobody sits at a terminal."""
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(prompt)
    typed = sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
    if not typed:
        raise KnownError("Type the passphrase, or give it as the first line of standard input.")
    return typed
