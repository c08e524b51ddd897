"""What every text model promises, whatever the service: through the real SDKs, against the wire server."""

from __future__ import annotations

import logging
import socket
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from providers.errors import (
    AnswerCutShort,
    BadAnswer,
    ContentRefused,
    ContextTooLong,
    CutOff,
    KeyMissing,
    KeyRefused,
    ModelRetired,
    OutOfFunds,
    ProviderError,
    RateLimited,
    RequestRejected,
    ServiceDown,
    UnknownModel,
)
from providers.interfaces.credentials import Credentials
from providers.interfaces.text import parse
from providers.network.addresses import AddressRefused
from providers.network.clients import Guard
from providers.tests.asking import CHAPTER, GOOD, KEY, REQUEST, SERVICES, DescribedScene, made, model_of, text_request
from providers.tests.wire import (
    WELL,
    Reply,
    Trouble,
    WireServer,
    answers,
    cut_before,
    cut_in_body,
    fails,
    rate_limited,
    slow,
    strange_fields,
    wrong_content_type,
)
from providers.wire import connections

if TYPE_CHECKING:
    from collections.abc import Callable

PAID = ("anthropic", "openai")
STREAMING = ("anthropic", "openai", "compatible")
every_service = pytest.mark.parametrize("service", SERVICES)
LONG = 20_000
"""Output tokens of answers that are streamed."""

FAILURES: list[tuple[Trouble, type[ProviderError]]] = [
    (fails("key_refused"), KeyRefused),
    (fails("forbidden"), KeyRefused),
    (fails("out_of_funds"), OutOfFunds),
    (fails("credit_too_low"), OutOfFunds),
    (fails("rate_limited"), RateLimited),
    (fails("server_error"), ServiceDown),
    (fails("unavailable"), ServiceDown),
    (fails("overloaded"), ServiceDown),
    (fails("model_not_found"), UnknownModel),
    (fails("model_retired"), ModelRetired),
    (fails("context_too_long"), ContextTooLong),
    (fails("content_refused"), ContentRefused),
    (fails("bad_request"), RequestRejected),
    (cut_before(), CutOff),
    (cut_in_body(), CutOff),
    (wrong_content_type(), ServiceDown),
]


def error_of(ask: Callable[[], object]) -> ProviderError:
    with pytest.raises(ProviderError) as caught:
        ask()
    return caught.value


@every_service
def test_an_answer_becomes_an_instance_of_the_schema(wire: WireServer, service: str) -> None:
    wire.answer = lambda question: GOOD

    scene, _ = parse(model_of(wire, service), REQUEST, DescribedScene)

    assert scene == DescribedScene(mood="tense", title="The bridge", people=[{"name": "Elara"}])  # type: ignore[list-item]


@every_service
def test_the_model_reads_the_system_text_the_prefix_and_the_prompt_in_this_order(
    wire: WireServer, service: str
) -> None:
    seen = []
    wire.answer = lambda question: seen.append(question) or GOOD

    model_of(wire, service).complete(REQUEST)

    assert seen[0].system == REQUEST.system
    assert seen[0].prompt == f"{REQUEST.prefix}\n\n{REQUEST.prompt}"


@every_service
def test_a_request_without_system_text_and_prefix_is_asked(wire: WireServer, service: str) -> None:
    wire.answer = lambda question: GOOD

    assert model_of(wire, service).complete(text_request(system="", prefix="")).text == GOOD


@every_service
def test_the_service_is_held_to_the_schema(wire: WireServer, service: str) -> None:
    seen = []
    wire.answer = lambda question: seen.append(question.schema) or GOOD

    model_of(wire, service).complete(REQUEST)

    assert seen[0]["required"] == ["mood", "title", "people"]
    assert seen[0]["additionalProperties"] is False


@every_service
def test_one_question_is_one_http_request(wire: WireServer, service: str) -> None:
    model_of(wire, service).complete(REQUEST)

    assert len(wire.calls) == 1


@every_service
@pytest.mark.parametrize(("trouble", "expected"), FAILURES, ids=[f"{t.kind} {t.failure}" for t, _ in FAILURES])
def test_each_failure_is_the_error_of_ours_that_it_means(
    wire: WireServer, service: str, trouble: Trouble, expected: type[ProviderError]
) -> None:
    wire.plan(trouble)

    assert type(error_of(lambda: model_of(wire, service).complete(REQUEST))) is expected


