"""Models on Replicate that draw: a prediction is made, asked for until its picture is there, and that fetched."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from providers.interfaces.images import DrawnImage
from providers.services.replicate.client import DOMAINS, TITLE, client_for
from providers.services.replicate.predictions import Predictions
from providers.wire.pictures import from_base64
from providers.wire.queued import FIRST_PAUSE, PATIENCE_SECONDS, job_standing, look_until_there
from providers.wire.references import prompt_with, suffix_of

if TYPE_CHECKING:
    import httpx2

    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import AcceptedJob, PictureRequest, ReferenceImage

LONGEST_PROMPT = 8_000
"""Characters."""


class ReplicateImages:
    """Draws with a model on Replicate, "owner/name". Safe to use from several threads.

    `references` is how many reference pictures the catalogue says that it takes; `patience` how many seconds one call
    waits for a picture. Raises KeyMissing and KeyRefused for a secret that is none.
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
        self._predictions = Predictions(self._client, model, "picture")

    def draw(self, request: PictureRequest) -> DrawnImage:
        """Hand a picture in and wait for it. Raises what `submit` and `collect` raise."""
        return self.collect(self.submit(request), request)

    def submit(self, request: PictureRequest) -> AcceptedJob:
        """Make a prediction. Raises UnknownModel if there is no such model, and the other `providers.errors`."""
        context = self._client.context(request.prompt, request.negative_prompt, model=self.name)
        inputs = self._predictions.inputs(context)
        sent = request.references[: min(self._references, inputs.most_references)]
        prompt = prompt_with(request.prompt, sent, longest=LONGEST_PROMPT)
        filled = inputs.filled(prompt, request, [_data_url(reference) for reference in sent])
        return self._predictions.make(filled, context)

    def collect(self, job: AcceptedJob, request: PictureRequest) -> DrawnImage:
        """Wait for the picture of a prediction.

        Raises AnswerPending as long as there is none, ContentRefused where the model will not, JobFailed (neither is
        billed for models with a price a picture), and BadAnswer for a picture that is not where Replicate puts them.
        """
        context = self._client.context(request.prompt, request.negative_prompt)
        with job_standing():
            address = look_until_there(
                lambda: self._predictions.address_of(job, context),
                TITLE,
                seconds=self._patience,
                first_pause=self._first_pause,
            )
            if address.startswith("data:"):
                return DrawnImage(from_base64(address), request.seed)
            return DrawnImage(self._client.fetch_at(address, domains=DOMAINS, context=context), request.seed)


def _data_url(reference: ReferenceImage) -> str:
    suffix_of(reference)
    return f"data:{reference.media_type};base64,{base64.b64encode(reference.data).decode()}"
