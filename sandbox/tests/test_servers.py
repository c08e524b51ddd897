"""Fork servers that are killed, frozen, called by many or left alone, and what their processes know and may do."""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from sandbox import process, servers
from sandbox.process import OutOfTime, ProcessFailed, answer_of, outcome_of
from sandbox.servers import ROOT, Program, Servers
from sandbox.tests.programs import LONGER_THAN_ANY_TEST
from vividpages.tests.machine import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ACT = Program("sandbox.tests.programs", "act")
SECONDS = 10
"""Long for what a process does here before that has passed."""
KNOWN_TO_ALL = {*servers.KEPT_VARIABLES, *servers.ONE_THREAD, "LC_CTYPE"}
"""Python itself sets the last."""
OWNER = """
import json, os, signal, time
from sandbox import servers
from sandbox.tests.test_servers import call, told

servers.IDLE_SECONDS = 600

def say(**what):
    print(json.dumps(what), flush=True)
"""


@pytest.fixture(autouse=True)
def _own_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "SERVERS", Servers())
    monkeypatch.setattr(servers, "IDLE_SECONDS", LONGER_THAN_ANY_TEST)


def call(act: str, *, given: bytes = b"", seconds: float = LONGER_THAN_ANY_TEST) -> bytes:
    with answer_of(ACT, act, given=given, seconds=seconds) as answer:
        return answer.read()


def told(given: bytes = b"") -> dict[str, Any]:
    return json.loads(call("tell", given=given))


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@contextmanager
def owner(program: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start an owner of servers, in a session of its own as the site's processes are."""
    command = [sys.executable, "-c", OWNER + program]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True) as started:
        try:
            yield started
        finally:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)


def said(started: subprocess.Popen[bytes]) -> dict[str, Any]:
    return json.loads(started.stdout.readline())


def test_a_process_has_its_question_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")
    known = told(b"a question")

    assert known["given"] == "a question"
    assert known["open"] == [0, 1, 2]
    assert known["environment"].keys() <= KNOWN_TO_ALL
    assert known["session"] == known["pid"]


def test_a_server_knows_no_secret_and_holds_no_socket_of_its_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.set_inheritable(True)
        server = psutil.Process(told()["server"])

        assert server.net_connections("inet") == []
    assert server.environ().keys() <= KNOWN_TO_ALL
    assert server.num_threads() == 1


def test_what_computes_with_matrices_has_one_thread() -> None:
    assert call("count_threads") == b"1"


def test_what_a_process_does_is_not_seen_by_the_next() -> None:
    first, second = told(), told()

    assert (first["calls"], second["calls"]) == (1, 1)
    assert first["server"] == second["server"]
    assert first["pid"] != second["pid"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
def test_a_server_that_is_struck_between_calls_is_replaced(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "STALL_SECONDS", 0.5)
    struck = told()["server"]
    os.kill(struck, number)

    assert told()["server"] != struck
    wait_until(lambda: is_gone(struck))


def test_a_call_whose_server_is_killed_is_answered_by_the_next(tmp_path: Path) -> None:
    struck = told()["server"]

    assert call(f"strike_server {signal.SIGKILL:d} {tmp_path / 'struck'}") == b"spared"
    assert told()["server"] != struck


def test_a_call_whose_server_freezes_ends_with_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "STALL_SECONDS", 0.5)
    struck = told()["server"]

    with pytest.raises(OutOfTime):
        call(f"strike_server {signal.SIGSTOP:d} {tmp_path / 'struck'}", seconds=SECONDS)

    assert told()["server"] != struck
    wait_until(lambda: is_gone(struck))


def test_a_server_that_never_comes_to_be_is_a_failure() -> None:
    with (
        pytest.raises(ProcessFailed),
        answer_of(Program("sandbox.tests", "nothing"), "", given=b"", seconds=LONGER_THAN_ANY_TEST),
    ):
        pass


def test_a_process_past_its_time_has_ended_when_that_is_told() -> None:
    server = psutil.Process(told()["server"])

    with outcome_of(ACT, "say_and_wait", given=b"", seconds=SECONDS) as (answer, failure):
        assert isinstance(failure, OutOfTime)
        assert answer.read() == b"begun"

    assert server.children() == []
    assert told()["server"] == server.pid


