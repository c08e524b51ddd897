"""From a name of the catalogue to a model that can be called: its adapter, a key of the reader's, and the ledger.

Adapters are kept for the life of the process, so that connections are used again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from accounts.models import User
from providers.choosing.keys import credentials_of, http_client_for, key_for
from providers.errors import UnknownModel
from providers.interfaces.credentials import Credentials
from providers.money.ledger import Account
from providers.money.paid import Billing, PaidEmbedder, PaidImageModel, PaidModerator, PaidTextModel
from providers.money.paid_speech import PaidSpeaker
from providers.money.paid_video import PaidVideoModel
from providers.unpaid import BuiltInEmbedder, BuiltInImageModel, BuiltInModerator, BuiltInSpeaker

if TYPE_CHECKING:
    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.batching import Batches
    from providers.interfaces.embeddings import Embedder
    from providers.interfaces.images import ImageAdapter, ImageModel
    from providers.interfaces.moderation import Moderator
    from providers.interfaces.speech import Speaker
    from providers.interfaces.text import TextModel
    from providers.interfaces.video import VideoAdapter, VideoModel

KEPT = 32
"""Adapters at once."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls a model: the reader, the key that they prefer, and the account that it goes on."""

    owner: User
    account: Account
    preferred_key: UUID | None = None

    def credentials(self, service: str) -> Credentials:
        """Return what the service is called with. Raises KeyMissing."""
        key = key_for(user=self.owner, service=service, preferred=self.preferred_key)
        return credentials_of(api_key=key)


def text_model(entry: ModelEntry, caller: Caller, *, economy: bool = False) -> TextModel:
    """Make a text model that goes through the ledger. Raises KeyMissing."""
    credentials = caller.credentials(entry.service)
    billing = Billing(entry, credentials, caller.account)
    return PaidTextModel(text_adapter(entry, credentials), billing, economy=economy)


def image_model(entry: ModelEntry, caller: Caller) -> ImageModel:
    """Make the built-in artist, or an image model that goes through the ledger. Raises KeyMissing."""
    if entry.is_built_in:
        own = Credentials(entry.service)
        return BuiltInImageModel(image_adapter(entry, own), entry, own)
    credentials = caller.credentials(entry.service)
    return PaidImageModel(image_adapter(entry, credentials), Billing(entry, credentials, caller.account))


def embedder(entry: ModelEntry, caller: Caller) -> Embedder:
    """Make the built-in embedder, or one that goes through the ledger. Raises KeyMissing."""
    if entry.is_built_in:
        own = Credentials(entry.service)
        return BuiltInEmbedder(embedding_adapter(entry, own), entry, own)
    credentials = caller.credentials(entry.service)
    return PaidEmbedder(embedding_adapter(entry, credentials), Billing(entry, credentials, caller.account))


def moderator(entry: ModelEntry, caller: Caller) -> Moderator:
    """Make a built-in moderator, or one that goes through the ledger. Raises KeyMissing."""
    if entry.is_built_in:
        return built_in_moderator(entry)
    credentials = caller.credentials(entry.service)
    return PaidModerator(moderation_adapter(entry, credentials), Billing(entry, credentials, caller.account))


def speaker(entry: ModelEntry, caller: Caller) -> Speaker:
    """Make a built-in speaker, or one that goes through the ledger. Raises KeyMissing."""
    if entry.is_built_in:
        own = Credentials(entry.service)
        return BuiltInSpeaker(speech_adapter(entry, own), entry, own)
    credentials = caller.credentials(entry.service)
    return PaidSpeaker(speech_adapter(entry, credentials), Billing(entry, credentials, caller.account))


def video_model(entry: ModelEntry, caller: Caller) -> VideoModel:
    """Make a video model that goes through the ledger. Raises KeyMissing."""
    credentials = caller.credentials(entry.service)
    return PaidVideoModel(video_adapter(entry, credentials), Billing(entry, credentials, caller.account))


def built_in_moderator(entry: ModelEntry) -> Moderator:
    """Make a moderator on this machine, which nobody needs to call."""
    own = Credentials(entry.service)
    return BuiltInModerator(moderation_adapter(entry, own), entry, own)


@lru_cache(KEPT)
def text_adapter(entry: ModelEntry, credentials: Credentials) -> TextModel:
    """Make a text model without the ledger. Raises UnknownModel if its service has none."""
    make = entry.of_service.text
    if make is None:
        raise _has_none(entry)
    return make(entry, credentials, http_client_for(credentials))


def batch_adapter(entry: ModelEntry, credentials: Credentials) -> Batches:
    """Make what hands in batches for a text model. Raises UnknownModel if its service takes none."""
    make = entry.of_service.batches
    if make is None:
        raise _has_none(entry)
    return make(entry, credentials, http_client_for(credentials))


@lru_cache(KEPT)
def image_adapter(entry: ModelEntry, credentials: Credentials) -> ImageAdapter:
    """Make an image model without the ledger. Raises UnknownModel if its service has none."""
    make = entry.of_service.image
    if make is None:
        raise _has_none(entry)
    return make(entry, credentials, http_client_for(credentials))


@lru_cache(KEPT)
def embedding_adapter(entry: ModelEntry, credentials: Credentials) -> Embedder:
    """Make an embedder without the ledger. Raises UnknownModel if its service has none."""
    make = entry.of_service.embedding
    if make is None:
        raise _has_none(entry)
    return make(entry, credentials, http_client_for(credentials))


@lru_cache(KEPT)
def moderation_adapter(entry: ModelEntry, credentials: Credentials) -> Moderator:
    """Make a moderator without the ledger. Raises UnknownModel if its service has none."""
    make = entry.of_service.moderation
    if make is None:
        raise _has_none(entry)
    return make(entry, credentials, http_client_for(credentials))


@lru_cache(KEPT)
def speech_adapter(entry: ModelEntry, credentials: Credentials) -> Speaker:
    """Make a speaker without the ledger. Raises UnknownModel if its service has none."""
    make = entry.of_service.speech
    if make is None:
        raise _has_none(entry)
    return make(entry, credentials, http_client_for(credentials))


@lru_cache(KEPT)
def video_adapter(entry: ModelEntry, credentials: Credentials) -> VideoAdapter:
    """Make a video model without the ledger. Raises UnknownModel if its service has none."""
    make = entry.of_service.video
    if make is None:
        raise _has_none(entry)
    return make(entry, credentials, http_client_for(credentials))


def _has_none(entry: ModelEntry) -> UnknownModel:
    return UnknownModel(f"{entry.of_service.title} has no such {entry.kind} model: {entry.title}.")