@every_service
@pytest.mark.parametrize("trouble", [trouble for trouble, _ in FAILURES], ids=lambda t: f"{t.kind} {t.failure}")
def test_nothing_that_fails_is_tried_again_behind_our_back(wire: WireServer, service: str, trouble: Trouble) -> None:
    wire.plan(trouble)

    error_of(lambda: model_of(wire, service).complete(REQUEST))

    assert len(wire.calls) == 1


@pytest.mark.parametrize("service", STREAMING)
@pytest.mark.parametrize(("trouble", "expected"), FAILURES, ids=[f"{t.kind} {t.failure}" for t, _ in FAILURES])
def test_each_failure_of_a_streamed_answer_means_the_same(
    wire: WireServer, service: str, trouble: Trouble, expected: type[ProviderError]
) -> None:
    wire.plan(trouble)

    assert type(error_of(lambda: model_of(wire, service).complete(text_request(max_output_tokens=LONG)))) is expected
    assert len(wire.calls) == 1


@pytest.mark.parametrize("service", STREAMING)
@pytest.mark.parametrize(("tokens", "streamed"), [(8_192, False), (8_193, True), (64_000, True)])
def test_long_answers_are_streamed(wire: WireServer, service: str, tokens: int, streamed: bool) -> None:
    model_of(wire, service).complete(text_request(max_output_tokens=tokens))

    assert wire.calls[0].json.get("stream", False) is streamed


@pytest.mark.parametrize("service", STREAMING)
def test_a_streamed_answer_is_the_same_as_a_whole_one(wire: WireServer, service: str) -> None:
    wire.answer = lambda question: GOOD.replace("The bridge", "The bridge – 橋 " * 200)
    model = model_of(wire, service)
    model.complete(REQUEST)

    assert model.complete(text_request(max_output_tokens=9_000)) == model.complete(
        text_request(max_output_tokens=8_000)
    )


@every_service
@pytest.mark.parametrize("status", [504, 524])
def test_a_gateway_that_gave_up_waiting_leaves_a_call_that_may_be_billed(
    wire: WireServer, service: str, status: int
) -> None:
    address = {"anthropic": "/v1/messages", "ollama": "/api/chat"}.get(service, "/v1/chat/completions")
    wire.services[service].routes["POST", address] = lambda call, trouble: Reply({"error": "timeout"}, status)

    assert type(error_of(lambda: model_of(wire, service).complete(REQUEST))) is CutOff


@every_service
@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "1500"}, 1.5),
        ({"retry-after": "30", "retry-after-ms": "1500"}, 1.5),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_a_rate_limit_says_how_long_to_wait(
    wire: WireServer, service: str, headers: Any, seconds: float | None
) -> None:
    wire.plan(rate_limited(headers=headers))

    assert error_of(lambda: model_of(wire, service).complete(REQUEST)).retry_after == seconds


@every_service
def test_a_rate_limit_may_name_the_moment(wire: WireServer, service: str) -> None:
    moment = format_datetime(timezone.now() + timedelta(seconds=90), usegmt=True)
    wire.plan(rate_limited(headers={"retry-after": moment}))

    assert error_of(lambda: model_of(wire, service).complete(REQUEST)).retry_after == pytest.approx(90, abs=5)


@every_service
def test_an_overloaded_service_may_say_how_long_to_wait(wire: WireServer, service: str) -> None:
    wire.plan(fails("overloaded", headers={"retry-after": "12"}))

    assert error_of(lambda: model_of(wire, service).complete(REQUEST)).retry_after == 12


@every_service
def test_a_service_that_cannot_be_reached_is_down_and_did_nothing(service: str) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # nobody listens there
        key = Credentials(service, KEY, f"http://127.0.0.1:{held.getsockname()[1]}/v1")
        error = error_of(lambda: made(key).complete(REQUEST))

    assert type(error) is ServiceDown
    assert not error.may_be_billed


