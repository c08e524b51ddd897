"""Which models there are: those of `models.toml`, with what an admin has added or changed.

A model of a reader's own server (Ollama, a compatible server, Stable Diffusion) need not be listed: any name of the
form `service/model` of such a service is one, with the careful assumptions of `UNLISTED`.
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from providers.errors import ModelRetired, UnknownModel

Kind = Literal["text", "image", "embedding"]
BUILT_IN = "built-in"
LOCAL_SERVICES = frozenset({BUILT_IN, "ollama", "automatic1111", "comfyui"})
"""Those that run on somebody's own machine: their calls cost nothing."""
DATA = Path(__file__).with_name("models.toml")


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A model and what it can do.

    `context_tokens` holds request and answer; `references` is how many reference pictures it takes; `any_size` whether
    it draws other sizes than the standard ones; `concurrency` how many of its calls may be in flight for one key.
    Prices are USD per million tokens or per picture and replace those of genai-prices; None: look there.
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
    concurrency: int = 8
    retired: date | None = None
    successor: str = ""
    input_price: Decimal | None = None
    output_price: Decimal | None = None
    picture_price: Decimal | None = None

    @property
    def model(self) -> str:
        """What the service itself calls it."""
        return self.name.partition("/")[2] or self.name

    @property
    def is_built_in(self) -> bool:
        """Whether it runs in this process, without key and network."""
        return self.service == BUILT_IN

    @property
    def is_free(self) -> bool:
        """Whether its calls cost nothing."""
        return self.service in LOCAL_SERVICES

    @property
    def is_retired(self) -> bool:
        """Whether the service has shut it down."""
        return self.retired is not None


UNLISTED: dict[tuple[str, Kind], dict[str, Any]] = {
    ("ollama", "text"): {"concurrency": 2},
    ("ollama", "embedding"): {"concurrency": 2},
    ("compatible", "text"): {"context_tokens": 32_000},
    ("compatible", "embedding"): {},
    ("automatic1111", "image"): {"concurrency": 1, "references": 1, "any_size": True, "adult": "allowed"},
    ("comfyui", "image"): {"concurrency": 1, "references": 1, "any_size": True, "adult": "allowed"},
}


def entries(kind: Kind) -> list[ModelEntry]:
    """The models of a kind: built-in first, then in the order of the list, an admin's own after them."""
    found = {entry.name: entry for entry in _listed() if entry.kind == kind}
    for name, changed in _of_admins(kind).items():
        found[name] = changed
    return list(found.values())


def entry_named(name: str, kind: Kind) -> ModelEntry:
    """The model of that name, retired or not. Raises UnknownModel, saying which there are."""
    found = {entry.name: entry for entry in entries(kind)}
    if name in found:
        return found[name]
    service, _, model = name.partition("/")
    if model and (service, kind) in UNLISTED:
        return ModelEntry(name=name, service=service, kind=kind, title=model, **UNLISTED[service, kind])
    there_are = ", ".join(entry.name for entry in found.values() if not entry.is_retired)
    raise UnknownModel(f"No {kind} model is called {name!r}; there is: {there_are}.")


def usable_entry(name: str, kind: Kind) -> ModelEntry:
    """The model of that name if it can still be called. Raises UnknownModel, or ModelRetired with what follows it."""
    entry = entry_named(name, kind)
    if entry.is_retired:
        follows = f" Choose {entry.successor} instead." if entry.successor else ""
        raise ModelRetired(f"{entry.title} was shut down on {entry.retired:%-d %B %Y}.{follows}")
    return entry


@cache
def _listed() -> tuple[ModelEntry, ...]:
    with DATA.open("rb") as file:
        return tuple(ModelEntry(**row) for row in tomllib.load(file)["model"])


def _of_admins(kind: Kind) -> dict[str, ModelEntry]:
    from providers.models import CatalogueModel  # the list itself is needed before models can be loaded

    known = {entry.name: entry for entry in _listed()}
    rows = CatalogueModel.objects.filter(kind=kind).order_by("name")
    return {row.name: _changed(known.get(row.name), row.as_fields()) for row in rows}


def _changed(entry: ModelEntry | None, fields: dict[str, Any]) -> ModelEntry:
    return dataclasses.replace(entry, **fields) if entry else ModelEntry(**fields)
