"""The styles that a book can be drawn in: what readers call them and what image models are told.

Data of floor 2, because the wizard, the prompts and the built-in artist all choose by the same keys.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """A way of drawing. `prompt` is what image models are told; `negative_prompt` what they should leave out."""

    key: str
    name: str
    description: str
    prompt: str
    negative_prompt: str = "text, lettering, watermark, signature, frame, extra limbs, deformed hands"


STYLES: tuple[Style, ...] = (
    Style(
        "storybook",
        "Storybook",
        "Warm gouache with paper grain, as in a treasured picture book.",
        "storybook illustration in gouache, warm limited palette, visible paper grain, soft light",
    ),
    Style(
        "ink",
        "Ink",
        "Black line and hatching on cream paper with a single wash.",
        "pen and ink illustration, confident line, cross-hatching, cream paper, one muted wash",
    ),
    Style(
        "watercolour",
        "Watercolour",
        "Soft washes that bleed into wet paper.",
        "loose watercolour illustration, soft bleeding washes, white of the paper left for light",
    ),
    Style(
        "linocut",
        "Linocut",
        "A few flat colours and bold carved shapes.",
        "linocut print, bold carved shapes, three flat colours, strong contrast of dark and light",
    ),
    Style(
        "nocturne",
        "Nocturne",
        "Deep blues with golden light, for dark tales.",
        "nocturnal painting, deep blues, golden light sources, quiet chiaroscuro",
    ),
)
DEFAULT_STYLE = STYLES[0].key


_BY_KEY = {style.key: style for style in STYLES}


def style_named(key: str) -> Style:
    """The style of that key. Raises KeyError if there is none."""
    return _BY_KEY[key]
