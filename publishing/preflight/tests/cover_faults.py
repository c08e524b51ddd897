"""Faults that are planted in good covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.preflight import PrintChoices
from publishing.preflight.tests.good_files import add
from publishing.preflight.tests.planting import (
    Fault,
    Plant,
    draws,
    draws_at,
    height_of,
    places,
    resizes,
    width_of,
    writes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

COVER = "cover-120"


def of_covers() -> Iterator[Fault]:
    """What is wrong with a cover."""
    chosen = PrintChoices(kind="cover", trim="6x9", ink="black", paper="white", pages=120)

    def twice(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        pdf.pages.append(page)

    def of(rule: str, way: str, plant: Plant, **changes: object) -> Fault:
        found_on = 0 if rule in {"cover_pages", "trim_size"} else None
        return Fault(rule, way, COVER, 1, plant, chosen.model_copy(update=changes), found_on)

    nothing = draws("")
    yield of("cover_pages", "two", twice)
    yield of("cover_size", "wider", resizes(0.3, 0))
    yield of("cover_size", "without-bleed", resizes(-0.25, -0.25))
    yield of("cover_size", "thicker-book", nothing, pages=300)
    yield of("cover_size", "other-paper", nothing, pages=300, paper="cream")
    yield of("cover_size", "other-trim", nothing, trim="5x8")
    yield of("trim_size", "too-many-pages", nothing, pages=900)
    yield Fault("cover_unknown", "no-choices", COVER, 1, nothing, PrintChoices(kind="cover"), 0)
    fold = 6.125
    yield Fault("spine_text", "narrow", "cover-78", 1, writes(7, left=fold + 0.02, top=4, text="I"))
    yield Fault("spine_text", "thinnest", "cover-24", 1, writes(7, left=fold + 0.01, top=4, text="I"))
    yield of("spine_fold", "left", writes(9, left=fold + 0.01, top=6, text="O"))
    yield of("spine_fold", "too-large", writes(36, left=fold + 0.01, top=6, text="O"))
    yield of("over_fold", "back", writes(20, left=5.6, top=6))
    yield of("over_fold", "front", writes(20, left=6.3, top=6))
    yield of("safe_zone", "front", writes(14, left=12, top=2))
    yield of("safe_zone", "top", writes(14, left=8, top=0.4))
    yield of("safe_zone", "back", writes(14, left=0.2, top=4))
    yield of("safe_zone", "fold", writes(14, left=6.5, top=4))
    yield of("barcode", "text", writes(14, left=4.5, top=8.5))
    yield of("barcode", "picture", places((450, 300), (1.5, 1), left=3.5, top=7.5))
    yield of("barcode", "drawing", draws_at(4.2, 8.2, "1 w 0 G 0 0 m 60 10 l S"))
    yield of("text_near_edge", "back", writes(14, left=0.15, top=5))
    white = "q 1 g 0 0 2000 2000 re f Q "

    def short(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Contents = pdf.make_stream(b"")
        add(page, f"{white} q 0 0.5 0 0 k 9 9 {width_of(page) - 18} {height_of(page) - 18} re f Q")

    yield of("bleed", "ends-at-trim", short)
