"""Twenty made-up lives with sources that tell them, some of it wrongly on purpose: ground to measure on.

The first ten are open: rules may be made with an eye on them. The others are held back: they have other names, other
towns and other sentences, and nothing was changed after they were first measured.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from authors.facts.contradictions import find_contradictions
from authors.facts.finding import find_facts
from authors.facts.model import Dossier, Passage, Source
from authors.facts.subject import Subject

Planted = Literal["birth", "death", "marriage", "founding", "book", "birthplace", "copies", "award"]
PLANTED: tuple[Planted, ...] = ("birth", "death", "marriage", "founding", "book", "birthplace", "copies", "award")

_OPEN = {
    "women": ["Agnes Thornbury", "Clara Winstead", "Edith Marlowe", "Harriet Penrose", "Louisa Fairbank"],
    "men": ["Arthur Pell", "Edmund Carrow", "George Hallam", "Henry Locke", "Walter Dunning"],
    "spouses": ["Robert Ashby", "Emily Vane", "Thomas Orme", "Alice Garnett", "Frederick Holt", "Rose Kimber"],
    "towns": ["Aldersea", "Brackenford", "Colmere", "Dunwold", "Easterby", "Fenchester"],
    "works": ["The Salt Road", "A History of Rain", "Letters to a Miller", "The Tidal Garden", "Notes on Moss"],
    "guilds": ["Dunwold Weaving School", "Colmere Free Library", "Easterby Lifeboat Society", "Fenchester Choir Club"],
    "prizes": ["Marlin Prize", "Silver Quill Medal", "Corbett Prize"],
}
_HELD = {
    "women": ["Ottilie Brandauer", "Sabina Keller", "Johanna Reiff", "Magda Sorensen", "Paulina Novak"],
    "men": ["Casimir Doll", "Leopold Anker", "Matthias Grau", "Rasmus Vinter", "Tobias Quist"],
    "spouses": ["Emil Hartung", "Greta Lund", "Viktor Malm", "Ida Strand", "Oskar Feld", "Lena Birk"],
    "towns": ["Gravenau", "Hollenstedt", "Ivarsund", "Kaltenbrunn", "Lillevik", "Marienwerd"],
    "works": ["The Glass Harvest", "A Grammar of Clouds", "The Ferrywoman", "Winter Accounts", "On Small Bridges"],
    "guilds": ["Gravenau Drawing School", "Lillevik Seed Bank", "Ivarsund Theatre Company", "Marienwerd Night School"],
    "prizes": ["Golden Compass Prize", "Akerman Medal", "Halm Prize"],
}

# What each statement needs is filled in; S is the subject's name, P the pronoun that opens a sentence.
_OPEN_WORDS: dict[str, tuple[str, ...]] = {
    "birth": (
        "{S} was born on {birth} in {birthplace}.",
        "{P} was born in {birthplace} on {birth}, the second child of a clockmaker.",
        "According to the parish register, {S} was born on {birth} in {birthplace}.",
    ),
    "school": (
        "{P} attended the grammar school in {school} from {school_from} to {school_to}.",
        "From {school_from} to {school_to} {p} went to school in {school}.",
    ),
    "marriage": (
        "On {marriage} {p} married {spouse}.",
        "{S} married {spouse} on {marriage} in {wedding}.",
        "The wedding with {spouse} took place on {marriage}; {p} wore grey.",
    ),
    "founding": (
        "In {founding} {S} founded the {guild}.",
        "{P} founded the {guild} in {founding}, with eleven members.",
        "The {guild} was founded by {S} in {founding}.",
    ),
    "book": (
        "{P_poss} book “{work}” was published in {book}.",
        "“{work}” was published in {book} in {town}.",
        "In {book} {p} published “{work}”.",
    ),
    "copies": (
        "In the first year {copies} copies of “{work}” were sold.",
        "Of “{work}” {copies} copies were sold in the first year.",
    ),
    "award": (
        "{S} was awarded the {prize} in {award}.",
        "In {award} {p} was awarded the {prize}.",
    ),
    "no_award": (
        "The {prize} was offered to {S} in {award}, but {p} declined the {prize}.",
        "{S} declined the {prize} in {award}.",
    ),
    "journey": ("In the summer of {journey} {p} travelled to {abroad}.", "{S} travelled to {abroad} in {journey}."),
    "death": (
        "{S} died on {death} in {deathplace}.",
        "{P} died in {deathplace} on {death}.",
        "On {death} {S} died at home in {deathplace}.",
    ),
}
_HELD_WORDS: dict[str, tuple[str, ...]] = {
    "birth": (
        "The parish of {birthplace} has {S} down as born there on {birth}.",
        "{S}, born on {birth} in {birthplace}, grew up over a bakery.",
        "{birthplace} is where {p} came into the world: {p} was born on {birth}.",
    ),
    "school": (
        "{P_poss} schooldays in {school} lasted from {school_from} until {school_to}.",
        "{P} was a pupil in {school} between {school_from} and {school_to}.",
    ),
    "marriage": (
        "{P_poss} marriage to {spouse} was celebrated on {marriage}.",
        "{P} became engaged in spring and married {spouse} on {marriage}.",
        "{spouse} and {S} were married on {marriage} in {wedding}.",
    ),
    "founding": (
        "{S} set up the {guild} in {founding}.",
        "The {guild} goes back to {founding}, when {S} established it.",
        "In {founding} {p} opened the {guild} in two rented rooms.",
    ),
    "book": (
        "“{work}” came out in {book}.",
        "The book “{work}” appeared in {book} and was soon out of print.",
        "{P} wrote “{work}”, which was published in {book}.",
    ),
    "copies": (
        "“{work}” sold {copies} copies before Christmas.",
        "Before Christmas the printer had sold {copies} copies of “{work}”.",
    ),
    "award": ("The {prize} was awarded to {S} in {award}.", "{P} received the {prize} as an award in {award}."),
    "no_award": (
        "{S} refused the {prize} when it was awarded in {award}.",
        "The jury of {award} awarded the {prize} to {S}, who never accepted it; {p} refused the award.",
    ),
    "journey": (
        "{journey} found {S} on a journey to {abroad}.",
        "{P} set out for {abroad} in the autumn of {journey}.",
    ),
    "death": (
        "{S} passed away on {death} in {deathplace}.",
        "Death came to {S} on {death}; {p} died in {deathplace}.",
        "{P} died on {death}, in {deathplace}, of a chill.",
    ),
}
_FILLING = (
    "The winter was long, and nobody went out more than was needed.",
    "Visitors remember a table full of papers and a kettle that was always on.",
    "Of these years little is written down.",
    "The house had a green door and stood a little apart from the others.",
)
_PASSAGES = (("birth", "school"), ("marriage", "founding", "book"), ("copies", "journey", "award"), ("death",))
_KINDS = ("encyclopedia", "newspaper", "memoir", "archive", "book", "website")


@dataclass(frozen=True)
class MadeLife:
    """A life as it was: what is true, what is planted (by kind: the true words and the false), and its sources."""

    subject: Subject
    truth: dict[str, str]
    planted: dict[Planted, tuple[str, str]]
    dossier: Dossier
    statements: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """By passage: which statement it makes, and in which words."""


def made_life(index: int) -> MadeLife:
    """Make life `index`, from 0 to 19; those from 10 on are held back."""
    drawn = random.Random(f"life {index}")
    stock, words = (_OPEN, _OPEN_WORDS) if index < 10 else (_HELD, _HELD_WORDS)
    truth = _truth(drawn, stock, index)
    planted = _planted(drawn, stock, truth, index)
    sources: dict[str, Source] = {}
    passages: dict[str, Passage] = {}
    statements: dict[str, list[tuple[str, str]]] = {}
    for number, kind in enumerate(_KINDS):
        key = f"l{index}-{kind}"
        sources[key] = Source.model_validate(
            {"id": key, "title": f"{truth['S']} in the {kind}", "kind": kind, "rights": "own"}
        )
        false = {str(name): pair[1] for name, pair in planted.items() if name != "award"}
        told = {**truth, **false} if number == 3 else truth
        for at, names in enumerate(_PASSAGES):
            lines = []
            for name in names:
                form = "no_award" if name == "award" and number == 3 and "award" in planted else name
                if drawn.random() < 0.75 or number in (0, 3):
                    sentence = words[form][(number + at + index) % len(words[form])].format(**told)
                    lines.append((name, sentence[0].upper() + sentence[1:]))
            if lines:
                passage = f"{key}-{at}"
                filling = drawn.choice(_FILLING)
                text = " ".join([*(sentence for _name, sentence in lines), filling])
                passages[passage] = Passage(id=passage, source=key, text=text, number=at)
                statements[passage] = lines
    subject = Subject(truth["S"])
    facts = find_facts(sources, passages, subject)
    found = find_contradictions(facts, subject)
    dossier = Dossier(sources=sources, passages=passages, facts=facts, contradictions=found)
    return MadeLife(subject, truth, planted, dossier, statements)


def _truth(drawn: random.Random, stock: dict[str, list[str]], index: int) -> dict[str, str]:
    is_woman = index % 2 == 0
    born = date(1850, 1, 1) + timedelta(days=drawn.randrange(20_000))
    married = born + timedelta(days=drawn.randrange(9_000, 11_000))
    died = born + timedelta(days=drawn.randrange(22_000, 29_000))
    towns = drawn.sample(stock["towns"], 5)
    year = born.year
    return {
        "S": stock["women" if is_woman else "men"][index % 10 // 2],
        "P": "She" if is_woman else "He",
        "p": "she" if is_woman else "he",
        "P_poss": "Her" if is_woman else "His",
        "birth": _day(born),
        "birthplace": towns[0],
        "school": towns[1],
        "school_from": str(year + 7),
        "school_to": str(year + 15),
        "marriage": _day(married),
        "wedding": towns[2],
        "spouse": drawn.choice(stock["spouses"]),
        "founding": str(year + 33),
        "guild": drawn.choice(stock["guilds"]),
        "book": str(year + 38),
        "work": drawn.choice(stock["works"]),
        "town": towns[3],
        "copies": str(drawn.randrange(300, 999)),
        "journey": str(year + 41),
        "abroad": drawn.choice(["Lisbon", "Cairo", "Vienna", "Iceland"]),
        "award": str(year + 45),
        "prize": drawn.choice(stock["prizes"]),
        "death": _day(died),
        "deathplace": towns[4],
    }


def _planted(
    drawn: random.Random, stock: dict[str, list[str]], truth: dict[str, str], index: int
) -> dict[Planted, tuple[str, str]]:
    planted: dict[Planted, tuple[str, str]] = {}
    for kind in [PLANTED[(index + step) % len(PLANTED)] for step in (0, 3, 5)]:
        if kind == "birthplace":
            others = [town for town in stock["towns"] if town not in truth.values()]
            planted[kind] = (truth[kind], others[0])
        elif kind == "award":
            planted[kind] = ("It did.", "It did not.")
        elif kind == "copies":
            planted[kind] = (truth[kind], str(int(truth[kind]) + 1_000))
        else:
            planted[kind] = (truth[kind], _shifted(truth[kind], drawn.choice((-2, -1, 1, 2))))
    return planted


def _shifted(words: str, years: int) -> str:
    *day, year = words.split()
    return " ".join((*day, str(int(year) + years)))


def _day(day: date) -> str:
    return f"{day.day} {day.strftime('%B')} {day.year}"
