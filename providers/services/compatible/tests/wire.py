"""A server that speaks OpenAI's protocol without its extras."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from providers.services.openai.tests.wire import OpenAIWire, parts_of
from providers.tests.wire.services import Call, Reply, token_count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from providers.tests.wire.server import WireServer
    from providers.tests.wire.troubles import Trouble


class CompatibleWire(OpenAIWire):
    """A server of somebody's own: no key, none of OpenAI's extras. `json_schema` can be switched off.

    It draws with “flux-schnell”: any size or `sizes` alone, `picks_format` or not; `delivery` is where its pictures
    lie, "" within the answer.
    """

    needs_key = False
    name = "compatible"

    def __init__(self, wire: WireServer) -> None:
        super().__init__(wire)
        self.knows_json_schema = True
        self.sizes: tuple[str, ...] = ()
        self.picks_format = True
        self.delivery = ""
        self.routes[("POST", "/v1/images/generations")] = self._draw
        self.routes[("GET", "/v1/pictures/{size}")] = self._picture
        self.listed: dict[str, Any] = {
            "id": "qwen3-32b",
            "object": "model",
            "created": 1,
            "owned_by": "vllm",
            "max_model_len": 32_768,
        }

    def wrong_with(self, request: Mapping[str, Any]) -> str:
        """A strict server: what it does not know it refuses."""
        unknown = request.keys() & {"reasoning_effort", "prompt_cache_key", "prompt_cache_options", "store"}
        if unknown:
            return f"Extra inputs are not permitted: {', '.join(sorted(unknown))}"
        if not self.knows_json_schema and (request.get("response_format") or {}).get("type") == "json_schema":
            return "'response_format.type' must be 'json_object' or 'text': json_schema is not supported"
        return ""

    def usage(self, request: Mapping[str, Any], text: str, arrived: float) -> dict[str, Any]:
        """No details: many servers know none."""
        prompt = sum(token_count(part["text"]) for m in request["messages"] for part in parts_of(m["content"]))
        output = max(1, token_count(text))
        return {"prompt_tokens": prompt, "completion_tokens": output, "total_tokens": prompt + output}

    def _draw(self, call: Call, _: Trouble) -> Reply:
        request = call.json
        if request["model"] != "flux-schnell":
            return Reply({"error": "not an image model"}, 404)
        if not self.picks_format and "response_format" in request:
            return Reply({"detail": "response_format: extra inputs are not permitted"}, 422)
        if self.sizes and request["size"] not in self.sizes:
            return Reply({"error": {"message": f"Invalid size {request['size']}", "type": "invalid"}}, 400)
        if self.delivery:
            return Reply({"created": 1, "data": [{"url": f"{self.delivery}{request['size']}"}]})
        return Reply({"created": 1, "data": [{"b64_json": base64.b64encode(self._drawn(request["size"])).decode()}]})

    def _picture(self, call: Call, _: Trouble) -> Reply:
        return Reply(body=self._drawn(call.parts["size"]), content_type="image/png")

    def _drawn(self, size: str) -> bytes:
        width, height = map(int, size.split("x"))
        return self._wire.draw(width, height, 1, "PNG")

    def _models(self, call: Call, _: Trouble) -> Reply:
        return Reply({"object": "list", "data": [self.listed]})


WIRE = CompatibleWire
