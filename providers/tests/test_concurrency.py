"""Calls at once: every face of every service is under the limit, and no adapter has to do anything for it."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connections

from accounts.models import User
from providers import concurrency
from providers.choosing.catalogue import Kind, ModelEntry
from providers.concurrency import limited
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import DrawnImage, PictureRequest
from providers.interfaces.moderation import ModerationRequest, Verdict
from providers.interfaces.speech import Speech, SpeechRequest
from providers.interfaces.text import TextAnswer, TextRequest
from providers.interfaces.usage import Usage
from providers.interfaces.video import ShotRequest
from providers.money.ledger import Account
from providers.money.paid import Billing, PaidEmbedder, PaidImageModel, PaidModerator, PaidTextModel
from providers.money.paid_speech import PaidSpeaker
from providers.money.paid_video import PaidVideoModel
from providers.services import services_with_access
from providers.tests.asking import KEY, text_request
from providers.tests.wire.images_drawn import drawn
from providers.unpaid import BuiltInEmbedder, BuiltInImageModel
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from providers.tests.wire import WireServer

MOST = 2
CALLS = 5
FACES = [(service.name, kind) for service in services_with_access() for kind in service.kinds]
MODELS: dict[tuple[str, str], str] = {
    ("runway", "video"): "gen4_turbo",
    ("replicate", "video"): "kwaivgi/kling-v2.5-turbo-pro",
    ("openai", "image"): "gpt-image-2.5-flare",
    ("openai", "embedding"): "text-embedding-3-small",
    ("openai", "moderation"): "omni-moderation-latest",
    ("anthropic", "text"): "claude-haiku-5-5",
    ("automatic1111", "image"): "inkwell-15",
    ("comfyui", "image"): "inkwell-15.safetensors",
    ("compatible", "image"): "flux-schnell",
    ("google", "image"): "gemini-nano-banana-2.1",
    ("bfl", "image"): "flux-2-pro",
    ("stability", "image"): "core",
    ("replicate", "image"): "black-forest-labs/flux-schnell",
    ("speech", "speech"): "kokoro",
}


class Careless:
    """An adapter of every kind that does nothing about calls at once, and notes how many there were."""

    name = "careless"
    context_tokens = 100_000
    most_output_tokens = 1_000
    dimensions = 1
    longest = 1_000

    def __init__(self) -> None:
        self.in_flight = 0
        self.most_in_flight = 0
        self._lock = threading.Lock()
        self._together = threading.Barrier(MOST)

    def complete(self, request: TextRequest) -> TextAnswer:
        self._note()
        return TextAnswer("{}", "end", Usage())

    def draw(self, request: PictureRequest) -> DrawnImage:
        self._note()
        return DrawnImage(drawn(request.width, request.height, request.seed), request.seed)

    def embed(self, texts: Sequence[str]) -> tuple[list[list[float]], Usage]:
        self._note()
        return [[1.0] for _ in texts], Usage()

    def check(self, request: ModerationRequest) -> Verdict:
        self._note()
        return Verdict({}, Usage())

    def speak(self, request: SpeechRequest) -> Speech:
        self._note()
        return Speech(b"RIFF", "audio/wav")

    def _note(self) -> None:
        """Wait until as many are in flight as may be; a further one would be seen."""
        with self._lock:
            self.in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
        self._together.wait(timeout=600)
        with self._lock:
            self.in_flight -= 1


@pytest.fixture
def payer(transactional_db: None) -> User:
    return User.objects.create_user("reader@example.org")


def entry_of(service: str, kind: Kind, model: str = "m") -> ModelEntry:
    return ModelEntry(f"{service}/{model}", service, kind, model, concurrency=MOST, context_tokens=200_000)


def picture(number: int) -> PictureRequest:
    return PictureRequest(
        prompt=f"A bell {number}.", width=64, height=64, seed=number, style="ink", scene=DepictedScene()
    )


def shot(number: int) -> ShotRequest:
    return ShotRequest(b"frame", "image/jpeg", f"A bell {number}.", 5, 64, 64, seed=number)


def at_once(call: Callable[[int], object], calls: int) -> None:
    """Make so many calls at once, each in a thread of its own."""

    def made(number: int) -> Any:
        try:
            return call(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(calls) as threads:
        list(threads.map(made, range(calls)))


def paid_calls(payer: User, adapter: object, entry: ModelEntry, credentials: Credentials) -> Callable[[int], object]:
    """Make a call of the face of the entry's kind, through the ledger."""
    billing = Billing(entry, credentials, Account(user_id=payer.pk))
    if entry.kind == "text":
        return lambda number: PaidTextModel(adapter, billing).complete(text_request(prompt=f"Question {number}"))  # type: ignore[arg-type]
    if entry.kind == "image":
        return lambda number: PaidImageModel(adapter, billing).draw(picture(number))  # type: ignore[arg-type]
    if entry.kind == "moderation":
        return lambda number: PaidModerator(adapter, billing).check(ModerationRequest(f"text {number}"))  # type: ignore[arg-type]
    if entry.kind == "speech":
        return lambda number: PaidSpeaker(adapter, billing).speak(SpeechRequest(f"text {number}", "af_heart"))  # type: ignore[arg-type]
    if entry.kind == "video":
        return lambda number: PaidVideoModel(adapter, billing).film(shot(number))  # type: ignore[arg-type]
    return lambda number: PaidEmbedder(adapter, billing).embed([f"text {number}"])  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["text", "image", "embedding", "moderation", "speech"])
