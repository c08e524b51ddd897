"""What is Anthropic's own: the shape of its requests, its cache, its streams, its free questions."""

from __future__ import annotations

from typing import Any

import pytest

from providers.errors import CutOff, KeyRefused, ServiceDown
from providers.interfaces.usage import Usage
from providers.services.anthropic.abilities import claude_abilities
from providers.services.anthropic.text import AnthropicText, free_check
from providers.tests.asking import CHAPTER, GOOD, KEY, REQUEST, DescribedScene, credentials, model_of, text_request
from providers.tests.wire import Reply, WireServer, answers, wrong_content_type

HAIKU = "claude-haiku-5-5"
MESSAGE = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": HAIKU,
    "content": [],
    "stop_reason": None,
    "usage": {"input_tokens": 1, "output_tokens": 1},
}


def sent(wire: WireServer, model: str = HAIKU, **changes: Any) -> dict[str, Any]:
    """Return the body that a request is sent with."""
    model_of(wire, "anthropic", model).complete(text_request(**changes))
    return wire.calls[-1].json


def test_a_request_has_exactly_this_shape(wire: WireServer) -> None:
    body = sent(wire)
    schema = body["output_config"]["format"].pop("schema")

    assert body == {
        "model": HAIKU,
        "max_tokens": 500,
        "system": [{"type": "text", "text": REQUEST.system}],
        "messages": [
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": REQUEST.prefix, "cache_control": {"type": "ephemeral"}},
                    {"type": "text", "text": REQUEST.prompt},
                ],
            }
        ],
        "output_config": {"format": {"type": "json_schema"}, "effort": "low"},
        "thinking": {"type": "disabled"},
    }
    assert list(schema["properties"]) == ["mood", "title", "people"]


def test_the_key_goes_into_the_authorisation_and_nowhere_else(wire: WireServer) -> None:
    sent(wire)
    call = wire.calls[0]

    assert call.headers["authorization"] == f"Bearer {KEY}"
    assert KEY.encode() not in call.body
    assert sum(KEY in value for value in call.headers.values()) == 1


@pytest.mark.parametrize(
    ("model", "effort", "thinking"),
    [
        ("claude-haiku-5-5", "low", {"type": "disabled"}),
        ("claude-sonnet-5-5", "low", {"type": "between_tools"}),
        ("claude-opus-5-5", "low", None),
        ("claude-fable-5-2", "low", None),
        ("claude-sonnet-5", "low", {"type": "disabled"}),
        ("claude-opus-5", "low", {"type": "disabled"}),
        ("claude-opus-4-8", "low", None),
        ("claude-opus-4-5-20251101", "low", None),
        ("claude-sonnet-4-6", "low", None),
        ("claude-sonnet-4-5-20250929", None, None),
        ("claude-haiku-4-5-20251001", None, None),
        ("claude-opus-4-20250514", None, None),
        ("claude-3-5-haiku-20241022", None, None),
        ("house-model", None, None),
    ],
)
def test_a_model_is_told_to_think_least_in_the_way_it_knows(
    wire: WireServer, model: str, effort: str | None, thinking: Any
) -> None:
    body = sent(wire, model)

    assert (body["output_config"].get("effort"), body.get("thinking")) == (effort, thinking)


@pytest.mark.parametrize(
    ("model", "least"),
    [
        ("claude-haiku-5-5", 512),
        ("claude-sonnet-5", 1024),
        ("claude-opus-4-7", 2048),
        ("claude-haiku-4-5-20251001", 4096),
        ("claude-opus-4-6", 4096),
        ("claude-sonnet-4-5-20250929", 1024),
    ],
)
def test_a_prefix_is_marked_only_if_the_model_would_cache_it(wire: WireServer, model: str, least: int) -> None:
    short = sent(wire, model, prefix="x" * least)["messages"][0]["content"][0]
    long = sent(wire, model, prefix="x" * least * 4)["messages"][0]["content"][0]

    assert claude_abilities(model).least_cached_tokens == least
    assert ("cache_control" in short, "cache_control" in long) == (False, True)


