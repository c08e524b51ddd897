"""News of a book's making as server-sent events: its stages at once, whenever they have changed, and at the end.

An answer lasts as long as the making, or for some minutes: then the program connects again, as it does by itself.
Nothing is lost between: each event is how all of it stands. Whether it still may is looked at before each.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase

from api.core.rows import vividpage_of
from api.core.rules import READ, CalledBy, is_still_let_in
from api.core.site import router
from api.routes.vividpages import whole_book
from books.models import VividPage
from jobs import broadcast
from jobs.privacy import kind_and_place

HEARTBEAT_SECONDS = 15.0
"""After so long without news a comment is sent: what stands between closes connections on which nothing comes."""
LONGEST_SECONDS = 600.0
SHORTEST_INTERVAL_SECONDS = 0.5
"""Between two looks at a book on which much happens."""
RETRY_MILLISECONDS = 3000
UNDER_WAY = frozenset({VividPage.Status.READING, VividPage.Status.WRITING, VividPage.Status.WORKING})
STREAM = {"content": {"text/event-stream": {"schema": {"type": "string"}}}}

events = router("vividpages")
logger = logging.getLogger(__name__)
_threads = ThreadPoolExecutor(2, thread_name_prefix="events")


@events.get("/{uuid:vividpage_id}/events", auth=READ, response={200: None}, openapi_extra={"responses": {200: STREAM}})
def watch_vividpage(request: CalledBy, vividpage_id: UUID) -> HttpResponseBase:
    """Follow the making of a book as server-sent events.

    Each `stages` event has the book as reading it answers; `settled` is the last, when nothing goes on by itself any
    more, and `gone` if the book was deleted. Connect again with Last-Event-ID: what is known is not sent again.
    """
    vividpage = vividpage_of(request.auth, vividpage_id)
    known = request.headers.get("Last-Event-ID", "")
    response = StreamingHttpResponse(
        _told(request, vividpage.pk, known), content_type="text/event-stream; charset=utf-8"
    )
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _told(request: CalledBy, vividpage_id: UUID, known: str) -> AsyncIterator[bytes]:
    """Yield how a book stands, whenever it is other than what is known; end with the making, or with the right to it.

    After that there is no last event: the program connects again, and is told why it may not.
    """
    yield f"retry: {RETRY_MILLISECONDS}\n\n".encode()
    ends = time.monotonic() + LONGEST_SECONDS
    async with _heard(vividpage_id) as changed:
        while time.monotonic() < ends:
            look = database_sync_to_async(_state, thread_sensitive=False, executor=_threads)
            kind, state = await look(request, vividpage_id)
            if kind == "ended":
                return
            event = hashlib.sha256(f"{kind}{state}".encode()).hexdigest()[:16]
            if event != known:
                known = event
                yield f"id: {event}\nevent: {kind}\ndata: {state}\n\n".encode()
            if kind != "stages":
                return
            await asyncio.sleep(SHORTEST_INTERVAL_SECONDS)
            if not await changed():
                yield b": still here\n\n"


@asynccontextmanager
async def _heard(vividpage_id: UUID) -> AsyncIterator[Any]:
    """Listen for changes of a book; what is given waits for the next, and says whether there was one in time."""
    layer: Any = get_channel_layer()
    channel, group = await layer.new_channel("events"), broadcast.group_of(vividpage_id)

    async def changed() -> bool:
        try:
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                await layer.receive(channel)
        except TimeoutError:
            return False
        except Exception as error:  # noqa: BLE001 - the state is looked at all the same, after a rest
            logger.warning("the changes of a book are not heard: %s", kind_and_place(error))
            await asyncio.sleep(HEARTBEAT_SECONDS)
            return False
        return True

    try:
        await layer.group_add(group, channel)
        yield changed
    finally:
        try:
            await layer.group_discard(group, channel)
        except Exception as error:  # noqa: BLE001 - it expires by itself
            logger.warning("a group was not left: %s", kind_and_place(error))


def _state(request: CalledBy, vividpage_id: UUID) -> tuple[str, str]:
    """Read what is told of a book: the kind of the event, and its data as JSON; "ended" to who may no longer."""
    if not is_still_let_in(request, READ):
        return "ended", ""
    vividpage = VividPage.objects.select_related("budget", "owner").filter(pk=vividpage_id).first()
    if vividpage is None:
        return "gone", "{}"
    data = json.dumps(whole_book(vividpage).model_dump(mode="json"), ensure_ascii=False)
    return ("stages" if vividpage.status in UNDER_WAY else "settled"), data
