"""Says which system libraries KapCircle still needs, and on Debian and its relatives installs them with apt-get.

    python3 packaging/system_libraries.py [--tests] [--check]

`--tests` looks after the programs that the tests talk to instead. `--check` only says what is missing.
Exit status 1 when the program cannot run for want of something; a missing program only leaves its tests out.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable

# What the Qt, sound and font libraries in the wheels expect of the system, and the Debian package that has it.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libportaudio.so.2": "libportaudio2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# Real peers for the tests: a sound server, a receiver of light frames, a broker of messages to lamps, a meter of
# loudness, a browser, a screen, a keyboard, a message bus.
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "chromium": "chromium",
    "dbus-daemon": "dbus-daemon",
    "ffmpeg": "ffmpeg",
    "mosquitto": "mosquitto",
    "olad": "ola",
    "pactl": "pulseaudio-utils",
    "pulseaudio": "pulseaudio",
    "xdotool": "xdotool",
}


def loads(library: str) -> bool:
    """True if the system's loader finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries() -> dict[str, str]:
    """What the program cannot do without and the system lacks, each with its Debian package."""
    missing = {name: package for name, package in LIBRARIES.items() if not loads(name)}
    if importlib.util.find_spec("ensurepip") is None:
        missing["ensurepip"] = f"python3.{sys.version_info.minor}-venv"
    return missing


def missing_programs() -> dict[str, str]:
    """The programs that the tests talk to and the system lacks, each with its Debian package."""
    return {name: package for name, package in TEST_PROGRAMS.items() if shutil.which(name) is None}


def apt_get(*words: str) -> bool:
    """Run apt-get as root, without questions; true if it went well."""
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    command = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes", "--quiet", *words]
    print("  " + " ".join(command), flush=True)
    return subprocess.run(command, check=False).returncode == 0


def install(packages: Iterable[str]) -> bool:
    """Install Debian packages; refused if another would have to go for them."""
    wanted = sorted(set(packages))
    if os.geteuid() != 0 and shutil.which("sudo") is None:
        print(f"That needs root, and there is no sudo here. As root, run:\n  apt-get install {' '.join(wanted)}")
        return False
    print("Installing them:")
    apt_get("update")
    return apt_get("install", "--no-install-recommends", "--no-remove", *wanted)


def provide(what: str, missing: dict[str, str], *, may_install: bool) -> bool:
    """Say what is missing and install it where that is possible; true if nothing is missing any more."""
    if not missing:
        print(f"{what}: all there.")
        return True
    print(f"{what} that this system lacks:")
    for name, package in missing.items():
        print(f"  {name}  (in Debian: {package})")
    if not may_install or shutil.which("apt-get") is None:
        print("Install them with your system's own tools.")
        return False
    return install(missing.values())


def main(arguments: list[str]) -> int:
    """Do what the command line asks; returns the exit status."""
    may_install = "--check" not in arguments
    if not sys.platform.startswith("linux"):
        print("System libraries: on this system the packages bring their own. (KapCircle has not been tried here.)")
        return 0
    if "--tests" in arguments:
        if not provide("Programs for the tests", missing_programs(), may_install=may_install):
            print("Going on without: the tests that talk to them will be skipped.")
        return 0
    if provide("System libraries", missing_libraries(), may_install=may_install):
        return 0
    print("Without these KapCircle cannot start.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
