"""Which models there are: those of `models.toml`, with what an admin has added or changed.

A model of a reader's own server (Ollama, a compatible server, Stable Diffusion) need not be listed: any name of the
form `service/model` of such a service is one, with the careful assumptions of the service's descriptor.
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from django.utils import timezone

from providers.errors import ModelRetired, UnknownModel
from providers.services import all_services, service_named

if TYPE_CHECKING:
    from providers.interfaces.service import Service

Kind = Literal["text", "image", "embedding", "moderation", "speech", "video"]
DATA = Path(__file__).with_name("models.toml")


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A model and what it can do.

    `context_tokens` holds request and answer; `references` is how many reference pictures it takes; `any_size` whether
    it draws other sizes than the standard ones; `thinks` whether it thinks before it draws, and bills that;
    `concurrency` how many of its calls may be in flight for one key.
    `retired` is the day on which its service shuts it down, or has; `successor` the model that it names instead.
    Prices are USD per million tokens or per picture and replace those of genai-prices; None: look there.
    `megapixel_price` is that of each megapixel begun beyond a picture's first, and of each of a reference;
    `character_price` is USD per million characters that are spoken, `second_price` USD per second of a clip;
    `clip_seconds` are the lengths of the clips that a video model makes.
    """

    name: str
    service: str
    kind: Kind
    title: str
    note: str = ""
    context_tokens: int = 8_000
    most_output_tokens: int = 4_000
    structured: bool = True
    references: int = 0
    any_size: bool = False
    adult: Literal["allowed", "blocked", "unknown"] = "unknown"
    quality: str = ""
    thinks: bool = False
    concurrency: int = 8
    retired: date | None = None
    successor: str = ""
    input_price: Decimal | None = None
    output_price: Decimal | None = None
    picture_price: Decimal | None = None
    megapixel_price: Decimal | None = None
    character_price: Decimal | None = None
    second_price: Decimal | None = None
    clip_seconds: tuple[int, ...] = (5,)

    @property
    def model(self) -> str:
        """What the service itself calls it."""
        return self.name.partition("/")[2] or self.name

    @property
    def of_service(self) -> Service:
        """The service that has it. Raises UnknownService."""
        return service_named(self.service)

    @property
    def takes_style_picture(self) -> bool:
        """Whether it can be shown a picture for its style alone, and others beside it."""
        return self.references > 1 and self.of_service.references.styles

    @property
    def is_built_in(self) -> bool:
        """Whether it runs in this process, without key and network."""
        return self.of_service.is_built_in

    @property
    def is_free(self) -> bool:
        """Whether its calls cost nothing."""
        return self.of_service.is_free

    @property
    def has_batches(self) -> bool:
        """Whether its questions can be handed in together at a lower price."""
        return self.kind == "text" and self.of_service.batches is not None

    @property
    def is_retired(self) -> bool:
        """Whether the service has shut it down."""
        return self.retired is not None and self.retired <= timezone.localdate()

    @property
    def ends(self) -> date | None:
        """The day on which its service shuts it down, if that is announced and to come."""
        return None if self.is_retired else self.retired


def entries(kind: Kind) -> list[ModelEntry]:
    """Return the models of a kind: built-in first, then in the order of the list, an admin's own after them."""
    by_name = {entry.name: entry for entry in _listed() if entry.kind == kind}
    by_name.update(_of_admins(kind))
    return list(by_name.values())


def entry_named(name: str, kind: Kind) -> ModelEntry:
    """Return the model of that name, retired or not. Raises UnknownModel, saying which there are."""
    by_name = {entry.name: entry for entry in entries(kind)}
    if name in by_name:
        return by_name[name]
    unlisted = unlisted_entry(name, kind)
    if unlisted is not None:
        return unlisted
    there_are = ", ".join(entry.name for entry in by_name.values() if not entry.is_retired)
    raise UnknownModel(f"No {kind} model is called {name!r}; there is: {there_are}.")


def usable_entry(name: str, kind: Kind) -> ModelEntry:
    """Return the model of that name if it can still be called.

    Raises UnknownModel, or ModelRetired with what follows it.
    """
    entry = entry_named(name, kind)
    if entry.is_retired:
        follows = f" Choose {entry.successor} instead." if entry.successor else ""
        raise ModelRetired(f"{entry.title} was shut down on {entry.retired:%-d %B %Y}.{follows}")
    return entry


def unlisted_entry(name: str, kind: Kind) -> ModelEntry | None:
    """Return a model of a reader's own server, with what is assumed of it; None if the service has no such models."""
    service_name, _, model = name.partition("/")
    service = all_services().get(service_name)
    if not model or service is None or kind not in service.unlisted:
        return None
    named = [more for beginning, more in service.unlisted_named.items() if model.startswith(beginning)]
    assumed: dict[str, Any] = dict(service.unlisted[kind])
    for more in named:
        assumed.update(more)
    return ModelEntry(name=name, service=service_name, kind=kind, title=service.title_of_unlisted(model), **assumed)


@cache
def _listed() -> tuple[ModelEntry, ...]:
    with DATA.open("rb") as file:
        rows = tomllib.load(file, parse_float=Decimal)["model"]
    for row in rows:
        row["clip_seconds"] = tuple(row.get("clip_seconds", (5,)))
    return tuple(ModelEntry(**row) for row in rows)


def _of_admins(kind: Kind) -> dict[str, ModelEntry]:
    from providers.models import CatalogueModel  # the list itself is needed before models can be loaded

    known = {entry.name: entry for entry in _listed()}
    rows = CatalogueModel.objects.filter(kind=kind).order_by("name")
    return {row.name: _changed(known.get(row.name), row.as_fields()) for row in rows}


def _changed(entry: ModelEntry | None, fields: dict[str, Any]) -> ModelEntry:
    return dataclasses.replace(entry, **fields) if entry else ModelEntry(**fields)
