"""What is OpenAI's own, and that of servers like it: requests, caches, schemas that are refused, embeddings."""

from __future__ import annotations

import logging
from math import sqrt
from typing import Any

import pytest

from providers.errors import (
    BadAnswer,
    ContextTooLong,
    CutOff,
    KeyRefused,
    ModelRetired,
    RateLimited,
    RequestRejected,
    ServiceDown,
    UnknownModel,
)
from providers.interfaces.credentials import Credentials
from providers.interfaces.usage import Usage
from providers.services.openai.abilities import caches_at_breakpoints, openai_effort
from providers.services.openai.client import free_check, installed_models
from providers.services.openai.embeddings import OpenAIEmbedder
from providers.services.openai.text import OpenAIText
from providers.tests.asking import CHAPTER, GOOD, KEY, REQUEST, credentials, model_of, text_request
from providers.tests.wire import Reply, WireServer, answers, fails, wrong_content_type


def sent(wire: WireServer, service: str = "openai", model: str = "", **changes: Any) -> dict[str, Any]:
    """Return the body that a request is sent with."""
    model_of(wire, service, model).complete(text_request(**changes))
    return wire.calls[-1].json


def test_a_request_to_openai_has_exactly_this_shape(wire: WireServer) -> None:
    body = sent(wire)
    schema = body["response_format"]["json_schema"].pop("schema")
    key = body.pop("prompt_cache_key")

    assert body == {
        "model": "gpt-6-luna",
        "messages": [
            {"role": "system", "content": REQUEST.system},
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": REQUEST.prefix, "prompt_cache_breakpoint": {"mode": "explicit"}},
                    {"type": "text", "text": REQUEST.prompt},
                ],
            },
        ],
        "response_format": {"type": "json_schema", "json_schema": {"name": "DescribedScene", "strict": True}},
        "prompt_cache_options": {"mode": "explicit"},
        "reasoning_effort": "none",
        "max_completion_tokens": 500,
    }
    assert list(schema["properties"]) == ["mood", "title", "people"]
    assert len(key) == 32


def test_a_request_to_a_server_like_it_holds_nothing_that_only_openai_knows(wire: WireServer) -> None:
    body = sent(wire, "compatible")

    assert body.keys() == {"model", "messages", "response_format", "max_tokens", "temperature"}
    assert body["temperature"] == 0
    assert body["messages"][1] == {"role": "user", "content": f"{REQUEST.prefix}\n\n{REQUEST.prompt}"}


def test_a_server_whose_model_takes_no_temperature_is_asked_without_one_from_then_on(wire: WireServer) -> None:
    model = model_of(wire, "compatible")
    wire.plan(fails("bad_request", words="Unsupported value: 'temperature' does not support 0 with this model."))

    for _ in range(2):
        assert model.complete(REQUEST).stop == "end"

    assert ["temperature" in call.json for call in wire.calls] == [True, False, False]


def test_requests_that_share_a_prefix_share_their_cache_key_and_others_do_not(wire: WireServer) -> None:
    first, second = sent(wire), sent(wire, prompt="And the second?")
    other = sent(wire, prefix=CHAPTER)

    assert first["prompt_cache_key"] == second["prompt_cache_key"] != other["prompt_cache_key"]


@pytest.mark.parametrize(
    ("model", "effort"),
    [
        ("gpt-6-luna", "none"),
        ("gpt-6-sol", "none"),
        ("gpt-6.1-terra", "none"),
        ("gpt-6-astra", "low"),
        ("gpt-5.6-terra", "none"),
        ("gpt-5.1", "none"),
        ("gpt-5-mini-2025-08-07", "minimal"),
        ("gpt-5.1-codex", "low"),
        ("gpt-5-chat-latest", None),
        ("gpt-5.2-pro", None),
        ("gpt-4.1-mini", None),
        ("gpt-4o", None),
        ("o3", "low"),
        ("o4-mini-2025-04-16", "low"),
        ("o1-mini", None),
        ("omni-anything", None),
    ],
)
def test_a_model_is_told_to_think_least_in_the_way_it_knows(wire: WireServer, model: str, effort: str | None) -> None:
    assert sent(wire, model=model).get("reasoning_effort") == effort == openai_effort(model)


