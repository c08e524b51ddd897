"""Which models a reader can choose, which they could with a key, and what each costs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from accounts.models import ApiKey, User
from providers.choosing.catalogue import Kind, ModelEntry, entries, unlisted_entry
from providers.choosing.installed import installed_on
from providers.choosing.workflows import models_by_key
from providers.interfaces.usage import Usage
from providers.money.prices import cost_of, picture_usage
from providers.services import all_services, service_named, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_NAME = 100
"""Characters that a book keeps of a model's name."""
SAMPLE_TOKENS = 10_000
"""Prices are asked for at the length of an ordinary question: some services have dearer ones for longer."""
PROMPT_TOKENS = 200


@dataclass(frozen=True, slots=True)
class Price:
    """USD per million tokens read and written; of an image model, `picture` is one of 1024 × 1024 pixels; of a speech
    model, `characters` is a million of them; of a video model, `second` is one of a clip."""

    input: Decimal = Decimal(0)
    output: Decimal = Decimal(0)
    picture: Decimal = Decimal(0)
    characters: Decimal = Decimal(0)
    second: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model that a reader can choose, or could with a key.

    `price` is None if nobody knows it; `key_ids` are of servers that have it; `successor` is what
    follows a model that is to be shut down.
    """

    entry: ModelEntry
    is_usable: bool
    price: Price | None
    key_ids: tuple[UUID, ...] = ()
    successor: ModelEntry | None = None

    @property
    def service_title(self) -> str:
        """What readers call the service."""
        return title_of(self.entry.service)

    @property
    def ends(self) -> str:
        """When its service shuts it down and what follows it, as readers are told; "" if nothing is announced."""
        if self.entry.ends is None:
            return ""
        follows = f" Choose {self.successor.title} instead." if self.successor else ""
        return f"{self.entry.title} is shut down on {self.entry.ends:%-d %B %Y}.{follows}"

    @property
    def has_batches(self) -> bool:
        """Whether its questions can be handed over together at a lower price."""
        return self.entry.has_batches

    @property
    def takes_key(self) -> bool:
        """Whether it is called with a key or an address of the reader's."""
        return not self.entry.is_built_in


@dataclass(frozen=True, slots=True)
class ModelChoiceGroup:
    """The models of one service."""

    title: str
    choices: tuple[ModelChoice, ...]


@dataclass(frozen=True, slots=True)
class ModelChoices:
    """All that a reader can choose: models of each kind, and the keys that are switched on."""

    text: list[ModelChoice]
    image: list[ModelChoice]
    embedding: list[ModelChoice]
    keys: list[ApiKey]

    def of_kind(self, kind: Kind) -> list[ModelChoice]:
        """Return the models of one kind."""
        return {"text": self.text, "image": self.image, "embedding": self.embedding}[kind]

    def keys_for(self, service: str) -> list[ApiKey]:
        """Return the reader's keys for a service."""
        return [key for key in self.keys if key.service == service]

    def key_with(self, name: str, kind: Kind) -> UUID | None:
        """Return a key of a server that has the model, if servers differ in what they have."""
        choice = next((choice for choice in self.of_kind(kind) if choice.entry.name == name), None)
        return choice.key_ids[0] if choice and choice.key_ids else None


@dataclass(frozen=True, slots=True)
class Retired:
    """A model that is shut down, and the one that follows it, if any is named."""

    entry: ModelEntry
    successor: ModelEntry | None


def retired(kind: Kind) -> list[Retired]:
    """Return the models of a kind that can no longer be chosen."""
    listed = {entry.name: entry for entry in entries(kind)}
    return [Retired(entry, listed.get(entry.successor)) for entry in listed.values() if entry.is_retired]


def choices_for(user: User) -> ModelChoices:
    """Return what a reader can choose. Waits a few seconds for their servers (`providers.choosing.installed`)."""
    keys = list(ApiKey.objects.owned_by(user).usable())
    installed, own = installed_on(keys), models_by_key(keys)
    installed |= {key_id: (*names, *installed.get(key_id, ())) for key_id, names in own.items()}
    return ModelChoices(
        text=_choices("text", keys, installed),
        image=_choices("image", keys, installed),
        embedding=_choices("embedding", keys, installed),
        keys=keys,
    )


def speakers_for(user: User) -> list[ModelChoice]:
    """Return the speech models that a reader can choose. Waits a few seconds for their servers."""
    keys = list(ApiKey.objects.owned_by(user).usable().filter(service__in=_speaking()))
    return _choices("speech", keys, installed_on(keys))


def video_models_for(user: User) -> list[ModelChoice]:
    """Return the video models that a reader can choose, or could with a key."""
    return _choices("video", list(ApiKey.objects.owned_by(user).usable()), {})


def _speaking() -> list[str]:
    return [service.name for service in all_services().values() if "speech" in service.kinds]


def grouped(choices: Iterable[ModelChoice]) -> list[ModelChoiceGroup]:
    """Group models by their services, in the order in which these first come."""
    order: dict[str, int] = {}
    listed = list(choices)
    for choice in listed:
        order.setdefault(choice.entry.service, len(order))
    listed.sort(key=lambda choice: order[choice.entry.service])
    return [
        ModelChoiceGroup(title_of(service), tuple(run))
        for service, run in groupby(listed, key=lambda choice: choice.entry.service)
    ]


def price_of(entry: ModelEntry) -> Price | None:
    """Return what a model costs; None if nobody has told us."""
    if entry.kind == "image":
        usage = picture_usage(entry, prompt_tokens=PROMPT_TOKENS, references=0, width=1024, height=1024)
        picture = cost_of(entry, usage)
        return None if picture is None else Price(picture=picture)
    if entry.kind == "speech":
        spoken = cost_of(entry, Usage(characters=1_000_000))
        return None if spoken is None else Price(characters=spoken)
    if entry.kind == "video":
        filmed = cost_of(entry, Usage(seconds=1))
        return None if filmed is None else Price(second=filmed)
    read = cost_of(entry, Usage(input_tokens=SAMPLE_TOKENS))
    written = cost_of(entry, Usage(input_tokens=SAMPLE_TOKENS, output_tokens=SAMPLE_TOKENS))
    if read is None or written is None:
        return None
    times = Decimal(1_000_000 // SAMPLE_TOKENS)
    return Price(input=read * times, output=(written - read) * times)


def _choices(kind: Kind, keys: Sequence[ApiKey], installed: dict[UUID, tuple[str, ...]]) -> list[ModelChoice]:
    services = {key.service for key in keys}
    servers: dict[str, list[UUID]] = {}
    for key in keys:
        for model in installed.get(key.pk, ()):
            if service_named(key.service).kind_of(model) == kind:
                servers.setdefault(f"{key.service}/{model}", []).append(key.pk)
    listed = [entry for entry in entries(kind) if not entry.is_retired]
    known = {entry.name: entry for entry in listed}
    return [
        *(
            ModelChoice(
                entry,
                entry.is_built_in or entry.service in services,
                price_of(entry),
                tuple(servers.get(entry.name, ())),
                known.get(entry.successor),
            )
            for entry in listed
        ),
        *(
            ModelChoice(entry, True, price_of(entry), tuple(key_ids))
            for name, key_ids in servers.items()
            if name not in known and len(name) <= LONGEST_NAME
            for entry in [unlisted_entry(name, kind)]
            if entry is not None
        ),
    ]
