"""OpenAI's API: chat completions, embeddings, models, files and batches."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from providers.services.openai.tests.wire_batches import batch_routes
from providers.services.openai.tests.wire_images import IMAGE_MODELS, image_routes
from providers.services.openai.tests.wire_moderation import moderation_routes
from providers.tests.wire.caches import Counted, Piece, PrefixCache
from providers.tests.wire.schemas import objections
from providers.tests.wire.services import Call, Question, Reply, Route, token_count
from providers.tests.wire.troubles import FailureName, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from providers.tests.wire.server import WireServer

MODELS = (
    "gpt-6-luna",
    "gpt-6-sol",
    "gpt-6.1-terra",
    "gpt-5.5",
    "gpt-4.1-mini",
    "text-embedding-3-small",
    *IMAGE_MODELS,
)
_ERRORS: Mapping[FailureName, tuple[int, str, str | None, str]] = {
    "rate_limited": (429, "requests", "rate_limit_exceeded", "Rate limit reached. Please try again in 20s."),
    "server_error": (500, "server_error", None, "The server had an error while processing your request."),
    "unavailable": (503, "server_error", None, "The engine is currently overloaded, please try again later."),
    "overloaded": (503, "service_unavailable_error", None, "Slow down"),
    "key_refused": (401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided: sk-wi**."),
    "forbidden": (403, "invalid_request_error", None, "Your project does not have access to this resource."),
    "out_of_funds": (429, "insufficient_quota", "insufficient_quota", "You exceeded your current quota."),
    "credit_too_low": (402, "invalid_request_error", None, "Insufficient credits."),
    "model_not_found": (404, "invalid_request_error", "model_not_found", "The model `gpt-nobody` does not exist."),
    "model_retired": (404, "invalid_request_error", "model_not_found", "The model `gpt-4-32k` has been deprecated."),
    "context_too_long": (
        400,
        "invalid_request_error",
        "context_length_exceeded",
        "This model's maximum context length is 1050000 tokens. However, your messages resulted in 1050001 tokens.",
    ),
    "bad_request": (400, "invalid_request_error", None, "Invalid value for 'n'."),
    "content_refused": (400, "invalid_request_error", "content_policy_violation", "Rejected by our safety system."),
}
_STOPS = {"end": "stop", "length": "length", "refusal": "stop"}
DIMENSIONS = {"text-embedding-3-small": 1536, "text-embedding-3-large": 3072}


class OpenAIWire:
    """The service. Newer models cache at breakpoints and bill what they write, older ones in blocks and for free."""

    needs_key = True
    base = "/v1"
    name = "openai"

    def __init__(self, wire: WireServer) -> None:
        self._wire = wire
        self._cache = PrefixCache(lambda: wire.clock(), life=1800)
        self.routes: dict[tuple[str, str], Route] = {
            ("POST", "/v1/chat/completions"): self._chat,
            ("POST", "/v1/embeddings"): self._embeddings,
            ("GET", "/v1/models"): self._models,
            **image_routes(wire),
            **batch_routes(wire, self.completion),
            **moderation_routes(wire),
        }

    def failure(self, trouble: Trouble) -> Reply:
        """Answer with OpenAI's error JSON."""
        status, kind, code, message = _ERRORS[trouble.failure]
        error = {"message": trouble.text or message, "type": kind, "param": None, "code": code}
        return Reply({"error": error}, status, trouble.headers)

    def completion(self, request: Mapping[str, Any], trouble: Trouble, arrived: float) -> Reply:
        """Answer one chat completion request, or object to it as the service does."""
        wrong = self.wrong_with(request)
        if wrong:
            return self.failure(Trouble("fails", failure="bad_request", text=wrong))
        text, stop = self._answer(request, trouble)
        message: dict[str, Any] = {"role": "assistant", "content": text, "refusal": None}
        if stop == "refusal":
            message |= {"content": None, "refusal": text}
        filtered = stop == "refusal" and not text
        return Reply(
            {
                "id": self._wire.new_id("chatcmpl-"),
                "object": "chat.completion",
                "created": 1_790_000_000,
                "model": request["model"],
                "choices": [
                    {
                        "index": 0,
                        "message": message,
                        "logprobs": None,
                        "finish_reason": "content_filter" if filtered else _STOPS[stop],
                    }
                ],
                "usage": self.usage(request, text, arrived),
            }
        )

    def wrong_with(self, request: Mapping[str, Any]) -> str:
        """Return what the service refuses in a request, or ""."""
        model = request["model"]
        if "max_tokens" in request and not model.startswith("gpt-4"):
            return "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
        if "temperature" in request and not model.startswith("gpt-4"):
            return "Unsupported value: 'temperature' does not support this value with this model."
        if "reasoning_effort" in request and model.startswith(("gpt-4", "gpt-3")):
            return "Unrecognized request argument supplied: reasoning_effort"
        effort = request.get("reasoning_effort")
        if effort == "none" and (model == "gpt-5" or model.startswith(("gpt-5-", "o1", "o3", "o4"))):
            return "Unsupported value: 'none' is not supported with this model."
        if effort == "minimal" and not re.match(r"gpt-5(-|$)", model):
            return "Unsupported value: 'minimal' is not supported with this model."
        if "prompt_cache_options" in request and not _caches_at_breakpoints(model):
            return "Unsupported parameter: 'prompt_cache_options'."
        wrapped = (request.get("response_format") or {}).get("json_schema")
        if not wrapped:
            return ""
        objection = next(objections(wrapped["schema"]), "") if wrapped.get("strict") else ""
        return f"Invalid schema for response_format '{wrapped['name']}': {objection}" if objection else ""

    def usage(self, request: Mapping[str, Any], text: str, arrived: float) -> dict[str, Any]:
        """Return what the request used: `prompt_tokens` holds all input, read and written too."""
        counted = self._counted(request, arrived)
        prompt, output = counted.plain + counted.read + counted.written, max(1, token_count(text))
        details: dict[str, Any] = {"cached_tokens": counted.read, "audio_tokens": 0}
        if _caches_at_breakpoints(request["model"]):
            details["cache_write_tokens"] = counted.written
        return {
            "prompt_tokens": prompt,
            "completion_tokens": output,
            "total_tokens": prompt + output,
            "prompt_tokens_details": details,
            "completion_tokens_details": {"reasoning_tokens": 0},
        }

    def _counted(self, request: Mapping[str, Any], arrived: float) -> Counted:
        pieces = [Piece(json.dumps(request.get("response_format") or {}))]
        for message in request["messages"]:
            pieces += [Piece(part["text"], "prompt_cache_breakpoint" in part) for part in parts_of(message["content"])]
        if not _caches_at_breakpoints(request["model"]):
            return self._cache.count_in_blocks(request["model"], "".join(p.text for p in pieces), arrived=arrived)
        if (request.get("prompt_cache_options") or {}).get("mode") != "explicit":
            pieces[-1] = Piece(pieces[-1].text, marked=True)
        return self._cache.count(request["model"], pieces, arrived=arrived, least=1024)

    def _answer(self, request: Mapping[str, Any], trouble: Trouble) -> tuple[str, str]:
        if trouble.kind == "answers":
            return trouble.text or "", trouble.stop
        text = self._wire.answer(self._question(request))
        most = request.get("max_completion_tokens") or request.get("max_tokens")
        if most and token_count(text) > most:
            return text[: 4 * most], "length"
        return text, "end"

    def _question(self, request: Mapping[str, Any]) -> Question:
        texts = {role: [m["content"] for m in request["messages"] if m["role"] == role] for role in ("system", "user")}
        prompt = "\n\n".join(part["text"] for content in texts["user"] for part in parts_of(content))
        schema = ((request.get("response_format") or {}).get("json_schema") or {}).get("schema")
        system = "\n".join(part["text"] for content in texts["system"] for part in parts_of(content))
        return Question(self.name, request["model"], system, prompt, schema, request)

    def _chat(self, call: Call, trouble: Trouble) -> Reply:
        reply = self.completion(call.json, trouble, call.arrived)
        if call.json.get("stream") and reply.status == 200:
            return Reply(events=list(_chunks(reply.content, call.json)))
        return reply

    def _embeddings(self, call: Call, _: Trouble) -> Reply:
        request = call.json
        texts = [request["input"]] if isinstance(request["input"], str) else request["input"]
        size = request.get("dimensions") or DIMENSIONS.get(request["model"], 768)
        data = [{"object": "embedding", "index": n, "embedding": vector_of(text, size)} for n, text in enumerate(texts)]
        tokens = sum(token_count(text) for text in texts)
        # Nobody promised an order: `index` says which is which.
        body = {"object": "list", "data": data[::-1], "model": request["model"]}
        return Reply({**body, "usage": {"prompt_tokens": tokens, "total_tokens": tokens}})

    def _models(self, call: Call, _: Trouble) -> Reply:
        listed = [{"id": n, "object": "model", "created": 1_790_000_000, "owned_by": "openai"} for n in MODELS]
        return Reply({"object": "list", "data": listed})


