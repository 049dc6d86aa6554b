"""The command line."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from kapcircle import __version__
from kapcircle.core.errors import KnownError, Refused

BAD_INPUT, STOPPED, UNHEARD = 2, 130, 141
"""Exit statuses; the last two as the shell has them of a program that Ctrl+C or a closed pipe has ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; returns the exit status."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    _spell_out()
    options = _parser().parse_args(arguments)
    _no_core_dumps()
    try:
        status = _do(options)
        print(end="", flush=True)
        return status
    except (KnownError, Refused) as error:
        print(f"kapcircle: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("kapcircle: stopped.", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains when it ends
        return UNHEARD
    except OSError as error:  # a folder that may not be entered, a name that no disk has, a stick pulled out
        if error.filename is None:
            raise
        print(f"kapcircle: {os.fsdecode(error.filename)} cannot be used: {error.strerror}.", file=sys.stderr)
        return BAD_INPUT


def _spell_out() -> None:
    """A letter that the terminal's alphabet lacks is spelled, and nothing fails for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # None in a program without a terminal
            stream.reconfigure(errors="backslashreplace")


def _no_core_dumps() -> None:
    """What is in memory, keys and names, stays out of files when the program dies."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _do(options: argparse.Namespace) -> int:
    """Each command imports what it needs: the window opens sooner."""
    match options.command:
        case "rehearse":
            from kapcircle.app.rehearse import rehearse

            return rehearse(options)
        case "check":
            from kapcircle.app.upkeep import check

            return check(options)
        case "restore":
            from kapcircle.app.upkeep import restore

            return restore(options)
        case "enrol":
            from kapcircle.app.enrol import enrol

            return enrol(options)
        case "library":
            from kapcircle.app.library import library

            return library(options)
        case "export":
            from kapcircle.app.paper import export

            return export(options)
        case "report":
            from kapcircle.app.paper import report

            return report(options)
        case "paper-pack":
            from kapcircle.app.paper import pack

            return pack(options)
        case "return-card" | "rundown" | "cue-sheet":
            from kapcircle.app.paper import show

            return show(options)
        case "demo":
            from kapcircle.app.window import demo

            return demo()
        case _:
            gc.disable()  # what is loaded on the way to the first page is no garbage; `window` enables it again
            from kapcircle.app.window import window

            return window(getattr(options, "vault", None))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kapcircle", description="Run a group circle from one laptop, offline.")
    parser.add_argument("--version", action="version", version=f"KapCircle {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    opened = commands.add_parser("open", help="open the window (as without a command), on VAULT if it is named")
    opened.add_argument("vault", type=Path, nargs="?", metavar="VAULT")
    commands.add_parser("demo", help="open the window on a made-up circle")
    _rehearse(commands.add_parser("rehearse", help="run a whole circle with nobody in the room"))
    checked = commands.add_parser("check", help="say whether a vault is whole")
    checked.add_argument("vault", type=Path, metavar="VAULT")
    checked.add_argument("--rebuild", action="store_true", help="make the tables anew from the log first")
    restored = commands.add_parser("restore", help="put the newest sound backup in a vault's place")
    restored.add_argument("vault", type=Path, metavar="VAULT")
    restored.add_argument("--from", dest="source", type=Path, metavar="BACKUP", help="this backup, not the newest")
    restored.add_argument("--mirror", type=Path, metavar="FOLDER", help="and replay what this mirror folder has")
    _enrol(commands.add_parser("enrol", help="enrol everybody on a sheet in a cohort"))
    _library(commands.add_parser("library", help="bring recordings in, list them, and say what each is"))
    _export(commands.add_parser("export", help="write a table for spreadsheets"))
    _report(commands.add_parser("report", help="write the report of a session as PDF"))
    _paper(commands.add_parser("paper-pack", help="write what is printed the evening before a session as PDF"))
    _paper(commands.add_parser("return-card", help="write what to do when music, light or laptop fail as PDF"))
    _paper(commands.add_parser("rundown", help="write the phases of a session as PDF"))
    _paper(commands.add_parser("cue-sheet", help="write the cues of a session as PDF"))
    return parser


def _enrol(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a list of people as .csv or .xlsx")
    parser.add_argument("--vault", type=Path, required=True, metavar="VAULT")
    parser.add_argument("--cohort", required=True, metavar="ID", help="its id, or its name")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    parser.add_argument("--good-rows", action="store_true", help="enrol the good rows and leave the bad ones out")


def _library(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", metavar="WHAT", required=True)
    brought = deeds.add_parser("import", help="copy recordings in, and measure them")
    brought.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="a recording, or a folder of them")
    shown = deeds.add_parser("list", help="the recordings, and what is wrong with each")
    said = deeds.add_parser("describe", help="say what a recording is, and where it is heard from and to")
    measured = deeds.add_parser("measure", help="listen to recordings that were taken in before they were measured")
    gone = deeds.add_parser("remove", help="take a recording off the list; plans that name it still play it")
    for deed in (brought, shown, said, measured, gone):
        deed.add_argument("--vault", type=Path, required=True, metavar="VAULT")
    for deed in (said, gone):
        deed.add_argument("id", metavar="ID", help="its id as `list` shows it, or the beginning of one")
    for name in ("title", "artist", "licence", "source"):
        said.add_argument(f"--{name}", metavar="WORDS")
    said.add_argument("--quality", action="append", choices=("soften", "deepen", "ground", "lift", "none"))
    said.add_argument("--words", choices=("none", "some", "unknown"), help="whether anybody sings or speaks")
    said.add_argument("--feel", choices=("still", "slow", "moving", "driving", "unknown"))
    said.add_argument("--tag", action="append", metavar="WORD")
    said.add_argument("--begins", metavar="M:SS", help="cue point; nothing: where its file begins")
    said.add_argument("--ends", metavar="M:SS", help="cue point; nothing: where its file ends")


def _export(parser: argparse.ArgumentParser) -> None:
    tables = parser.add_subparsers(dest="table", metavar="WHAT", required=True)
    attendance = tables.add_parser("attendance", help="who was at which session of a cohort, and how long, as CSV")
    attendance.add_argument("--vault", type=Path, required=True, metavar="VAULT")
    attendance.add_argument("--cohort", required=True, metavar="ID", help="its id, or its name")
    attendance.add_argument("--out", type=Path, required=True, metavar="FILE")


def _report(parser: argparse.ArgumentParser) -> None:
    _paper(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--person", metavar="ALIAS", help="the part of this participant alone: nobody else is named")
    what.add_argument("--key", action="store_true", help="who is who, as a sheet of its own, and not the report")


def _paper(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--vault", type=Path, required=True, metavar="VAULT")
    parser.add_argument("--session", required=True, metavar="ID", help="its id, or its name")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def _rehearse(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--demo", action="store_true", help="the made-up circle (as without --rundown)")
    what.add_argument("--rundown", type=Path, metavar="FILE", help="a rundown as .csv or .xlsx")
    parser.add_argument("--media", type=Path, metavar="DIR", help="where its music lies (else: beside the rundown)")
    parser.add_argument("--script", type=Path, metavar="FILE", help="lines of `HH:MM:SS command arguments`")
    parser.add_argument("--speed", default="max", metavar="N|max", help="seconds of the circle in one (max)")
    parser.add_argument("--sound-file", type=Path, metavar="OUT.wav", help="48 kHz, stereo, 24 bit")
    light = "sacn:HOST:UNIVERSE, with lamps 1 to 8 as 16 bit on channels 1 to 16; or as the settings have it"
    parser.add_argument("--light", metavar="ADDRESS", help=light)
    parser.add_argument("--report", type=Path, metavar="OUT.json", help="phases, cues, notices; ms since opening")
    parser.add_argument("--screenshot", type=Path, metavar="OUT.png", help="the Circle page as it looks on the way")


if __name__ == "__main__":
    sys.exit(main())
