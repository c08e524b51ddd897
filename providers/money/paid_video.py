"""A video model that goes through the ledger: each clip is paid for once, and kept with the call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from providers.interfaces.video import Clip
from providers.money import fingerprints, jobs, ledger, maxima, prices
from providers.money.answer_files import keep_file, kept_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from providers.interfaces.video import ShotRequest, VideoAdapter
    from providers.models import PaidCall
    from providers.money.paid import Billing


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
    return keep_file(call, name="clip.video", data=clip.data, media_type=clip.media_type)


def _clip_of(call: PaidCall) -> Clip | None:
    """Read what is stored; None if its file is gone, and then it may be asked for again."""
    found = kept_file(call)
    return Clip(*found) if found else None
