"""How a process ends, and what that is taken for."""

from __future__ import annotations

import signal

import pytest

from sandbox.process import OutOfMemory, OutOfTime, ProcessFailed
from sandbox.tests.test_servers import call


def test_a_process_that_ends_is_not_killed_by_a_last_look() -> None:
    assert call("look_without_pause") == b"done"


@pytest.mark.parametrize(
    ("act", "failure"),
    [
        (f"be_killed {signal.SIGKILL:d}", OutOfMemory),
        (f"be_killed {signal.SIGXCPU:d}", OutOfTime),
        (f"be_killed {signal.SIGABRT:d}", ProcessFailed),
        ("end 3", ProcessFailed),
        ("no such act", ProcessFailed),
    ],
)
def test_a_process_that_fails_is_taken_for_what_ended_it(act: str, failure: type[ProcessFailed]) -> None:
    with pytest.raises(ProcessFailed) as failed:
        call(act)

    assert type(failed.value) is failure
