"""Predictions on Replicate: one is made of a model's inputs, asked for until its file is there, or cancelled."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from providers.errors import (
    BadAnswer,
    ContentRefused,
    CutOff,
    JobFailed,
    ProviderError,
    RequestRejected,
    ServiceDown,
    UnknownModel,
    Unreadable,
)
from providers.interfaces.images import AcceptedJob
from providers.services.replicate.client import TITLE, Model, Prediction
from providers.services.replicate.inputs import Inputs
from providers.wire.failures import safe_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from providers.wire.failures import CallContext
    from providers.wire.json_client import JsonClient

_REFUSED = re.compile(r"nsfw|sensitive|safety|flagged|moderat|prohibited|content polic|\(E005\)", re.I)
"""What its models say when they will not: each has words of its own."""
_VERBS = {"picture": "draw", "clip": "film"}


class Predictions:
    """Predictions of a model, "owner/name", each of which gives a `thing`. Safe to use from several threads.

    What a model takes is asked once, of its own schema. A prediction is made without waiting for it (`Prefer: wait`
    would hold its id back for as long as it is worked on, and an id that never came is paid for twice).
    """

    def __init__(self, client: JsonClient, name: str, thing: Literal["picture", "clip"]) -> None:
        self._client = client
        self._name = name
        self._thing = thing
        self._asking = threading.Lock()
        self._known: tuple[Model, Inputs] | None = None

    def inputs(self, context: CallContext) -> Inputs:
        """Return what the model takes. Raises UnknownModel if there is no such model."""
        return self._model(context)[1]

    def make(self, inputs: Mapping[str, Any], context: CallContext) -> AcceptedJob:
        """Make a prediction. Raises UnknownModel if there is no such model, and the other `providers.errors`."""
        model, _ = self._model(context)
        path, content = f"/v1/models/{self._name}/predictions", {"input": dict(inputs)}
        if not model.is_official and model.latest_version is not None and model.latest_version.id:
            path, content = "/v1/predictions", {**content, "version": model.latest_version.id}  # type: ignore[dict-item]
        return AcceptedJob(self._client.post(path, content, Prediction, context=context).id)

    def address_of(self, job: AcceptedJob, context: CallContext) -> str | None:
        """Ask how far a prediction is; where its file lies once it is there.

        Raises ContentRefused, JobFailed, and BadAnswer for one that is not known any more, or has no file.
        """
        try:
            prediction = self._client.get(_path(job), Prediction)
        except RequestRejected:
            raise BadAnswer(f"{TITLE} no longer knows this {self._thing}.") from None
        if prediction.status == "succeeded":
            return self._first_file(prediction.output)
        if prediction.status not in ("failed", "canceled", "aborted"):
            return None
        words = safe_words(str(prediction.error or ""), context)
        if _REFUSED.search(str(prediction.error or "")):
            raise ContentRefused(f"{TITLE} would not do this one: {words or 'its filter gave no reason'}")
        raise JobFailed(f"{TITLE} could not {_VERBS[self._thing]} this one{words and ': '}{words or '.'}")

    def cancel(self, job: AcceptedJob) -> None:
        """Cancel a prediction. What cannot be done is let be."""
        try:
            self._client.send(f"{_path(job)}/cancel", {})
        except ProviderError:
            return

    def _first_file(self, output: object) -> str:
        """Return where the file lies: models answer with one address, or with a list of them."""
        first = output[0] if isinstance(output, list) and output else output
        if not isinstance(first, str) or not first:
            raise BadAnswer(f"{TITLE} ended without a {self._thing}.")
        return first

    def _model(self, context: CallContext) -> tuple[Model, Inputs]:
        """Ask once what the model is and takes."""
        with self._asking:
            if self._known is None:
                owner, _, name = self._name.partition("/")
                if not owner or not name:
                    raise UnknownModel(f"Models on Replicate are called owner/name: {self._name} is none.")
                path = f"/v1/models/{quote(owner, safe='')}/{quote(name, safe='')}"
                try:
                    model = self._client.get(path, Model, context=context)
                except (CutOff, Unreadable) as error:
                    raise ServiceDown(str(error), retry_after=error.retry_after) from None  # nothing was asked for yet
                version = model.latest_version
                self._known = model, Inputs(version.openapi_schema if version else {})
            return self._known


def _path(job: AcceptedJob) -> str:
    return f"/v1/predictions/{quote(job.ticket, safe='')}"
