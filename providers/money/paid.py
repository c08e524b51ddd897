"""Models that go through the ledger: the same faces, with a reservation before each call and its answer kept after.

An answer that is stored already is given without a call. Threads may use these; each call takes two short
transactions of its own, one on either side.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from django.db import connection
from django.utils.module_loading import import_string

from providers.choosing.catalogue import ModelEntry
from providers.concurrency import limited
from providers.errors import AnswerPending, ContentRefused, ContextTooLong, ProviderError, RequestRejected, billed
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import DrawnImage, EncodedPicture, ImageAdapter, PictureRequest, QueuedImages
from providers.interfaces.moderation import ModerationRequest, Verdict
from providers.interfaces.text import TextAnswer, TextModel, TextRequest
from providers.interfaces.usage import Usage
from providers.money import answer_files, fingerprints, jobs, ledger, maxima, prices
from providers.money.ledger import Account, PlannedCall
from providers.money.measuring import measured
from providers.wire.pictures import picture_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from providers.interfaces.embeddings import Embedder
    from providers.interfaces.moderation import Moderator
    from providers.models import PaidCall

T = TypeVar("T")
logger = logging.getLogger(__name__)

EMBEDDED_AT_ONCE = 100
"""Texts in one call."""


@dataclass(frozen=True, slots=True)
class Billing:
    """A model of the catalogue, called with somebody's credentials on somebody's account."""

    entry: ModelEntry
    credentials: Credentials
    account: Account

    def planned(self, fingerprint: str, most: Usage, *, batch: bool = False) -> PlannedCall:
        """Plan a call that uses `most` at the most."""
        return PlannedCall(
            account=self.account,
            entry=self.entry,
            fingerprint=fingerprint,
            maximum=prices.cost_of(self.entry, most, batch=batch),
            key_id=self.credentials.key_id,
        )

    def made(self, call: PaidCall, make: Callable[[], T]) -> T:
        """Make a call within the limit of calls at once; if it fails, settle it.

        A call takes up to many minutes, in which a line to the database would only be held from others, or cut.
        """
        if not connection.in_atomic_block:
            connection.close()
        one = partial(measured, call, self.entry, make)
        return self._or_settled(call, lambda: limited(self.entry, self.credentials, one))

    def looked_at(self, call: PaidCall, drawn: DrawnImage, request: PictureRequest) -> EncodedPicture:
        """Return a picture that may be kept; if it is none, settle its call by what was billed for it."""

        def look() -> EncodedPicture:
            with billed(drawn.usage):
                return picture_of(drawn, request)

        return self._or_settled(call, look)

    def _or_settled(self, call: PaidCall, make: Callable[[], T]) -> T:
        """Take a step of a call; if it fails, settle the call by what the service bills, or may have billed, for it."""
        try:
            return make()
        except ProviderError as error:
            if isinstance(error, ContentRefused):
                ledger.note_refusal(call)
            if call.ticket and (error.halts or isinstance(error, AnswerPending)):
                jobs.leave(call)
            elif error.usage is not None and (error.usage.is_told or self.entry.picture_price is not None):
                cost = prices.cost_of(self.entry, error.usage)
                ledger.settle_useless(call, reason=str(error), usage=error.usage, cost=cost)
            elif error.may_be_billed:
                ledger.settle_lost(call, reason=str(error))
            else:
                ledger.settle_released(call, reason=str(error))
            raise
        except BaseException as error:
            if call.ticket and not isinstance(error, Exception):
                raise  # this process is being stopped; whoever comes next asks for the picture of the same job
            ledger.settle_lost(call, reason=f"Something went wrong on our side ({type(error).__name__}).")
            raise


class PaidTextModel:
    """A text model whose calls are paid for once. With `economy` they wait for a batch at half the price."""

    def __init__(self, model: TextModel, billing: Billing, *, economy: bool = False) -> None:
        self._model = model
        self._billing = billing
        self._economy = economy and billing.entry.has_batches
        self.name = model.name
        self.context_tokens = model.context_tokens
        self.most_output_tokens = model.most_output_tokens

    def complete(self, request: TextRequest) -> TextAnswer:
        """Return the stored answer, or that of one call.

        Raises what the model and `providers.money.ledger.reserve` raise.
        """
        entry = self._billing.entry
        fingerprint = fingerprints.of_text(request, model=entry.name, base_url=self._billing.credentials.base_url)
        sent = _uncached(request) if self._economy else request
        planned = self._billing.planned(fingerprint, maxima.of_text(sent, entry), batch=self._economy)
        known = ledger.stored_answer(planned)
        if known is not None:
            return answer_of(known)
        if self._economy:
            ledger.queue(planned, request=packed(sent))
            raise AnswerPending("It waits for a batch at half the price.", retry_after=ledger.WAIT_FOR_BATCH_SECONDS)
        call = ledger.reserve(planned)
        answer = self._billing.made(call, lambda: self._model.complete(request))
        settle_answer(call, answer, entry=entry)
        return answer


class PaidImageModel:
    """An image model whose pictures are paid for once, and looked at before they are kept."""

    def __init__(self, model: ImageAdapter, billing: Billing) -> None:
        self._model = model
        self._billing = billing
        self.name = model.name

    def draw(self, request: PictureRequest) -> EncodedPicture:
        """Return the stored picture, or that of one call.

        Raises what the model and `providers.money.ledger.reserve` raise.
        """
        entry, planned = self._billing.entry, self._planned(request)
        call = jobs.take_over(planned)
        known = None if call else ledger.stored_answer(planned)
        if known is not None:
            kept = _picture_of(known)
            if kept is not None:
                return kept
        call = call or ledger.reserve(planned)
        drawn = self._billing.made(call, lambda: self._drawn(call, request))
        picture = self._billing.looked_at(call, drawn, request)
        is_told = picture.usage.is_told or entry.picture_price is not None
        cost = prices.cost_of(entry, picture.usage) if is_told else planned.maximum  # a budget is a promise
        ledger.settle(call, usage=picture.usage, cost=cost, response=_kept(call, picture))
        return picture

    def refusal_of(self, request: PictureRequest) -> ContentRefused | None:
        """Return the refusal that the last call for this very picture has ended with, with what it used; else None."""
        return ledger.refusal_of(self._planned(request))

    def _planned(self, request: PictureRequest) -> PlannedCall:
        entry = self._billing.entry
        fingerprint = fingerprints.of_picture(request, entry, base_url=self._billing.credentials.base_url)
        return self._billing.planned(fingerprint, maxima.of_picture(request, entry))

    def _drawn(self, call: PaidCall, request: PictureRequest) -> DrawnImage:
        """Draw; of a service that takes jobs, hand one in unless there is one, write it down, and wait for it."""
        model = self._model
        if not isinstance(model, QueuedImages):
            return model.draw(request)
        if not call.ticket:
            jobs.note(call, model.submit(request))
        drawn = model.collect(jobs.job_of(call), request)
        billed_micros = drawn.usage.billed_micros or jobs.job_of(call).billed_micros
        return replace(drawn, usage=replace(drawn.usage, billed_micros=billed_micros))


class PaidEmbedder:
    """An embedder whose texts are paid for once, some at a time, so that no more is lost than one call."""

    def __init__(self, embedder: Embedder, billing: Billing) -> None:
        self._embedder = embedder
        self._billing = billing
        self.name = billing.entry.name
        self.dimensions = embedder.dimensions

    def embed(self, texts: Sequence[str]) -> tuple[list[list[float]], Usage]:
        """Return the stored vectors, and those of a call for each `EMBEDDED_AT_ONCE` texts that have none."""
        vectors: list[list[float]] = []
        usage = Usage()
        for start in range(0, len(texts), EMBEDDED_AT_ONCE):
            of_piece, used = self._embed(texts[start : start + EMBEDDED_AT_ONCE])
            vectors += of_piece
            usage += used
        self.dimensions = self._embedder.dimensions
        return vectors, usage

    def _embed(self, texts: Sequence[str]) -> tuple[list[list[float]], Usage]:
        entry = self._billing.entry
        fingerprint = fingerprints.of_texts(list(texts), model=entry.name, base_url=self._billing.credentials.base_url)
        planned = self._billing.planned(fingerprint, maxima.of_texts(texts))
        known = ledger.stored_answer(planned)
        if known is not None:
            return ledger.response_of(known), known.used
        call = ledger.reserve(planned)
        vectors, usage = self._billing.made(call, lambda: self._embedder.embed(texts))
        ledger.settle(call, usage=usage, cost=prices.cost_of(entry, usage), response=vectors)
        return vectors, usage


class PaidModerator:
    """A moderator whose answers are kept as those that are paid for are. Those that there are cost nothing."""

    def __init__(self, moderator: Moderator, billing: Billing) -> None:
        self._moderator = moderator
        self._billing = billing
        self.name = billing.entry.name

    def check(self, request: ModerationRequest) -> Verdict:
        """Return the stored verdict, or that of one call. Raises what the moderator and the ledger raise."""
        entry, base_url = self._billing.entry, self._billing.credentials.base_url
        fingerprint = fingerprints.of_moderation(request, model=entry.name, base_url=base_url)
        planned = self._billing.planned(fingerprint, Usage())
        known = ledger.stored_answer(planned)
        if known is not None:
            return Verdict(ledger.response_of(known), known.used)
        call = ledger.reserve(planned)
        verdict = self._billing.made(call, lambda: self._moderator.check(request))
        cost = prices.cost_of(entry, verdict.usage)
        ledger.settle(call, usage=verdict.usage, cost=cost, response=dict(verdict.scores))
        return verdict


def settle_answer(call: PaidCall, answer: TextAnswer, *, entry: ModelEntry, batch: bool = False) -> None:
    """Store what a text model answered and what it cost."""
    cost = prices.cost_of(entry, answer.usage, batch=batch)
    ledger.settle(call, usage=answer.usage, cost=cost, response={"text": answer.text, "stop": answer.stop})


def answer_of(call: PaidCall) -> TextAnswer:
    """Read a stored answer of a text model. Raises RequestRejected or ContextTooLong if that was it."""
    response = ledger.response_of(call)
    if "rejected" in response:
        kind = ContextTooLong if response["rejected"] == ContextTooLong.__name__ else RequestRejected
        raise kind(response["words"])
    return TextAnswer(**response, usage=call.used)


def packed(request: TextRequest) -> bytes:
    """Pack a question as it is kept until a batch is sent."""
    fields = {name: getattr(request, name) for name in ("system", "prefix", "prompt", "max_output_tokens")}
    schema = f"{request.schema.__module__}.{request.schema.__qualname__}"
    return json.dumps({**fields, "schema": schema}, ensure_ascii=False).encode()


def unpacked(data: bytes) -> TextRequest:
    """Unpack the question that was packed."""
    fields = json.loads(data)
    return TextRequest(**{**fields, "schema": import_string(fields["schema"])})


def _uncached(request: TextRequest) -> TextRequest:
    """Return the same question without a prefix for the prompt cache.

    Batches come hours apart: what one of them wrote, at a higher price, no other would read.
    """
    prompt = "\n\n".join(text for text in (request.prefix, request.prompt) if text)
    return replace(request, prefix="", prompt=prompt)


def _kept(call: PaidCall, picture: EncodedPicture) -> dict[str, object]:
    """Set a picture as the file of its call, and what else is to be stored of it.

    If the storage does not take it, the picture itself is stored in the database: it has been paid for.
    """
    response: dict[str, object] = {
        "media_type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "seed": picture.seed,
    }
    name = f"picture.{picture.media_type.rpartition('/')[2]}"
    return response | answer_files.keep_data(call, name=name, data=picture.data, called="a picture")


def _picture_of(call: PaidCall) -> EncodedPicture | None:
    """Read a stored picture; None if its file is gone, and then it may be asked for again."""
    response = ledger.response_of(call)
    data = answer_files.kept_data(call, response)
    if data is None:
        return None
    return EncodedPicture(**{**response, "data": data}, usage=call.used)
