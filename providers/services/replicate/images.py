"""Models on Replicate: a prediction is made, asked for until its picture is there, and the picture fetched."""

from __future__ import annotations

import base64
import re
import threading
from typing import TYPE_CHECKING
from urllib.parse import quote

from providers.errors import (
    BadAnswer,
    ContentRefused,
    CutOff,
    JobFailed,
    RequestRejected,
    ServiceDown,
    UnknownModel,
    Unreadable,
)
from providers.interfaces.images import AcceptedJob, DrawnImage
from providers.services.replicate.client import DOMAINS, TITLE, Model, Prediction, client_for
from providers.services.replicate.inputs import Inputs
from providers.wire.failures import safe_words
from providers.wire.pictures import from_base64
from providers.wire.queued import FIRST_PAUSE, PATIENCE_SECONDS, job_standing, look_until_there
from providers.wire.references import prompt_with, suffix_of

if TYPE_CHECKING:
    import httpx2

    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import PictureRequest, ReferenceImage
    from providers.wire.failures import CallContext

LONGEST_PROMPT = 8_000
"""Characters."""
_REFUSED = re.compile(r"nsfw|sensitive|safety|flagged|moderat|prohibited|content polic|\(E005\)", re.I)
"""What its models say when they will not: each has words of its own."""


class ReplicateImages:
    """Draws with a model on Replicate, "owner/name". Safe to use from several threads.

    What a model takes is asked once, of its own schema. A prediction is made without waiting for it (`Prefer: wait`
    would hold its id back for as long as it is drawn, and an id that never came is a picture paid for twice).
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
        self._asking = threading.Lock()
        self._known: tuple[Model, Inputs] | None = None

    def draw(self, request: PictureRequest) -> DrawnImage:
        """Hand a picture in and wait for it. Raises what `submit` and `collect` raise."""
        return self.collect(self.submit(request), request)

    def submit(self, request: PictureRequest) -> AcceptedJob:
        """Make a prediction. Raises UnknownModel if there is no such model, and the other `providers.errors`."""
        context = self._client.context(request.prompt, request.negative_prompt, model=self.name)
        model, inputs = self._model(context)
        sent = request.references[: min(self._references, inputs.most_references)]
        prompt = prompt_with(request.prompt, sent, longest=LONGEST_PROMPT)
        content = {"input": inputs.filled(prompt, request, [_data_url(reference) for reference in sent])}
        path = f"/v1/models/{self.name}/predictions"
        if not model.is_official and model.latest_version is not None and model.latest_version.id:
            path, content = "/v1/predictions", {**content, "version": model.latest_version.id}  # type: ignore[dict-item]
        made = self._client.post(path, content, Prediction, context=context)
        return AcceptedJob(made.id)

    def collect(self, job: AcceptedJob, request: PictureRequest) -> DrawnImage:
        """Wait for the picture of a prediction.

        Raises AnswerPending as long as there is none, ContentRefused where the model will not, JobFailed (neither is
        billed for models with a price a picture), and BadAnswer for a picture that is not where Replicate puts them.
        """
        context = self._client.context(request.prompt, request.negative_prompt)
        with job_standing():
            address = look_until_there(
                lambda: self._address_of(job, context), TITLE, seconds=self._patience, first_pause=self._first_pause
            )
            if address.startswith("data:"):
                return DrawnImage(from_base64(address), request.seed)
            return DrawnImage(self._client.fetch_at(address, domains=DOMAINS, context=context), request.seed)

    def _address_of(self, job: AcceptedJob, context: CallContext) -> str | None:
        try:
            prediction = self._client.get(f"/v1/predictions/{quote(job.ticket, safe='')}", Prediction)
        except RequestRejected:
            raise BadAnswer(f"{TITLE} no longer knows this picture.") from None
        if prediction.status == "succeeded":
            return _first_file(prediction.output)
        if prediction.status not in ("failed", "canceled", "aborted"):
            return None
        words = safe_words(str(prediction.error or ""), context)
        if _REFUSED.search(str(prediction.error or "")):
            raise ContentRefused(f"{TITLE} would not do this one: {words or 'its filter gave no reason'}")
        raise JobFailed(f"{TITLE} could not draw this one{words and ': '}{words or '.'}")

    def _model(self, context: CallContext) -> tuple[Model, Inputs]:
        """Ask once what the model is and takes."""
        with self._asking:
            if self._known is None:
                owner, _, name = self.name.partition("/")
                if not owner or not name:
                    raise UnknownModel(f"Models on Replicate are called owner/name: {self.name} is none.")
                path = f"/v1/models/{quote(owner, safe='')}/{quote(name, safe='')}"
                try:
                    model = self._client.get(path, Model, context=context)
                except (CutOff, Unreadable) as error:
                    raise ServiceDown(str(error), retry_after=error.retry_after) from None  # nothing was asked for yet
                version = model.latest_version
                self._known = model, Inputs(version.openapi_schema if version else {})
            return self._known


def _first_file(output: object) -> str:
    """Return where the picture lies: models answer with one address, or with a list of them."""
    first = output[0] if isinstance(output, list) and output else output
    if not isinstance(first, str) or not first:
        raise BadAnswer(f"{TITLE} ended without a picture.")
    return first


def _data_url(reference: ReferenceImage) -> str:
    suffix_of(reference)
    return f"data:{reference.media_type};base64,{base64.b64encode(reference.data).decode()}"
