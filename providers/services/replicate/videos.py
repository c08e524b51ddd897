"""Models on Replicate that film: a prediction is begun with a first frame, and its clip fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.errors import JobCancelled
from providers.services.replicate.client import DOMAINS, TITLE, client_for
from providers.services.replicate.predictions import Predictions
from providers.wire.clips import clip_of, first_frame_url
from providers.wire.queued import PATIENCE_SECONDS, job_standing, look_until_there

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx2

    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import AcceptedJob
    from providers.interfaces.video import Clip, ShotRequest

PAUSE, LONGEST_PAUSE = 3.0, 10.0
"""Seconds between two looks at a prediction: clips take minutes."""


class ReplicateVideos:
    """Films with a model on Replicate, "owner/name". Safe to use from several threads.

    `patience` is how many seconds one call waits for a clip. Raises KeyMissing and KeyRefused for a secret that is
    none.
    """

    def __init__(
        self,
        credentials: Credentials,
        model: str,
        *,
        patience: float = PATIENCE_SECONDS,
        first_pause: float = PAUSE,
        http_client: httpx2.Client | None = None,
    ) -> None:
        self.name = model
        self._patience = patience
        self._first_pause = first_pause
        self._client = client_for(credentials, http_client)
        self._predictions = Predictions(self._client, model, "clip")

    def submit(self, request: ShotRequest) -> AcceptedJob:
        """Make a prediction. Raises RequestRejected for a model that takes no first frame, and UnknownModel."""
        context = self._client.context(request.prompt, model=self.name)
        filled = self._predictions.inputs(context).filled_for_clip(request, first_frame_url(request))
        return self._predictions.make(filled, context)

    def collect(self, job: AcceptedJob, request: ShotRequest, *, stop: Callable[[], bool] = lambda: False) -> Clip:
        """Wait for the clip of a prediction.

        Raises AnswerPending as long as there is none, ContentRefused where the model will not, JobFailed, JobCancelled,
        and BadAnswer for what is no clip, or is not where Replicate puts its files.
        """
        context = self._client.context(request.prompt)

        def look() -> str | None:
            if stop():
                self.cancel(job)
                raise JobCancelled(f"It was cancelled with {TITLE}.")
            return self._predictions.address_of(job, context)

        with job_standing():
            address = look_until_there(
                look, TITLE, seconds=self._patience, first_pause=self._first_pause, longest_pause=LONGEST_PAUSE
            )
            data = self._client.fetch_at(address, domains=DOMAINS, context=context)
        return clip_of(data, request, TITLE)

    def cancel(self, job: AcceptedJob) -> None:
        """Cancel a prediction; what is over stays as it is."""
        self._predictions.cancel(job)
