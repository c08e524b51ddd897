"""The most that a call can use, which is reserved before it is made: a budget waits for no more than that."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from providers.interfaces.usage import Usage
from providers.money.prices import REFERENCE_TOKENS, megapixels, picture_usage
from providers.money.tokens import most_text_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.images import PictureRequest, ReferenceImage
    from providers.interfaces.speech import SpeechRequest
    from providers.interfaces.text import TextRequest
    from providers.interfaces.video import ShotRequest

ABOUT = 1.2
"""Times what the service's tables say of a picture: their own word is “about”."""
PATCH = 32
"""Pixels, both ways, of what of a reference picture is a token."""
MOST_MEGAPIXELS = 4
"""Of a reference that does not say how large it is."""
MOST_THOUGHTS = 2_000
"""Output tokens that a model which thinks before it draws bills for that (Google counts them as text)."""
SOUND_TOKENS_A_CHARACTER = 3
"""At the most: slow speech has ten characters a second, and models that bill sound count twenty tokens or so."""
WORDS_ABOUT_REFERENCES = 500
"""Tokens of what an adapter says of references in general."""


def of_text(request: TextRequest, entry: ModelEntry) -> Usage:
    """Return the most of a question: what is marked for a cache is written to it, and the answer is at its longest."""
    schema = json.dumps(request.schema.model_json_schema())
    marked = bool(request.prefix) and request.is_read_soon and entry.of_service.has_prompt_cache
    shared, own = most_text_tokens(request.system + request.prefix + schema), most_text_tokens(request.prompt)
    return Usage(
        input_tokens=own if marked else own + shared,
        cache_write_tokens=shared if marked else 0,
        output_tokens=request.max_output_tokens,
    )


def of_texts(texts: Sequence[str]) -> Usage:
    """Return the most of texts to be embedded."""
    return Usage(input_tokens=sum(map(most_text_tokens, texts)))


def of_speech(request: SpeechRequest) -> Usage:
    """Return the most of a passage that is spoken: its sound in tokens as well, where those are what is billed."""
    return Usage(
        input_tokens=most_text_tokens(request.text),
        output_tokens=SOUND_TOKENS_A_CHARACTER * len(request.text),
        characters=len(request.text),
    )


def of_clip(request: ShotRequest) -> Usage:
    """Return the most of a clip: all of its seconds."""
    return Usage(seconds=request.seconds)


def of_picture(request: PictureRequest, entry: ModelEntry) -> Usage:
    """Return the most of a picture, with the words that go along with its references."""
    texts = [request.prompt, request.tags, request.negative_prompt]
    texts += [words for reference in request.references for words in (reference.name, reference.looks)]
    sizes = [_size_of(reference) for reference in request.references]
    table = picture_usage(entry, prompt_tokens=0, references=0, width=request.width, height=request.height)
    return Usage(
        input_tokens=most_text_tokens("\n".join(texts)) + (WORDS_ABOUT_REFERENCES if request.references else 0),
        image_input_tokens=sum(_tokens_of(size) for size in sizes),
        output_tokens=MOST_THOUGHTS if entry.thinks else 0,
        image_output_tokens=round(ABOUT * table.image_output_tokens),
        pictures=1,
        more_megapixels=table.more_megapixels + sum(megapixels(*size) if size else MOST_MEGAPIXELS for size in sizes),
    )


def _size_of(reference: ReferenceImage) -> tuple[int, int] | None:
    """Return the pixels of a reference; None if it does not say how many it has."""
    try:
        with Image.open(BytesIO(reference.data)) as picture:
            return picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _tokens_of(size: tuple[int, int] | None) -> int:
    if size is None:
        return REFERENCE_TOKENS
    patches = -(-size[0] // PATCH) * -(-size[1] // PATCH)
    return min(REFERENCE_TOKENS, round(ABOUT * patches))
