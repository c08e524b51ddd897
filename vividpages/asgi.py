"""HTTP and WebSockets, for any ASGI server."""

from __future__ import annotations

import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
django.setup(set_prefix=False)  # loads the apps, which the imports below need

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.conf import settings  # noqa: E402
from django.urls import path  # noqa: E402

from jobs.privacy import keep_words_from_output  # noqa: E402
from vividpages.front_door import FrontDoor, SocketLimit  # noqa: E402
from vividpages.health import ALIVE, LIVE  # noqa: E402
from vividpages.origins import SameOrigin  # noqa: E402
from web.films.consumers import FilmConsumer, FilmsConsumer  # noqa: E402
from web.making.consumers import VividPageConsumer  # noqa: E402
from web.notifications.consumers import BellConsumer  # noqa: E402
from web.publishing.consumers import EditionsConsumer, NewsConsumer  # noqa: E402
from web.stories.bible.live import BibleConsumer  # noqa: E402
from web.stories.consumers import StoryConsumer  # noqa: E402
from web.writing.consumers import SourcesConsumer, WritingConsumer  # noqa: E402

keep_words_from_output()
pages = FrontDoor()
websockets = [
    path("ws/books/<uuid:vividpage_id>/", VividPageConsumer.as_asgi()),
    path("ws/books/<uuid:vividpage_id>/editions/", EditionsConsumer.as_asgi()),
    path("ws/books/<uuid:vividpage_id>/films/", FilmsConsumer.as_asgi()),
    path("ws/films/<uuid:film_id>/", FilmConsumer.as_asgi()),
    path("ws/books/<uuid:vividpage_id>/writing/", WritingConsumer.as_asgi()),
    path("ws/books/<uuid:vividpage_id>/sources/", SourcesConsumer.as_asgi()),
    path("ws/stories/<uuid:story_id>/<int:number>/", StoryConsumer.as_asgi()),
    path("ws/stories/<uuid:story_id>/<int:number>/bible/", BibleConsumer.as_asgi()),
    path("ws/news/", NewsConsumer.as_asgi()),
    path("ws/bell/", BellConsumer.as_asgi()),
]


LIVE_HEADERS = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]


async def _http(scope: Any, receive: Any, send: Any) -> None:
    if scope["path"] == ALIVE:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})
    elif scope["path"] == LIVE:
        await send({"type": "http.response.start", "status": 200, "headers": LIVE_HEADERS})
        await send({"type": "http.response.body", "body": b'{"status": "live"}'})
    else:
        await pages(scope, receive, send)


application = ProtocolTypeRouter(
    {
        "http": _http,
        "websocket": SameOrigin(SocketLimit(AuthMiddlewareStack(URLRouter(websockets)), most=settings.WEB_SOCKETS)),
    }
)
