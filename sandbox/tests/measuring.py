"""How much memory a piece of work takes: it is done in a fresh process, which says how far its peak has risen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
MEGABYTE = 1024 * 1024
PEAK = """
def peak():
    import re
    from pathlib import Path
    return int(re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024
"""


def growth_of(work: str, *, preparation: str = "", given: bytes = b"") -> int:
    """Do `work` in a process of its own after a `preparation`, and return by how many bytes its peak has risen.

    `given` is on its standard input.
    """
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell a process's peak")
    program = f"{PEAK}\n{preparation}\nbefore = peak()\n{work}\nprint('risen', peak() - before)"
    done = subprocess.run([sys.executable, "-c", program], input=given, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return int(done.stdout.split()[-1])
