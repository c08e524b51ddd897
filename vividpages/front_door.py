"""How requests come in: so many threads answer, so many requests wait for one, and more are told to come later.

A request is answered from its first line of Python to its last in one thread of a fixed number, each of which keeps its
connection to the database: however many ask, the database sees no more of them. Files and the health of the site have
threads of their own, so that they are not kept waiting by pages.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from concurrent.futures import ThreadPoolExecutor
from typing import IO, TYPE_CHECKING, Any, Literal, cast

from django.conf import settings
from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.http import FileResponse
from django.urls import set_script_prefix

from api.core import problems, tus
from api.core.problems import Problem
from api.core.site import UPLOADS
from telemetry import metrics
from vividpages.errors import API, RETRY_AFTER_SECONDS, bad_request

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Callable, Iterator, Mapping

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    Message = Mapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    Application = Callable[[Message, Receive, Send], Awaitable[None]]

LISTENING_SECONDS = 10.0
"""For how long what is refused is still received, and thrown away."""
FORM_BYTES = 1024 * 1024
"""What a form may hold beside the file that is uploaded with it."""
PASSWORDS = ("/accounts/", f"{API}v1/auth/")
"""What is sent there mostly holds a password. Looking at one takes a processor a good while, on purpose: however many
come, pages are not kept waiting by them."""


class _TooLarge(Exception):
    """The body is larger than anything that is taken."""


class ThreadPool:
    """Threads that answer requests, and those requests that wait for one: at most so many, and for so long."""

    def __init__(self, name: str, *, threads: int, waiting: int, seconds: float) -> None:
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._free = asyncio.Semaphore(threads)
        self._entered = 0
        self._most_entered = threads + waiting
        self._seconds = seconds

    @property
    def is_full(self) -> bool:
        """Whether nobody more may wait. Whoever enters counts at once: many may come before the first has a thread."""
        return self._entered >= self._most_entered

    async def enter(self, gone: asyncio.Task[None]) -> bool:
        """Wait for a free thread; False if there was none in time, or who asked has `gone` meanwhile."""
        if self.is_full:
            return False
        self._entered += 1
        turn = asyncio.create_task(self._free.acquire())
        has_thread = False
        try:
            await asyncio.wait({turn, gone}, timeout=self._seconds, return_when=asyncio.FIRST_COMPLETED)
            has_thread = turn.done() and not gone.done()
        finally:
            if not has_thread:
                self._let_go(turn)
        return has_thread

    def leave(self) -> None:
        """Let the next one in."""
        self._entered -= 1
        self._free.release()

    def _let_go(self, turn: asyncio.Task[Literal[True]]) -> None:
        self._entered -= 1
        if not turn.cancel():
            self._free.release()


class FrontDoor(ASGIHandler):
    """Django behind pools of threads. All of it is synchronous, so it needs no hop from thread to thread on its way."""

    def __init__(self) -> None:
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        waiting = {"waiting": settings.WEB_WAITING, "seconds": settings.WEB_WAITING_SECONDS}
        self.pages = ThreadPool("page", threads=settings.WEB_THREADS, **waiting)
        self.files = ThreadPool("file", threads=settings.WEB_FILE_THREADS, **waiting)
        self.passwords = ThreadPool("password", threads=settings.WEB_PASSWORD_THREADS, **waiting)
        self._listening = 0
        self._of_files = (settings.STATIC_PATH, settings.MEDIA_URL, "/health/", "/metrics")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        pool = self._pool_for(scope)
        if pool.is_full:
            await _refuse(scope, receive, send, 503)
            return
        keeps = _brings_piece(scope)
        try:
            body = await self.read_body(receive, length=_length(scope), most=_most_bytes(scope), keeps=keeps)
        except RequestAborted:
            return
        except _TooLarge:
            await _refuse(scope, receive, send, 413)
            return
        with body:
            await self._answer(pool, scope, body, receive, send, is_waited_for=keeps)

    def _pool_for(self, scope: Message) -> ThreadPool:
        if scope["path"].startswith(self._of_files):
            return self.files
        return self.passwords if scope["method"] == "POST" and scope["path"].startswith(PASSWORDS) else self.pages

    async def read_body(
        self, receive: Receive, *, length: int = 0, most: int = FORM_BYTES, keeps: bool = False
    ) -> IO[bytes]:
        """Keep the body until all of it has come; raise _TooLarge as soon as it is known to be.

        If who sends it goes before its end, RequestAborted is raised, unless it `keeps` what has come until then.
        """
        spooled = tempfile.SpooledTemporaryFile(max_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE)  # noqa: SIM115
        body = cast("IO[bytes]", spooled)
        is_whole = False
        try:
            while not is_whole:
                if length > most or body.tell() > most:
                    raise _TooLarge
                message = await receive()
                if message["type"] == "http.disconnect":
                    if not keeps:
                        raise RequestAborted
                    break
                body.write(message.get("body", b""))
                is_whole = not message.get("more_body", False)
            body.seek(0)
        except BaseException:
            body.close()
            raise
        return body

    async def _answer(
        self,
        pool: ThreadPool,
        scope: Message,
        body: IO[bytes],
        receive: Receive,
        send: Send,
        *,
        is_waited_for: bool = False,
    ) -> None:
        """Answer a request; one that `is_waited_for` also if nobody is there any more to be told."""
        request, refusal = self.create_request(scope, body)
        if request is None:
            assert refusal is not None
            if scope["path"].startswith(API):
                refusal = bad_request(None)
            await _send_whole(send, refusal, [refusal.getvalue()])
            return
        gone = asyncio.create_task(_never() if is_waited_for else _disconnected(receive))
        try:
            if not await pool.enter(gone):
                if not gone.done():
                    await _say(scope, send, 503)
                    await send({"type": "http.response.body"})
                return
            loop = asyncio.get_running_loop()
            try:
                response, content = await loop.run_in_executor(pool.threads, self._respond, scope, request)
            finally:
                pool.leave()
            if isinstance(response, FileResponse):
                await _send_file(pool, send, response, gone)
            elif _is_news(response):
                await self._send_news(pool, scope, send, response, gone)
            else:
                await _send_whole(send, response, content)
        finally:
            gone.cancel()

    def _respond(self, scope: Message, request: HttpRequest) -> tuple[HttpResponseBase, list[bytes]]:
        """Answer in a thread of the pool: the whole answer, except for the bytes of a file."""
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        response = self.get_response(request)
        if isinstance(response, FileResponse):
            response.block_size = self.chunk_size
            return response, []
        if _is_news(response):
            return response, []
        content = list(response) if response.streaming else [response.getvalue()]
        response.close()
        return response, content

    async def _send_news(
        self, pool: ThreadPool, scope: Message, send: Send, response: HttpResponseBase, gone: asyncio.Task[None]
    ) -> None:
        """Send what comes bit by bit, until who asked has `gone`. No thread waits meanwhile, so many may listen."""
        loop = asyncio.get_running_loop()
        if self._listening >= settings.WEB_SOCKETS:
            await loop.run_in_executor(pool.threads, response.close)
            await _say(scope, send, 503)
            await send({"type": "http.response.body"})
            return
        self._listening += 1
        try:
            await send({"type": "http.response.start", "status": response.status_code, "headers": _headers(response)})
            async with contextlib.aclosing(
                cast("AsyncGenerator[bytes]", aiter(cast("AsyncIterable[bytes]", response)))
            ) as pieces:
                while (piece := await _next_unless(gone, pieces)) is not None:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body"})
        finally:
            self._listening -= 1
            await loop.run_in_executor(pool.threads, response.close)


def _is_news(response: HttpResponseBase) -> bool:
    """Return whether an answer comes bit by bit over a long time, from a generator of the event loop."""
    return bool(getattr(response, "is_async", False))


async def _next_unless(gone: asyncio.Task[None], pieces: AsyncIterator[bytes]) -> bytes | None:
    """Return the next piece; None at the end, and once who asked has `gone`."""
    coming = asyncio.ensure_future(anext(pieces, None))
    await asyncio.wait({coming, gone}, return_when=asyncio.FIRST_COMPLETED)
    if not coming.done():
        coming.cancel()
        await asyncio.wait({coming})
        return None
    return coming.result()


async def _send_whole(send: Send, response: HttpResponseBase, content: list[bytes]) -> None:
    await send({"type": "http.response.start", "status": response.status_code, "headers": _headers(response)})
    await send({"type": "http.response.body", "body": b"".join(content)})


async def _send_file(pool: ThreadPool, send: Send, response: FileResponse, gone: asyncio.Task[None]) -> None:
    """Send a file piece by piece, as fast as it is taken, until who asked has `gone`; no thread waits meanwhile."""
    loop = asyncio.get_running_loop()
    try:
        await send({"type": "http.response.start", "status": response.status_code, "headers": _headers(response)})
        pieces: Iterator[bytes] = iter(response)
        while not gone.done() and (piece := await loop.run_in_executor(pool.threads, next, pieces, b"")):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body"})
    finally:
        await loop.run_in_executor(pool.threads, response.close)


class SocketLimit:
    """So many WebSockets at once; one more is told to come later, and its page asks by itself every now and then."""

    def __init__(self, application: Application, *, most: int) -> None:
        self._application = application
        self._most = most
        self._open = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Let one in, if there is room."""
        if self._open >= self._most:
            await _refuse_socket(scope, send)
            return
        self._open += 1
        try:
            await self._application(scope, receive, send)
        finally:
            self._open -= 1


