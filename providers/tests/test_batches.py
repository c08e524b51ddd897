"""Requests that are handed in together: the same promises from both services that take them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from providers.errors import ContentRefused, KeyRefused, ProviderError, RateLimited, RequestRejected, ServiceDown
from providers.interfaces.text import TextAnswer
from providers.services.anthropic.batches import AnthropicBatches
from providers.services.openai.batches import OpenAIBatches
from providers.tests.asking import CHAPTER, GOOD, KEY, REQUEST, credentials, model_of, text_request
from providers.tests.wire import WireServer, answers, cut_before, fails, rate_limited

Batches = AnthropicBatches | OpenAIBatches
every_service = pytest.mark.parametrize("service", ["anthropic", "openai"])
MODELS = {"anthropic": "claude-haiku-5-5", "openai": "gpt-6-luna"}
SECOND = text_request(prompt="And the second scene?")


def batches(wire: WireServer, service: str) -> Batches:
    kind = AnthropicBatches if service == "anthropic" else OpenAIBatches
    return kind(credentials(wire, service), MODELS[service])


def results(of: Batches, batch_id: str) -> dict[str, TextAnswer | ProviderError]:
    assert of.state(batch_id) == "ended"
    return dict(of.results(batch_id))


def bodies_sent(wire: WireServer, service: str) -> dict[str, object]:
    """Return the request of each id, as the service got it."""
    if service == "anthropic":
        (call,) = wire.calls_of("anthropic", "/v1/messages/batches")
        return {request["custom_id"]: request["params"] for request in call.json["requests"]}
    (call,) = wire.calls_of("openai", "/v1/files")
    lines = [json.loads(line) for line in call.body.splitlines() if line.startswith(b'{"custom_id"')]
    assert {(line["method"], line["url"]) for line in lines} == {("POST", "/v1/chat/completions")}
    return {line["custom_id"]: line["body"] for line in lines}


@every_service
def test_each_request_gets_its_answer_whatever_the_order(wire: WireServer, service: str) -> None:
    wire.answer = lambda question: GOOD if "first" in question.prompt else GOOD.replace("tense", "calm")
    handed_in = batches(wire, service)

    by_name = results(handed_in, handed_in.submit([("a", REQUEST), ("b", SECOND)]))

    texts = {name: answer.text for name, answer in by_name.items()}  # type: ignore[union-attr]
    assert texts == {"a": GOOD, "b": GOOD.replace("tense", "calm")}


@every_service
def test_a_request_is_the_same_in_a_batch_as_alone(wire: WireServer, service: str) -> None:
    batches(wire, service).submit([("a", REQUEST)])
    model_of(wire, service).complete(REQUEST)

    assert bodies_sent(wire, service) == {"a": wire.calls[-1].json}


@every_service
def test_an_answer_of_a_batch_tells_its_usage(wire: WireServer, service: str) -> None:
    handed_in = batches(wire, service)

    (answer,) = results(handed_in, handed_in.submit([("a", REQUEST)])).values()

    assert answer.usage.all_input_tokens >= len(REQUEST.prefix) // 4
    assert answer.usage.output_tokens > 0


@every_service
def test_a_batch_runs_until_the_service_has_ended_it(wire: WireServer, service: str) -> None:
    wire.batch_polls = 2
    handed_in = batches(wire, service)
    batch_id = handed_in.submit([("a", REQUEST)])

    assert [handed_in.state(batch_id) for _ in range(3)] == ["running", "running", "ended"]


@every_service
def test_what_fails_in_a_batch_is_the_error_that_it_would_be_alone(wire: WireServer, service: str) -> None:
    wire.batch_troubles = {
        "limited": fails("rate_limited"),
        "bad": fails("bad_request"),
        "refused": fails("content_refused"),
        "down": fails("server_error"),
    }
    handed_in = batches(wire, service)

    by_name = results(handed_in, handed_in.submit([(name, REQUEST) for name in (*wire.batch_troubles, "good")]))

    assert isinstance(by_name.pop("good"), TextAnswer)
    assert {name: type(error) for name, error in by_name.items()} == {
        "limited": RateLimited,
        "bad": RequestRejected,
        "refused": ContentRefused,
        "down": ServiceDown,
    }


@every_service
def test_a_refusal_in_a_batch_is_an_answer_that_says_so(wire: WireServer, service: str) -> None:
    wire.batch_troubles = {"a": answers("Not this.", stop="refusal")}
    handed_in = batches(wire, service)

    (answer,) = results(handed_in, handed_in.submit([("a", REQUEST)])).values()

    assert (answer.stop, answer.text) == ("refusal", "Not this.")  # type: ignore[union-attr]


@every_service
def test_an_error_of_a_batch_repeats_neither_the_key_nor_the_book(wire: WireServer, service: str) -> None:
    wire.batch_troubles = {"a": fails("bad_request", words=f"{KEY}: crossed the burning bridge before the bells")}
    handed_in = batches(wire, service)

    (error,) = results(handed_in, handed_in.submit([("a", REQUEST)])).values()

    assert KEY not in str(error)
    assert "burning bridge" not in str(error)


@every_service
def test_a_cancelled_batch_ends_without_answers(wire: WireServer, service: str) -> None:
    handed_in = batches(wire, service)
    batch_id = handed_in.submit([("a", REQUEST), ("b", SECOND)])

    handed_in.cancel(batch_id)

    assert not any(isinstance(result, TextAnswer) for result in results(handed_in, batch_id).values())


@every_service
def test_a_key_that_is_refused_hands_nothing_in(wire: WireServer, service: str) -> None:
    wire.accepted_key = "another"

    with pytest.raises(KeyRefused):
        batches(wire, service).submit([("a", REQUEST)])


@every_service
@pytest.mark.parametrize("trouble", [cut_before(), rate_limited(retry_after=3)], ids=lambda trouble: trouble.kind)
def test_handing_in_is_not_tried_again_behind_our_back(wire: WireServer, service: str, trouble: Any) -> None:
    wire.plan(trouble)

    with pytest.raises(ProviderError):
        batches(wire, service).submit([("a", REQUEST)])
    assert len(wire.calls) == 1


@every_service
def test_results_that_cannot_be_read_now_raise_our_error(wire: WireServer, service: str) -> None:
    handed_in = batches(wire, service)
    batch_id = handed_in.submit([("a", REQUEST)])
    handed_in.state(batch_id)
    wire.always(fails("unavailable"))

    with pytest.raises(ServiceDown):
        list(handed_in.results(batch_id))


@every_service
def test_a_batch_that_the_service_does_not_know_is_an_error_and_no_missing_model(
    wire: WireServer, service: str
) -> None:
    wire.plan(fails("model_not_found", words="No batch of that id"))

    with pytest.raises(RequestRejected):
        batches(wire, service).state("batch_gone")


@every_service
def test_lines_of_other_scripts_arrive_whole(wire: WireServer, service: str) -> None:
    seen = []
    wire.answer = lambda question: seen.append(question.prompt) or GOOD
    handed_in = batches(wire, service)

    results(handed_in, handed_in.submit([("a", text_request(prefix="長い橋\u2028“…”\n", prompt=CHAPTER))]))

    assert "長い橋\u2028“…”\n" in seen[0]


def test_the_file_with_the_book_does_not_stay_at_the_service(wire: WireServer) -> None:
    batches(wire, "openai").submit([("a", REQUEST)])

    assert b"expires_after" in wire.calls_of("openai", "/v1/files")[0].body


def test_a_file_that_the_service_cannot_read_is_a_batch_that_failed(wire: WireServer) -> None:
    wire.batch_fails = True
    handed_in = batches(wire, "openai")

    assert handed_in.state(handed_in.submit([("a", REQUEST)])) == "failed"
