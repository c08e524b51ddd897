"""The fork servers of this process: each is started at its first use, and anew when it has ended or hangs."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sandbox.fork_server import REPORT

ROOT = Path(__file__).resolve().parent.parent
START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from sandbox import fork_server; fork_server.main()"
"""Started with `-I`, a server finds our code only where it is told."""
KEPT_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""A server and its processes get nothing else of the environment: keys and passwords are there."""
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""To what computes with matrices: a thread for each core takes memory by the core, and does not live through a fork."""
START_SECONDS, STALL_SECONDS = 60.0, 10.0
"""How long a server may take until it is heard of first, and then to fork or kill a process: longer, and it hangs."""
IDLE_SECONDS = 60.0
"""A server ends when nobody has called it for so long: it takes a dozen megabytes."""


@dataclass(frozen=True, slots=True)
class Program:
    """A function of a module of ours that is the whole life of a process.

    It is called with its argument; the rest of what it is given is on its standard input, and its answer goes to its
    standard output. The module is imported in a server, once for many processes, and reads nothing of a stranger.
    """

    module: str
    function: str


class ServerLost(Exception):
    """A server ended, or hung, before it told how a process ended."""


class Server:
    """A fork server as its owner sees it; any thread may call it."""

    def __init__(self, program: Program) -> None:
        self._control, theirs = socket.socketpair()
        self._control.settimeout(STALL_SECONDS)
        self._sending = threading.Lock()
        self._was_heard = False
        arguments = [str(ROOT), program.module, program.function, str(os.getpid()), str(IDLE_SECONDS)]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-I", "-c", START, *arguments],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                process_group=0,  # Ctrl-C is for the worker, which first finishes what it is at
                env={name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ} | ONE_THREAD,
            )

    def run(self, question: IO[bytes], answer: IO[bytes], *, seconds: float) -> int:
        """Have a process forked, and return its exit code when it has ended.

        Raises TimeoutError if it was killed after `seconds` by the clock, and ServerLost.
        """
        call, theirs = socket.socketpair()
        with call:
            with theirs:  # until it has come: macOS loses a socket that its sender closes on the way
                self._begin(call, theirs, question, answer)
            try:
                return _heard(call, seconds)
            except TimeoutError:
                self._stop(call)
                raise
            finally:
                _hang_up(call)

    def has_ended(self) -> bool:
        """Return whether the server's process is gone."""
        return self._process.poll() is not None

    def __del__(self) -> None:
        """Close the socket, once no thread calls any more."""
        self._control.close()

    def disown(self) -> None:
        """Leave the server to the process that this one was forked from."""
        self._control.close()
        self._process.returncode = 0  # nobody here is to wait for it

    def _begin(self, call: socket.socket, theirs: socket.socket, question: IO[bytes], answer: IO[bytes]) -> None:
        """Call, and wait until a process has been forked. Raises ServerLost; a server that hangs is killed."""
        try:
            with self._sending:
                socket.send_fds(self._control, [b"\0"], [question.fileno(), answer.fileno(), theirs.fileno()])
            _wait(call, self._control, STALL_SECONDS if self._was_heard else START_SECONDS)
            _heard(call, STALL_SECONDS)
        except TimeoutError as error:
            self._process.kill()
            raise ServerLost from error
        except OSError as error:
            raise ServerLost from error
        self._was_heard = True

    def _stop(self, call: socket.socket) -> None:
        """Have the process of a call killed, and wait until it has been; a server that hangs is killed."""
        _hang_up(call)
        try:
            _heard(call, STALL_SECONDS)
        except TimeoutError:
            self._process.kill()
        except ServerLost:
            pass  # its processes end when they see that


class Servers:
    """One server for each program, at most."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: dict[Program, Server] = {}
        self._leaving: list[Server] = []
        """Those that are called no more, until they have ended."""

    def server_of(self, program: Program) -> Server:
        """Return the server of a program, started if there is none."""
        with self._lock:
            self._leaving = [server for server in self._leaving if not server.has_ended()]
            server = self._running.get(program)
            if server is None or server.has_ended():
                server = self._running[program] = Server(program)
            return server

    def replace(self, program: Program, lost: Server) -> None:
        """Have another server started at the next call, unless that has been done."""
        with self._lock:
            if self._running.get(program) is lost:
                self._leaving.append(self._running.pop(program))

    def disown(self) -> None:
        """Start anew in a process that was forked: the servers are its parent's."""
        for server in [*self._running.values(), *self._leaving]:
            server.disown()
        self._lock, self._running, self._leaving = threading.Lock(), {}, []


SERVERS = Servers()
os.register_at_fork(after_in_child=SERVERS.disown)


def _wait(call: socket.socket, control: socket.socket, seconds: float) -> None:
    """Wait until there is something to hear. Raises TimeoutError, and ServerLost if nobody listens any more."""
    poll = select.poll()
    for end in (call, control):
        poll.register(end, select.POLLIN)
    ready = [descriptor for descriptor, _ in poll.poll(seconds * 1000)]
    if not ready:
        raise TimeoutError
    if call.fileno() not in ready:
        raise ServerLost


def _heard(call: socket.socket, seconds: float) -> int:
    """Return the next number that is reported. Raises TimeoutError, and ServerLost if there is none to come."""
    call.settimeout(seconds)
    try:
        report = call.recv(REPORT.size)
    except ConnectionError as error:
        raise ServerLost from error
    if len(report) < REPORT.size:
        raise ServerLost
    number: int = REPORT.unpack(report)[0]
    return number


def _hang_up(call: socket.socket) -> None:
    with suppress(OSError):
        call.shutdown(socket.SHUT_WR)  # closing would not do: who was forked from us meanwhile has it open, too
