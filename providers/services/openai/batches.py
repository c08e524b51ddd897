"""OpenAI's Batch API: many requests in a file, at half the price, answered within a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

import httpx2
from openai import omit
from openai.types import Batch
from openai.types.chat import ChatCompletion

from providers.errors import ProviderError, RequestRejected, ServiceDown
from providers.services.openai.client import client_for, reported_error, title_of, translated
from providers.services.openai.text import answer_of, completion_body
from providers.wire.connections import CONNECT_SECONDS, read_seconds
from providers.wire.failures import CallContext, failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from providers.interfaces.batching import BatchState, HandedIn
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.text import TextAnswer, TextRequest

ADDRESS: Literal["/v1/chat/completions"] = "/v1/chat/completions"
MARKER = "vividpages"
INPUT_KEPT_SECONDS = 3 * 24 * 3600
"""How long the file with the requests stays at the service: it holds the text of books."""

_STATES: Mapping[str, BatchState] = {
    "completed": "ended",
    "cancelled": "ended",
    "expired": "ended",
    "failed": "failed",
}


class OpenAIBatches:
    """Batches of one model of OpenAI. Safe to use from several threads."""

    def __init__(
        self,
        credentials: Credentials,
        model: str,
        *,
        structured: bool = True,
        http_client: httpx2.Client | None = None,
    ) -> None:
        self.name = model
        self._form: Literal["json_schema", "json_object"] = "json_schema" if structured else "json_object"
        self._service = credentials.service
        # The texts of a batch are not at hand any more when its results come, so no word of them is quoted.
        self._context = CallContext(title_of(credentials), credentials, model, may_quote=False)
        self._batch_context = CallContext(title_of(credentials), credentials, may_quote=False)
        self._client = client_for(credentials, http_client)

    def submit(self, requests: Sequence[tuple[str, TextRequest]], *, marker: str = "") -> str:
        """Hand in requests, each under an id of its own, marked so that `find` finds them; the batch's id comes back.

        Raises the `providers.errors`; after CutOff the service may have taken the batch.
        """
        lines = "".join(f"{json.dumps(self._line(name, request))}\n" for name, request in requests)
        with translated(self._batch_context):
            uploaded = self._client.files.create(
                file=("requests.jsonl", lines.encode()),
                purpose="batch",
                expires_after={"anchor": "created_at", "seconds": INPUT_KEPT_SECONDS},
                timeout=_timeout(),
            )
            batch = self._client.batches.create(
                input_file_id=uploaded.id,
                endpoint=ADDRESS,
                completion_window="24h",
                metadata={MARKER: marker} if marker else omit,
                timeout=_timeout(),
            )
        return _is_batch(batch).id

    def find(self, lost: HandedIn) -> str | None:
        """Find the batch with that marker; None if there is none. Raises the `providers.errors`."""
        with translated(self._batch_context):
            for batch in self._client.batches.list(limit=100, timeout=_timeout()):
                if batch.created_at < lost.since.timestamp():
                    break
                if (batch.metadata or {}).get(MARKER) == lost.marker:
                    return batch.id
        return None

    def state(self, batch_id: str) -> BatchState:
        """Return how far the service is; a cancelled batch and one out of time have ended.

        Raises the `providers.errors`.
        """
        return _STATES.get(self._retrieved(batch_id).status, "running")

    def results(self, batch_id: str) -> Iterator[tuple[str, TextAnswer | ProviderError]]:
        """Yield what came of the requests of an ended batch, in any order; those it did not get to may be missing.

        Raises the `providers.errors` while it reads.
        """
        batch = self._retrieved(batch_id)
        for file_id in (batch.output_file_id, batch.error_file_id):
            if file_id:
                with translated(self._batch_context):
                    content = self._client.files.content(file_id, timeout=_timeout())
                    for line in content.iter_lines():
                        if line.strip():
                            yield self._result(json.loads(line))

    def cancel(self, batch_id: str) -> None:
        """Stop what has not begun; what has ended by then is paid for. Raises the `providers.errors`."""
        with translated(self._batch_context):
            self._client.batches.cancel(batch_id, timeout=_timeout())

    def _line(self, name: str, request: TextRequest) -> dict[str, Any]:
        body = completion_body(request, model=self.name, service=self._service, form=self._form)
        return {"custom_id": name, "method": "POST", "url": ADDRESS, "body": body}

    def _result(self, line: Mapping[str, Any]) -> tuple[str, TextAnswer | ProviderError]:
        name, response = str(line["custom_id"]), line.get("response") or {}
        status, body = response.get("status_code", 0), response.get("body") or {}
        if status == 200:
            try:
                return name, answer_of(ChatCompletion.construct(**body), self._context)
            except ProviderError as error:
                return name, error
        if status:
            return name, failure(reported_error(status, body.get("error")), self._context)
        return name, ServiceDown(f"{self._context.title} did not get to this request before the batch was over.")

    def _retrieved(self, batch_id: str) -> Batch:
        with translated(self._batch_context):
            return _is_batch(self._client.batches.retrieve(batch_id, timeout=_timeout()))


def _is_batch(answer: object) -> Batch:
    if not isinstance(answer, Batch):
        raise RequestRejected("The answer did not come from OpenAI's batches. Check the address.")
    return answer


def _timeout() -> httpx2.Timeout:
    return httpx2.Timeout(read_seconds(0), connect=CONNECT_SECONDS)
