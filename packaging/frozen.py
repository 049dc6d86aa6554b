"""Where a frozen program begins: the engine is a copy of this same program, and must not open a second window."""

import multiprocessing
import sys

from kapcircle.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
