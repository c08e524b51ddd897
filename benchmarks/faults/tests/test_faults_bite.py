"""What the faults stand on does what it says: full disks take nothing, cut lines let nobody in, calls are billed."""

from __future__ import annotations

import os
import socket
import threading
import urllib.request
from decimal import Decimal
from http.client import HTTPException
from typing import TYPE_CHECKING

import pytest

from benchmarks.faults.bills import BilledWire
from benchmarks.faults.disks import Disk
from benchmarks.faults.lines import Line, to_port
from providers.tests.wire import cut_in_body, fails

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts disks")
def test_a_full_disk_takes_nothing_until_there_is_room(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "disk")
    try:
        (disk.folder / "before").write_bytes(b"x" * 10_000)
        disk.fill()
        with pytest.raises(OSError, match="No space left"):
            (disk.folder / "full").write_bytes(b"x")
        disk.empty()
        (disk.folder / "after").write_bytes(b"x")
    finally:
        disk.unmount()


@pytest.fixture
def echo() -> Iterator[int]:
    """A server that says back what it is told."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=lambda one=client: one.sendall(one.recv(9)), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()[1]
    listener.close()


def _asked(line: Line) -> bytes:
    with socket.create_connection(("127.0.0.1", line.port)) as client:
        client.sendall(b"hello")
        return client.recv(9)


def test_a_line_that_is_cut_lets_nobody_in_until_it_is_mended(echo: int) -> None:
    line = Line(to_port(echo))
    assert _asked(line) == b"hello"
    line.cut()
    try:
        refused = _asked(line) == b""
    except OSError:
        refused = True
    assert refused
    line.mend()
    assert _asked(line) == b"hello"
    line.close()


def _ask(wire: BilledWire) -> None:
    body = b'{"model": "claude-haiku-5-5", "max_tokens": 99, "messages": [{"role": "user", "content": "Hello"}]}'
    headers = {"x-api-key": "sk", "content-type": "application/json"}
    try:
        with urllib.request.urlopen(
            urllib.request.Request(f"{wire.base_url('anthropic')}/v1/messages", body, headers)
        ) as answer:
            answer.read()
    except (OSError, HTTPException):
        pass


@pytest.mark.django_db
def test_what_is_answered_is_billed_also_where_the_line_is_cut_and_what_fails_is_not() -> None:
    with BilledWire() as wire:
        wire.plan(fails("server_error"), cut_in_body())
        for _ in range(3):
            _ask(wire)
        assert [bill.is_whole for bill in wire.bills] == [False, True]
        assert all(bill.cost > Decimal(0) for bill in wire.bills)
        assert len({bill.request for bill in wire.bills}) == 1
        wire.forget()
        assert wire.bills == wire.calls == []
