"""Contact sheets of deeds, to judge by eye: is what is done seen, without a word?

    python -m benchmarks.deeds [--out FOLDER] [--only WORD…] [--style storybook] [--night] [--words]

Each picture shows one deed with the thing that it is done with or to, as analysts say them (`CASES`), by one or two
people, indoors or under the sky. Writes `deeds-1.png`, … with twenty pictures each to FOLDER. A judge says of every
picture what is done there, then looks at the words (`--words` writes them below) and counts those that were right.
"""

from __future__ import annotations

import argparse
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from sketch.artist import draw_scene
from sketch.scene import DepictedPerson, DepictedScene, Garment
from sketch.styles import style_named

if TYPE_CHECKING:
    from collections.abc import Sequence

SIDE, COLUMNS, ROWS, CAPTION = 300, 5, 4, 18
ANNE = DepictedPerson("anne", "Anne", gender="female", age="adult", hair="red", clothes=(Garment("dress", "green"),))
TOM = DepictedPerson("tom", "Tom", gender="male", age="adult", hair="black", clothes=(Garment("coat", "blue"),))
TOTO = DepictedPerson("toto", "Toto", species="dog", size="small")
KIT = DepictedPerson("kit", "Kit", gender="male", age="child", hair="brown")

_COMPANIES = {2: (ANNE, TOM), 3: (TOM, KIT), 4: (ANNE, TOTO)}
Case = tuple[str, str, str, str, int]
"""A deed, its thing, the words of the text, the kind of place, and who takes part (`_COMPANIES`)."""
CASES: tuple[Case, ...] = (
    ("breaking", "", "was splitting wood", "forest", 1),
    ("working", "axe", "chopped so well that", "road", 1),
    ("writing", "", "wrote on the blackboard above her head", "schoolroom", 2),
    ("writing", "letter", "sat down and wrote a letter", "study", 1),
    ("reading", "letter", "read the letter", "parlour", 1),
    ("reading", "book", "read aloud from the book", "parlour", 2),
    ("eating", "", "ate a hearty breakfast", "kitchen", 2),
    ("eating", "", "was eating an apple", "garden", 1),
    ("drinking", "cup", "drank a cup of tea", "parlour", 1),
    ("smoking", "pipe", "lit his pipe", "room", 2),
    ("digging", "", "was digging", "garden", 1),
    ("sewing", "", "was sewing at a shirt", "parlour", 1),
    ("cooking", "", "stirred the soup", "kitchen", 1),
    ("washing", "", "was washing the dishes", "kitchen", 1),
    ("washing", "", "wiping her forehead with her apron", "bedroom", 2),
    ("working", "broom", "swept the floor", "kitchen", 1),
    ("pulling", "oar", "pulled a good oar", "lake", 1),
    ("rowing", "boat", "rowed the boat", "lake", 2),
    ("giving", "ring", "gave him the ring", "parlour", 2),
    ("giving", "letter", "handed her a letter", "street", 2),
    ("taking", "", "took the Golden Cap from her cupboard", "castle", 1),
    ("taking", "ring", "picked the ring up", "garden", 1),
    ("taking", "", "took a golden sovereign from his pocket", "street", 1),
    ("putting", "", "putting his lens in his pocket", "bedroom", 1),
    ("putting", "book", "laid the book on the table", "library", 1),
    ("opening", "door", "opened the door", "room", 1),
    ("opening", "door", "opened the door", "house", 2),
    ("opening", "window", "pulling up the window blind", "bedroom", 1),
    ("opening", "chest", "opened the chest", "attic", 1),
    ("closing", "gate", "shut the gate", "garden", 1),
    ("pushing", "boat", "pushed the boat into the water", "beach", 1),
    ("pushing", "armchair", "pushed forward for him", "room", 2),
    ("pushing", "", "shoving him back into the chair", "room", 2),
    ("pulling", "rope", "hauled at the rope", "ship", 1),
    ("carrying", "tray", "carried the tray downstairs", "hall", 1),
    ("carrying", "", "carried the child in his arms", "road", 3),
    ("carrying", "sack", "carried a sack on his back", "road", 1),
    ("carrying", "bucket", "carried a pail of water", "farmyard", 1),
    ("holding", "", "holding Toto in her arms", "bridge", 4),
    ("holding", "lantern", "held up the lantern", "street", 1),
    ("looking", "telescope", "looked through his spyglass", "ship", 1),
    ("looking", "", "looked out of the window", "room", 1),
    ("looking", "mirror", "looked at herself in the mirror", "bedroom", 1),
    ("pointing", "map", "pointed to the map", "study", 2),
    ("shooting", "gun", "loaded his gun", "forest", 1),
    ("shooting", "gun", "fired his gun at the bird", "field", 1),
    ("fighting", "stick", "struck me violently with a stick", "street", 2),
    ("making music", "violin", "played the fiddle", "room", 1),
    ("making music", "piano", "played on the piano", "parlour", 1),
    ("making music", "", "whistling away gently to himself", "ship", 1),
    ("climbing", "ladder", "climbed the ladder", "barn", 1),
    ("climbing", "tree", "climbed into the tree", "forest", 1),
    ("climbing", "fence", "climbed over the fence", "field", 1),
    ("falling", "", "fell to the ground", "street", 1),
    ("lying", "sofa", "lay upon the sofa", "room", 1),
    ("sleeping", "chair", "was dozing in his chair", "room", 1),
    ("kneeling", "", "knelt before the queen", "throne room", 2),
    ("throwing", "stone", "threw a stone at him", "street", 2),
    ("catching", "ball", "caught the ball", "garden", 1),
    ("greeting", "", "shook hands with me", "street", 2),
    ("greeting", "", "waved to them from the deck", "ship", 1),
    ("pointing", "", "put her hand up to her throat", "room", 1),
    ("hiding", "", "put my hand before my eyes", "prison", 1),
    ("hiding", "", "hid behind a tree", "forest", 1),
    ("dying", "", "died in my arms", "room", 2),
    ("breaking", "branch", "broke off a branch of wild plum", "garden", 1),
    ("breaking", "window", "smashed the window", "street", 1),
    ("searching", "", "hunting out her workbasket", "kitchen", 1),
    ("lighting", "candle", "lit the candle", "room", 1),
    ("lighting", "fire", "lit a fire", "camp", 1),
    ("dressing", "coat", "put on his coat", "bedroom", 1),
    ("dressing", "hat", "took off his hat", "street", 2),
    ("tending", "", "bandaged his arm", "hospital", 2),
    ("binding", "rope", "tied his hands with a rope", "cellar", 2),
    ("seizing", "harpoon", "snatching the burning harpoon", "ship", 1),
    ("playing", "cards", "played cards", "tavern", 2),
    ("playing", "chess", "were playing chess", "library", 2),
    ("driving", "cart", "drove the cart", "road", 1),
    ("riding", "horse", "rode his horse", "road", 1),
    ("sitting", "window", "sat for a long while at her open window", "bedroom", 1),
)


