"""Pictures by the built-in artist that stand on no page: a scene in all styles, a street in all genres, a novel."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image

from sketch.artist import draw_scene
from sketch.specimen import SCENE, draw_specimen
from sketch.styles import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from books.models import VividPage
    from samples.tour.album import Album

TEN = (3, 4, 6, 8, 9, 16, 17, 18, 22, 24)
"""The scenes of the sample book that are shown, by their numbers."""
SCENES_OF_NOVEL = 60
DARK = (28, 26, 30)


def sheet(pictures: Iterable[Image.Image], *, columns: int, side: int, gap: int = 0) -> Image.Image:
    """Lay square pictures of `side` pixels into rows, `gap` pixels apart."""
    small = [picture.convert("RGB").resize((side, side), Image.Resampling.LANCZOS) for picture in pictures]
    step = side + gap
    laid = Image.new("RGB", (columns * step + gap, -(-len(small) // columns) * step + gap), DARK)
    for number, picture in enumerate(small):
        row, column = divmod(number, columns)
        laid.paste(picture, (gap + column * step, gap + row * step))
    return laid


def draw_styles(album: Album) -> None:
    """Draw the same scene in each style that is no genre."""
    if album.wants("styles"):
        styles = [style for style in STYLES.values() if not style.is_genre]
        album.keep("styles", sheet((_opened(draw_specimen(style)) for style in styles), columns=4, side=264))


def draw_genres(album: Album) -> None:
    """Draw a street in each genre."""
    if album.wants("genres"):
        street = replace(SCENE, place="street")
        genres = [style for style in STYLES.values() if style.is_genre]
        drawn = (_opened(draw_scene(street, size=(480, 480), seed=5, style=genre)) for genre in genres)
        album.keep("genres", sheet(drawn, columns=4, side=264))


def draw_landing(album: Album) -> None:
    """Draw what stands beside the words of the landing page: the masts of the harbour, grandfather and grandchild."""
    if album.wants("landing"):
        quay = replace(SCENE, place="harbour", props=(), relation="beside", distance="medium", position=1)
        album.keep("landing", _opened(draw_scene(quay, size=(720, 720), seed=1, style=STYLES["storybook"])))


def lay_out_ten(album: Album, vividpage: VividPage) -> None:
    """Lay out ten pictures of a drawn book."""
    from storyboards.models import PictureVersion

    shown = PictureVersion.objects.filter(active_for__scene__in=vividpage.scenes.filter(number__in=TEN))
    versions = shown.order_by("active_for__scene__number")
    album.keep("ten", sheet((_opened(version.image.read()) for version in versions), columns=5, side=300))


def draw_mosaic(album: Album, novel: Path) -> None:
    """Read a novel, and draw scenes of it at equal distances; takes some minutes."""
    if album.wants("mosaic-after"):
        from benchmarks.sheets import analysed

        drawn = _drawn_at_equal_distances(analysed(novel))
        album.keep("mosaic-after", sheet(drawn, columns=10, side=156, gap=4))


def _drawn_at_equal_distances(vividpage: VividPage) -> Iterator[Image.Image]:
    from benchmarks.sheets import at_equal_distances
    from characters.models import Analysis
    from storyboards.requests.composing import scene_request
    from storyboards.requests.facts import facts_of

    analyses = Analysis.objects.filter(scene__vividpage=vividpage).select_related("scene__vividpage", "setting")
    numbers = list(analyses.order_by("scene__number").values_list("scene__number", flat=True))
    for number in at_equal_distances(numbers, SCENES_OF_NOVEL):
        request = scene_request(facts_of(analyses.get(scene__number=number)))
        assert request.scene is not None
        yield _opened(draw_scene(request.scene, size=(540, 540), seed=request.seed, style=STYLES["storybook"]))


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))