def _chunks(completion: Mapping[str, Any], request: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    (choice,) = completion["choices"]
    base = {name: completion[name] for name in ("id", "created", "model")} | {"object": "chat.completion.chunk"}
    for part in ("content", "refusal"):
        text = choice["message"][part] or ""
        for at in range(0, len(text), 400):
            delta = {"role": "assistant", part: text[at : at + 400]}
            yield "", {**base, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
    yield "", {**base, "choices": [{"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}]}
    if (request.get("stream_options") or {}).get("include_usage"):
        yield "", {**base, "choices": [], "usage": completion["usage"]}
    yield "", "[DONE]"


def vector_of(text: str, size: int) -> list[float]:
    """Return a vector of length 1 that depends on the text alone."""
    seed = sha256(text.encode()).digest()
    numbers = [(seed[n % 32] ^ (n * 37 & 255)) / 255 - 0.5 for n in range(size)]
    length = sum(number * number for number in numbers) ** 0.5
    return [number / length for number in numbers]


def parts_of(content: Any) -> list[Mapping[str, Any]]:
    """Return the parts of a message's content, which may be a text alone."""
    return [{"type": "text", "text": content}] if isinstance(content, str) else list(content or [])


def _caches_at_breakpoints(model: str) -> bool:
    return model.startswith(("gpt-5.6", "gpt-6", "gpt-7"))


WIRE = OpenAIWire
