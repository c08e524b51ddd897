"""A process with limits of its own, and whoever has started it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest

from sandbox.process import ROOT, answer_of
from vividpages.tests.machine import wait_until

if TYPE_CHECKING:
    from pathlib import Path

LONGER_THAN_ANY_TEST = 600
WANTS_FOR_EVER = f"""
import sys
from sandbox.process import failure_of

program = (
    "import time; from sandbox.child import limit_itself\\n"
    "limit_itself(memory=2**30, seconds={LONGER_THAN_ANY_TEST}, answer=100)\\n"
    "print('begun', flush=True)\\n"
    "while True: time.sleep(1)"
)
with open(sys.argv[1], "w+b") as answered:
    failure_of(program, "", given=b"", seconds={LONGER_THAN_ANY_TEST}, answered=answered)
"""

LOOKS_WITHOUT_PAUSE = """
from sandbox import child
child.LOOK_SECONDS = 0.0002
child.limit_itself(memory=2**30, seconds=60, answer=100)
print("done", flush=True)
"""


def test_a_process_that_ends_is_not_killed_by_a_last_look() -> None:
    with answer_of(LOOKS_WITHOUT_PAUSE, "", given=b"", seconds=LONGER_THAN_ANY_TEST) as answered:
        assert answered.read() == b"done\n"


@pytest.mark.processes
def test_a_process_ends_with_whoever_wants_its_answer(tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    with subprocess.Popen([sys.executable, "-c", WANTS_FOR_EVER, str(answer)], cwd=ROOT) as worker:
        wait_until(lambda: answer.exists() and answer.read_text() != "")
        (child,) = psutil.Process(worker.pid).children()
        worker.kill()

    wait_until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE, seconds=20)
