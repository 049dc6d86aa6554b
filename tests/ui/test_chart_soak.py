"""Charts that are painted for a quarter of a minute without a pause: some pairs of Qt and Python end the process."""

import subprocess
import sys

import pytest

SECONDS = 15
ENOUGH = 3_000
"""Paintings after which a faulty pair was gone."""


@pytest.mark.slow
def test_charts_can_be_painted_without_end() -> None:
    command = [sys.executable, "-m", "tests.ui.soaking", str(SECONDS)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert ran.returncode == 0, ran.stderr[-2000:]
    drawn, lost = map(int, ran.stdout.split())
    assert drawn > ENOUGH
    assert lost < ENOUGH / 10
