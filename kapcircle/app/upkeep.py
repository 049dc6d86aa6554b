"""`kapcircle check` and `kapcircle restore`."""

import getpass
import sys
from argparse import Namespace
from pathlib import Path

from kapcircle.app.vaults import codec
from kapcircle.core.errors import KnownError
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.stream import fold_rows
from kapcircle.store import check as checks
from kapcircle.store import restore as restores
from kapcircle.store import vault as vaults
from kapcircle.store.backup import UNVERIFIED

SOUND, UNSOUND = 0, 1


def check(options: Namespace) -> int:
    """Say whether a vault is whole; with --rebuild, make its tables anew first."""
    path: Path = options.vault
    vaults.members(path)  # says that this is no vault before it asks for a passphrase
    vault = vaults.unlock(path, passphrase(f"Passphrase of {path.name}: "), SystemClock().now())
    try:
        if options.rebuild:
            checks.rebuild(vault, codec(), fold_rows)
            print("The tables were rebuilt from the log.")
        problems = checks.check(vault, codec(), fold_rows)
    finally:
        vault.lock()
    for problem in problems:
        print(problem)
    if not problems:
        print(f"{path.name} is whole: cipher, hash chains and tables.")
    return UNSOUND if problems else SOUND


def restore(options: Namespace) -> int:
    """Put the newest sound backup, and what the mirror has besides, in a vault's place."""
    path: Path = options.vault
    done = restores.restore(
        path,
        vaults.opener(passphrase(f"Passphrase of {path.name}: ")),
        SystemClock().now(),
        lambda db: checks.refill(db, codec(), fold_rows),
        source=options.source,
        mirrored=options.mirror,
    )
    backup = done.source.name.removesuffix(UNVERIFIED)
    print(f"Restored from {backup}, read through and sound; {done.replayed} entries came from the mirror.")
    if done.aside is not None:
        print(f"The vault that was there is now {done.aside.name}.")
    print("This copy counts as a new device.")
    return SOUND


def passphrase(prompt: str) -> str:
    """As typed, unseen; or the first line of standard input where nobody sits at a terminal."""
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(prompt)
    typed = sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
    if not typed:
        raise KnownError("Type the passphrase, or give it as the first line of standard input.")
    return typed
