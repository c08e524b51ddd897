"""OpenAI's moderations: one result for the words and the picture of a request. Source: their API reference."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

from PIL import Image

from providers.tests.wire.services import Call, Reply, Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from providers.tests.wire.server import WireServer
    from providers.tests.wire.troubles import Trouble

MODELS = ("omni-moderation-latest", "omni-moderation-2024-09-26")
TEXT_ALONE = (
    "harassment",
    "harassment/threatening",
    "hate",
    "hate/threatening",
    "illicit",
    "illicit/violent",
    "sexual/minors",
)
WITH_PICTURES = (
    "self-harm",
    "self-harm/instructions",
    "self-harm/intent",
    "sexual",
    "violence",
    "violence/graphic",
)
WORDS = {
    "naked": "sexual",
    "gore": "violence/graphic",
    "mangled": "violence/graphic",
    "fight": "violence",
    "forbidden": "sexual/minors",
}
"""What stands for what a model finds in words; a picture that is red all over is found to be gore."""
SURE, UNSURE = 0.97, 0.00001


def moderation_routes(wire: WireServer) -> dict[tuple[str, str], Route]:
    """Return the one route."""

    def moderations(call: Call, _trouble: Trouble) -> Reply:
        wrong = _objection(call.json)
        if wrong:
            error = {"message": wrong, "type": "invalid_request_error", "param": "input", "code": None}
            return Reply({"error": error}, 400)
        parts = call.json["input"]
        kinds = {"image" if part["type"] == "image_url" else "text" for part in parts}
        scores = _scores(parts)
        return Reply(
            {
                "id": wire.new_id("modr-"),
                "model": call.json["model"],
                "results": [
                    {
                        "flagged": max(scores.values()) > 0.5,
                        "categories": {name: score > 0.5 for name, score in scores.items()},
                        "category_scores": scores,
                        "category_applied_input_types": {
                            **{name: sorted(kinds & {"text"}) for name in TEXT_ALONE},
                            **{name: sorted(kinds) for name in WITH_PICTURES},
                        },
                    }
                ],
            }
        )

    return {("POST", "/v1/moderations"): moderations}


def _objection(request: Mapping[str, Any]) -> str:
    if request.keys() - {"model", "input"}:
        return "Unrecognized request argument supplied."
    if request["model"] not in MODELS:
        return f"The model `{request['model']}` does not exist."
    parts = request["input"]
    if not parts:
        return "Invalid 'input': empty array."
    if sum(part["type"] == "image_url" for part in parts) > 1:
        return "Invalid 'input': too many images. Expected at most 1."
    return "" if all(part.get("text", "x") for part in parts) else "Invalid 'input[0].text': empty string."


def _scores(parts: list[dict[str, Any]]) -> dict[str, float]:
    scores = dict.fromkeys((*TEXT_ALONE, *WITH_PICTURES), UNSURE)
    for part in parts:
        if part["type"] == "text":
            scores |= {found: SURE for word, found in WORDS.items() if word in part["text"].lower()}
        elif _is_red(part["image_url"]["url"]):
            scores |= {"violence": SURE, "violence/graphic": SURE}
    return scores


def _is_red(url: str) -> bool:
    kind, _, data = url.partition(";base64,")
    assert kind in ("data:image/webp", "data:image/png", "data:image/jpeg")
    with Image.open(io.BytesIO(base64.b64decode(data, validate=True))) as image:
        red, green, blue = image.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]
    return bool(red > 200 and green < 60 and blue < 60)
