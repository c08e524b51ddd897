"""Does a kept hero look the same on all pages of a second book?

    python -m benchmarks.series [--species hedgehog girl lighthouse …]

Writes three books by the built-in author for each species, in a database made for the run: one from which the hero is
kept, one with the kept hero, and one with somebody else of the same name and species. Every picture is drawn as the
book's own artist does, and measured by the ID mask: of which parts in which colours of their own is the hero made
(`sketch.outputs.looks`)? Prints one JSON object: how many pages of the second book show the hero, and which part of
what is seen of them there the first book has shown, at the least and on average; the same of the namesake.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sketch.artist import record_scene
from sketch.outputs.looks import Trait, known_share, looks_in

if TYPE_CHECKING:
    from collections import Counter

    from books.models import VividPage
    from writing.models import WrittenBook

SIZE = (300, 300)
LEAST_SEEN = 200
"""Pixels of a hero from which on a picture says anything of their looks."""
SPECIES = ("hedgehog", "fox", "rabbit", "bear", "girl")


def looks_of(vividpage: VividPage, name: str) -> list[Counter[Trait]]:
    """Measure somebody in every picture of a book that shows them."""
    from storyboards.requests.composing import scene_request
    from storyboards.requests.facts import facts_of_book

    found = []
    for facts in facts_of_book(vividpage).values():
        request = scene_request(facts)
        if request.scene is None:
            continue
        key = next((person.key for person in request.scene.people if person.name == name), None)
        if key is not None:
            found.append(looks_in(record_scene(request.scene, size=SIZE, seed=request.seed).drawn, key))
    return [looks for looks in found if looks.total() >= LEAST_SEEN]


def likeness(first: VividPage, second: VividPage, name: str) -> list[float]:
    """Return for each picture of a second book which part of what is seen of somebody the first has shown of them."""
    known = {trait for looks in looks_of(first, name) for trait in looks}
    return [known_share(looks, known) for looks in looks_of(second, name)]


def measure(species: str) -> dict[str, dict[str, float | int]]:
    """Write three books with heroes of a species, and measure them."""
    from accounts.models import User
    from writing import services

    owner, _ = User.objects.get_or_create(email="series@example.com")

    from vividpages.written_books import write

    def written(theme: str, **hero: str) -> WrittenBook:
        brief = {"matter": "is afraid of", "theme": theme, "age": "6-8", "pages": 24}
        hero = {"name": "Wick", "species": species, "pronoun": "she", **hero}
        return write(services.start_book(owner=owner, kind="childrens", brief={**brief, "heroes": [hero]}))

    first = written("the dark")
    kept = written("balloons", key=services.keep_hero(book=first, name="Wick").key)
    namesake = written("thunder")
    return {
        "kept": _summary(likeness(first.vividpage, kept.vividpage, "Wick")),
        "namesake": _summary(likeness(first.vividpage, namesake.vividpage, "Wick")),
    }


def _summary(shares: list[float]) -> dict[str, float | int]:
    return {
        "pages": len(shares),
        "least": round(min(shares, default=0.0), 3),
        "mean": round(sum(shares) / max(1, len(shares)), 3),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--species", nargs="+", default=SPECIES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VIVIDPAGES_VAR"] = folder
        os.environ["MEDIA_ROOT"] = str(Path(folder) / "media")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        found = {species: measure(species) for species in options.species}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
