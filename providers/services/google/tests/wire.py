"""Google's Gemini API: the list of models, and pictures by `generateContent` with its filter and its counts."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from providers.tests.wire.services import Call, Reply, Route, token_count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from providers.tests.wire.server import WireServer
    from providers.tests.wire.troubles import FailureName, Trouble

MODELS = ("gemini-nano-banana-2.1", "gemini-3-pro-image", "gemini-3.1-flash-lite-image")
ONE_SIZE = ("gemini-3.1-flash-lite-image",)
RATIOS = {"1:1": 1.0, "3:2": 1.5, "2:3": 0.667, "4:3": 1.333, "3:4": 0.75, "16:9": 1.778, "9:16": 0.5625, "21:9": 2.333}
KNOWN = {"contents", "generationConfig", "safetySettings"}
TOKENS, TOKENS_OF_REFERENCE, THOUGHTS = 1120, 560, 90
FAILURES: Mapping[FailureName, tuple[int, str, str]] = {
    "rate_limited": (429, "RESOURCE_EXHAUSTED", "You exceeded your current quota. Please retry in 37.5s."),
    "server_error": (500, "INTERNAL", "An internal error has occurred."),
    "unavailable": (503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
    "overloaded": (503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
    "key_refused": (400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key."),
    "forbidden": (403, "PERMISSION_DENIED", "Generative Language API has not been used in this project."),
    "out_of_funds": (402, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted."),
    "credit_too_low": (
        429,
        "RESOURCE_EXHAUSTED",
        "You exceeded your current quota. Quota: images, limit: 0, model: x\nPlease retry in 45.5s.",
    ),
    "bad_request": (400, "INVALID_ARGUMENT", "Request contains an invalid argument."),
    "model_not_found": (404, "NOT_FOUND", "models/none is not found for API version v1beta."),
}


class GoogleWire:
    """The service. `blocks` is why a prompt is not taken, `ends` why an answer ends without a picture, `says` its
    words.

    A prompt with “bloodbath” in it is blocked by the filter of pictures.
    """

    needs_key = True
    base = ""

    def __init__(self, wire: WireServer) -> None:
        self._wire = wire
        self.blocks = ""
        self.ends = ""
        self.says = ""
        self.thinks = True
        self.routes: dict[tuple[str, str], Route] = {
            ("GET", "/v1beta/models"): lambda call, trouble: Reply(
                {"models": [{"name": f"models/{n}"} for n in MODELS]}
            ),
            ("POST", "/v1beta/models/{call}"): self._generate,
        }

    def failure(self, trouble: Trouble) -> Reply:
        """Answer with Google's error JSON."""
        status, name, words = FAILURES.get(trouble.failure, FAILURES["server_error"])
        reason = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}]
        error = {"code": status, "message": trouble.text or words, "status": name}
        details = reason if trouble.failure == "key_refused" else []
        return Reply({"error": {**error, "details": details}}, status, trouble.headers)

    def _generate(self, call: Call, trouble: Trouble) -> Reply:
        model, _, verb = call.parts["call"].partition(":")
        if model not in MODELS or verb != "generateContent":
            return _wrong(404, "NOT_FOUND", f"models/{model} is not found for API version v1beta.")
        config = call.json["generationConfig"]["imageConfig"]
        objection = _objection(call.json, config, model)
        if objection:
            return _wrong(400, "INVALID_ARGUMENT", objection)
        parts = call.json["contents"][0]["parts"]
        prompt, references = parts[0]["text"], [part["inlineData"] for part in parts[1:]]
        prompt_tokens = token_count(prompt)
        counts = {
            "promptTokenCount": prompt_tokens + TOKENS_OF_REFERENCE * len(references),
            "promptTokensDetails": [
                {"modality": "TEXT", "tokenCount": prompt_tokens},
                {"modality": "IMAGE", "tokenCount": TOKENS_OF_REFERENCE * len(references)},
            ],
        }
        if self.blocks:
            return Reply({"promptFeedback": {"blockReason": self.blocks}, "usageMetadata": counts})
        if self.ends or self.says or "bloodbath" in prompt:
            content = {"content": {"role": "model", "parts": [{"text": self.says}]}} if self.says else {}
            ends = "STOP" if self.says else self.ends or "IMAGE_SAFETY"
            return Reply({"candidates": [{**content, "finishReason": ends, "index": 0}], "usageMetadata": counts})
        return self._picture(config, trouble, counts)

    def _picture(self, config: Mapping[str, str], trouble: Trouble, counts: dict[str, Any]) -> Reply:
        times = {"2K": 2}.get(config.get("imageSize", "1K"), 1)
        width = round(1024 * times * RATIOS[config["aspectRatio"]] ** 0.5 / 32) * 32
        height = round(1024 * times / RATIOS[config["aspectRatio"]] ** 0.5 / 32) * 32
        if trouble.kind == "answers":
            picture = (trouble.text or "").encode()
        else:
            picture = self._wire.draw(width, height, len(self._wire.calls), "PNG")
        image = {"inlineData": {"mimeType": "image/png", "data": base64.b64encode(picture).decode()}}
        draft = {"inlineData": {"mimeType": "image/png", "data": "bm90IHRoaXMgb25l"}, "thought": True}
        parts = [draft, image] if self.thinks else [image]
        return Reply(
            {
                "candidates": [{"content": {"role": "model", "parts": parts}, "finishReason": "STOP", "index": 0}],
                "usageMetadata": {
                    **counts,
                    "candidatesTokenCount": TOKENS,
                    "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": TOKENS}],
                    "thoughtsTokenCount": THOUGHTS if self.thinks else 0,
                },
                "modelVersion": "gemini-nano-banana-2.1",
            }
        )


def _objection(request: Mapping[str, Any], config: Mapping[str, str], model: str) -> str:
    unknown = request.keys() - KNOWN
    if unknown:
        return f'Invalid JSON payload received. Unknown name "{min(unknown)}": Cannot find field.'
    if config["aspectRatio"] not in RATIOS:
        return "Invalid aspect ratio."
    if "imageSize" in config and model in ONE_SIZE:
        return "Image size is not supported for this model."
    return ""


def _wrong(status: int, name: str, words: str) -> Reply:
    return Reply({"error": {"code": status, "message": words, "status": name}}, status)


WIRE = GoogleWire
