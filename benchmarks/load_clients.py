"""The readers of `benchmarks.load`: a process of its own that knows HTTP and WebSockets, and nothing of Django.

It takes one JSON object on its input and prints one JSON object. Times are `time.time()`, which processes share.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import random
import re
import statistics
import sys
import time
from collections import Counter
from typing import Any
from urllib.parse import urlencode

PATIENCE_SECONDS = 120.0
MOST_TRIES = 20
"""How often a sign-in comes again that was told to come later."""
_DONE = re.compile(r'<progress value="(\d+)" max')


class Connection:
    """One connection of a browser, or of a program with a `token`, that keeps it open.

    `address` is where its packets come from.
    """

    def __init__(self, port: int, *, session: str = "", token: str = "", address: str = "127.0.0.1") -> None:
        self.port, self.address, self.token = port, address, token
        self.cookies = {"sessionid": session} if session else {}
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """Ask for status, headers and body of the answer; cookies are kept."""
        try:
            return await asyncio.wait_for(self._ask(path, form), PATIENCE_SECONDS)
        except (OSError, EOFError, TimeoutError):
            self.close()
            raise

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None

    async def _ask(self, path: str, form: dict[str, str] | None) -> tuple[int, dict[str, str], bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(self.address, 0))
        reader, writer = self._streams
        lines = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        if self.token:
            lines.append(f"Authorization: Bearer {self.token}")
        else:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        sent = b""
        if form is not None:
            sent = urlencode(form).encode()
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(sent)}"]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + sent)
        status, headers = await self._head(reader)
        if headers.get("transfer-encoding") == "chunked":
            body = b""
            while size := int(await reader.readline(), 16):
                body += await reader.readexactly(size)
                await reader.readline()
            await reader.readline()
        else:
            body = await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection") == "close":
            self.close()
        return status, headers, body

    async def _head(self, reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin1").split("\r\n")
        headers = {}
        for line in head[1:-2]:
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
            if name.lower() == "set-cookie":
                cookie, _, content = value.partition(";")[0].partition("=")
                self.cookies[cookie] = content
        return int(head[0].split()[1]), headers


def spread(milliseconds: list[float]) -> dict[str, float | int]:
    """Return how many, the middle and the slow end."""
    if len(milliseconds) < 2:
        return {"n": len(milliseconds)}
    return {
        "n": len(milliseconds),
        "p50_ms": round(statistics.median(milliseconds), 1),
        "p95_ms": round(statistics.quantiles(milliseconds, n=20)[-1], 1),
    }


async def readers(plan: dict[str, Any]) -> dict[str, Any]:
    """Read one page after the other; with `rate`, about so many pages a second come from all readers together."""
    by_page: dict[str, list[float]] = {name: [] for name in plan["pages"]}
    answers: Counter[str] = Counter()
    opened: Counter[str] = Counter()
    sizes: dict[str, int] = {}
    begin = time.monotonic() + plan["warm_up"]
    end = begin + plan["seconds"]
    cycle = len(plan["sessions"]) / plan["rate"] if plan["rate"] else 0.0

    async def read(number: int, session: str) -> None:
        connection = Connection(plan["port"], session=session)
        chance = random.Random(number)
        names = list(plan["pages"])
        await asyncio.sleep(cycle * chance.random())
        step = number
        while time.monotonic() < end:
            name = names[step % len(names)]
            step += 1
            began = time.monotonic()
            try:
                status, _, body = await connection.ask(chance.choice(plan["pages"][name]))
                answer = str(status)
                sizes[name] = max(sizes.get(name, 0), len(body))
            except (OSError, EOFError, TimeoutError) as error:
                answer = type(error).__name__
            took = time.monotonic() - began
            opened[answer] += 1
            if time.monotonic() >= begin:
                answers[answer] += 1
                by_page[name].append(took * 1000)
            await asyncio.sleep(max(0.0, cycle * (0.5 + chance.random()) - took))
        connection.close()

    await asyncio.gather(*(read(number, session) for number, session in enumerate(plan["sessions"])))
    return {
        "requests_per_second": round(answers.total() / (time.monotonic() - begin), 1),
        **spread([took for page in by_page.values() for took in page]),
        "answers": dict(answers),
        "opened": opened.total(),
        "pages": {name: {**spread(page), "kilobytes": sizes.get(name, 0) // 1000} for name, page in by_page.items()},
    }


async def api(plan: dict[str, Any]) -> dict[str, Any]:
    """Have programs call at a rate together: each kind of call has addresses of its own, which take turns.

    Beside them somebody asks ten times a second whether the server lives.
    """
    by_kind: dict[str, list[float]] = {}
    answers: Counter[str] = Counter()
    begin = time.monotonic() + plan["warm_up"]
    end = begin + plan["seconds"]

    async def call(connection: Connection, kind: str, path: str) -> float:
        began = time.monotonic()
        try:
            answer = str((await connection.ask(path))[0])
        except (OSError, EOFError, TimeoutError) as error:
            answer = type(error).__name__
        took = time.monotonic() - began
        if began >= begin:
            answers[answer] += 1
            by_kind.setdefault(kind, []).append(took * 1000)
        return took

    async def go_on(number: int, caller: dict[str, Any], cycle: float) -> None:
        connection = Connection(plan["port"], token=caller["token"])
        chance = random.Random(number)
        paths = [(kind, path) for kind, paths in caller["paths"].items() for path in paths]
        await asyncio.sleep(cycle * chance.random())
        step = number
        while time.monotonic() < end:
            step += 1
            took = await call(connection, *paths[step % len(paths)])
            await asyncio.sleep(max(0.0, cycle * (0.5 + chance.random()) - took))
        connection.close()

    cycle = len(plan["callers"]) / plan["rate"]
    live = {"token": "", "paths": {"live": ["/health/live"]}}
    callers = [go_on(number, caller, cycle) for number, caller in enumerate(plan["callers"])]
    await asyncio.gather(*callers, go_on(-1, live, 0.1))
    calls = sum(len(taken) for kind, taken in by_kind.items() if kind != "live")
    return {
        "requests_per_second": round(calls / (time.monotonic() - begin), 1),
        "errors": sum(count for answer, count in answers.items() if answer != "200"),
        "answers": dict(answers),
        "kinds": {kind: spread(taken) for kind, taken in by_kind.items()},
    }


async def sockets(plan: dict[str, Any]) -> dict[str, Any]:
    """Watch one book; pages write down when each was told of which change, until all know the last."""
    answers: Counter[str] = Counter()
    received: list[dict[int, float]] = []
    opened: list[float] = []

    async def watch(session: str) -> None:
        began = time.monotonic()
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", plan["port"])
            key = base64.b64encode(os.urandom(16)).decode()
            writer.write(
                f"GET {plan['path']} HTTP/1.1\r\nHost: 127.0.0.1:{plan['port']}\r\n"
                f"Origin: http://127.0.0.1:{plan['port']}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nCookie: sessionid={session}\r\n\r\n".encode()
            )
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE_SECONDS)
            status = head.split()[1].decode()
            if status != "101":
                answers[status] += 1
                return
            times: dict[int, float] = {}
            async with asyncio.timeout(PATIENCE_SECONDS):
                await _listen(reader, writer, times, 0)
            answers["connected"] += 1
            opened.append((time.monotonic() - began) * 1000)
        except (OSError, EOFError, TimeoutError) as error:
            answers[type(error).__name__] += 1
            return
        received.append(times)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await _listen(reader, writer, times, plan["changes"])
        except (OSError, EOFError, TimeoutError) as error:
            answers[f"{type(error).__name__} later"] += 1

    async def report() -> None:
        """Tell the other process when all have come, so that it begins to change things."""
        while answers.total() < len(plan["sessions"]):
            await asyncio.sleep(0.1)
        print(json.dumps({"answers": dict(answers)}), flush=True)

    await asyncio.gather(report(), *(watch(session) for session in plan["sessions"]))
    return {"answers": dict(answers), "opened": spread(opened), "told": received}


async def _listen(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, times: dict[int, float], last: int
) -> None:
    """Read frames until the state of the change `last` has come."""
    while not times or max(times) < last:
        first, length = await reader.readexactly(2)
        if length == 126:
            length = int.from_bytes(await reader.readexactly(2), "big")
        elif length == 127:
            length = int.from_bytes(await reader.readexactly(8), "big")
        payload = await reader.readexactly(length)
        if first & 0x0F == 8:
            raise EOFError("the server has closed the socket")
        if first & 0x0F == 9:
            writer.write(bytes([0x8A, 0x80 | len(payload), 0, 0, 0, 0]) + payload)
        elif match := _DONE.search(payload.decode()):
            times.setdefault(int(match[1]), time.time())


async def sign_ins(plan: dict[str, Any]) -> dict[str, Any]:
    """Sign in at once, each from an address of their own; who is told to come later comes later."""
    answers: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    took: list[float] = []

    async def sign_in(number: int, email: str) -> None:
        connection = Connection(plan["port"], address=f"127.1.{number // 250}.{number % 250 + 1}")
        began = time.monotonic()
        answer = ""
        for _ in range(MOST_TRIES):
            try:
                status, headers, body = await connection.ask(plan["path"])
                if status == 200:
                    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', body)
                    form = {"login": email, "password": plan["password"]}
                    form["csrfmiddlewaretoken"] = token[1].decode() if token else ""
                    status, headers, body = await connection.ask(plan["path"], form)
                answer = str(status)
            except (OSError, EOFError, TimeoutError) as error:
                answer, headers = type(error).__name__, {}
            answers[answer] += 1
            if answer != "503":
                break
            await asyncio.sleep(int(headers.get("retry-after", "1")) * (0.5 + random.random()))
        ends["signed in" if "sessionid" in connection.cookies and answer == "302" else answer] += 1
        took.append((time.monotonic() - began) * 1000)
        connection.close()

    began = time.monotonic()
    await asyncio.gather(*(sign_in(number, email) for number, email in enumerate(plan["emails"])))
    return {"seconds": round(time.monotonic() - began, 1), "answers": dict(answers), "ends": dict(ends), **spread(took)}


PARTS = {"api": api, "readers": readers, "sockets": sockets, "sign_ins": sign_ins}

if __name__ == "__main__":
    asked = json.loads(sys.stdin.readline())
    print(json.dumps(asyncio.run(PARTS[asked["part"]](asked))))