def scene_of(case: Case, number: int, *, night: bool) -> DepictedScene:
    """Return the scene of a case, as the analysts' reading would tell it."""
    deed, thing, words, place, count = case
    people = (TOM if number % 2 else ANNE,) if count == 1 else _COMPANIES[count]
    indoors = place not in OUTDOORS
    return DepictedScene(
        place=place,
        place_key=f"place {number}",
        indoors=indoors,
        time_of_day="night" if night else "day",
        people=tuple(replace(person, part=part) for person, part in zip(people, ("actor", "object"), strict=False)),
        props=(thing,) if thing else (),
        deed=deed,
        thing=thing,
        words=words,
        relation="alone" if count == 1 else "beside",
        distance="medium",
        position=number + 1,
    )


OUTDOORS = frozenset(
    [
        "forest",
        "road",
        "garden",
        "lake",
        "street",
        "beach",
        "ship",
        "farmyard",
        "bridge",
        "field",
        "camp",
        "house",
    ]  # as analysts say
)


def sheets(cases: Sequence[tuple[int, Case]], *, style: str, night: bool, words: bool) -> list[Image.Image]:
    """Draw the cases, twenty on a sheet."""
    made = []
    high = SIDE + CAPTION
    for start in range(0, len(cases), COLUMNS * ROWS):
        some = cases[start : start + COLUMNS * ROWS]
        sheet = Image.new("RGB", (COLUMNS * SIDE, -(-len(some) // COLUMNS) * high), "white")
        pen = ImageDraw.Draw(sheet)
        for order, (number, case) in enumerate(some):
            x, y = order % COLUMNS * SIDE, order // COLUMNS * high
            data = draw_scene(
                scene_of(case, number, night=night), size=(SIDE, SIDE), seed=number, style=style_named(style)
            )
            sheet.paste(Image.open(io.BytesIO(data)).convert("RGB"), (x, y))
            pen.text((x + 4, y + SIDE + 3), f"{number} {case[0]}: {case[2]}" if words else str(number), fill="black")
        made.append(sheet)
    return made


def main() -> None:
    """Write the sheets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(), metavar="FOLDER")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="cases in whose words or numbers one of these is")
    parser.add_argument("--style", default="storybook")
    parser.add_argument("--night", action="store_true")
    parser.add_argument("--words", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    cases = [
        (number, case)
        for number, case in enumerate(CASES)
        if not options.only or any(word == str(number) or word in f"{case[0]} {case[2]}" for word in options.only)
    ]
    made = sheets(cases, style=options.style, night=options.night, words=options.words)
    for page, sheet in enumerate(made, 1):
        sheet.save(options.out / f"deeds-{page}.png")


if __name__ == "__main__":
    main()