@pytest.mark.parametrize(
    ("model", "at_breakpoints"),
    [("gpt-6-luna", True), ("gpt-5.6-sol", True), ("gpt-5.5", False), ("gpt-4.1-mini", False), ("o3", False)],
)
def test_breakpoints_are_sent_to_the_models_that_cache_at_them(
    wire: WireServer, model: str, at_breakpoints: bool
) -> None:
    body = sent(wire, model=model)

    assert caches_at_breakpoints(model) is at_breakpoints
    assert ("prompt_cache_options" in body) is at_breakpoints
    assert ("prompt_cache_breakpoint" in str(body["messages"])) is at_breakpoints


def test_an_older_model_reads_its_cache_in_blocks_and_writes_it_for_free(wire: WireServer) -> None:
    model = model_of(wire, "openai", "gpt-5.5")

    first, second = model.complete(REQUEST).usage, model.complete(REQUEST).usage

    assert (first.cache_read_tokens, first.cache_write_tokens, second.cache_write_tokens) == (0, 0, 0)
    assert second.cache_read_tokens % 128 == 0
    assert second.cache_read_tokens + second.input_tokens == first.input_tokens


def test_what_the_cache_read_and_wrote_is_not_counted_as_plain_input_too(wire: WireServer) -> None:
    wire.answer = lambda question: GOOD
    model = model_of(wire, "openai")

    first, second = model.complete(REQUEST).usage, model.complete(REQUEST).usage

    prompt, output = (len(REQUEST.prompt) + 3) // 4, (len(GOOD) + 3) // 4
    shared = first.cache_write_tokens
    assert first == Usage(input_tokens=prompt, cache_write_tokens=shared, output_tokens=output)
    assert second == Usage(input_tokens=prompt, cache_read_tokens=shared, output_tokens=output)


def test_a_server_that_knows_no_schema_is_asked_for_json_in_words_and_remembered(wire: WireServer) -> None:
    wire.services["compatible"].knows_json_schema = False  # type: ignore[attr-defined]
    wire.answer = lambda question: GOOD
    model = model_of(wire, "compatible")

    assert [model.complete(REQUEST).text, model.complete(REQUEST).text] == [GOOD, GOOD]
    formats = [call.json["response_format"]["type"] for call in wire.calls]
    assert formats == ["json_schema", "json_object", "json_object"]
    assert '"mood"' in wire.calls[1].json["messages"][0]["content"]


def test_a_server_that_knows_no_format_at_all_is_asked_in_words(wire: WireServer) -> None:
    refusal = fails("bad_request", words="unknown field: response_format")
    wire.plan(refusal, refusal, answers(f"<think>Tense?</think>\n```json\n{GOOD}\n```"))

    assert model_of(wire, "compatible").complete(REQUEST).text == GOOD
    assert "response_format" not in wire.calls[2].json


def test_a_server_that_refuses_every_format_is_not_asked_forever(wire: WireServer) -> None:
    wire.always(fails("bad_request", words="response_format is not supported"))

    with pytest.raises(RequestRejected):
        model_of(wire, "compatible").complete(REQUEST)
    assert len(wire.calls) == 3


def test_a_schema_that_is_wrong_is_an_error_and_no_reason_to_ask_without(wire: WireServer) -> None:
    wire.plan(fails("bad_request", words="Invalid schema for response_format 'DescribedScene': no."))

    with pytest.raises(RequestRejected):
        model_of(wire, "openai").complete(REQUEST)
    assert len(wire.calls) == 1


