"""The wire server measures others, so it is measured itself: caches, concurrency, objections."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import anthropic
import httpx2
import pytest

from providers.tests.asking import REQUEST, model_of, text_request
from providers.tests.wire import WELL, WireServer, fails, slow
from providers.tests.wire.instances import least_instance

if TYPE_CHECKING:
    from providers.interfaces.usage import Usage


def used(wire: WireServer, service: str = "anthropic", **changes: object) -> Usage:
    return model_of(wire, service).complete(text_request(**changes)).usage


@pytest.mark.parametrize(("service", "life"), [("anthropic", 300), ("openai", 1800)])
def test_a_cache_forgets_what_was_not_used_for_its_life(wire: WireServer, service: str, life: int) -> None:
    now = 1000.0
    wire.clock = lambda: now
    used(wire, service)

    now += life - 1
    kept = used(wire, service).cache_read_tokens
    now += life - 1
    kept_by_use = used(wire, service).cache_read_tokens
    now += life + 1
    forgotten = used(wire, service).cache_read_tokens

    assert kept == kept_by_use > 0
    assert forgotten == 0


def test_calls_at_the_same_time_cannot_read_what_another_is_writing(wire: WireServer) -> None:
    wire.latency = 0.3
    model = model_of(wire, "anthropic")

    with ThreadPoolExecutor(4) as threads:
        usages = list(threads.map(lambda _: model.complete(REQUEST).usage, range(4)))

    assert [usage.cache_read_tokens for usage in usages] == [0] * 4
    assert model.complete(REQUEST).usage.cache_read_tokens > 0


def test_another_model_shares_no_cache(wire: WireServer) -> None:
    used(wire)

    assert model_of(wire, "anthropic", "claude-sonnet-5-5").complete(REQUEST).usage.cache_read_tokens == 0


def test_a_prefix_below_the_least_length_is_not_cached(wire: WireServer) -> None:
    used(wire, prefix="x" * 600)

    assert used(wire, prefix="x" * 600).cache_read_tokens == 0


def test_troubles_come_in_the_order_they_were_planned_and_then_all_is_well(wire: WireServer) -> None:
    wire.plan(fails("overloaded"), WELL, fails("forbidden"))
    client = httpx2.Client(headers={"x-api-key": "k"})
    address = f"{wire.base_url('anthropic')}/v1/models"

    assert [client.get(address).status_code for _ in range(4)] == [529, 200, 403, 200]


def test_the_most_calls_in_flight_are_counted(wire: WireServer) -> None:
    wire.always(slow(0.3))
    address = f"{wire.base_url('ollama')}/api/version"

    with ThreadPoolExecutor(5) as threads:
        list(threads.map(lambda _: httpx2.get(address), range(5)))
    httpx2.get(address)

    assert wire.most_in_flight == 5


def test_a_schema_that_the_real_service_refuses_is_refused(wire: WireServer) -> None:
    client = anthropic.Anthropic(api_key="k", base_url=wire.base_url("anthropic"), max_retries=0)
    schema = {
        "type": "object",
        "properties": {"a": {"type": "string", "maxLength": 3}},
        "required": ["a"],
        "additionalProperties": False,
    }

    with pytest.raises(anthropic.BadRequestError, match="maxLength"):
        client.messages.create(
            model="claude-haiku-5-5",
            max_tokens=10,
            messages=[{"role": "user", "content": "a"}],
            output_config={"format": {"type": "json_schema", "schema": schema}},
        )


@pytest.mark.parametrize(
    ("schema", "instance"),
    [
        ({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}, {"a": ""}),
        ({"type": "array", "items": {"type": "integer"}, "minItems": 2}, [0, 0]),
        ({"$ref": "#/$defs/M", "$defs": {"M": {"enum": ["calm", "tense"]}}}, "calm"),
        ({"anyOf": [{"type": "null"}, {"type": "string"}]}, None),
        ({"type": "string", "minLength": 3}, "xxx"),
        ({"const": 7}, 7),
        ({"type": "boolean"}, False),
    ],
)
def test_the_least_instance_of_a_schema(schema: dict[str, Any], instance: Any) -> None:
    assert least_instance(schema) == instance


def test_every_call_is_recorded_as_it_came(wire: WireServer) -> None:
    httpx2.post(f"{wire.base_url('ollama')}/api/show?x=1", json={"model": "qwen3:8b"}, headers={"X-Mine": "yes"})
    (call,) = wire.calls

    assert (call.service, call.method, call.path, call.query) == ("ollama", "POST", "/api/show", {"x": "1"})
    assert (call.headers["x-mine"], call.json) == ("yes", {"model": "qwen3:8b"})


def test_an_address_that_no_service_has_is_not_found(wire: WireServer) -> None:
    assert httpx2.get(f"{wire.base_url('ollama')}/api/nothing").status_code == 404
