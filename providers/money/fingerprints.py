"""Fingerprints of requests: two that are the same would be answered, and billed, twice for nothing."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.images import PictureRequest
    from providers.interfaces.moderation import ModerationRequest
    from providers.interfaces.speech import SpeechRequest
    from providers.interfaces.text import TextRequest
    from providers.interfaces.video import ShotRequest


def of_text(request: TextRequest, *, model: str, base_url: str = "") -> str:
    """Fingerprint a question to `model`: 64 hexadecimal digits."""
    return _digest(
        "text",
        base_url,
        model,
        request.system,
        request.prefix,
        request.prompt,
        json.dumps(request.schema.model_json_schema(), sort_keys=True),
        request.max_output_tokens,
    )


def of_picture(request: PictureRequest, entry: ModelEntry, *, base_url: str = "") -> str:
    """Fingerprint a picture asked of a model, by what is sent to it and no more.

    The structured scene is not sent, so it does not count; nor does a seed where the service takes none. There only
    the `take` tells one picture of the same words from another.
    """
    chance = ("seed", request.seed) if entry.of_service.takes_seed else ("take", request.take)
    return _digest(
        "picture",
        base_url,
        entry.name,
        entry.quality,
        request.prompt,
        request.tags,
        request.negative_prompt,
        request.width,
        request.height,
        chance,
        [
            (r.name, r.shows, r.looks, hashlib.sha256(r.data).hexdigest())
            for r in request.references[: entry.references]
        ],
    )


def of_texts(texts: list[str], *, model: str, base_url: str = "") -> str:
    """Fingerprint texts to be embedded by `model`."""
    return _digest("embedding", base_url, model, texts)


def of_moderation(request: ModerationRequest, *, model: str, base_url: str = "") -> str:
    """Fingerprint words and a picture to be checked by `model`."""
    return _digest("moderation", base_url, model, request.words, hashlib.sha256(request.picture).hexdigest())


def of_speech(request: SpeechRequest, *, model: str, base_url: str = "") -> str:
    """Fingerprint a passage that `model` is to speak. Its language is not sent, so it does not count."""
    return _digest("speech", base_url, model, request.voice, request.text)


def of_clip(request: ShotRequest, *, model: str, base_url: str = "") -> str:
    """Fingerprint a shot that `model` is to film."""
    return _digest(
        "clip",
        base_url,
        model,
        hashlib.sha256(request.first_frame).hexdigest(),
        request.prompt,
        request.seconds,
        request.width,
        request.height,
        request.seed,
    )


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
