"""Gemini's image models: a prompt and reference pictures in, a picture out, by `generateContent`."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from providers.errors import BadAnswer, ContentRefused, billed
from providers.interfaces.images import DrawnImage
from providers.interfaces.usage import Usage
from providers.services.google.client import TITLE, Generated, client_for
from providers.services.google.sizes import ratio_for, size_for
from providers.wire.failures import CallContext, safe_words
from providers.wire.pictures import from_base64
from providers.wire.references import prompt_with, suffix_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx2

    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import PictureRequest, ReferenceImage
    from providers.services.google.client import ModalityCount

SECONDS = 300.0
LONGEST_PROMPT = 24_000
"""Characters: far below what the models take."""
CATEGORIES = ("HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT")
THRESHOLD = "BLOCK_ONLY_HIGH"
"""Novels have battles and wounds: Google's own milder filter still refuses what nobody may draw."""
REFUSALS = {
    "SAFETY": "its filter found the words or the picture unsafe",
    "IMAGE_SAFETY": "its filter found the picture unsafe",
    "PROHIBITED_CONTENT": "it draws nothing of the kind",
    "IMAGE_PROHIBITED_CONTENT": "it draws nothing of the kind",
    "BLOCKLIST": "a word of it is on its list",
    "RECITATION": "the picture would have been too like one that it has learnt from",
    "IMAGE_RECITATION": "the picture would have been too like one that it has learnt from",
    "SPII": "it would have shown somebody's personal data",
    "OTHER": "it gave no reason",
    "IMAGE_OTHER": "it gave no reason",
}
"""Why an answer ended, or a prompt was blocked, in plain words."""


class GoogleImages:
    """Draws with one of Gemini's image models. Safe to use from several threads.

    They are told no seed: the same request gives another picture each time. `references` is how many reference
    pictures the model takes. Raises KeyMissing and KeyRefused for a secret that is none.
    """

    def __init__(
        self,
        credentials: Credentials,
        model: str,
        *,
        references: int = 0,
        any_size: bool = False,
        http_client: httpx2.Client | None = None,
    ) -> None:
        self.name = model
        self._references = references
        self._any_size = any_size
        self._client = client_for(credentials, http_client, seconds=SECONDS)

    def draw(self, request: PictureRequest) -> DrawnImage:
        """Draw one picture with one HTTP request.

        Raises ContentRefused in plain words where Google's filter or the model itself will not, BadAnswer if no picture
        came, RequestRejected for a reference that is not PNG, JPEG or WebP, and the other `providers.errors`.
        """
        sent = request.references[: self._references]
        prompt = prompt_with(request.prompt, sent, longest=LONGEST_PROMPT)
        context = self._client.context(prompt, model=self.name)
        path = f"/v1beta/models/{self.name}:generateContent"
        answer = self._client.post(path, self._content(request, prompt, sent), Generated, context=context)
        usage = usage_of(answer)
        with billed(usage):
            return DrawnImage(picture_in(answer, context), request.seed, usage)

    def _content(self, request: PictureRequest, prompt: str, sent: Sequence[ReferenceImage]) -> dict[str, Any]:
        shape = ratio_for(request.width, request.height)
        size = size_for(request.width, request.height, any_size=self._any_size)
        return {
            "contents": [{"role": "user", "parts": [{"text": prompt}, *map(_inline, sent)]}],
            "generationConfig": {
                "responseModalities": ["IMAGE"],
                "imageConfig": {"aspectRatio": shape, **({"imageSize": size} if self._any_size else {})},
            },
            "safetySettings": [
                {"category": f"HARM_CATEGORY_{category}", "threshold": THRESHOLD} for category in CATEGORIES
            ],
        }


def picture_in(answer: Generated, context: CallContext) -> bytes:
    """Return the picture of an answer. Raises ContentRefused, BadAnswer."""
    parts = [part for candidate in answer.candidates for part in candidate.content.parts if not part.thought]
    encoded = next((part.inline_data.data for part in parts if part.inline_data), "")
    if encoded:
        return from_base64(encoded)
    blocked = answer.prompt_feedback.block_reason if answer.prompt_feedback else ""
    ended = answer.candidates[0].finish_reason if answer.candidates else ""
    if blocked or ended in REFUSALS:
        raise ContentRefused(f"Google would not do this one: {REFUSALS.get(blocked or ended, 'it gave no reason')}.")
    words = safe_words(" ".join(part.text for part in parts), context)
    if words:
        raise ContentRefused(f"Google would not do this one: {words}")
    raise BadAnswer(f"{TITLE} answered without a picture.")


def usage_of(answer: Generated) -> Usage:
    """Read what the picture used; what the model thought before it drew is billed as text."""
    told = answer.usage_metadata
    if told is None:
        return Usage(pictures=1)
    images_in, images_out = _images(told.prompt_tokens_details), _images(told.candidates_tokens_details)
    if not told.candidates_tokens_details:
        images_out = told.candidates_token_count
    return Usage(
        input_tokens=max(0, told.prompt_token_count - images_in),
        image_input_tokens=images_in,
        output_tokens=max(0, told.candidates_token_count - images_out) + told.thoughts_token_count,
        image_output_tokens=images_out,
        pictures=1,
    )


def _images(details: Sequence[ModalityCount]) -> int:
    return sum(detail.token_count for detail in details if detail.modality == "IMAGE")


def _inline(reference: ReferenceImage) -> dict[str, Any]:
    suffix_of(reference)
    return {"inlineData": {"mimeType": reference.media_type, "data": base64.b64encode(reference.data).decode()}}
