"""FLUX: a job is handed in, asked for until its picture is there, and the picture fetched from a signed address."""

from __future__ import annotations

import base64
from math import gcd, sqrt
from typing import TYPE_CHECKING, Any

from providers.errors import BadAnswer, ContentRefused, JobFailed, RequestRejected
from providers.interfaces.images import AcceptedJob, DrawnImage
from providers.interfaces.usage import Usage
from providers.services.bfl.client import (
    DELIVERY_DOMAINS,
    DOMAINS,
    MICROS_IN_CREDIT,
    TITLE,
    Accepted,
    Result,
    client_for,
)
from providers.wire.failures import safe_words
from providers.wire.queued import FIRST_PAUSE, PATIENCE_SECONDS, job_standing, look_until_there
from providers.wire.references import prompt_with, suffix_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2

    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import PictureRequest
    from providers.wire.failures import CallContext

LONGEST_PROMPT = 24_000
"""Characters: far below the 32,000 tokens that FLUX.2 reads."""
STEP, LEAST_SIDE, MOST_PIXELS = 16, 256, 4 * 1024**2
WIDEST = 21 / 9
"""Of Kontext, which is asked for a shape and not for a size."""
TOLERANCE, TOLERANCE_OF_EDITS = 5, 2
"""Of 0 (strict) to 5: novels have battles and wounds. Kontext takes no more than 2 with a picture to look at."""
REFUSED = {
    "Request Moderated": "its filter does not like the words or a reference picture",
    "Content Moderated": "its filter did not like the picture that came of it",
}


class Flux:
    """Draws with one of the FLUX models. Safe to use from several threads.

    The same request with the same seed gives the same picture. They take no negative prompt: what is named is drawn.
    `references` is how many reference pictures the model takes; `patience` how many seconds one call waits for a
    picture. Raises KeyMissing and KeyRefused for a secret that is none.
    """

    def __init__(
        self,
        credentials: Credentials,
        model: str,
        *,
        references: int = 0,
        patience: float = PATIENCE_SECONDS,
        first_pause: float = FIRST_PAUSE,
        http_client: httpx2.Client | None = None,
    ) -> None:
        self.name = model
        self._references = references
        self._patience = patience
        self._first_pause = first_pause
        self._client = client_for(credentials, http_client)

    def draw(self, request: PictureRequest) -> DrawnImage:
        """Hand a picture in and wait for it. Raises what `submit` and `collect` raise."""
        return self.collect(self.submit(request), request)

    def submit(self, request: PictureRequest) -> AcceptedJob:
        """Hand a picture in. Raises RequestRejected for a reference that is not PNG, JPEG or WebP, and the others."""
        content = self._content(request)
        context = self._client.context(request.prompt, model=self.name)
        accepted = self._client.post(f"/v1/{self.name}", content, Accepted, context=context)
        return AcceptedJob(accepted.polling_url, round((accepted.cost or 0) * MICROS_IN_CREDIT))

    def collect(self, job: AcceptedJob, request: PictureRequest) -> DrawnImage:
        """Wait for the picture of a job.

        Raises AnswerPending as long as there is none, ContentRefused in plain words where a filter will not (nothing is
        billed then), JobFailed, and BadAnswer for a job that is not known any more, or an address that is not theirs.
        """
        context = self._client.context(request.prompt)
        with job_standing():
            address = look_until_there(
                lambda: self._address_of(job, context), TITLE, seconds=self._patience, first_pause=self._first_pause
            )
            data = self._client.fetch_at(address, domains=DELIVERY_DOMAINS, context=context)
        return DrawnImage(data, request.seed, Usage(pictures=1, billed_micros=job.billed_micros))

    def _address_of(self, job: AcceptedJob, context: CallContext) -> str | None:
        """Ask how far a job is; where its picture lies once it is there."""
        try:
            result = self._client.get_at(job.ticket, Result, domains=DOMAINS, context=context)
        except RequestRejected:
            raise BadAnswer(f"{TITLE} no longer knows this picture.") from None
        if result.status == "Ready":
            if result.result is None or not result.result.sample:
                raise BadAnswer(f"{TITLE} ended without a picture.")
            return result.result.sample
        if result.status in REFUSED:
            raise ContentRefused(f"{TITLE} would not do this one: {_why(result, context)}.")
        if result.status == "Task not found":
            raise BadAnswer(f"{TITLE} no longer knows this picture.")
        if result.status in ("Error", "Failed"):
            words = safe_words(str((result.details or {}).get("error", "")), context)
            raise JobFailed(f"{TITLE} could not draw this one{words and ': '}{words or '.'}")
        return None

    def _content(self, request: PictureRequest) -> dict[str, Any]:
        sent = request.references[: self._references]
        content: dict[str, Any] = {
            "prompt": prompt_with(request.prompt, sent, longest=LONGEST_PROMPT),
            "seed": request.seed,
            "output_format": "png",
            **self._shape(request),
        }
        for number, reference in enumerate(sent, start=1):
            suffix_of(reference)
            name = "input_image" if number == 1 else f"input_image_{number}"
            content[name] = base64.b64encode(reference.data).decode()
        return content

    def _shape(self, request: PictureRequest) -> Mapping[str, Any]:
        if "kontext" in self.name:
            width, height = _within(request.width, request.height)
            return {"aspect_ratio": f"{width}:{height}", "safety_tolerance": TOLERANCE_OF_EDITS}
        width, height = size_to_ask(request.width, request.height)
        return {"width": width, "height": height, "safety_tolerance": TOLERANCE}


def size_to_ask(width: int, height: int) -> tuple[int, int]:
    """Return the size of multiples of 16 that `width` × `height` is best cut from, of four megapixels at the most."""
    shrink = min(1.0, sqrt(MOST_PIXELS / (width * height)))
    if shrink < 1:
        return int(width * shrink) // STEP * STEP, int(height * shrink) // STEP * STEP
    grow = max(1.0, LEAST_SIDE / min(width, height))
    return _up(width * grow), _up(height * grow)


def _up(pixels: float) -> int:
    return -(-round(pixels) // STEP) * STEP


def _within(width: int, height: int) -> tuple[int, int]:
    """Return the shape in the smallest numbers, no wider than 21:9 and no higher than 9:21."""
    if width > WIDEST * height:
        return 21, 9
    if height > WIDEST * width:
        return 9, 21
    common = gcd(width, height)
    return width // common, height // common


def _why(result: Result, context: CallContext) -> str:
    """Say why it was refused, with the reasons that the service names."""
    reasons = (result.details or {}).get("Moderation Reasons") or []
    told = safe_words(", ".join(map(str, reasons)) if isinstance(reasons, list) else "", context)
    return f"{REFUSED[result.status]}{f' ({told})' if told else ''}"
