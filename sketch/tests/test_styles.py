"""Styles are data files: adding one adds a file, and a file that cannot be drawn from is refused in words."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from sketch.artist import draw_scene
from sketch.media import MEDIA
from sketch.scene import DepictedPerson, DepictedScene
from sketch.specimen import draw_specimen
from sketch.styles import (
    DEFAULT_STYLE,
    NOT_IN_PICTURES,
    STYLES,
    STYLES_FOLDER,
    StyleFileInvalid,
    UnknownStyle,
    load_styles,
    style_named,
)
from sketch.styles.derived import colours_of

if TYPE_CHECKING:
    from pathlib import Path

POSTER = """
order = 3
name = "Poster"
description = "Loud and flat."
prompt = "screen-printed poster"

[medium]
name = "gouache"
paper = "#ffffff"
saturation = 1.6
grain = 0.0
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in STYLES_FOLDER.glob("*.toml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_a_new_file_is_a_new_style_that_can_be_drawn(folder: Path) -> None:
    (folder / "poster.toml").write_text(POSTER)

    styles = load_styles(folder)

    assert styles["poster"].name == "Poster"
    assert list(styles)[:4] == ["storybook", "ink", "poster", "watercolour"]
    scene = DepictedScene(place="field", people=(DepictedPerson(key="ada", name="Ada"),))
    drawn = {draw_scene(scene, size=(120, 120), seed=1, style=style) for style in styles.values()}
    assert len(drawn) == len(styles)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (POSTER.replace('name = "gouache"', 'name = "neon tubes"'), "no medium “neon tubes”. Choose one of “charcoal”"),
        (POSTER.replace('name = "gouache"', ""), "no medium is named"),
        (POSTER.partition("[medium]")[0], "no medium is named"),
        (POSTER.replace("#ffffff", "white"), "paper: .*#rrggbb"),
        (POSTER + 'sparkle = "much"', "sparkle"),
        (POSTER.replace("grain = 0.0", "grain = 7.0"), "grain"),
        (POSTER.replace('prompt = "screen-printed poster"', ""), "prompt: Field required"),
        ('genre = "opera"' + POSTER, "no genre “opera”. Choose one of fantasy"),
        ("name =", "not TOML"),
    ],
)
def test_a_file_that_cannot_be_drawn_from_is_refused_in_words(folder: Path, content: str, complaint: str) -> None:
    (folder / "poster.toml").write_text(content)

    with pytest.raises(StyleFileInvalid, match=rf"^poster\.toml: .*{complaint}"):
        load_styles(folder)


def test_what_a_genre_does_not_say_is_as_in_the_style_that_it_is_based_on(folder: Path) -> None:
    (folder / "saga.toml").write_text(
        'name = "Saga"\ndescription = "Old."\nprompt = "saga"\nbased_on = "linocut"\n[medium.grade]\ncontrast = 1.5\n'
    )

    styles = load_styles(folder)

    assert styles["saga"].medium.grade.contrast == 1.5
    assert styles["saga"].medium.model_copy(update={"grade": None}) == styles["linocut"].medium


@pytest.mark.parametrize("base", ["cubism", "fantasy"])
def test_a_genre_is_based_on_a_style_that_is_none(folder: Path, base: str) -> None:
    (folder / "saga.toml").write_text(f'name = "S"\ndescription = "O"\nprompt = "s"\nbased_on = "{base}"\n')

    with pytest.raises(StyleFileInvalid, match=f"saga.toml: based_on: “{base}”"):
        load_styles(folder)


def test_there_are_sixteen_styles_and_eight_genres_upon_them() -> None:
    genres = [style for style in STYLES.values() if style.based_on]

    assert len(STYLES) - len(genres) == 16
    assert [style.key for style in genres] == [
        "fantasy",
        "science-fiction",
        "western",
        "romance",
        "thriller",
        "horror",
        "historical",
        "childrens",
    ]


def test_a_key_that_fits_no_address_is_refused(folder: Path) -> None:
    (folder / "My Style.toml").write_text(POSTER)

    with pytest.raises(StyleFileInvalid, match="small letters"):
        load_styles(folder)


def test_every_medium_is_used_and_the_default_is_there() -> None:
    assert {type(style.medium) for style in STYLES.values()} == set(MEDIA.values())
    assert style_named(DEFAULT_STYLE).order == min(style.order for style in STYLES.values())


def test_an_unknown_style_is_said_in_words() -> None:
    with pytest.raises(UnknownStyle, match="There is no style “cubism”"):
        style_named("cubism")


@pytest.mark.parametrize("key", STYLES)
def test_every_style_says_what_models_draw_and_leave_out_and_in_which_colours_the_sketch_artist_paints(
    key: str,
) -> None:
    style = STYLES[key]

    assert len(style.prompt.split()) >= 6
    own = style.negative_prompt.removesuffix(f", {NOT_IN_PICTURES}")
    assert own != style.negative_prompt
    assert len(own) > len("photograph")
    assert not set(own.split(", ")) & set(style.prompt.split(", ")), "what is asked for is left out"
    assert list(colours_of(style.medium))


def test_what_a_file_leaves_out_is_beyond_the_usual(folder: Path) -> None:
    (folder / "poster.toml").write_text(POSTER)
    (folder / "mural.toml").write_text(POSTER.replace("\n[medium]", 'negative_prompt = "frames"\n[medium]', 1))

    styles = load_styles(folder)

    assert styles["poster"].negative_prompt == NOT_IN_PICTURES
    assert styles["mural"].negative_prompt == f"frames, {NOT_IN_PICTURES}"


@pytest.mark.parametrize("key", STYLES)
def test_every_style_has_a_specimen(key: str) -> None:
    assert draw_specimen(STYLES[key]).startswith(b"RIFF")
