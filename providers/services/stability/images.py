"""Stability AI's models: a form with the words and a seed in, a picture out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.errors import ContentRefused, billed
from providers.interfaces.images import DrawnImage
from providers.interfaces.usage import Usage
from providers.services.stability.client import TITLE, Generated, client_for
from providers.wire.pictures import from_base64
from providers.wire.references import nearest_ratio, prompt_with

if TYPE_CHECKING:
    import httpx2

    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import PictureRequest

SECONDS = 180.0
LONGEST_PROMPT = 10_000
"""Characters, of the negative prompt too."""
RATIOS = ("1:1", "16:9", "21:9", "3:2", "5:4", "2:3", "4:5", "9:16", "9:21")
ENDPOINTS = {"ultra": "ultra", "core": "core"}
"""Models with an address of their own; the others are names of one, `sd3`."""
ANY_SEED = 0
"""Stands for a seed by chance there."""
STAND_IN = 4_294_967_294


class StabilityImages:
    """Draws with one of Stability AI's models: "ultra", "core", or one of Stable Diffusion 3.5.

    The same request with the same seed gives the same picture. Reference pictures are not sent: the models would begin
    the whole picture with one of them. Safe to use from several threads. Raises KeyMissing and KeyRefused for a secret
    that is none.
    """

    def __init__(self, credentials: Credentials, model: str, *, http_client: httpx2.Client | None = None) -> None:
        self.name = model
        self._client = client_for(credentials, http_client, seconds=SECONDS)

    def draw(self, request: PictureRequest) -> DrawnImage:
        """Draw one picture with one HTTP request.

        Raises ContentRefused where its filter will not (and carries its bill if the picture had been drawn), BadAnswer
        if no picture came, and the other `providers.errors`.
        """
        fields = self._fields(request)
        context = self._client.context(request.prompt, request.negative_prompt, model=self.name)
        path = f"/v2beta/stable-image/generate/{ENDPOINTS.get(self.name, 'sd3')}"
        answer = self._client.submit(path, fields, Generated, context=context)
        usage = Usage(pictures=1)
        with billed(usage):
            if answer.finish_reason == "CONTENT_FILTERED":
                raise ContentRefused(f"{TITLE} would not do this one: its filter did not like the picture that came.")
            seed = request.seed if answer.seed is None else answer.seed
            return DrawnImage(from_base64(answer.image), seed, usage)

    def _fields(self, request: PictureRequest) -> dict[str, str]:
        fields = {
            "prompt": prompt_with(request.prompt, (), longest=LONGEST_PROMPT),
            "aspect_ratio": nearest_ratio(RATIOS, request.width, request.height),
            "seed": str(request.seed if request.seed != ANY_SEED else STAND_IN),
            "output_format": "png",
        }
        if self.name not in ENDPOINTS:
            fields["model"] = self.name
        if request.negative_prompt and _heeds_negative(self.name):
            fields["negative_prompt"] = request.negative_prompt[:LONGEST_PROMPT]
        return fields


def _heeds_negative(model: str) -> bool:
    """Return whether a model takes a negative prompt: those that are distilled do not."""
    return not model.endswith(("-turbo", "-flash"))
