"""A video model that goes through the ledger: each clip is paid for once, and kept with the call."""

from __future__ import annotations

import logging
from base64 import b64decode, b64encode
from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from providers.interfaces.video import Clip
from providers.models import PaidCall
from providers.money import answers, fingerprints, jobs, ledger, maxima, prices

if TYPE_CHECKING:
    from collections.abc import Callable

    from providers.interfaces.video import ShotRequest, VideoAdapter
    from providers.money.paid import Billing

logger = logging.getLogger(__name__)


class PaidVideoModel:
    """A video model whose clips are paid for once: a job that was accepted is asked for until its clip is there."""

    def __init__(self, model: VideoAdapter, billing: Billing) -> None:
        self._model = model
        self._billing = billing
        self.name = billing.entry.name

    def film(self, request: ShotRequest, *, stop: Callable[[], bool] = lambda: False) -> Clip:
        """Return the stored clip, or that of one job. Raises what the model and `providers.money.ledger` raise."""
        entry, base_url = self._billing.entry, self._billing.credentials.base_url
        fingerprint = fingerprints.of_clip(request, model=entry.name, base_url=base_url)
        planned = self._billing.planned(fingerprint, maxima.of_clip(request))
        call = jobs.take_over(planned)
        known = None if call else ledger.stored_answer(planned)
        if known is not None:
            kept = _clip_of(known)
            if kept is not None:
                return kept
        call = call or ledger.reserve(planned)
        clip = self._billing.made(call, lambda: self._filmed(call, request, stop))
        cost = prices.cost_of(entry, clip.usage)
        ledger.settle(call, usage=clip.usage, cost=cost, response=_kept(call, clip))
        return clip

    def _filmed(self, call: PaidCall, request: ShotRequest, stop: Callable[[], bool]) -> Clip:
        """Hand a job in unless there is one, write it down, and wait for it."""
        if not call.ticket:
            jobs.note(call, self._model.submit(request))
        job = jobs.job_of(call)
        clip = self._model.collect(job, request, stop=stop)
        usage = replace(clip.usage, billed_micros=clip.usage.billed_micros or job.billed_micros)
        return replace(clip, usage=usage)


def _kept(call: PaidCall, clip: Clip) -> dict[str, object]:
    """Set a clip as the file of its call; if the storage does not take it, it is stored in the database."""
    response: dict[str, object] = {"media_type": clip.media_type}
    try:
        call.file.save("clip.video", ContentFile(clip.data), save=False)
    except Exception as error:  # each storage has errors of its own  # noqa: BLE001
        logger.error("the storage did not take a clip: %s", type(error).__name__)
        call.file = ""
        response["data"] = b64encode(clip.data).decode()
    return response


def _clip_of(call: PaidCall) -> Clip | None:
    """Read a stored clip; None if its file is gone, and then it may be asked for again."""
    response = ledger.response_of(call)
    if "data" in response:
        return Clip(b64decode(response["data"]), response["media_type"], call.used)
    try:
        with call.file.open("rb") as file:
            data = file.read()
    except (FileNotFoundError, ValueError):
        answers.forget(PaidCall.objects.filter(pk=call.pk))
        return None
    return Clip(data, response["media_type"], call.used)
