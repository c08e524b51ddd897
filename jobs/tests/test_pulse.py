"""What a process below a supervisor does when it is alone."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings

ALONE = """
import subprocess, time
from jobs.cluster.pulse import Life, Pulse

supervisor = subprocess.Popen(["true"])
supervisor.wait()
life = Life(Pulse(), supervisor=Pulse(), supervisor_pid=supervisor.pid, silence_seconds=60)
while not life.is_stopping:
    time.sleep(0.05)
"""


@pytest.mark.processes
def test_a_process_whose_supervisor_died_while_it_was_forked_ends() -> None:
    subprocess.run([sys.executable, "-c", ALONE], cwd=settings.BASE_DIR, check=True, timeout=600)
