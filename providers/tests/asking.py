"""Questions for the tests of text models: a schema, a request, a key and a model of each service."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import httpx2
from pydantic import BaseModel, Field

from providers.choosing.catalogue import ModelEntry
from providers.interfaces.credentials import Credentials
from providers.interfaces.text import TextModel, TextRequest
from providers.network.clients import Guard, GuardedTransport
from providers.services import service_named, services_with_access
from providers.wire.pictures import picture_of

if TYPE_CHECKING:
    from providers.interfaces.images import EncodedPicture, ImageAdapter, PictureRequest
    from providers.tests.wire import WireServer

KEY = "sk-wire-abcdefghijklmnop"
SERVICES = tuple(service.name for service in services_with_access() if service.text)
CHAPTER = "Elara crossed the burning bridge before the bells of the drowned town fell silent. "
MODELS = {
    "anthropic": "claude-haiku-5-5",
    "openai": "gpt-6-luna",
    "compatible": "qwen3-32b",
    "ollama": "qwen3:8b",
}


class DescribedPerson(BaseModel):
    """Somebody in the scene."""

    name: str
    age: int | None = None


class DescribedScene(BaseModel):
    """What a scene is like."""

    mood: Literal["calm", "tense"]
    title: str = Field(default="", max_length=80, description="At most six words.")
    people: list[DescribedPerson] = Field(default_factory=list, max_length=5)


GOOD = '{"mood": "tense", "title": "The bridge", "people": [{"name": "Elara", "age": null}]}'
REQUEST = TextRequest(
    system="You read novels.",
    prefix=CHAPTER * 80,
    prompt="Describe the first scene.",
    schema=DescribedScene,
    max_output_tokens=500,
)


def text_request(**changes: Any) -> TextRequest:
    """Return the usual request, with changes."""
    return replace(REQUEST, **changes)


def credentials(wire: WireServer, service: str, **changes: Any) -> Credentials:
    """Return a key for a service of the wire server."""
    return replace(Credentials(service, KEY, wire.base_url(service)), **changes)


def model_of(wire: WireServer, service: str, name: str = "", *, guard: Guard | None = None, **limits: Any) -> TextModel:
    """Make a model of a service of the wire server; with a guard, over the client that the application uses."""
    return made(credentials(wire, service), name, guard=guard, **limits)


def made(key: Credentials, name: str = "", *, guard: Guard | None = None, **limits: Any) -> TextModel:
    """Make the adapter for a key, as its service does."""
    service = service_named(key.service)
    assert service.text is not None
    entry = ModelEntry(
        name=f"{key.service}/{name or MODELS[key.service]}",
        service=key.service,
        kind="text",
        title=name,
        **{"context_tokens": 200_000, "most_output_tokens": 8_000, **limits},
    )
    return service.text(entry, key, httpx2.Client(transport=GuardedTransport(guard)) if guard else None)


def picture_from(adapter: ImageAdapter, request: PictureRequest) -> EncodedPicture:
    """Return what a book would keep of what the adapter draws."""
    return picture_of(adapter.draw(request), request)
