"""Anthropic's Message Batches: many requests together, at half the price, answered within a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx2
from anthropic.types.messages import MessageBatch, MessageBatchIndividualResponse

from providers.errors import AnswerPending, ProviderError, ServiceDown
from providers.services.anthropic.text import TITLE, answer_of, client_for, message_body, reported_error, translated
from providers.wire.connections import CONNECT_SECONDS, read_seconds
from providers.wire.failures import CallContext, failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from providers.interfaces.batching import BatchState, HandedIn
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.text import TextAnswer, TextRequest

_STATUSES: Mapping[str, int] = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "rate_limit_error": 429,
    "timeout_error": 504,
    "overloaded_error": 529,
}


class AnthropicBatches:
    """Batches of one Claude model. Safe to use from several threads."""

    def __init__(
        self,
        credentials: Credentials,
        model: str,
        *,
        structured: bool = True,
        http_client: httpx2.Client | None = None,
    ) -> None:
        self.name = model
        self._structured = structured
        # The texts of a batch are not at hand any more when its results come, so no word of them is quoted.
        self._context = CallContext(TITLE, credentials, model, may_quote=False)
        self._batch_context = CallContext(TITLE, credentials, may_quote=False)
        self._client = client_for(credentials, http_client)

    def submit(self, requests: Sequence[tuple[str, TextRequest]], *, marker: str = "") -> str:  # noqa: ARG002
        """Hand in requests, each under an id of 1 to 64 letters, digits, `-` and `_`; the batch's id comes back.

        The service keeps no marker. Raises the `providers.errors`; after CutOff it may have taken the batch.
        """
        made: list[Any] = [
            {"custom_id": name, "params": message_body(request, model=self.name, structured=self._structured)}
            for name, request in requests
        ]
        with translated(self._batch_context):
            return self._is_batch(self._client.messages.batches.create(requests=made, timeout=_timeout())).id

    def find(self, lost: HandedIn) -> str | None:
        """Find the batch whose results carry the ids of `lost`; None if there is none. Raises the `providers.errors`.

        Of one that still runs the service does not tell the ids: then AnswerPending is raised.
        """
        may_be = False
        with translated(self._batch_context):
            for batch in self._client.messages.batches.list(limit=100, timeout=_timeout()):
                if batch.created_at < lost.since:
                    break
                if batch.id in lost.others or _size(batch) != len(lost.names):
                    continue
                if batch.processing_status != "ended":
                    may_be = True
                elif any(name in lost.names for name, _ in self.results(batch.id)):
                    return batch.id
        if may_be:
            raise AnswerPending(f"{TITLE} still works on a batch that may be this one.")
        return None

    def state(self, batch_id: str) -> BatchState:
        """Return how far the service is. Raises the `providers.errors`."""
        with translated(self._batch_context):
            batch = self._is_batch(self._client.messages.batches.retrieve(batch_id, timeout=_timeout()))
        return "ended" if batch.processing_status == "ended" else "running"

    def results(self, batch_id: str) -> Iterator[tuple[str, TextAnswer | ProviderError]]:
        """Yield what came of each request of an ended batch, in any order.

        Raises the `providers.errors` while it reads.
        """
        with translated(self._batch_context):
            for line in self._client.messages.batches.results(batch_id, timeout=_timeout()):
                yield line.custom_id, self._result(line)

    def cancel(self, batch_id: str) -> None:
        """Stop what has not begun; what has ended by then is paid for. Raises the `providers.errors`."""
        with translated(self._batch_context):
            self._client.messages.batches.cancel(batch_id, timeout=_timeout())

    def _result(self, line: MessageBatchIndividualResponse) -> TextAnswer | ProviderError:
        result = line.result
        if result.type == "succeeded":
            try:
                return answer_of(result.message)
            except ProviderError as error:
                return error
        if result.type == "errored":
            reported = reported_error(0, result.error.to_dict())
            status = next((_STATUSES[code] for code in reported.codes if code in _STATUSES), 500)
            return failure(reported_error(status, result.error.to_dict()), self._context)
        return ServiceDown(f"{TITLE} did not get to this request before the batch was over.")

    def _is_batch(self, answer: object) -> MessageBatch:
        if not isinstance(answer, MessageBatch):
            raise ServiceDown(f"The answer did not come from {TITLE}. Check the address.")
        return answer


def _size(batch: MessageBatch) -> int:
    counts = batch.request_counts
    return counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired


def _timeout() -> httpx2.Timeout:
    return httpx2.Timeout(read_seconds(0), connect=CONNECT_SECONDS)
