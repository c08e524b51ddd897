"""The speech model of a film, at the price that its reader has said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from providers.choosing.catalogue import usable_entry

if TYPE_CHECKING:
    from films.options import FilmOptions
    from providers.choosing.catalogue import ModelEntry


def speaking_entry(options: FilmOptions) -> ModelEntry:
    """Return the model that speaks, at the price that its reader has said. Raises UnknownModel and ModelRetired."""
    entry = usable_entry(options.narration, "speech")
    return entry if options.price is None or entry.is_free else replace(entry, character_price=options.price)
