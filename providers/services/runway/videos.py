"""Runway's video models: a task is made, asked for until its clip is there, and the clip fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from providers.errors import BadAnswer, ContentRefused, JobCancelled, JobFailed, ProviderError, RequestRejected
from providers.interfaces.images import AcceptedJob
from providers.services.runway.client import TITLE, Accepted, Task, client_for
from providers.wire.clips import clip_of, first_frame_url
from providers.wire.failures import safe_words
from providers.wire.json_client import ANYWHERE
from providers.wire.queued import PATIENCE_SECONDS, job_standing, look_until_there
from providers.wire.references import nearest_ratio

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx2

    from providers.interfaces.credentials import Credentials
    from providers.interfaces.video import Clip, ShotRequest
    from providers.wire.failures import CallContext

RATIOS = ("1280:720", "720:1280", "1104:832", "832:1104", "960:960", "1584:672")
"""Pixels of what its own models make."""
LONGEST_PROMPT = 1_000
"""Characters."""
LARGEST_FRAME = 3_700_000
"""Bytes of a first frame: in base64 it is within the 5 MB that a data URL may have."""
LARGEST_SEED = 2**32
PAUSE, LONGEST_PAUSE = 5.0, 10.0
"""Seconds between two looks at a task: it asks for no more than one in five seconds."""


class RunwayVideos:
    """Films with one of Runway's own models. Safe to use from several threads.

    The same request with the same seed gives a similar clip. `patience` is how many seconds one call waits for a clip.
    Raises KeyMissing and KeyRefused for a secret that is none.
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

    def submit(self, request: ShotRequest) -> AcceptedJob:
        """Make a task. Raises RequestRejected for a first frame that is too large, and the other `providers.errors`."""
        if len(request.first_frame) > LARGEST_FRAME:
            raise RequestRejected(f"The first frame is larger than {TITLE} takes.")
        content = {
            "model": self.name,
            "promptImage": first_frame_url(request),
            "promptText": request.prompt[:LONGEST_PROMPT],
            "ratio": nearest_ratio(RATIOS, request.width, request.height),
            "duration": request.seconds,
            "seed": request.seed % LARGEST_SEED,
        }
        context = self._client.context(request.prompt, model=self.name)
        return AcceptedJob(self._client.post("/v1/image_to_video", content, Accepted, context=context).id)

    def collect(self, job: AcceptedJob, request: ShotRequest, *, stop: Callable[[], bool] = lambda: False) -> Clip:
        """Wait for the clip of a task.

        Raises AnswerPending as long as there is none, ContentRefused where its moderation will not, JobFailed,
        JobCancelled, and BadAnswer for a task that is not known any more and for what is no clip.
        """
        context = self._client.context(request.prompt)

        def look() -> str | None:
            if stop():
                self.cancel(job)
                raise JobCancelled(f"It was cancelled with {TITLE}.")
            return self._address_of(job, context)

        with job_standing():
            address = look_until_there(
                look, TITLE, seconds=self._patience, first_pause=self._first_pause, longest_pause=LONGEST_PAUSE
            )
            data = self._client.fetch_at(address, domains=ANYWHERE, context=context)
        return clip_of(data, request, TITLE)

    def cancel(self, job: AcceptedJob) -> None:
        """Cancel a task that is waiting or running; one that is over is deleted. What cannot be done is let be."""
        try:
            self._client.delete(_path(job))
        except ProviderError:
            return

    def _address_of(self, job: AcceptedJob, context: CallContext) -> str | None:
        try:
            task = self._client.get(_path(job), Task, context=context)
        except RequestRejected:
            raise BadAnswer(f"{TITLE} no longer knows this clip.") from None
        if task.status == "SUCCEEDED":
            if not task.output:
                raise BadAnswer(f"{TITLE} ended without a clip.")
            return task.output[0]
        if task.status == "CANCELLED":
            raise JobFailed(f"This clip was cancelled at {TITLE}.")
        if task.status != "FAILED":
            return None  # PENDING, THROTTLED (it waits for others of the account), RUNNING
        if (task.code or "").startswith("SAFETY"):
            raise ContentRefused(f"{TITLE} would not do this one: its moderation dislikes the picture or the words.")
        words = safe_words(task.failure or "", context)
        raise JobFailed(f"{TITLE} could not film this one{words and ': '}{words or '.'}")


def _path(job: AcceptedJob) -> str:
    return f"/v1/tasks/{quote(job.ticket, safe='')}"