def test_a_model_that_is_known_to_have_no_schemas_is_asked_for_json_at_once(wire: WireServer) -> None:
    limits = {"context_tokens": 1, "most_output_tokens": 1}

    OpenAIText(credentials(wire, "compatible"), "tiny", structured=False, **limits).complete(REQUEST)  # type: ignore[arg-type]

    assert [call.json["response_format"] for call in wire.calls] == [{"type": "json_object"}]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The model `gpt-9` does not exist or you do not have access to it.", UnknownModel),
        ("foo/bar is not a valid model ID", UnknownModel),
        ("The model `gpt-4-32k` has been decommissioned and is no longer supported.", ModelRetired),
        ("'max_tokens' is deprecated; it is not supported with this model.", RequestRejected),
        ("Unknown parameter: 'wishes'.", RequestRejected),
        ("This model's maximum context length is 8192 tokens, you requested 9000.", ContextTooLong),
        ("request (9000 tokens) exceeds the available context size (8192 tokens)", ContextTooLong),
    ],
)
def test_servers_that_name_no_code_are_understood_by_their_words(wire: WireServer, words: str, expected: type) -> None:
    wire.plan(fails("bad_request", words=words))

    with pytest.raises(expected) as caught:
        model_of(wire, "compatible").complete(REQUEST)
    assert type(caught.value) is expected


def test_one_request_above_a_minutes_allowance_is_too_long_and_not_too_early(wire: WireServer) -> None:
    wire.plan(fails("rate_limited", words="Request too large for gpt-6-luna on tokens per min (TPM): Limit 30000."))

    with pytest.raises(ContextTooLong):
        model_of(wire, "openai").complete(REQUEST)


def test_an_error_that_comes_with_status_200_is_an_error(wire: WireServer) -> None:
    error = {"error": {"code": 503, "message": "Provider returned error"}}
    wire.services["compatible"].routes["POST", "/v1/chat/completions"] = lambda call, trouble: Reply(error)

    with pytest.raises(ServiceDown):
        model_of(wire, "compatible").complete(REQUEST)


CHUNK = {"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": {"content": GOOD}}]}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([CHUNK], CutOff),
        ([CHUNK, '{"choices": [{"ind'], CutOff),
        ([CHUNK, {"error": {"code": 503, "message": "Provider returned error"}}], ServiceDown),
        ([{"error": {"code": "rate_limit_exceeded", "message": "Slow down", "type": "rate_limit_error"}}], RateLimited),
    ],
)
def test_a_stream_that_does_not_end_well_is_told_as_what_it_is(wire: WireServer, events: Any, expected: Any) -> None:
    reply = Reply(events=[("", event) for event in events])
    wire.services["compatible"].routes["POST", "/v1/chat/completions"] = lambda call, trouble: reply

    with pytest.raises(expected) as caught:
        model_of(wire, "compatible").complete(text_request(max_output_tokens=20_000))
    assert type(caught.value) is expected


def test_a_server_that_cannot_stream_is_understood_all_the_same(wire: WireServer) -> None:
    body = {"choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": GOOD}}]}
    wire.services["compatible"].routes["POST", "/v1/chat/completions"] = lambda call, trouble: Reply(body)

    assert model_of(wire, "compatible").complete(text_request(max_output_tokens=20_000)).text == GOOD


def test_a_server_that_counts_no_tokens_is_taken_at_its_word(wire: WireServer) -> None:
    body = {"choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": GOOD}}]}
    wire.services["compatible"].routes["POST", "/v1/chat/completions"] = lambda call, trouble: Reply(body)

    answer = model_of(wire, "compatible").complete(REQUEST)

    assert (answer.text, answer.usage) == (GOOD, Usage())


def test_a_server_of_the_readers_own_needs_an_address() -> None:
    with pytest.raises(RequestRejected, match="address"):
        OpenAIText(Credentials("compatible"), "qwen3", context_tokens=1, most_output_tokens=1)


def test_a_key_is_checked_without_paying(wire: WireServer) -> None:
    assert "The key works; " in free_check(credentials(wire, "openai"))
    assert [(call.method, call.path) for call in wire.calls] == [("GET", "/v1/models")]


def test_a_server_without_keys_says_what_it_has(wire: WireServer) -> None:
    assert free_check(credentials(wire, "compatible", secret="")) == "The server answers; 1 model is open to it."