@every_service
def test_an_answer_that_does_not_come_in_time_may_be_billed(
    wire: WireServer, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "SECONDS_BEFORE_ANSWER", 0.2)
    wire.plan(slow(1.5))

    error = error_of(lambda: model_of(wire, service, most_output_tokens=0).complete(text_request(max_output_tokens=1)))

    assert type(error) is CutOff
    assert error.may_be_billed


@every_service
def test_a_slow_answer_within_its_time_is_taken(wire: WireServer, service: str) -> None:
    wire.plan(slow(0.3))

    assert model_of(wire, service).complete(REQUEST).stop == "end"


@every_service
def test_an_answer_that_reached_its_longest_is_cut_short(wire: WireServer, service: str) -> None:
    wire.answer = lambda question: GOOD

    with pytest.raises(AnswerCutShort):
        parse(model_of(wire, service), text_request(max_output_tokens=5), DescribedScene)


@pytest.mark.parametrize("service", ["anthropic", "openai", "compatible"])
@pytest.mark.parametrize("words", ["I would rather not.", ""])
def test_a_refusal_is_told_in_the_services_words(wire: WireServer, service: str, words: str) -> None:
    wire.plan(answers(words, stop="refusal"))

    answer = model_of(wire, service).complete(REQUEST)

    assert (answer.stop, answer.text) == ("refusal", words)


@pytest.mark.parametrize("service", STREAMING)
def test_a_refusal_of_a_streamed_answer_is_told_in_the_services_words(wire: WireServer, service: str) -> None:
    wire.plan(answers("I would rather not.", stop="refusal"))

    answer = model_of(wire, service).complete(text_request(max_output_tokens=LONG))

    assert (answer.stop, answer.text) == ("refusal", "I would rather not.")


@every_service
@pytest.mark.parametrize("text", ["", "Certainly! The scene is tense.", '{"mood": "ten', '{"mood": "sleepy"}', "null"])
def test_an_answer_that_does_not_fit_has_been_paid_for_and_is_told_as_bad(
    wire: WireServer, service: str, text: str
) -> None:
    wire.plan(answers(text))

    with pytest.raises(BadAnswer) as caught:
        parse(model_of(wire, service), REQUEST, DescribedScene)
    assert caught.value.answer == text


@every_service
def test_fields_that_nobody_knows_yet_do_no_harm(wire: WireServer, service: str) -> None:
    wire.answer = lambda question: GOOD
    wire.plan(strange_fields())

    assert model_of(wire, service).complete(REQUEST).text == GOOD


@every_service
@pytest.mark.parametrize("max_output_tokens", [500, LONG])
def test_every_token_is_counted_once(wire: WireServer, service: str, max_output_tokens: int) -> None:
    wire.answer = lambda question: GOOD
    question = text_request(max_output_tokens=max_output_tokens)
    model = model_of(wire, service)

    first, second = model.complete(question).usage, model.complete(question).usage

    assert first.all_input_tokens == second.all_input_tokens >= len(REQUEST.prefix) // 4
    assert first.output_tokens == second.output_tokens == (len(GOOD) + 3) // 4


@pytest.mark.parametrize("service", PAID)
def test_the_prefix_is_written_to_the_cache_once_and_then_read(wire: WireServer, service: str) -> None:
    model = model_of(wire, service)

    first = model.complete(REQUEST).usage
    second = model.complete(text_request(prompt="And now the second scene, please.")).usage

    assert (first.cache_read_tokens, second.cache_write_tokens) == (0, 0)
    assert first.cache_write_tokens == second.cache_read_tokens >= len(REQUEST.prefix) // 4
    assert second.input_tokens < 20


@pytest.mark.parametrize("service", PAID)
def test_a_prompt_without_a_long_prefix_is_not_written_to_the_cache(wire: WireServer, service: str) -> None:
    usage = model_of(wire, service).complete(text_request(prefix="", prompt=CHAPTER * 100)).usage

    assert (usage.cache_write_tokens, usage.cache_read_tokens) == (0, 0)


@every_service
def test_a_model_can_be_asked_by_many_threads_at_once(wire: WireServer, service: str) -> None:
    wire.latency = 0.2
    model = model_of(wire, service)

    with ThreadPoolExecutor(8) as threads:
        stops = list(threads.map(lambda _: model.complete(REQUEST).stop, range(8)))

    assert stops == ["end"] * 8
    assert wire.most_in_flight == 8


