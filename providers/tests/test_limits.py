"""How much a model of a reader's own server reads at once: the server is asked, and its word is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from accounts.keys import create_key
from accounts.tests.keyrings import OLD
from providers.choosing import limits
from providers.choosing.catalogue import entry_named
from providers.errors import ServiceDown
from providers.models import CatalogueModel, ServerLimits
from providers.tests.wire import fails

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import ApiKey, User
    from providers.choosing.catalogue import ModelEntry
    from providers.tests.wire import WireServer

QWEN, SERVED = "ollama/qwen3:8b", "compatible/qwen3-32b"


@pytest.fixture(autouse=True)
def _settings(settings: Settings, db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS, settings.ALLOW_PRIVATE_PROVIDERS = OLD, True


@pytest.fixture
def keys(reader: User, wire: WireServer) -> dict[str, ApiKey]:
    return {
        service: create_key(owner=reader, service=service, base_url=wire.base_url(service))
        for service in ("ollama", "compatible")
    }


def asked(name: str, keys: dict[str, ApiKey]) -> ModelEntry:
    entry = entry_named(name, "text")
    limits.ask(entry, keys[entry.service])
    return limits.within(entry, key_id=keys[entry.service].pk)


def let_time_pass() -> None:
    ServerLimits.objects.update(asked=timezone.now() - timedelta(hours=2))


@pytest.mark.parametrize(("name", "context"), [(QWEN, 40_960), (SERVED, 32_768)])
def test_a_model_has_the_context_that_its_server_says(keys: Any, name: str, context: int) -> None:
    told = asked(name, keys)

    assert told.context_tokens == context
    assert told.most_output_tokens == int(context * limits.ANSWER_SHARE)


def test_what_a_server_says_of_answers_holds(keys: Any, wire: WireServer) -> None:
    provider = {"context_length": 200_000, "max_completion_tokens": 9_000}
    wire.services["compatible"].listed = {"id": "qwen3-32b", "object": "model", "top_provider": provider}  # type: ignore[attr-defined]
    told = asked(SERVED, keys)

    assert (told.context_tokens, told.most_output_tokens) == (200_000, 9_000)


@pytest.mark.parametrize("listed", [{"id": "qwen3-32b", "object": "model"}, {"id": "another", "object": "model"}])
def test_of_a_server_that_says_nothing_no_more_is_believed_than_is_assumed(
    keys: Any, wire: WireServer, listed: dict[str, str]
) -> None:
    wire.services["compatible"].listed = listed  # type: ignore[attr-defined]

    assert asked(SERVED, keys) == entry_named(SERVED, "text")


def test_a_server_that_does_not_know_the_question_is_taken_as_assumed(keys: Any, wire: WireServer) -> None:
    wire.plan(fails("model_not_found"))

    assert asked(QWEN, keys) == entry_named(QWEN, "text")


def test_what_an_admin_says_goes_before_what_the_server_says(keys: Any) -> None:
    CatalogueModel.objects.create(name=QWEN, service="ollama", kind="text", title="Qwen", context_tokens=16_000)

    assert asked(QWEN, keys).context_tokens == 16_000


def test_a_server_is_asked_once_and_again_after_a_while(keys: Any, wire: WireServer) -> None:
    asked(QWEN, keys)
    asked(QWEN, keys)
    assert len(wire.calls) == 1

    let_time_pass()
    asked(QWEN, keys)
    assert len(wire.calls) == 2


def test_while_a_server_is_down_its_last_word_holds_and_without_one_nothing_is_assumed(
    keys: Any, wire: WireServer
) -> None:
    wire.always(fails("unavailable"))
    with pytest.raises(ServiceDown):
        asked(QWEN, keys)

    wire.plan(fails("unavailable"))
    ServerLimits.objects.create(api_key=keys["ollama"], model=QWEN, context_tokens=20_000)
    let_time_pass()
    assert asked(QWEN, keys).context_tokens == 20_000


def test_what_one_server_says_holds_for_no_other(keys: Any, reader: User) -> None:
    asked(QWEN, keys)
    other = create_key(owner=reader, service="ollama", base_url="http://127.0.0.1:9")

    assert limits.within(entry_named(QWEN, "text"), key_id=other.pk) == entry_named(QWEN, "text")