def test_after_a_crash_another_server_is_started_and_calls_under_way_are_answered(tmp_path: Path) -> None:
    crashed, seen = told()["server"], tmp_path / "seen"
    with ThreadPoolExecutor(1) as thread:
        under_way = thread.submit(call, f"wait_for {seen}")
        wait_until(seen.with_suffix(".begun").exists)
        with pytest.raises(ProcessFailed):
            call(f"be_killed {signal.SIGSEGV:d}")
        after = told()["server"]
        seen.touch()

    assert after != crashed
    assert under_way.result() == b"seen"
    wait_until(lambda: is_gone(crashed))


def test_a_process_that_fails_costs_no_server() -> None:
    server = told()["server"]
    for act in ("end 3", f"be_killed {signal.SIGKILL:d}", f"be_killed {signal.SIGXCPU:d}", "no such act"):
        with pytest.raises(ProcessFailed):
            call(act)

    assert told()["server"] == server


def test_a_server_that_nobody_calls_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "IDLE_SECONDS", 0.2)
    idle = told()["server"]
    wait_until(lambda: is_gone(idle))

    assert told()["server"] != idle


def test_threads_share_a_server_and_each_has_its_own_answer() -> None:
    questions = [f"question {number}" for number in range(24)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda question: told(question.encode()), questions))

    assert [answer["given"] for answer in answers] == questions
    assert len({answer["server"] for answer in answers}) == 1


def test_calls_leave_no_descriptor_and_no_process_behind() -> None:
    server = psutil.Process(told()["server"])
    gc.collect()
    ours, its = psutil.Process().num_fds(), server.num_fds()

    for _ in range(4):
        told()
        for act in ("end 3", "say_and_wait"):
            with suppress(ProcessFailed):
                call(act, seconds=0.1)

    assert server.children() == []
    wait_until(lambda: psutil.Process().num_fds() <= ours and server.num_fds() <= its)
    assert told()["server"] == server.pid


def test_a_host_that_goes_down_leaves_a_server_to_its_owner() -> None:
    server = told()["server"]
    for number in (signal.SIGTERM, signal.SIGINT):
        os.kill(server, number)

    assert told()["server"] == server


def test_whoever_is_forked_has_servers_of_its_own_whatever_another_thread_did_just_then() -> None:
    program = """
before = told()["server"]
with servers.SERVERS._lock:
    forked = os.fork()
    if not forked:
        signal.alarm(600)
        say(server=told()["server"])
        os._exit(0)
os.waitpid(forked, 0)
say(before=before, after=told()["server"])
"""
    with owner(program) as started:
        forked, ours = said(started), said(started)

    assert forked["server"] != ours["before"] == ours["after"]


@pytest.mark.parametrize("fork", ["os.fork()", "ctypes.PyDLL(None).fork()"], ids=["by Python", "by a library"])
def test_a_server_ends_with_its_owner_though_another_was_forked_from_that(fork: str) -> None:
    program = f"""
import ctypes
server = told()["server"]
if {fork}:
    say(server=server)
time.sleep(600)
"""
    with owner(program) as started:
        server = said(started)["server"]
        started.kill()

        wait_until(lambda: is_gone(server))


def test_a_frozen_server_ends_with_its_owner() -> None:
    with owner('say(server=told()["server"]); time.sleep(600)') as started:
        server = psutil.Process(said(started)["server"])
        server.suspend()
        wait_until(lambda: server.status() == psutil.STATUS_STOPPED)
        started.kill()

        wait_until(lambda: is_gone(server.pid))


@pytest.mark.parametrize("whose", ["owner's", "owner's and server's"])
def test_a_process_ends_with_whoever_wants_its_answer(tmp_path: Path, whose: str) -> None:
    begun = tmp_path / "never.begun"
    with owner(f'call("wait_for {tmp_path / "never"}")') as started:
        wait_until(lambda: begun.exists() and begun.read_text() != "")
        waiting = psutil.Process(int(begun.read_text()))
        server = waiting.parent()
        started.kill()
        if "server" in whose:
            server.kill()

        wait_until(lambda: is_gone(waiting.pid) and is_gone(server.pid))
