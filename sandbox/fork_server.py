"""A process that has imported a program and forks a process for each thing which that is to read.

It holds nothing of a stranger: what is to be read and where the answer goes are open files that it hands on unread. It
has one thread, and ends with its owner, when it has had nothing to do for long, and after a process of its crashed: the
next server lies elsewhere in memory, so nobody learns from many crashes where things are.
"""

from __future__ import annotations

import gc
import os
import resource
import select
import signal
import socket
import struct
import sys
import time
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from sandbox.child import LENGTH, LOOK_SECONDS, end_with

if TYPE_CHECKING:
    from collections.abc import Callable

REPORT = struct.Struct(">i")
"""What is told over a call's socket: the number of the process that was forked, and when it has ended its exit code."""
MOST_FILES = 256
"""Open at once, in the server and in each of its processes."""
EXPECTED_ENDS = (-signal.SIGKILL, -signal.SIGXCPU)
"""Signals that end a process which did nothing but take too much."""


def main() -> None:
    """Live the server's whole life. Standard input is the socket over which its owner calls."""
    module, function, owner, idle_seconds = sys.argv[1:]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # a host that goes down waits for the worker, and it for us
    _, allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_FILES, allowed))
    control = socket.socket(fileno=os.dup(0))
    os.dup2(1, 0)  # standard output is /dev/null
    program = getattr(import_module(module), function)
    gc.collect()
    gc.freeze()  # or each process would copy what its collector looks at
    ForkServer(program, control, owner=int(owner)).serve(idle_seconds=float(idle_seconds))


class ForkServer:
    """Forks a process for each call, kills it when its caller hangs up, and reports how it ended.

    A call is one byte with three descriptors: a file to read, one for the answer, and the socket of that call.
    """

    def __init__(self, program: Callable[[str], None], control: socket.socket, *, owner: int) -> None:
        self._program = program
        self._control = control
        self._owner = owner
        self._calls: dict[int, socket.socket] = {}
        """The socket of each call by the number of its process."""
        self._is_open = True
        self._ends, wakeup = socket.socketpair()
        for end in (self._ends, wakeup):
            end.setblocking(False)
        self._wakeup = wakeup
        signal.set_wakeup_fd(wakeup.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)

    def serve(self, *, idle_seconds: float) -> None:
        """Serve until there is no reason left to."""
        idle_since = time.monotonic()
        while self._calls or (self._is_open and time.monotonic() < idle_since + idle_seconds):
            if os.getppid() != self._owner:  # its socket may be open still, in what it forked
                break
            self._look()
            if self._calls:
                idle_since = time.monotonic()
        for pid in self._calls:
            os.kill(pid, signal.SIGKILL)

    def _look(self) -> None:
        """Wait for calls, for those who hang up, and for processes that end."""
        listened = [self._control] if self._is_open else []
        ready, _, _ = select.select([self._ends, *listened, *self._calls.values()], [], [], LOOK_SECONDS)
        for pid, call in self._calls.items():
            if call in ready:
                os.kill(pid, signal.SIGKILL)  # not waited for yet, so the number is nobody else's
        if self._ends in ready:
            self._ends.recv(4096)
        self._report_ends()
        if self._is_open and self._control in ready:
            self._accept()

    def _accept(self) -> None:
        byte, descriptors, _, _ = socket.recv_fds(self._control, 1, 3)
        if not byte:
            self._is_open = False
            for pid in self._calls:
                os.kill(pid, signal.SIGKILL)
            return
        if len(descriptors) == 3:
            self._fork(*descriptors)
        for descriptor in descriptors[:2]:
            os.close(descriptor)

    def _fork(self, question: int, answer: int, caller: int) -> None:
        us = os.getpid()
        pid = os.fork()
        if pid == 0:
            _become_process(self._program, question, answer, parent=us)
        self._calls[pid] = socket.socket(fileno=caller)
        _report(self._calls[pid], pid)

    def _report_ends(self) -> None:
        for pid in list(self._calls):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if not ended:
                continue
            code = os.waitstatus_to_exitcode(status)
            with self._calls.pop(pid) as call:
                _report(call, code)
            if code < 0 and code not in EXPECTED_ENDS:
                self._is_open = False
                self._control.close()


def _report(call: socket.socket, number: int) -> None:
    with suppress(OSError):  # nobody wants to know any more
        call.send(REPORT.pack(number))


def _become_process(program: Callable[[str], None], question: int, answer: int, *, parent: int) -> None:
    """Run the program in this process, which was forked for it, and end. Nothing is open to it but its two files."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        os.dup2(question, 0)
        os.dup2(answer, 1)
        os.closerange(3, MOST_FILES)
        end_with(parent)
        sys.stdin, sys.stdout = open(0), open(1, "w")  # noqa: SIM115 (they are open for as long as the process lives)
        argument = sys.stdin.buffer.read(*LENGTH.unpack(sys.stdin.buffer.read(LENGTH.size)))
        program(str(argument, "utf-8"))
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 (whatever it is, it must not get back to what the server does)
        os._exit(1)
    os._exit(0)
