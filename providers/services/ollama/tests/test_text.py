"""What is Ollama's own: a context that must be asked for, models that are installed, vectors."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pytest

from providers.errors import BadAnswer, ContextTooLong, ServiceDown
from providers.interfaces.credentials import Credentials
from providers.interfaces.usage import Usage
from providers.services.ollama.client import free_check, installed_models
from providers.services.ollama.embeddings import OllamaEmbedder
from providers.services.ollama.text import OllamaText
from providers.tests.asking import CHAPTER, GOOD, REQUEST, credentials, model_of, text_request
from providers.tests.wire import Reply, WireServer, answers, fails


def sent(wire: WireServer, *, context_tokens: int = 200_000, **changes: Any) -> dict[str, Any]:
    """Return the body that a request is sent with."""
    model_of(wire, "ollama", context_tokens=context_tokens).complete(text_request(**changes))
    return wire.calls[-1].json


def test_a_request_has_exactly_this_shape(wire: WireServer) -> None:
    body = sent(wire)
    schema = body.pop("format")

    assert body == {
        "model": "qwen3:8b",
        "messages": [
            {"role": "system", "content": REQUEST.system},
            {"role": "user", "content": f"{REQUEST.prefix}\n\n{REQUEST.prompt}"},
        ],
        "stream": False,
        "think": False,
        "options": {"num_ctx": 4096, "num_predict": 500, "temperature": 0},
    }
    assert schema["required"] == ["mood", "title", "people"]


@pytest.mark.parametrize("chapters", [1, 100, 300, 1000, 2000])
def test_the_context_holds_the_prompt_and_the_answer(wire: WireServer, chapters: int) -> None:
    options = sent(wire, prefix=CHAPTER * chapters, max_output_tokens=2000)["options"]

    assert options["num_ctx"] >= len(CHAPTER) * chapters / 4 + 2000


def test_requests_of_like_size_ask_for_the_same_context(wire: WireServer) -> None:
    sizes = {sent(wire, prefix=CHAPTER * chapters)["options"]["num_ctx"] for chapters in range(200, 320, 20)}

    assert sizes == {8192}


def test_the_context_is_never_more_than_the_model_has(wire: WireServer) -> None:
    assert sent(wire, context_tokens=20_000, prefix=CHAPTER * 700)["options"]["num_ctx"] == 20_000


def test_a_prompt_that_ollama_would_cut_is_not_sent(wire: WireServer) -> None:
    with pytest.raises(ContextTooLong, match="qwen3:8b"):
        sent(wire, context_tokens=8_000, prefix=CHAPTER * 400)
    assert wire.calls == []


def test_characters_of_other_scripts_are_reckoned_as_more_tokens(wire: WireServer) -> None:
    with pytest.raises(ContextTooLong):
        sent(wire, context_tokens=8_192, prefix="長い橋" * 3000)


def test_everything_that_was_read_is_plain_input(wire: WireServer) -> None:
    wire.answer = lambda question: GOOD

    usage = model_of(wire, "ollama").complete(REQUEST).usage

    read = (len(REQUEST.system) + 3) // 4 + (len(f"{REQUEST.prefix}\n\n{REQUEST.prompt}") + 3) // 4
    assert usage == Usage(input_tokens=read, output_tokens=(len(GOOD) + 3) // 4)


def test_a_model_that_knows_no_schemas_is_asked_in_words(wire: WireServer) -> None:
    wire.plan(answers(f"<think>Hm.</think>{GOOD}"))
    limits = {"context_tokens": 40_000, "most_output_tokens": 1000}

    answer = OllamaText(credentials(wire, "ollama"), "tiny", structured=False, **limits).complete(REQUEST)  # type: ignore[arg-type]

    assert answer.text == GOOD
    assert wire.calls[0].json["format"] == "json"
    assert '"mood"' in wire.calls[0].json["messages"][0]["content"]


def test_a_check_says_how_many_models_are_installed(wire: WireServer) -> None:
    assert free_check(credentials(wire, "ollama", secret="")) == "Ollama answers; 2 models are installed."
    assert len(wire.calls) == 1


def test_a_check_says_what_to_do_if_none_is_installed(wire: WireServer) -> None:
    wire.services["ollama"].routes["GET", "/api/tags"] = lambda call, trouble: Reply({"models": []})

    assert "ollama pull" in free_check(credentials(wire, "ollama"))


def test_a_check_of_nobody_says_so() -> None:
    with pytest.raises(ServiceDown):
        free_check(Credentials("ollama", base_url="http://127.0.0.1:9"))


def test_installed_models_are_listed_with_one_call(wire: WireServer) -> None:
    assert installed_models(credentials(wire, "ollama")) == ["nomic-embed-text:latest", "qwen3:8b"]
    assert len(wire.calls) == 1


def test_vectors_come_in_the_order_of_their_texts_and_at_length_one(wire: WireServer) -> None:
    embedder = OllamaEmbedder(credentials(wire, "ollama"), "nomic-embed-text")
    before = embedder.dimensions

    together, usage = embedder.embed(["a", "b"] * 20)

    assert together[:2] == [embedder.embed(["a"])[0][0], embedder.embed(["b"])[0][0]]
    assert [sqrt(sum(number**2 for number in vector)) for vector in together[:2]] == pytest.approx([1, 1])
    assert (before, embedder.dimensions, usage) == (0, 768, Usage(input_tokens=40))
    assert len(wire.calls_of("ollama", "/api/embed")) == 4


def test_embedding_fails_with_our_errors(wire: WireServer) -> None:
    wire.plan(fails("unavailable"))

    with pytest.raises(ServiceDown):
        OllamaEmbedder(credentials(wire, "ollama"), "nomic-embed-text").embed(["a"])


def test_vectors_of_different_sizes_are_a_bad_answer(wire: WireServer) -> None:
    body = {"model": "m", "embeddings": [[1.0, 0.0], [1.0]]}
    wire.services["ollama"].routes["POST", "/api/embed"] = lambda call, trouble: Reply(body)

    with pytest.raises(BadAnswer):
        OllamaEmbedder(credentials(wire, "ollama"), "m").embed(["a", "b"])
