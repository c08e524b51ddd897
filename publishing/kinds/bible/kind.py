"""The story bible as a JSON file that a book of the same text takes in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from characters.exchange.document import written
from publishing.kinds.kind import EditionKind, Made, Options, Refused, Tell

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.publication import Publication


class BibleOptions(Options):
    """There is nothing to choose."""


def make(publication: Publication, _options: BibleOptions, folder: Path, tell: Tell) -> Made:
    """Write the bible. Raises Refused if nothing is known of the book yet."""
    if publication.bible is None or all(scene.seen is None for scene in publication.bible.scenes):
        raise Refused("Nothing is known of this book yet: have it analysed first.")
    out = folder / "bible.json"
    out.write_bytes(written(publication.bible))
    tell(1, 1)
    return Made(out)


KIND = EditionKind(
    name="bible",
    title="Story bible (JSON)",
    about="People, looks, places, who is where and who says what, with your corrections: to keep, or to import again.",
    suffix=".json",
    media_type="application/json",
    options=BibleOptions,
    make=make,
    reads_bible=True,
    shows_pictures=False,
)
