"""Every WebSocket × everybody: who may not watch is told so, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from asgiref.sync import async_to_sync
from channels.routing import URLRouter
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from storyboards.safety.moderators import appoint
from vividpages.asgi import websockets
from vividpages.tests.access.rows import rows_of
from vividpages.tests.access.rules import IN_STORY, OWN, SIGNED_IN, Person, Rule
from vividpages.tests.access.walking import Route
from web.making.consumers import WatchingConsumer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.urls import URLPattern

SOCKETS: dict[str, Rule] = {
    "ws/books/<uuid:vividpage_id>/": OWN,
    "ws/books/<uuid:vividpage_id>/editions/": OWN,
    "ws/books/<uuid:vividpage_id>/films/": OWN,
    "ws/books/<uuid:vividpage_id>/writing/": OWN,
    "ws/books/<uuid:vividpage_id>/sources/": OWN,
    "ws/films/<uuid:film_id>/": OWN,
    "ws/stories/<uuid:story_id>/<int:number>/": IN_STORY,
    "ws/stories/<uuid:story_id>/<int:number>/bible/": IN_STORY,
    "ws/news/": SIGNED_IN,
    "ws/bell/": SIGNED_IN,
}
"""As for pages (`rules.py`); whoever is not signed in is told what strangers are: that there is nothing."""


def test_every_socket_has_a_rule_and_asks_who_watches() -> None:
    assert {str(socket.pattern) for socket in websockets} == SOCKETS.keys()
    for socket in websockets:
        assert issubclass(_consumer_of(socket), WatchingConsumer), "the one consumer that lets nobody in unasked"
        assert _consumer_of(socket).connect is WatchingConsumer.connect


@pytest.mark.django_db(transaction=True)  # a consumer lets go of its connection
def test_sockets_are_watched_by_whoever_the_rules_say(reader: User, stranger: User) -> None:
    rows = rows_of(reader)
    moderator = User.objects.create_user("moderator@example.com", None)
    appoint(moderator)
    operator = User.objects.create_superuser("operator@example.com", None)
    people: dict[Person, User] = {"owner": reader, "stranger": stranger, "moderator": moderator, "operator": operator}
    for socket in websockets:
        address = str(socket.pattern)
        match = socket.pattern.match(rows.address(Route(address, address)).removeprefix("/"))
        for person, user in people.items():
            consumer = _consumer_of(socket)()
            consumer.scope = {"url_route": {"kwargs": match[2]}, "query_string": b"", "session": {}, "user": user}
            audience = async_to_sync(consumer.find_audience)(user)
            assert (audience is not None) == (SOCKETS[address].answer(person) == "in"), (person, address)


@pytest.mark.django_db
def test_sockets_are_closed_to_who_is_not_signed_in(reader: User) -> None:
    rows = rows_of(reader)
    for socket in websockets:
        address = str(socket.pattern)
        sent = _opened_by(AnonymousUser(), rows.address(Route(address, address)))
        assert [message["type"] for message in sent] == ["websocket.accept", "websocket.close"], address
        assert sent[-1]["code"] == 4404


def _opened_by(user: Any, address: str) -> list[dict[str, Any]]:
    """Open a socket and leave; return what was said to it."""
    heard: Iterator[dict[str, Any]] = iter(
        [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}]
    )
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return next(heard)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": address, "query_string": b"", "headers": [], "session": {}, "user": user}
    async_to_sync(URLRouter(websockets))(scope, receive, send)
    return sent


def _consumer_of(socket: URLPattern) -> type[WatchingConsumer]:
    view: Any = socket.callback
    consumer: type[WatchingConsumer] = view.consumer_class
    return consumer
