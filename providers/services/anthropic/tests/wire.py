"""Anthropic's Messages API: messages whole and streamed, models."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from providers.services.anthropic.tests.wire_batches import batch_routes
from providers.tests.wire.caches import Piece, PrefixCache
from providers.tests.wire.schemas import objections
from providers.tests.wire.services import Call, Question, Reply, Route, token_count
from providers.tests.wire.troubles import FailureName, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from providers.tests.wire.server import WireServer

MODELS = {
    "claude-haiku-5-5": 1_000_000,
    "claude-sonnet-5-5": 1_000_000,
    "claude-opus-5-5": 1_000_000,
    "claude-haiku-4-5-20251001": 200_000,
}
_ERRORS: Mapping[FailureName, tuple[int, str, str]] = {
    "rate_limited": (429, "rate_limit_error", "This request would exceed your organization's rate limit."),
    "server_error": (500, "api_error", "Internal server error"),
    "unavailable": (503, "api_error", "Service unavailable"),
    "overloaded": (529, "overloaded_error", "Overloaded"),
    "key_refused": (401, "authentication_error", "invalid x-api-key"),
    "forbidden": (403, "permission_error", "Your API key does not have permission to use the specified resource."),
    "out_of_funds": (402, "billing_error", "There is a problem with your billing."),
    "credit_too_low": (400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API."),
    "model_not_found": (404, "not_found_error", "model: claude-nobody"),
    "model_retired": (404, "not_found_error", "model: claude-2.1 has been retired"),
    "context_too_long": (400, "invalid_request_error", "prompt is too long: 1000001 tokens > 1000000 maximum"),
    "bad_request": (400, "invalid_request_error", "max_tokens: must be greater than 0"),
    "content_refused": (400, "invalid_request_error", "Output blocked by content filtering policy"),
}
_STOPS = {"end": "end_turn", "length": "max_tokens", "refusal": "refusal"}


class AnthropicWire:
    """The service. Its cache lives five minutes and holds from the model's least length on."""

    needs_key = True
    base = ""

    def __init__(self, wire: WireServer) -> None:
        self._wire = wire
        self._cache = PrefixCache(lambda: wire.clock(), life=300)
        self.routes: dict[tuple[str, str], Route] = {
            ("POST", "/v1/messages"): self._messages,
            ("GET", "/v1/models"): self._models,
            ("GET", "/v1/models/{id}"): self._model,
            **batch_routes(wire, self.message),
        }

    def failure(self, trouble: Trouble) -> Reply:
        """Answer with Anthropic's error JSON."""
        status, kind, message = _ERRORS[trouble.failure]
        body = {"type": "error", "error": {"type": kind, "message": trouble.text or message}, "request_id": "req_1"}
        return Reply(body, status, trouble.headers)

    def message(self, request: Mapping[str, Any], trouble: Trouble, arrived: float) -> Reply:
        """Answer one Messages request, or object to it as the service does."""
        wrong = _wrong_with(request)
        if wrong:
            return self.failure(Trouble("fails", failure="bad_request", text=wrong))
        pieces = _pieces(request)
        context = MODELS.get(request["model"], 1_000_000)
        if sum(token_count(piece.text) for piece in pieces) > context:
            return self.failure(Trouble("fails", failure="context_too_long"))
        text, stop = self._answer(request, trouble)
        counted = self._cache.count(request["model"], pieces, arrived=arrived, least=_least_cached(request["model"]))
        usage = {
            "input_tokens": counted.plain,
            "cache_creation_input_tokens": counted.written,
            "cache_read_input_tokens": counted.read,
            "cache_creation": {"ephemeral_5m_input_tokens": counted.written, "ephemeral_1h_input_tokens": 0},
            "output_tokens": max(1, token_count(text)),
            "service_tier": "standard",
        }
        refused = stop == "refusal"
        return Reply(
            {
                "id": self._wire.new_id("msg_"),
                "type": "message",
                "role": "assistant",
                "model": request["model"],
                "content": [{"type": "text", "text": text}] if text and not refused else [],
                "stop_reason": _STOPS[stop],
                "stop_sequence": None,
                "stop_details": {"type": "refusal", "category": None, "explanation": text} if refused else None,
                "usage": usage,
            }
        )

    def _messages(self, call: Call, trouble: Trouble) -> Reply:
        reply = self.message(call.json, trouble, call.arrived)
        if call.json.get("stream") and reply.status == 200:
            return Reply(events=list(_events(reply.content)))
        return reply

    def _answer(self, request: Mapping[str, Any], trouble: Trouble) -> tuple[str, str]:
        if trouble.kind == "answers":
            return trouble.text or "", trouble.stop
        text = self._wire.answer(_question(request))
        if token_count(text) > request["max_tokens"]:
            return text[: 4 * request["max_tokens"]], "length"
        return text, "end"

    def _models(self, call: Call, _: Trouble) -> Reply:
        listed = [_described(name) for name in MODELS]
        return Reply({"data": listed, "has_more": False, "first_id": listed[0]["id"], "last_id": listed[-1]["id"]})

    def _model(self, call: Call, _: Trouble) -> Reply:
        if call.parts["id"] not in MODELS:
            return self.failure(Trouble("fails", failure="model_not_found"))
        return Reply(_described(call.parts["id"]))


