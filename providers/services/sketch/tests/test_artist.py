"""The built-in artist as an image model."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from providers.errors import ProviderError
from providers.interfaces.images import PictureRequest
from providers.services.sketch.artist import SketchArtist
from sketch.scene import DepictedPerson, DepictedScene
from sketch.styles import DEFAULT_STYLE

SCENE = DepictedScene(people=(DepictedPerson(key="ada", name="Ada"),))


def request(
    *, side: int = 80, scene: DepictedScene = SCENE, portrait: bool = False, style: str = "ink"
) -> PictureRequest:
    return PictureRequest(prompt="", width=side, height=side, seed=7, style=style, scene=scene, portrait=portrait)


@pytest.mark.parametrize("portrait", [True, False])
def test_a_picture_has_the_size_asked_for_and_the_same_request_gives_the_same(portrait: bool) -> None:
    drawn = SketchArtist().draw(request(portrait=portrait))

    picture = Image.open(BytesIO(drawn.data))
    assert (picture.format, picture.size, drawn.seed) == ("WEBP", (80, 80), 7)
    assert drawn == SketchArtist().draw(request(portrait=portrait))


@pytest.mark.parametrize("side", [0, 63, 5001])
def test_a_size_that_cannot_be_drawn_is_refused_in_words(side: int) -> None:
    with pytest.raises(ProviderError, match="64 to 5000"):
        SketchArtist().draw(request(side=side))


def test_a_portrait_of_nobody_is_refused_in_words() -> None:
    with pytest.raises(ProviderError, match="somebody"):
        SketchArtist().draw(request(scene=DepictedScene(), portrait=True))


def test_a_style_that_is_not_known_is_drawn_as_the_default() -> None:
    assert SketchArtist().draw(request(style="cubism")) == SketchArtist().draw(request(style=DEFAULT_STYLE))