def test_an_adapter_that_does_nothing_about_it_is_under_the_limit(payer: User, kind: Kind) -> None:
    careless = Careless()

    at_once(paid_calls(payer, careless, entry_of("ollama", kind), Credentials("ollama", key_id=uuid4())), 2 * MOST)

    assert careless.most_in_flight == MOST


@pytest.mark.parametrize("kind", ["image", "embedding"])
def test_what_is_built_in_is_under_the_limit(kind: Kind) -> None:
    careless, own = Careless(), Credentials("sketch", key_id=uuid4())
    entry = entry_of("sketch", kind)
    if kind == "image":
        at_once(lambda number: BuiltInImageModel(careless, entry, own).draw(picture(number)), 2 * MOST)
    else:
        at_once(lambda number: BuiltInEmbedder(careless, entry, own).embed(["text"]), 2 * MOST)

    assert careless.most_in_flight == MOST


@pytest.mark.parametrize(("service", "kind"), FACES)
def test_every_face_of_every_service_is_under_the_limit(
    payer: User, wire: WireServer, service: str, kind: Kind
) -> None:
    wire.latency = 0.05
    entry = entry_of(service, kind, MODELS.get((service, kind), "qwen3:8b"))
    credentials = Credentials(service, KEY, wire.base_url(service), key_id=uuid4())
    factories = {
        "text": entry.of_service.text,
        "image": entry.of_service.image,
        "embedding": entry.of_service.embedding,
        "moderation": entry.of_service.moderation,
        "speech": entry.of_service.speech,
        "video": entry.of_service.video,
    }
    if kind == "video":
        setattr(wire.services[service], "waits", 0)  # noqa: B010 (a clip that is waited for is looked at after seconds)
    factory = factories[kind]
    assert factory is not None

    at_once(paid_calls(payer, factory(entry, credentials, None), entry, credentials), CALLS)

    assert len(wire.calls) >= CALLS
    assert 1 <= wire.most_in_flight <= MOST


def test_each_key_has_a_limit_of_its_own() -> None:
    entry, both = entry_of("ollama", "text"), threading.Barrier(2)
    one_at_a_time = replace(entry, concurrency=1)

    at_once(
        lambda number: limited(one_at_a_time, Credentials("ollama", key_id=uuid4()), lambda: both.wait(timeout=600)), 2
    )

    assert not both.broken


def test_a_call_that_fails_gives_its_place_back() -> None:
    entry, credentials = replace(entry_of("ollama", "text"), concurrency=1), Credentials("ollama", key_id=uuid4())
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            limited(entry, credentials, lambda: 1 / 0)


def test_nothing_is_kept_of_keys_that_nobody_calls_with(wire: WireServer) -> None:
    entry = ModelEntry(name="anthropic/some-model", service="anthropic", kind="text", title="", concurrency=1)
    keys = [uuid4() for _ in range(3)]
    for key in keys:
        limited(entry, Credentials("anthropic", KEY, key_id=key), lambda: None)
    gc.collect()

    assert not {key for key, _ in concurrency._limits}.intersection(keys)  # noqa: SLF001
