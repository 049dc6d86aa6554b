"""What a running circle takes of the machine while nobody touches it."""

import json
import os
import subprocess
import sys
import tempfile

from tests.bench.figure import Figure


def idle(seconds: float = 20.0) -> Figure:
    """Per cent of a core of both processes: the demo's first phase, its music to no card, its window unseen."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "KAPCIRCLE_HOME": folder}
        command = [sys.executable, "-m", "tests.bench.idling", folder, str(seconds)]
        out = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    found = json.loads(out.stdout)
    beside = f"of a core: window {found['window']:.1f}, engine {found['engine']:.1f}"
    return Figure("idle CPU of a running session, both processes", sum(found.values()), "%", 5, None, beside)
