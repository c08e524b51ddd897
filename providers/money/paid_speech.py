"""A speaker that goes through the ledger: each passage is paid for once, and its sound is kept with the call."""

from __future__ import annotations

import logging
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from providers.interfaces.speech import Speech
from providers.models import PaidCall
from providers.money import answers, fingerprints, ledger, maxima, prices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from providers.interfaces.speech import Speaker, SpeechRequest, Voice
    from providers.money.paid import Billing

logger = logging.getLogger(__name__)


class PaidSpeaker:
    """A speaker whose passages are paid for once."""

    def __init__(self, speaker: Speaker, billing: Billing) -> None:
        self._speaker = speaker
        self._billing = billing
        self.name = billing.entry.name
        self.longest = speaker.longest

    def voices(self) -> Sequence[Voice]:
        """List the voices: a call that costs nothing. Raises what the speaker raises."""
        return self._speaker.voices()

    def speak(self, request: SpeechRequest) -> Speech:
        """Return the stored sound, or that of one call. Raises what the speaker and the ledger raise."""
        entry = self._billing.entry
        base_url = self._billing.credentials.base_url
        most = maxima.of_speech(request)
        planned = self._billing.planned(fingerprints.of_speech(request, model=entry.name, base_url=base_url), most)
        known = ledger.stored_answer(planned)
        if known is not None:
            kept = _speech_of(known)
            if kept is not None:
                return kept
        call = ledger.reserve(planned)
        speech = self._billing.made(call, lambda: self._speaker.speak(request))
        is_told = speech.usage.is_told or entry.character_price is not None
        cost = prices.cost_of(entry, speech.usage) if is_told else planned.maximum  # a budget is a promise
        ledger.settle(call, usage=speech.usage, cost=cost, response=_kept(call, speech))
        return speech


def _kept(call: PaidCall, speech: Speech) -> dict[str, object]:
    """Set sound as the file of its call; if the storage does not take it, it is stored in the database."""
    response: dict[str, object] = {"media_type": speech.media_type}
    try:
        call.file.save("speech.sound", ContentFile(speech.data), save=False)
    except Exception as error:  # each storage has errors of its own  # noqa: BLE001
        logger.error("the storage did not take a passage: %s", type(error).__name__)
        call.file = ""
        response["data"] = b64encode(speech.data).decode()
    return response


def _speech_of(call: PaidCall) -> Speech | None:
    """Read stored sound; None if its file is gone, and then it may be asked for again."""
    response = ledger.response_of(call)
    if "data" in response:
        return Speech(b64decode(response["data"]), response["media_type"], call.used)
    try:
        with call.file.open("rb") as file:
            data = file.read()
    except (FileNotFoundError, ValueError):
        answers.forget(PaidCall.objects.filter(pk=call.pk))
        return None
    return Speech(data, response["media_type"], call.used)
