"""Ollama's own API: chat, embeddings, the installed models, the version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from providers.services.openai.tests.wire import vector_of
from providers.tests.wire.services import Call, Question, Reply, Route, token_count

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer
    from providers.tests.wire.troubles import FailureName, Trouble

MODELS = {"qwen3:8b": (40_960, 5_225_388_164), "nomic-embed-text:latest": (2_048, 274_302_450)}
_ERRORS: Mapping[FailureName, tuple[int, str]] = {
    "rate_limited": (429, "too many requests"),
    "server_error": (500, "llama runner process has terminated: signal: killed"),
    "unavailable": (503, "server busy, please try again. maximum pending requests exceeded"),
    "overloaded": (503, "server busy, please try again. maximum pending requests exceeded"),
    "key_refused": (401, "unauthorized"),
    "forbidden": (403, "this model requires a subscription"),
    "out_of_funds": (402, "you have reached your usage limit"),
    "credit_too_low": (402, "you have reached your usage limit"),
    "model_not_found": (404, "model 'nobody:7b' not found"),
    "model_retired": (410, "model 'old:7b' has been retired"),
    "context_too_long": (400, "the input length exceeds the context length"),
    "bad_request": (400, "invalid options"),
    "content_refused": (400, "the prompt was refused"),
}


class OllamaWire:
    """The service. A prompt that does not fit is cut silently at `num_ctx`, as Ollama does it."""

    needs_key = False
    base = ""

    def __init__(self, wire: WireServer) -> None:
        self._wire = wire
        self.routes: dict[tuple[str, str], Route] = {
            ("POST", "/api/chat"): self._chat,
            ("POST", "/api/embed"): self._embed,
            ("GET", "/api/tags"): self._tags,
            ("POST", "/api/show"): self._show,
            ("GET", "/api/version"): self._version,
        }

    def failure(self, trouble: Trouble) -> Reply:
        """Ollama's error JSON."""
        status, message = _ERRORS[trouble.failure]
        return Reply({"error": trouble.text or message}, status, trouble.headers)

    def _chat(self, call: Call, trouble: Trouble) -> Reply:
        request, options = call.json, call.json.get("options") or {}
        read = min(sum(token_count(m["content"]) for m in request["messages"]), options.get("num_ctx", 4096))
        text, reason = self._answer(request, trouble, options.get("num_predict", -1))
        return Reply(
            {
                "model": request["model"],
                "created_at": "2026-11-21T10:00:00.000000Z",
                "message": {"role": "assistant", "content": text},
                "done": True,
                "done_reason": reason,
                "total_duration": 1_000_000,
                "prompt_eval_count": read,
                "eval_count": max(1, token_count(text)),
            }
        )

    def _answer(self, request: Mapping[str, Any], trouble: Trouble, most: int) -> tuple[str, str]:
        if trouble.kind == "answers":
            return trouble.text or "", "length" if trouble.stop == "length" else "stop"
        text = self._wire.answer(_question(request))
        return (text[: 4 * most], "length") if 0 < most < token_count(text) else (text, "stop")

    def _embed(self, call: Call, _: Trouble) -> Reply:
        texts = [call.json["input"]] if isinstance(call.json["input"], str) else call.json["input"]
        vectors = [vector_of(text, 768) for text in texts]
        read = sum(token_count(text) for text in texts)
        return Reply({"model": call.json["model"], "embeddings": vectors, "prompt_eval_count": read})

    def _tags(self, call: Call, _: Trouble) -> Reply:
        details = {"family": "qwen3", "parameter_size": "8.2B", "quantization_level": "Q4_K_M"}
        listed = [{"name": n, "model": n, "size": size, "details": details} for n, (_, size) in MODELS.items()]
        return Reply({"models": listed})

    def _show(self, call: Call, _: Trouble) -> Reply:
        if call.json["model"] not in MODELS:
            return Reply({"error": f"model '{call.json['model']}' not found"}, 404)
        context, _size = MODELS[call.json["model"]]
        told = {"general.architecture": "qwen3", "general.parameter_count": 8_190_735_360}
        return Reply({"details": {"family": "qwen3"}, "model_info": {**told, "qwen3.context_length": context}})

    def _version(self, call: Call, _: Trouble) -> Reply:
        return Reply({"version": "0.15.2"})


def _question(request: Mapping[str, Any]) -> Question:
    texts = {r: "\n\n".join(m["content"] for m in request["messages"] if m["role"] == r) for r in ("system", "user")}
    schema = request.get("format") if isinstance(request.get("format"), Mapping) else None
    return Question("ollama", request["model"], texts["system"], texts["user"], schema, request)


WIRE = OllamaWire
