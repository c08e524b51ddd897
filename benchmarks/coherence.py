"""How well the figures of coherence tell texts in their order from the same parts in another.

`python -m benchmarks.coherence`: stories and a life by the built-in authors. `--novels FOLDER` adds the chapters of
each EPUB there. For each text: its figures, what its parts score in other orders, and how often its own scores more.
"""

from __future__ import annotations

import argparse
import json
import random
from io import BytesIO
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from authors.checks.coherence import coherence_of
from authors.contract import Context, Material, Memory
from authors.dossiers.author import DossierAuthor
from authors.dossiers.brief import BiographyBrief
from authors.dossiers.tests.lives import NAMES, hallgrim
from authors.tales.author import TalesAuthor
from authors.tales.brief import ChildrensBrief

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from authors.contract import Author, Brief

THEMES = (
    ("3-5", "a bear who lost his hat"),
    ("3-5", "a mouse who is afraid of thunder"),
    ("3-5", "a duck who wants to swim"),
    ("3-5", "a new baby"),
    ("6-8", "a fox who wants to fly"),
    ("6-8", "a hedgehog who is afraid of the dark"),
)
SHUFFLES = 40
SHORTEST_CHAPTER = 300
"""Words: what is shorter is a title or a dedication."""


def main() -> None:
    """Measure, and print JSON."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--novels", type=Path, help="a folder of EPUBs")
    given = asked.parse_args()
    print(json.dumps([_measured(name, parts) for name, parts in _texts(given.novels)], indent=1))


def _measured(name: str, parts: list[str]) -> dict[str, Any]:
    found = coherence_of({str(at): part for at, part in enumerate(parts)})
    assert found is not None
    chance = random.Random(name)
    shuffled = []
    for _ in range(SHUFFLES):
        order = chance.sample(range(len(parts)), len(parts))
        other = coherence_of({str(at): parts[at] for at in order})
        assert other is not None
        shuffled.append(other)
    return {
        "text": name,
        "parts": len(parts),
        "words": sum(len(part.split()) for part in parts),
        "order": round(found.order, 3),
        "order_shuffled": round(mean(one.order for one in shuffled), 3),
        "thread": round(found.thread, 2),
        "thread_shuffled": round(mean(one.thread for one in shuffled), 2),
        "loose": len(found.loose),
        "loose_shuffled": round(mean(len(one.loose) for one in shuffled), 1),
        "told_apart": round(mean(found.thread > one.thread for one in shuffled), 3),
    }


def _texts(novels: Path | None) -> Iterator[tuple[str, list[str]]]:
    for age, theme in THEMES:
        yield (
            f"story, {age}: {theme}",
            _written(TalesAuthor(), ChildrensBrief.model_validate({"age": age, "theme": theme})),
        )
    life = BiographyBrief(subject="Runa Hallgrim", also_called=NAMES, words=6_000)
    yield "life: Runa Hallgrim", _written(DossierAuthor(), life, hallgrim().material())
    for path in sorted(novels.glob("*.epub")) if novels else ():
        yield path.stem, _chapters(path)


def _written(author: Author[Any], brief: Brief, material: Material = Material()) -> list[str]:  # noqa: B008 (frozen)
    outline = author.outline(brief, memory=Memory(), material=material)
    context = Context(outline=outline, material=material)
    return [text for part in outline.parts if (text := author.write(brief, part, context).plain)]


def _chapters(path: Path) -> list[str]:
    from books.epub import read_epub

    chapters = read_epub(BytesIO(path.read_bytes())).chapters
    texts = ("\n\n".join(one.text for one in chapter.paragraphs) for chapter in chapters if chapter.kind == "body")
    return [text for text in texts if len(text.split()) >= SHORTEST_CHAPTER]


if __name__ == "__main__":
    main()