_SENTENCES = {
    503: "This site is busy. Please try again in a few seconds.",
    413: "This file is larger than those that can be taken.",
}
_PROBLEMS = {
    503: Problem(503, "busy", "The site is busy", _SENTENCES[503]),
    413: Problem(413, "too-large", "It is too large", _SENTENCES[413]),
}
_PAGE = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>VividPages</title><p>{sentence}</p></html>"
)


async def _refuse(scope: Message, receive: Receive, send: Send, status: int) -> None:
    """Say so, then let the browser finish its sending for a while: whoever is cut off while sending reads no answer."""
    await _say(scope, send, status)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LISTENING_SECONDS):
            while (message := await receive())["type"] != "http.disconnect" and message.get("more_body", False):
                pass
    await send({"type": "http.response.body"})


async def _say(scope: Message, send: Send, status: int) -> None:
    """Send the refusal, to programs as a problem, and leave its body open."""
    metrics.request_refused(status)
    is_for_programs = scope["path"].startswith(API)
    media_type = problems.CONTENT_TYPE if is_for_programs else "text/html; charset=utf-8"
    headers = _refusal_headers(status, media_type=media_type)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    page = _PAGE.format(sentence=_SENTENCES[status]).encode()
    body = problems.answered(_PROBLEMS[status]).content if is_for_programs else page
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _refuse_socket(scope: Message, send: Send) -> None:
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close"})
        return
    await send({"type": "websocket.http.response.start", "status": 503, "headers": _refusal_headers(503)})
    await send({"type": "websocket.http.response.body", "body": b""})