def _described(name: str) -> dict[str, Any]:
    return {
        "id": name,
        "type": "model",
        "display_name": name.replace("-", " ").title(),
        "created_at": "2026-10-07T00:00:00Z",
        "lifecycle": "active",
        "max_input_tokens": MODELS[name],
        "max_tokens": 128_000,
    }


def _wrong_with(request: Mapping[str, Any]) -> str:
    if "max_tokens" not in request:
        return "max_tokens: Field required"
    model = request.get("model", "")
    old = "-4-5" in model or "claude-3" in model
    config = request.get("output_config") or {}
    if old and "opus-4-5" not in model and "effort" in config:
        return "This model does not support the effort parameter."
    if not old and any(name in request for name in ("temperature", "top_p", "top_k")):
        return "`temperature` is not supported for this model."
    thinking = (request.get("thinking") or {}).get("type", "")
    if (thinking == "disabled" and re.search(r"(opus|sonnet)-5-5|fable|mythos", model)) or (
        thinking == "between_tools" and "sonnet-5-5" not in model
    ):
        return f'"thinking.type.{thinking}" is not supported for this model.'
    schema = (config.get("format") or {}).get("schema")
    return next((f"output_config.format.schema: {wrong}" for wrong in objections(schema)), "") if schema else ""


def _blocks(content: Any) -> list[Mapping[str, Any]]:
    return [{"type": "text", "text": content}] if isinstance(content, str) else list(content or [])


def _pieces(request: Mapping[str, Any]) -> list[Piece]:
    config = request.get("output_config") or {}
    blocks = [*_blocks(request.get("system"))]
    for message in request["messages"]:
        blocks += _blocks(message["content"])
    first = [Piece(json.dumps(config["format"]))] if "format" in config else []
    return [*first, *(Piece(block["text"], "cache_control" in block) for block in blocks)]


def _question(request: Mapping[str, Any]) -> Question:
    texts = [block["text"] for message in request["messages"] for block in _blocks(message["content"])]
    system = "\n".join(block["text"] for block in _blocks(request.get("system")))
    schema = ((request.get("output_config") or {}).get("format") or {}).get("schema")
    return Question("anthropic", request["model"], system, "\n\n".join(texts), schema, request)


def _least_cached(model: str) -> int:
    if any(name in model for name in ("haiku-4-5", "opus-4-5", "opus-4-6")):
        return 4096
    return 512 if any(name in model for name in ("opus-5", "fable", "mythos")) else 1024


def _events(message: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    usage = {**message["usage"], "output_tokens": 1}
    start = {**message, "content": [], "stop_reason": None, "stop_details": None, "usage": usage}
    yield "message_start", {"type": "message_start", "message": start}
    for index, block in enumerate(message["content"]):
        empty = {"type": "text", "text": ""}
        yield "content_block_start", {"type": "content_block_start", "index": index, "content_block": empty}
        yield "ping", {"type": "ping"}
        for at in range(0, len(block["text"]), 400):
            delta = {"type": "text_delta", "text": block["text"][at : at + 400]}
            yield "content_block_delta", {"type": "content_block_delta", "index": index, "delta": delta}
        yield "content_block_stop", {"type": "content_block_stop", "index": index}
    delta = {name: message[name] for name in ("stop_reason", "stop_sequence", "stop_details")}
    yield (
        "message_delta",
        {"type": "message_delta", "delta": delta, "usage": {"output_tokens": message["usage"]["output_tokens"]}},
    )
    yield "message_stop", {"type": "message_stop"}


WIRE = AnthropicWire
