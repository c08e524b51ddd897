"""The words that an image model is given. Knows no ORM."""

from __future__ import annotations

from providers.styles import Style


def scene_prompt(*, seen: str, style: Style, instructions: str = "") -> str:
    """What is seen, the reader's own wishes, and the style."""
    return _sentences(seen, instructions, f"Style: {style.prompt}")


def portrait_prompt(*, name: str, appearance: str, style: Style, instructions: str = "") -> str:
    """A reference picture of somebody: head and shoulders before a plain ground."""
    return _sentences(
        f"Portrait of {name}, head and shoulders, facing the viewer, plain background",
        appearance,
        instructions,
        f"Style: {style.prompt}",
    )


def _sentences(*parts: str) -> str:
    stripped = (part.strip().rstrip(".") for part in parts)
    return " ".join(f"{part}." for part in stripped if part)