def _refusal_headers(status: int, *, media_type: str = "text/html") -> list[tuple[bytes, bytes]]:
    headers = [
        (b"content-type", media_type.encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    return [*headers, (b"retry-after", str(RETRY_AFTER_SECONDS).encode())] if status == 503 else headers


def _headers(response: HttpResponseBase) -> list[tuple[bytes, bytes]]:
    headers = [(name.encode("ascii"), value.encode("latin1")) for name, value in response.items()]
    cookies = (cookie.output(header="").encode("ascii").strip() for cookie in response.cookies.values())
    return [*headers, *((b"Set-Cookie", cookie) for cookie in cookies)]


def _most_bytes(scope: Message) -> int:
    """Return what the request may bring: a file only from who says to be signed in, by a session or a token."""
    return FORM_BYTES + (settings.MAX_UPLOAD_BYTES if _has_session(scope) or _uploads_by_token(scope) else 0)


def _has_session(scope: Message) -> bool:
    session = settings.SESSION_COOKIE_NAME.encode() + b"="
    return any(name == b"cookie" and session in value for name, value in scope["headers"])


def _uploads_by_token(scope: Message) -> bool:
    """Return whether a program that shows a token sends files to the API, which alone takes tokens."""
    headers: dict[bytes, bytes] = {name: value.lower() for name, value in scope["headers"]}
    is_of_api: bool = scope["path"].startswith(API)
    is_file = headers.get(b"content-type", b"").startswith(b"multipart/form-data") or _brings_piece(scope)
    return is_of_api and is_file and headers.get(b"authorization", b"").startswith(b"bearer ")


def _brings_piece(scope: Message) -> bool:
    """Return whether a request brings bytes of an upload that comes in parts: what was cut off of it is kept, too."""
    piece = tus.PIECE_TYPE.encode()
    is_piece = any(name == b"content-type" and value.lower() == piece for name, value in scope["headers"])
    return bool(is_piece and scope["path"].startswith(UPLOADS))


def _length(scope: Message) -> int:
    """Return what the request says that its body is long; 0 if it does not."""
    header = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(header) if header.isdigit() and len(header) < 20 else 0


async def _never() -> None:
    await asyncio.Event().wait()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
