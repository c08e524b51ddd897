"""OpenAI's picture models: a prompt in, a picture out, with reference pictures through edits."""

from __future__ import annotations

import re
from math import log, sqrt
from typing import TYPE_CHECKING, Literal

import httpx2
from openai.types import ImagesResponse

from providers.errors import BadAnswer, billed
from providers.interfaces.images import DrawnImage, PictureRequest, ReferenceImage
from providers.interfaces.usage import Usage
from providers.services.openai import MOST_REFERENCES
from providers.services.openai.client import client_for, title_of, translated
from providers.wire.failures import CallContext
from providers.wire.pictures import from_base64
from providers.wire.references import prompt_with, suffix_of

if TYPE_CHECKING:
    from providers.interfaces.credentials import Credentials

Quality = Literal["low", "medium", "high"]

TIMEOUT = httpx2.Timeout(connect=10, read=300, write=60, pool=30)
"""Seconds. A large picture of high quality is drawn for minutes before the first byte of it comes."""
LONGEST_PROMPT = 32_000
"""Characters."""

STANDARD_SIZES = ((1024, 1024), (1536, 1024), (1024, 1536))
STEP = 16
LONGEST_SIDE = 3840
MOST_PIXELS = 2560 * 1440
"""Larger sizes are experimental."""
LEAST_PIXELS = 655_360
WIDEST = 3
"""The longer side is at most so many times the shorter one."""

MODERATION: Literal["low"] = "low"
"""Novels have battles and wounds: OpenAI's own milder filter still refuses what nobody may draw."""


class OpenAIImages:
    """Draws with one of OpenAI's picture models. Safe to use from several threads.

    They take no seed: the same request gives another picture each time, and `DrawnImage.seed` is the one asked for.
    `http_client` is used instead of the SDK's own. Raises KeyMissing and KeyRefused for a secret that is none.
    """

    def __init__(
        self,
        credentials: Credentials,
        model: str,
        *,
        quality: Quality = "medium",
        http_client: httpx2.Client | None = None,
    ) -> None:
        self.name = model
        self._quality = quality
        self._credentials = credentials
        self._client = client_for(credentials, http_client)

    def draw(self, request: PictureRequest) -> DrawnImage:
        """Draw one picture with one HTTP request.

        Raises ContentRefused with OpenAI's own words, BadAnswer if no picture came, RequestRejected for a reference
        that is not PNG, JPEG or WebP, and the other `providers.errors`.
        """
        prompt = prompt_for(request)
        context = CallContext(title_of(self._credentials), self._credentials, self.name, (prompt,))
        with translated(context):
            response = self._ask(prompt, request)
        # The SDK hands on whatever text came where JSON was expected.
        if not isinstance(response, ImagesResponse):
            raise BadAnswer("The answer did not come from OpenAI. Check the address, and any proxy in between.")
        # And it leaves out what its types promise.
        encoded = getattr(response.data[0], "b64_json", None) if response.data else None
        usage = usage_of(response)
        with billed(usage):
            return DrawnImage(from_base64(encoded), request.seed, usage)

    def _ask(self, prompt: str, request: PictureRequest) -> ImagesResponse:
        width, height = size_to_ask(self.name, request.width, request.height)
        size = f"{width}x{height}"
        if not request.references:
            return self._client.images.generate(
                model=self.name,
                prompt=prompt,
                size=size,
                quality=self._quality,
                output_format="webp",
                moderation=MODERATION,
                n=1,
                timeout=TIMEOUT,
            )
        return self._client.images.edit(
            model=self.name,
            prompt=prompt,
            image=[_file(number, reference) for number, reference in enumerate(_sent(request), start=1)],
            size=size,
            quality=self._quality,
            output_format="webp",
            n=1,
            extra_body={"moderation": MODERATION},  # OpenAI takes it here too; the SDK's method does not name it
            timeout=TIMEOUT,
        )


def size_to_ask(model: str, width: int, height: int) -> tuple[int, int]:
    """Return the size of `model` that `width` × `height` is best cut from.

    All models draw three standard sizes, and the older ones no others: what is of such a shape and no larger is asked
    for so. From gpt-image-2 on, both sides may be any multiple of 16 within limits of shape and area; what is too long
    or too large for them is asked for less so.
    """
    nearest = min(STANDARD_SIZES, key=lambda size: abs(log(size[0] / size[1] * height / width)))
    fits = width <= nearest[0] and height <= nearest[1] and width * nearest[1] == height * nearest[0]
    if fits or not _takes_any_size(model):
        return nearest
    if width < height:
        high, wide = size_to_ask(model, height, width)
        return wide, high
    shape = min(width / height, WIDEST)
    area = max(width * (width / shape), LEAST_PIXELS)
    wide, high = _up(sqrt(area * shape)), _up(sqrt(area / shape))
    if wide > LONGEST_SIDE or wide * high > MOST_PIXELS:
        wide = _down(min(LONGEST_SIDE, sqrt(MOST_PIXELS * shape)))
        high = _down(wide / shape)
    return wide, high


def prompt_for(request: PictureRequest) -> str:
    """Write the whole prompt: who is who in the reference pictures, and the picture itself.

    If it is too long, the middle of the picture's description is left out. These models take no negative prompt: what
    is named is drawn.
    """
    return prompt_with(request.prompt, _sent(request), longest=LONGEST_PROMPT)


def usage_of(response: ImagesResponse) -> Usage:
    """Read what the picture used.

    Tokens that OpenAI does not split count as text when read and as picture when made.
    """
    usage = response.usage
    if usage is None:
        return Usage(pictures=1)
    # Compatible servers leave the details out, and the SDK then leaves None where its types promise more.
    images_in = getattr(usage.input_tokens_details, "image_tokens", None) or 0
    texts_out = getattr(usage.output_tokens_details, "text_tokens", None) or 0
    return Usage(
        input_tokens=max(0, (usage.input_tokens or 0) - images_in),
        image_input_tokens=images_in,
        output_tokens=texts_out,
        image_output_tokens=max(0, (usage.output_tokens or 0) - texts_out),
        pictures=1,
    )


def _takes_any_size(model: str) -> bool:
    version = re.match(r"gpt-image-(\d+)", model)
    return version is not None and int(version[1]) >= 2


def _up(pixels: float) -> int:
    return -(-int(pixels + 0.999) // STEP) * STEP


def _down(pixels: float) -> int:
    return int(pixels) // STEP * STEP


def _sent(request: PictureRequest) -> tuple[ReferenceImage, ...]:
    return request.references[:MOST_REFERENCES]


def _file(number: int, reference: ReferenceImage) -> tuple[str, bytes, str]:
    return f"picture-{number}.{suffix_of(reference)}", reference.data, reference.media_type
