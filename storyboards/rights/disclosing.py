"""How text and pictures of a book were made, in the sentences that every edition and every film says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboards.models import PictureVersion

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

BY_RULES = "sketch"
"""The model that is none: what it draws is not AI-generated as stores mean it."""


def model_of(version: PictureVersion) -> str:
    """Return the key of the model that drew a picture; "" for what its reader has brought."""
    return str(version.parameters.get("model", "")) if version.origin == PictureVersion.Origin.DRAWN else ""


def origin_of_text(*, text_models: Sequence[str], is_written_here: bool) -> str:
    """Say who wrote a text that was written here; nothing of another."""
    if text_models:
        return f"Text of this book was generated with AI ({listed(text_models)})."
    return "The text of this book was written with VividPages." if is_written_here else ""


def origin_of_pictures(drawn: Collection[str], *, where: str = "this book") -> str:
    """Say who drew pictures, by the keys of the models."""
    models = sorted({model for model in drawn if model and model != BY_RULES})
    said = []
    if models:
        said.append(f"Pictures in {where} were generated with AI ({listed(models)}).")
    if BY_RULES in drawn:
        which = "Other pictures" if models else f"The pictures in {where}"
        said.append(f"{which} were drawn by the sketch artist of VividPages, a program that follows rules.")
    return " ".join(said)


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
