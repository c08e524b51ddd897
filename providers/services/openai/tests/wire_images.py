"""OpenAI's pictures: generations and edits, with its rules for sizes and its way of counting tokens."""

from __future__ import annotations

import base64
import io
import math
import re
from typing import TYPE_CHECKING, Any

from PIL import Image

from providers.tests.wire.images_drawn import bytes_of, form_of, name_of
from providers.tests.wire.services import Call, Reply, Route, token_count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from providers.tests.wire.server import WireServer
    from providers.tests.wire.troubles import Trouble

IMAGE_MODELS = (
    "gpt-image-1.5",
    "gpt-image-2.5-flare",
    "gpt-image-2.5-sunburst",
    "gpt-image-2.6-flare",
    "gpt-image-2.6-sunburst",
)
TOKENS = {"low": 196, "medium": 439, "high": 1756, "xhigh": 3122, "max": 7024}
"""Of a picture of 1024 × 1024."""
STANDARD_SIZES = ("1024x1024", "1536x1024", "1024x1536")
KNOWN = {"model", "prompt", "size", "quality", "output_format", "n", "moderation", "background", "image[]", "image"}


def image_routes(wire: WireServer) -> dict[tuple[str, str], Route]:
    """Return the routes of both ways to a picture."""
    pictures = _Pictures(wire)
    return {("POST", "/v1/images/generations"): pictures.generated, ("POST", "/v1/images/edits"): pictures.edited}


class _Pictures:
    def __init__(self, wire: WireServer) -> None:
        self._wire = wire

    def generated(self, call: Call, trouble: Trouble) -> Reply:
        return self._reply(call.json, [], trouble)

    def edited(self, call: Call, trouble: Trouble) -> Reply:
        request: dict[str, Any] = {}
        references: list[bytes] = []
        for part in form_of(call):
            name, content = name_of(part), bytes_of(part)
            if name in ("image", "image[]"):
                if part.get_content_type() not in ("image/png", "image/jpeg", "image/webp"):
                    return _wrong(f"Unsupported mimetype ('{part.get_content_type()}').", "image")
                references.append(content)
            else:
                request[name] = int(content) if name == "n" else content.decode()
        if not references:
            return _wrong("Missing required parameter: 'image'.", "image")
        if len(references) > 16:
            return _wrong("Invalid 'image': array too long. Expected at most 16.", "image")
        return self._reply(request, references, trouble)

    def _reply(self, request: Mapping[str, Any], references: list[bytes], trouble: Trouble) -> Reply:
        wrong = _objection(request)
        if wrong is not None:
            return wrong
        width, height = map(int, request["size"].split("x"))
        quality, file_format = request.get("quality", "medium"), request.get("output_format", "png")
        if trouble.kind == "answers":
            picture = (trouble.text or "").encode()
        else:
            picture = self._wire.draw(width, height, len(self._wire.calls), file_format.upper())
        text_tokens = token_count(request["prompt"])
        image_tokens = sum(map(_tokens_of_reference, references))
        output = round(TOKENS[quality] * width * height / 1024**2)
        return Reply(
            {
                "created": 1_790_000_000,
                "background": "opaque",
                "data": [{"b64_json": base64.b64encode(picture).decode()}] if picture else [],
                "output_format": file_format,
                "quality": quality,
                "size": request["size"],
                "usage": {
                    "input_tokens": text_tokens + image_tokens,
                    "input_tokens_details": {"text_tokens": text_tokens, "image_tokens": image_tokens},
                    "output_tokens": output,
                    "output_tokens_details": {"image_tokens": output, "text_tokens": 0},
                    "total_tokens": text_tokens + image_tokens + output,
                },
            }
        )


def _objection(request: Mapping[str, Any]) -> Reply | None:
    unknown = request.keys() - KNOWN
    if unknown:
        return _wrong(f"Unknown parameter: '{min(unknown)}'.", min(unknown))
    if request["model"] not in IMAGE_MODELS:
        words = f"The model `{request['model']}` does not exist or you do not have access to it."
        error = {"message": words, "type": "invalid_request_error", "param": None, "code": "model_not_found"}
        return Reply({"error": error}, 404)
    if "bloodbath" in request["prompt"]:
        words = "Your request was rejected by the safety system. safety_violations=[violence]."
        error = {"message": words, "type": "image_generation_user_error", "param": None, "code": "moderation_blocked"}
        return Reply({"error": error}, 400)
    if len(request["prompt"]) > 32_000:
        return _wrong("Invalid 'prompt': string too long. Expected a string with maximum length 32000.", "prompt")
    return (
        None if _is_allowed(request["model"], request["size"]) else _wrong(f"Invalid size '{request['size']}'.", "size")
    )


def _is_allowed(model: str, size: str) -> bool:
    if not re.match(r"gpt-image-[2-9]", model):
        return size in STANDARD_SIZES
    width, height = map(int, size.split("x"))
    return (
        width % 16 == height % 16 == 0
        and max(width, height) <= min(3840, 3 * min(width, height))
        and 655_360 <= width * height <= 3840 * 2160
    )


def _tokens_of_reference(reference: bytes) -> int:
    """Count one for each square of 32 pixels, 1536 at most."""
    with Image.open(io.BytesIO(reference)) as picture:
        return min(1536, math.ceil(picture.width / 32) * math.ceil(picture.height / 32))


def _wrong(message: str, param: str) -> Reply:
    error = {"message": message, "type": "image_generation_user_error", "param": param, "code": "invalid_value"}
    return Reply({"error": error}, 400)
