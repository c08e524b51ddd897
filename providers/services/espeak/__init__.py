"""eSpeak NG: speaks on this machine, where the program is installed. Clear, free, and robotic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import Service

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.speech import Speaker


def _speech(_entry: ModelEntry, _credentials: Credentials, _client: httpx2.Client | None) -> Speaker:
    from providers.services.espeak.speech import ESpeak

    return ESpeak()


SERVICE = Service(name="espeak", title="eSpeak NG (built in)", kinds=("speech",), is_free=True, speech=_speech)