def test_another_schema_or_system_text_does_not_read_the_cache(wire: WireServer) -> None:
    class Mood(DescribedScene):
        hour: str = ""

    model = model_of(wire, "anthropic")
    model.complete(REQUEST)

    assert model.complete(text_request(system="You read plays.")).usage.cache_read_tokens == 0
    assert model.complete(text_request(schema=Mood)).usage.cache_read_tokens == 0
    assert model.complete(REQUEST).usage.cache_read_tokens > 0


def test_usage_is_taken_over_as_it_is_billed(wire: WireServer) -> None:
    wire.answer = lambda question: GOOD

    first = model_of(wire, "anthropic").complete(REQUEST).usage

    prompt = (len(REQUEST.prompt) + 3) // 4
    assert first == Usage(
        input_tokens=prompt, cache_write_tokens=first.cache_write_tokens, output_tokens=(len(GOOD) + 3) // 4
    )


def test_an_answer_that_stops_in_the_middle_of_its_stream_is_cut_off(wire: WireServer) -> None:
    events = [("message_start", {"type": "message_start", "message": MESSAGE})]
    wire.services["anthropic"].routes["POST", "/v1/messages"] = lambda call, trouble: Reply(events=events)

    with pytest.raises(CutOff):
        model_of(wire, "anthropic").complete(text_request(max_output_tokens=20_000))


def test_an_error_in_the_middle_of_a_stream_is_what_it_says(wire: WireServer) -> None:
    error = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
    events = [("message_start", {"type": "message_start", "message": MESSAGE}), ("error", error)]
    wire.services["anthropic"].routes["POST", "/v1/messages"] = lambda call, trouble: Reply(events=events)

    with pytest.raises(ServiceDown):
        model_of(wire, "anthropic").complete(text_request(max_output_tokens=20_000))


def test_a_model_that_knows_no_schemas_is_asked_in_words(wire: WireServer) -> None:
    wire.plan(answers(f"Here it is:\n```json\n{GOOD}\n```"))
    model = AnthropicText(
        credentials(wire, "anthropic"), HAIKU, context_tokens=1, most_output_tokens=1, structured=False
    )

    assert model.complete(REQUEST).text == GOOD
    body = wire.calls[0].json
    assert "format" not in body["output_config"]
    assert '"mood"' in body["system"][0]["text"]


def test_a_key_is_checked_without_paying(wire: WireServer) -> None:
    assert free_check(credentials(wire, "anthropic")) == "The key works; 4 models are open to it."
    assert [(call.method, call.path) for call in wire.calls] == [("GET", "/v1/models")]


def test_a_key_that_does_not_work_is_told_with_what_to_do(wire: WireServer) -> None:
    wire.accepted_key = "another"

    with pytest.raises(KeyRefused, match="Check that it is whole"):
        free_check(credentials(wire, "anthropic"))


def test_something_else_at_the_address_is_told_as_such(wire: WireServer) -> None:
    wire.plan(wrong_content_type())

    with pytest.raises(ServiceDown, match="did not come from Anthropic"):
        free_check(credentials(wire, "anthropic"))


def test_a_prompt_longer_than_the_models_context_is_told(wire: WireServer) -> None:
    from providers.errors import ContextTooLong

    with pytest.raises(ContextTooLong, match="claude-haiku-4-5"):
        model_of(wire, "anthropic", "claude-haiku-4-5-20251001").complete(text_request(prefix=CHAPTER * 10_000))


def test_what_is_not_read_again_soon_is_not_marked_for_the_cache(wire: WireServer) -> None:
    assert "cache_control" in str(sent(wire)["messages"])
    assert "cache_control" not in str(sent(wire, is_read_soon=False)["messages"])
