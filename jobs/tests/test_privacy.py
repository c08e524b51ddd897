"""Words of a book reach no log and no table of the queue, whatever fails and wherever."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as django_settings
from django_q.models import Task
from django_q.tasks import async_task

from jobs import queue, services
from jobs.cluster import roles
from jobs.cluster.pulse import Life
from jobs.privacy import keep_words_from_output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

WORDS = "Call me Ishmael"


def fail() -> None:
    """Fail as what reads a book does."""
    raise ValueError(WORDS)


@pytest.fixture
def hooks() -> Iterator[None]:
    before = sys.excepthook, sys.unraisablehook, threading.excepthook
    yield
    sys.excepthook, sys.unraisablehook, threading.excepthook = before


SUPERVISED = """
import django
django.setup()
from jobs.cluster import supervisor
from jobs.cluster.pulse import Pulse
from jobs.tests.test_privacy import fail
watchdog = supervisor._post("the sweeper", lambda life, task: fail(), Pulse(), 60.0)
watchdog.start()
watchdog.process._process.join()
"""
ALONE = f"""
from jobs.privacy import keep_words_from_output
keep_words_from_output()
raise ValueError({WORDS!r})
"""


def output_of(program: str) -> str:
    """Run a program as the project, and return all that it prints."""
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=django_settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "vividpages.settings", "DATABASE_URL": "postgresql://not-used"},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stderr + run.stdout


@pytest.mark.processes
def test_a_process_that_an_error_ends_says_where_and_not_what() -> None:
    output = output_of(SUPERVISED)

    assert "the sweeper ends: ValueError at" in output
    assert "test_privacy.py" in output
    assert WORDS not in output


def test_a_program_that_an_error_ends_says_where_and_not_what() -> None:
    output = output_of(ALONE)

    assert "nobody caught: ValueError at" in output
    assert WORDS not in output


def test_a_sweep_that_fails_says_where_and_not_what_and_is_made_again(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    made = []
    life = object.__new__(Life)
    life.is_stopping = False
    monkeypatch.setattr(life, "promise", lambda: None, raising=False)

    def sweep() -> None:
        made.append(1)
        life.is_stopping = len(made) == 2
        fail()

    monkeypatch.setattr(services, "sweep", sweep)
    settings.JOB_SWEEP_SECONDS = 0.0
    roles.sweep_again_and_again(life, 0)

    assert len(made) == 2
    assert "could not sweep: ValueError at" in caplog.text
    assert WORDS not in caplog.text


def test_a_thread_that_fails_says_where_and_not_what(
    hooks: None, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    keep_words_from_output()
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    assert "nobody caught: ValueError at" in caplog.text
    assert WORDS not in caplog.text + "".join(capfd.readouterr())


def test_the_queue_keeps_no_words_of_what_failed(transactional_db: None, caplog: pytest.LogCaptureFixture) -> None:
    async_task("jobs.tests.test_privacy.fail")
    ended: list[int] = []
    with caplog.at_level(logging.DEBUG):
        queue.run_tasks(
            is_stopping=lambda: bool(ended),
            on_look=lambda: None,
            on_task=lambda task: ended.append(task) if not task else None,
        )
    failed = Task.objects.get()

    assert (failed.func, failed.success) == ("jobs.tests.test_privacy.fail", False)
    assert "ValueError at" in failed.result
    assert WORDS not in failed.result + caplog.text
