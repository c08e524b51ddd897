"""Stability AI's v2beta: forms in, pictures in base64 out, with its filter before and after drawing."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from providers.tests.wire.images_drawn import bytes_of, form_of, name_of
from providers.tests.wire.services import Call, Reply, Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from providers.tests.wire.server import WireServer
    from providers.tests.wire.troubles import FailureName, Trouble

RATIOS = {"1:1": (1024, 1024), "16:9": (1344, 768), "9:16": (768, 1344), "3:2": (1216, 832), "2:3": (832, 1216)}
MODELS = ("sd3.5-large", "sd3.5-large-turbo", "sd3.5-medium", "sd3.5-flash")
KNOWN = {"prompt", "negative_prompt", "aspect_ratio", "seed", "output_format", "model"}
FAILURES: Mapping[FailureName, tuple[int, str, str]] = {
    "rate_limited": (429, "rate_limit_exceeded", "You have exceeded the rate limit of 150 requests within 10 seconds."),
    "server_error": (500, "internal_error", "An unexpected error occurred."),
    "unavailable": (503, "unavailable", "The service is not available."),
    "key_refused": (401, "unauthorized", "missing or invalid authentication"),
    "forbidden": (403, "permission_denied", "You lack the permissions to perform this action."),
    "out_of_funds": (402, "payment_required", "You lack sufficient credits to make this request."),
    "bad_request": (400, "bad_request", "aspect_ratio: must be one of the listed."),
    "content_refused": (403, "content_moderation", "Your request was flagged by our content moderation system."),
}


class StabilityWire:
    """The service. `blurs`: its filter does not like what it has drawn. A prompt with “bloodbath” is refused before."""

    needs_key = True
    base = ""

    def __init__(self, wire: WireServer) -> None:
        self._wire = wire
        self.blurs = False
        self.routes: dict[tuple[str, str], Route] = {
            ("GET", "/v1/user/balance"): lambda call, trouble: Reply({"credits": 642.5}),
            ("POST", "/v2beta/stable-image/generate/{model}"): self._generate,
        }

    def failure(self, trouble: Trouble) -> Reply:
        """Answer with its error JSON."""
        status, name, words = FAILURES.get(trouble.failure, FAILURES["server_error"])
        return _wrong(status, name, trouble.text or words, trouble.headers)

    def _generate(self, call: Call, trouble: Trouble) -> Reply:
        fields = {name_of(part): bytes_of(part).decode() for part in form_of(call)}
        objection = _objection(call, fields)
        if objection:
            return objection
        if self.blurs:
            picture = self._wire.draw(64, 64, 1, "PNG")
        elif trouble.kind == "answers":
            picture = (trouble.text or "").encode()
        else:
            picture = self._wire.draw(*RATIOS[fields["aspect_ratio"]], int(fields["seed"]), "PNG")
        return Reply(
            {
                "image": base64.b64encode(picture).decode(),
                "finish_reason": "CONTENT_FILTERED" if self.blurs else "SUCCESS",
                "seed": int(fields["seed"]),
            }
        )


def _objection(call: Call, fields: Mapping[str, str]) -> Reply | None:
    if call.headers.get("accept") != "application/json":
        return _wrong(400, "bad_request", "accept: must be image/* or application/json")
    if fields.keys() - KNOWN or fields["aspect_ratio"] not in RATIOS:
        return _wrong(400, "bad_request", "unknown field or ratio")
    if call.parts["model"] == "sd3" and fields.get("model") not in MODELS:
        return _wrong(400, "bad_request", "model: must be one of the listed")
    if call.parts["model"] != "sd3" and "model" in fields:
        return _wrong(400, "bad_request", "model: not permitted")
    if fields.get("model", "").endswith(("-turbo", "-flash")) and "negative_prompt" in fields:
        return _wrong(400, "bad_request", "negative_prompt: does not work with this model")
    if "bloodbath" in fields["prompt"]:
        return _wrong(403, "content_moderation", "Your request was flagged by our content moderation system.")
    return None


def _wrong(status: int, name: str, words: str, headers: Mapping[str, str] | None = None) -> Reply:
    return Reply({"id": "0f4c", "name": name, "errors": [words]}, status, headers or {})


WIRE = StabilityWire
