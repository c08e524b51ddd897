"""The embedded database, with processes that come, go and are killed."""

from __future__ import annotations

import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.conf import settings

from vividpages.embedded import SOCKET, CannotStart, _create_database
from vividpages.tests.machine import DEADLINE_SECONDS, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.processes

HOLD = (
    "import sys; from pathlib import Path; from vividpages import embedded;"
    "print(embedded.database_url(Path(sys.argv[1])), flush=True); sys.stdin.readline()"
)


def hold(data: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(data)],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def let_go(process: subprocess.Popen[str]) -> None:
    process.communicate("\n", timeout=DEADLINE_SECONDS)


def is_running(data: Path) -> bool:
    return (data / "postmaster.pid").exists()


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not under pytest's own, which closes it to the user that serves for root whenever another run begins."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def data(folder: Path) -> Path:
    return folder / "postgres"


def test_it_starts_with_the_first_process_and_stops_with_the_last(data: Path) -> None:
    first = hold(data)
    url = first.stdout.readline().strip()
    second = hold(data)
    assert second.stdout.readline().strip() == url
    let_go(first)
    assert is_running(data)

    with psycopg.connect(url) as connection:
        assert connection.execute("SHOW server_version_num").fetchone()[0] >= "180000"
    let_go(second)

    assert not is_running(data)


def test_a_killed_process_does_not_keep_it_running_for_ever(data: Path) -> None:
    killed = hold(data)
    killed.stdout.readline()
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    next_one = hold(data)
    next_one.stdout.readline()
    let_go(next_one)

    wait_until(lambda: not is_running(data))


@pytest.mark.parametrize("name", ["Bücher & 'spaces'", "long" * 40], ids=["spaces", "long"])
def test_it_runs_in_any_folder(folder: Path, name: str) -> None:
    process = hold(folder / name / "postgres")
    url = process.stdout.readline().strip()

    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    let_go(process)


def test_it_starts_though_the_number_of_its_killed_server_is_now_somebody_elses(data: Path) -> None:
    first = hold(data)
    first.stdout.readline()
    first.kill()
    server = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    os.kill(server, signal.SIGKILL)
    with subprocess.Popen(["sleep", "600"]) as somebody_else:
        for left in (data / "postmaster.pid", data / ".s.PGSQL.5432.lock"):
            left.write_text(left.read_text().replace(str(server), str(somebody_else.pid), 1))

        second = hold(data)
        answer = second.stdout.readline()
        somebody_else.kill()

    assert answer.startswith("postgresql://")
    let_go(second)


def test_a_cluster_that_was_cut_off_in_its_making_is_made_anew(data: Path) -> None:
    cut_off = data.with_name("postgres.new")
    cut_off.mkdir(parents=True)
    (cut_off / "PG_VERSION").write_text("18\n")

    process = hold(data)

    assert process.stdout.readline().startswith("postgresql://")
    let_go(process)


def test_a_server_that_ends_while_it_is_asked_for_the_database_has_not_started(folder: Path) -> None:
    greeting = b"R" + struct.pack("!ii", 8, 0) + b"Z" + struct.pack("!i", 5) + b"I"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / SOCKET))
        server.listen()

        def let_in_and_end() -> None:
            client, _ = server.accept()
            with client:
                client.recv(1000)
                client.sendall(greeting)
                client.recv(1000)

        with ThreadPoolExecutor(1) as beside:
            beside.submit(let_in_and_end)
            with pytest.raises(CannotStart):
                _create_database(folder, folder)
