"""Servers that speak by OpenAI's `/audio/speech`: OpenAI itself, Kokoro-FastAPI, LocalAI, Speaches, and many others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import Access, Service

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.speech import Speaker


def _check(credentials: Credentials, client: httpx2.Client | None) -> str:
    from providers.services.speech.client import free_check

    return free_check(credentials, client)


def _list_models(credentials: Credentials, client: httpx2.Client | None) -> list[str]:
    from providers.services.speech.client import listed_models

    return listed_models(credentials, client)


def _speech(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> Speaker:
    from providers.services.speech.speech import SpeechServer

    return SpeechServer(credentials, entry.model, http_client=client)


SERVICE = Service(
    name="speech",
    title="Speech server",
    kinds=("speech",),
    access=Access(
        purpose="Reads films aloud with any server of OpenAI's speech protocol: Kokoro, LocalAI, Speaches, OpenAI.",
        where="The server's own page names its address, which often ends in /v1. A server at home needs no key.",
        example_url="http://localhost:8880/v1",
        check=_check,
    ),
    speech=_speech,
    list_models=_list_models,
    unlisted={"speech": {"concurrency": 2}},
)
