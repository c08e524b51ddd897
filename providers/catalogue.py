"""Which image models there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from providers.errors import UnknownModel
from providers.images import ImageModel
from providers.sketch import SketchArtist


@dataclass(frozen=True, slots=True)
class ImageModelEntry:
    """An image model that readers can choose. `concurrency` is how many of its calls may be in flight at once."""

    name: str
    title: str
    concurrency: int
    make: Callable[[], ImageModel]


# The sketch artist computes, so more than one of it in a process would only take turns.
IMAGE_MODELS = (ImageModelEntry("sketch", "Built-in sketch artist (free, on this machine)", 1, SketchArtist),)
_BY_NAME = {entry.name: entry for entry in IMAGE_MODELS}


def image_model_named(name: str) -> ImageModelEntry:
    """The image model of that name. Raises UnknownModel with the names that there are."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise UnknownModel(f"No image model is called {name!r}; there is: {', '.join(_BY_NAME)}.") from None
