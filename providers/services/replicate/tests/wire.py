"""Replicate: models with schemas of their own, predictions that are made, looked at and delivered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from providers.tests.wire.clips_filmed import filmed
from providers.tests.wire.services import Call, Reply, Route

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer
    from providers.tests.wire.troubles import FailureName, Trouble

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "black-forest-labs/flux-schnell": {
        "prompt": STRING,
        "seed": INTEGER,
        "num_outputs": {"type": "integer", "minimum": 1, "maximum": 4},
        "aspect_ratio": {"allOf": [{"$ref": "#/components/schemas/aspect_ratio"}]},
        "output_format": {"allOf": [{"$ref": "#/components/schemas/output_format"}]},
    },
    "black-forest-labs/flux-2-pro": {
        "prompt": STRING,
        "seed": INTEGER,
        "input_images": {"type": "array", "items": {"type": "string", "format": "uri"}},
        "aspect_ratio": {"allOf": [{"$ref": "#/components/schemas/aspect_ratio"}]},
        "safety_tolerance": {"type": "integer", "minimum": 1, "maximum": 5},
    },
    "kwaivgi/kling-v2.5-turbo-pro": {
        "prompt": STRING,
        "start_image": {"type": "string", "format": "uri"},
        "image": {"type": "string", "format": "uri"},
        "duration": {"type": "integer", "enum": [5, 10]},
        "aspect_ratio": {"allOf": [{"$ref": "#/components/schemas/aspect_ratio"}]},
        "negative_prompt": STRING,
    },
    "somebody/old-sdxl": {
        "prompt": STRING,
        "negative_prompt": STRING,
        "image": {"type": "string", "format": "uri"},
        "prompt_strength": {"type": "number"},
        "width": INTEGER,
        "height": INTEGER,
        "seed": INTEGER,
    },
}
CHOICES = {
    "aspect_ratio": {"type": "string", "enum": ["1:1", "16:9", "3:2", "2:3", "9:16", "match_input_image"]},
    "output_format": {"type": "string", "enum": ["webp", "jpg", "png"]},
}
OFFICIAL = ("black-forest-labs", "kwaivgi")
FAILURES: Mapping[FailureName, tuple[int, str]] = {
    "rate_limited": (429, "Request was throttled. Your rate limit resets in ~30s."),
    "server_error": (500, "Internal server error"),
    "unavailable": (503, "Service unavailable"),
    "key_refused": (401, "You did not pass a valid authentication token"),
    "forbidden": (403, "You do not have permission to perform this action."),
    "out_of_funds": (402, "You have insufficient credit to run this model."),
    "bad_request": (422, "- input: prompt is required\n"),
    "model_not_found": (404, "The requested resource could not be found."),
}


@dataclass
class Made:
    """A prediction, and how often it was looked at."""

    request: Mapping[str, Any]
    looks: int = 0


class ReplicateWire:
    """The service. A prediction is done after `waits` looks and ends as `ending`, with `error`; `delivery` as BFL's."""

    needs_key = True
    base = ""

    def __init__(self, wire: WireServer) -> None:
        self._wire = wire
        self.waits = 1
        self.ending = "succeeded"
        self.error: str | None = None
        self.delivery = ""
        self.in_a_list = True
        self.made: dict[str, Made] = {}
        self.cancelled: list[str] = []
        self.routes: dict[tuple[str, str], Route] = {
            ("GET", "/v1/account"): lambda call, trouble: Reply({"type": "user", "username": "reader", "name": ""}),
            ("GET", "/v1/models/{owner}/{name}"): self._model,
            ("POST", "/v1/models/{owner}/{name}/predictions"): self._predict_official,
            ("POST", "/v1/predictions"): self._predict_version,
            ("GET", "/v1/predictions/{id}"): self._prediction,
            ("POST", "/v1/predictions/{id}/cancel"): self._cancel,
            ("GET", "/delivery/{id}"): self._deliver,
        }

    def failure(self, trouble: Trouble) -> Reply:
        """Answer with its error JSON."""
        status, words = FAILURES.get(trouble.failure, FAILURES["server_error"])
        return Reply({"title": "failed", "detail": trouble.text or words, "status": status}, status, trouble.headers)

    def _model(self, call: Call, _: Trouble) -> Reply:
        name = f"{call.parts['owner']}/{call.parts['name']}"
        if name not in SCHEMAS:
            return Reply({"detail": FAILURES["model_not_found"][1]}, 404)
        schemas = {"Input": {"type": "object", "properties": SCHEMAS[name]}, **CHOICES}
        version = {"id": f"version-of-{call.parts['name']}", "openapi_schema": {"components": {"schemas": schemas}}}
        return Reply(
            {"owner": call.parts["owner"], "is_official": call.parts["owner"] in OFFICIAL, "latest_version": version}
        )

    def _predict_official(self, call: Call, _: Trouble) -> Reply:
        name = f"{call.parts['owner']}/{call.parts['name']}"
        if name not in SCHEMAS or call.parts["owner"] not in OFFICIAL:
            return Reply({"detail": FAILURES["model_not_found"][1]}, 404)
        return self._accept(name, call.json["input"])

    def _predict_version(self, call: Call, _: Trouble) -> Reply:
        return self._accept(f"somebody/{call.json['version'].removeprefix('version-of-')}", call.json["input"])

    def _accept(self, model: str, request: Mapping[str, Any]) -> Reply:
        unknown = request.keys() - SCHEMAS[model].keys()
        if unknown:
            return Reply({"title": "Input validation failed", "detail": f"- input: {min(unknown)} is unknown\n"}, 422)
        made_id = self._wire.new_id("made")
        self.made[made_id] = Made(request)
        return Reply(self._told(made_id, "starting"), 201)

    def _prediction(self, call: Call, _: Trouble) -> Reply:
        made = self.made.get(call.parts["id"])
        if made is None:
            return Reply({"detail": FAILURES["model_not_found"][1]}, 404)
        made.looks += 1
        if made.looks <= self.waits:
            return Reply(self._told(call.parts["id"], "processing"))
        if "bloodbath" in made.request["prompt"]:
            return Reply(
                self._told(call.parts["id"], "failed", error="The input or output was flagged as sensitive. (E005)")
            )
        if self.ending != "succeeded":
            return Reply(self._told(call.parts["id"], self.ending, error=self.error))
        address = f"{self.delivery or self._wire.base_url('replicate') + '/delivery/'}{call.parts['id']}"
        return Reply(self._told(call.parts["id"], "succeeded", output=[address] if self.in_a_list else address))

    def _told(self, made_id: str, status: str, **more: Any) -> dict[str, Any]:
        address = f"{self._wire.base_url('replicate')}/v1/predictions/{made_id}"
        return {"id": made_id, "status": status, "output": None, "error": None, "urls": {"get": address}, **more}

    def _cancel(self, call: Call, _: Trouble) -> Reply:
        self.cancelled.append(call.parts["id"])
        return Reply(self._told(call.parts["id"], "canceled"))

    def _deliver(self, call: Call, trouble: Trouble) -> Reply:
        request = self.made[call.parts["id"]].request
        if trouble.kind == "answers":
            return Reply(body=(trouble.text or "").encode(), content_type="image/png")
        if "duration" in request:
            return Reply(body=filmed(320, 180, 1, request["duration"]), content_type="video/mp4")
        wide, high = request.get("aspect_ratio", "1:1").split(":") if "aspect_ratio" in request else ("1", "1")
        width, height = request.get("width", 512 * int(wide) // int(high)), request.get("height", 512)
        return Reply(body=self._wire.draw(width, height, request.get("seed", 1), "PNG"), content_type="image/png")


WIRE = ReplicateWire
