"""The command line."""

import argparse
import sys
from collections.abc import Sequence

from kapcircle import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; returns the exit status."""
    parser = argparse.ArgumentParser(prog="kapcircle", description="Run a group circle from one laptop, offline.")
    parser.add_argument("--version", action="version", version=f"KapCircle {__version__}")
    parser.parse_args(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