@pytest.mark.parametrize(("failure", "expected"), [("key_refused", KeyRefused), ("unavailable", ServiceDown)])
def test_a_check_that_fails_says_why(wire: WireServer, failure: str, expected: Any) -> None:
    wire.plan(fails(failure))  # type: ignore[arg-type]

    with pytest.raises(expected):
        free_check(credentials(wire, "openai"))


def test_a_page_at_the_address_is_no_list_of_models(wire: WireServer) -> None:
    wire.plan(wrong_content_type())

    with pytest.raises(ServiceDown, match="did not come from"):
        installed_models(credentials(wire, "compatible"))


def test_the_models_of_a_server_are_listed_by_name(wire: WireServer) -> None:
    assert installed_models(credentials(wire, "compatible")) == ["qwen3-32b"]


def test_vectors_come_in_the_order_of_their_texts_and_at_length_one(wire: WireServer) -> None:
    embedder = OpenAIEmbedder(credentials(wire, "openai"), "text-embedding-3-small")

    together, _ = embedder.embed(["a", "b", "c"])
    alone = [embedder.embed([text])[0][0] for text in "abc"]

    assert together == alone
    assert [sqrt(sum(number**2 for number in vector)) for vector in together] == pytest.approx([1, 1, 1])
    assert {len(vector) for vector in together} == {embedder.dimensions} == {1536}


def test_many_texts_are_embedded_in_few_requests_and_every_token_is_counted(wire: WireServer) -> None:
    vectors, usage = OpenAIEmbedder(credentials(wire, "openai"), "text-embedding-3-small").embed(["1234"] * 300)

    assert (len(vectors), len(wire.calls)) == (300, 3)
    assert usage == Usage(input_tokens=300)


def test_the_size_of_an_unknown_models_vectors_is_known_after_the_first_call(wire: WireServer) -> None:
    embedder = OpenAIEmbedder(credentials(wire, "compatible"), "house-model")
    before = embedder.dimensions
    embedder.embed(["a"])

    assert (before, embedder.dimensions) == (0, 768)


def test_no_texts_are_no_request(wire: WireServer) -> None:
    assert OpenAIEmbedder(credentials(wire, "openai"), "m").embed([]) == ([], Usage())
    assert wire.calls == []


def test_empty_and_very_long_texts_can_be_embedded(wire: WireServer) -> None:
    OpenAIEmbedder(credentials(wire, "openai"), "m").embed(["", CHAPTER * 1000, "長" * 50_000])

    blank, long, dense = wire.calls[0].json["input"]
    assert blank == " "
    assert 20_000 < len(long) <= 24_000
    assert len(dense) == 8_000


def test_embedding_fails_with_our_errors_and_without_the_book(wire: WireServer) -> None:
    wire.plan(fails("bad_request", words=f"Bad input: {CHAPTER}"))

    with pytest.raises(RequestRejected) as caught:
        OpenAIEmbedder(credentials(wire, "openai"), "m").embed([CHAPTER])
    assert "burning bridge" not in str(caught.value)


def test_a_vector_too_few_is_a_bad_answer(wire: WireServer) -> None:
    body = {"data": [{"index": 0, "embedding": [1.0], "object": "embedding"}], "model": "m", "object": "list"}
    wire.services["openai"].routes["POST", "/v1/embeddings"] = lambda call, trouble: Reply(body)

    with pytest.raises(BadAnswer):
        OpenAIEmbedder(credentials(wire, "openai"), "m").embed(["a", "b"])


def test_no_log_holds_what_was_embedded(wire: WireServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    OpenAIEmbedder(credentials(wire, "openai"), "m").embed([CHAPTER])

    assert "burning bridge" not in caplog.text
    assert KEY not in caplog.text


def test_what_is_not_read_again_soon_is_not_marked_for_the_cache(wire: WireServer) -> None:
    assert "prompt_cache_breakpoint" in str(sent(wire)["messages"])
    assert "prompt_cache_breakpoint" not in str(sent(wire, is_read_soon=False)["messages"])
