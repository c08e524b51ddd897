"""A speaker that goes through the ledger: each passage is paid for once, and its sound is kept with the call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.speech import Speech
from providers.money import fingerprints, ledger, maxima, prices
from providers.money.answer_files import keep_file, kept_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from providers.interfaces.speech import Speaker, SpeechRequest, Voice
    from providers.models import PaidCall
    from providers.money.paid import Billing


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
    return keep_file(call, name="speech.sound", data=speech.data, media_type=speech.media_type)


def _speech_of(call: PaidCall) -> Speech | None:
    """Read what is stored; None if its file is gone, and then it may be asked for again."""
    found = kept_file(call)
    return Speech(*found) if found else None