@every_service
def test_the_key_is_sent_and_shown_nowhere(wire: WireServer, service: str) -> None:
    model = model_of(wire, service)
    model.complete(REQUEST)

    assert wire.calls[0].key == KEY
    assert KEY not in f"{model!r} {model} {vars(model)!r}"


@every_service
@pytest.mark.parametrize("failure", ["bad_request", "forbidden", "content_refused"])
@pytest.mark.parametrize(
    "words",
    [
        f"The key {KEY} may not say this.",
        f"Bearer {KEY}",
        f"Invalid text: '{CHAPTER}'",
        "Not valid: crossed the burning bridge before the",
        'Input should be shorter [input_value="ELARA CROSSED,\\nTHE BURNING bridge"]',
    ],
)
def test_an_error_repeats_neither_the_key_nor_the_book(
    wire: WireServer, service: str, failure: str, words: str
) -> None:
    wire.plan(fails(failure, words=words))  # type: ignore[arg-type]

    error = error_of(lambda: model_of(wire, service).complete(REQUEST))
    shown = "".join(traceback.format_exception(error)) + repr(error) + str(error)

    assert KEY not in shown
    assert "burning bridge" not in shown.lower()


@every_service
def test_an_error_keeps_the_services_own_words_if_they_are_harmless(wire: WireServer, service: str) -> None:
    wire.plan(fails("bad_request", words="Try a smaller number of wishes."))

    assert "a smaller number of wishes" in str(error_of(lambda: model_of(wire, service).complete(REQUEST)))


@every_service
def test_long_words_of_a_service_are_cut(wire: WireServer, service: str) -> None:
    wire.plan(fails("bad_request", words="word " * 1000))

    assert len(str(error_of(lambda: model_of(wire, service).complete(REQUEST)))) < 400


@every_service
@pytest.mark.parametrize("trouble", [WELL, fails("server_error"), cut_in_body()], ids=lambda t: t.kind)
def test_no_log_holds_the_key_or_the_book(
    wire: WireServer, service: str, trouble: Trouble, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wire.plan(trouble)
    model = model_of(wire, service)
    if trouble is WELL:
        model.complete(REQUEST)
    else:
        error_of(lambda: model.complete(REQUEST))

    assert KEY not in caplog.text
    assert "burning bridge" not in caplog.text


@pytest.mark.parametrize("service", PAID)
def test_a_service_that_needs_a_key_is_not_asked_without_one(wire: WireServer, service: str) -> None:
    with pytest.raises(KeyMissing):
        made(Credentials(service, "", wire.base_url(service)))


@every_service
def test_a_key_that_no_header_can_hold_is_refused_without_being_repeated(wire: WireServer, service: str) -> None:
    secret = f"{KEY}-“quoted”"
    error = error_of(lambda: made(Credentials(service, secret, wire.base_url(service))))

    assert type(error) is KeyRefused
    assert KEY not in "".join(traceback.format_exception(error))


@every_service
def test_keys_of_the_operators_environment_are_not_sent_for_a_reader(
    wire: WireServer, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "OPENAI_API_KEY", "OLLAMA_API_KEY"):
        monkeypatch.setenv(name, "sk-of-the-operator")
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "the-operators")
    key = "" if service in ("compatible", "ollama") else KEY

    made(Credentials(service, key, wire.base_url(service))).complete(REQUEST)

    assert "operator" not in str(wire.calls[0].headers)


@every_service
def test_a_client_that_refuses_the_address_is_obeyed(wire: WireServer, service: str) -> None:
    model = model_of(wire, service, guard=Guard(allow_private=False))

    assert isinstance(error_of(lambda: model.complete(REQUEST)), AddressRefused)
    assert wire.calls == []


@every_service
def test_a_client_that_allows_the_address_carries_the_request(wire: WireServer, service: str) -> None:
    wire.answer = lambda question: GOOD

    answer = model_of(wire, service, guard=Guard(allow_private=True)).complete(REQUEST)

    assert answer.text == GOOD
    assert wire.calls[0].key == KEY
