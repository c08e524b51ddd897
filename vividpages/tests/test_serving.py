"""Web server and worker behind one command, with real processes: however it ends, nothing stays behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest
from django.conf import settings

from vividpages.tests.machine import DEADLINE_SECONDS, Machine, wait_until

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.processes
ASK_OLLAMA = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "vividpages.settings"
django.setup()
from providers.network.addresses import check_base_url
from providers.services import service_named
print(check_base_url(service_named("ollama").access.example_url))
"""
"""Typing what the form for Ollama suggests, in the environment of a child."""


def family_of(serving: subprocess.Popen[bytes], port: int) -> list[psutil.Process]:
    """Return the processes of a server that answers, with the worker's own."""
    wait_until(lambda: serving.poll() is not None or listens(port))
    process = psutil.Process(serving.pid)
    wait_until(lambda: len(process.children(recursive=True)) > 3)
    return process.children(recursive=True)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def are_gone(processes: list[psutil.Process]) -> bool:
    return not any(is_there(process) for process in processes)


def is_there(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # it has gone between the two questions
        return False


def stop(serving: subprocess.Popen[bytes]) -> None:
    """Stop a server as Ctrl-C does, and wait until it has ended well."""
    serving.send_signal(signal.SIGINT)
    assert serving.wait(DEADLINE_SECONDS) == 0


def test_ctrl_c_leaves_nothing_running(machine: Machine, port: int) -> None:
    serving = machine.start("manage.py", "serve", "--port", str(port))
    family = family_of(serving, port)

    os.killpg(serving.pid, signal.SIGINT)

    assert serving.wait(DEADLINE_SECONDS) == 0
    wait_until(lambda: are_gone(family))


def test_being_killed_leaves_nothing_running_not_even_the_database(machine: Machine, port: int, var: Path) -> None:
    machine.environment |= {"DATABASE_URL": "", "VIVIDPAGES_VAR": str(var)}
    machine.start("manage.py", "migrate", "--verbosity", "0").wait()
    serving = machine.start("manage.py", "serve", "--port", str(port))
    family = family_of(serving, port)

    machine.kill(serving)

    wait_until(lambda: are_gone(family))
    wait_until(lambda: not (var / "postgres" / "postmaster.pid").exists())


@pytest.mark.parametrize(
    ("environment", "allowed"),
    [
        ({"DATABASE_URL": ""}, True),
        ({"DATABASE_URL": "", "ALLOWED_HOSTS": "localhost,books.example.com"}, False),
    ],
    ids=["own machine", "public name"],
)
def test_web_server_and_worker_connect_to_local_services_where_the_command_does(
    machine: Machine, port: int, var: Path, environment: dict[str, str], allowed: bool
) -> None:
    machine.environment.pop("ALLOW_PRIVATE_PROVIDERS", None)
    machine.environment |= {"VIVIDPAGES_VAR": str(var), **environment}
    machine.start("manage.py", "migrate", "--verbosity", "0").wait()
    serving = machine.start("manage.py", "serve", "--port", str(port))
    family_of(serving, port)
    children = psutil.Process(serving.pid).children()
    commands = {name: [c for c in children if name in c.cmdline()] for name in ("web", "worker")}

    for (child,) in commands.values():
        finished = subprocess.run(
            [sys.executable, "-c", ASK_OLLAMA],
            env=child.environ(),
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (finished.stdout.strip() == "http://localhost:11434") is allowed, finished.stderr
        assert ("AddressRefused" in finished.stderr) is not allowed
    stop(serving)


def test_a_taken_port_is_told_in_one_sentence_before_anything_is_made(machine: Machine) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        demo = subprocess.run(
            [sys.executable, "manage.py", "demo"],
            env={**machine.environment, "PORT": port},
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )

    assert demo.returncode == 1
    assert demo.stdout == ""
    assert demo.stderr.startswith(f"CommandError: Cannot listen at 127.0.0.1:{port}: another program already listens")
    assert demo.stderr.count("\n") == 1


def test_a_database_that_is_not_set_up_is_told_in_one_sentence(machine: Machine, port: int, var: Path) -> None:
    machine.environment |= {"DATABASE_URL": "", "VIVIDPAGES_VAR": str(var)}

    serving = subprocess.run(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        env=machine.environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert serving.returncode == 1
    assert serving.stderr == (
        "CommandError: The database is not yet set up for this version. Run first: python manage.py migrate\n"
    )
    assert not listens(port)


@pytest.mark.parametrize("port", ["0", "70000", "books"])
def test_what_is_no_port_is_told(machine: Machine, port: str) -> None:
    serving = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        env={**machine.environment, "PORT": port},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert serving.returncode != 0
    assert port in serving.stderr
    assert "Traceback" not in serving.stderr
