"""What people wear for their work: known by a title or a word for them, where the text names no clothes of theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sketch.figures.clothes.periods import Era
    from sketch.scene import DepictedPerson


@dataclass(frozen=True, slots=True)
class Work:
    """The words for those who do some work, and what they wear for it, each a cut and the word for its colour.

    `eras` gives other clothes for some eras.
    """

    words: str
    wears: tuple[tuple[str, str], ...]
    eras: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


_CROWNED_ONCE_IN_THEIR_LIVES = ("regency", "victorian", "twenties", "modern")
"""The eras whose sovereigns wear a crown on no other day."""
_SOVEREIGNS_UNIFORM = (("uniform", "navy"), ("trousers", "white"), ("boots", "black"))

WORKS: dict[str, Work] = {
    "sailor": Work(
        r"sailors?|seam[ae]n|mariner|boatswain|bosun|bos'n|midshipm[ae]n|deck-?hand|helmsm[ae]n|coxswain|able seaman",
        (
            ("striped", "white"),
            ("wide trousers", "navy"),
            ("neckerchief", "navy"),
            ("sailor cap", "white"),
            ("shoes", "black"),
        ),
    ),
    "captain": Work(
        r"captain|commodore|admiral|first mate|skipper",
        (("uniform", "navy"), ("trousers", "navy"), ("peaked cap", "navy"), ("shoes", "black")),
        (
            ("baroque", (("justaucorps", "navy"), ("breeches", "white"), ("tricorn", "black"), ("jabot", "white"))),
            ("regency", (("uniform", "navy"), ("pantaloons", "white"), ("bicorne", "black"), ("topboots", "black"))),
        ),
    ),
    "soldier": Work(
        r"soldiers?|sergeant|corporal|private|lieutenant|colonel|general|major|trooper|dragoon|hussar|grenadier|guardsm[ae]n|musketeer|sentr(?:y|ies)|legionar(?:y|ies)",
        (("uniform", "scarlet"), ("trousers", "navy"), ("peaked cap", "navy"), ("boots", "black")),
        (
            (
                "ancient",
                (("cuirass", "bronze"), ("chlamys", "red"), ("crested helmet", "bronze"), ("sandals", "brown")),
            ),
            ("medieval", (("armour", "steel"), ("hose", "brown"), ("kettle hat", "steel"), ("boots", "brown"))),
            (
                "renaissance",
                (("cuirass", "steel"), ("trunkhose", "crimson"), ("kettle hat", "steel"), ("boots", "brown")),
            ),
            ("baroque", (("justaucorps", "scarlet"), ("breeches", "white"), ("tricorn", "black"), ("boots", "black"))),
            ("regency", (("uniform", "scarlet"), ("pantaloons", "white"), ("shako", "black"), ("boots", "black"))),
            ("twenties", (("uniform", "khaki"), ("breeches", "khaki"), ("kettle hat", "olive"), ("boots", "brown"))),
            ("modern", (("uniform", "olive"), ("trousers", "olive"), ("kettle hat", "olive"), ("boots", "black"))),
            (
                "future",
                (("armour", "charcoal"), ("jumpsuit", "charcoal"), ("visor", "charcoal"), ("spaceboots", "black")),
            ),
        ),
    ),
    "maid": Work(
        r"maids?|housemaid|parlou?rmaid|chambermaid|servant girl|housekeeper|nursemaid|scullery",
        (("maid's dress", "black"), ("apron", "white"), ("maid's cap", "white"), ("shoes", "black")),
    ),
    "farmer": Work(
        r"farmers?|ploughm[ae]n|shepherd(?:ess)?|labou?rers?|peasants?|farm ?hand|reaper|haymaker|gardener",
        (("smock", "cream"), ("trousers", "brown"), ("straw hat", "straw"), ("boots", "brown"), ("neckerchief", "red")),
        (("modern", (("shirt", "red"), ("overalls", "blue"), ("straw hat", "straw"), ("boots", "brown"))),),
    ),
    "priest": Work(
        r"priest|vicar|curate|parson|clergym[ae]n|reverend|rector|bishop|deacon|chaplain|father [A-Z]\w*",
        (("cassock", "black"), ("clerical collar", "white"), ("shoes", "black")),
    ),
    "monk": Work(r"monks?|friars?|abbot|hermit", (("cassock", "brown"), ("belt", "cream"), ("sandals", "brown"))),
    "nun": Work(
        r"nuns?|abbess|prioress|mother superior", (("cassock", "black"), ("wimple", "black"), ("collar", "white"))
    ),
    "policeman": Work(
        r"police(?:m[ae]n|wom[ae]n)?|constables?|bobby|inspector|gendarmes?|officer",
        (("uniform", "navy"), ("trousers", "navy"), ("custodian helmet", "navy"), ("boots", "black")),
        (("modern", (("uniform", "navy"), ("trousers", "navy"), ("peaked cap", "navy"), ("boots", "black"))),),
    ),
    "doctor": Work(
        r"doctors?|dr\.?|physician|surgeon|apothecary",
        (
            ("frockcoat", "black"),
            ("waistcoat", "grey"),
            ("trousers", "grey"),
            ("tie", "black"),
            ("stethoscope", "black"),
        ),
        (("modern", (("lab coat", "white"), ("trousers", "grey"), ("stethoscope", "black"), ("shoes", "black"))),),
    ),
    "nurse": Work(
        r"nurses?|matron|midwife",
        (("maid's dress", "blue"), ("apron", "white"), ("maid's cap", "white"), ("shoes", "black")),
    ),
    "cook": Work(
        r"cooks?|chef|baker|innkeeper|landlord",
        (("shirt", "white"), ("apron", "white"), ("chef's hat", "white"), ("trousers", "grey")),
    ),
    "smith": Work(
        r"blacksmith|miner|stoker|butcher",
        (("shirt", "cream"), ("apron", "leather"), ("trousers", "charcoal"), ("boots", "black")),
    ),
    "king": Work(
        r"kings?|emperor|sultan|pharaoh|prince(?=$)",
        (("cloak", "crimson"), ("crown", "gold"), ("boots", "brown")),
        (
            ("baroque", (("justaucorps", "crimson"), ("breeches", "white"), ("jabot", "white"))),
            *((era, _SOVEREIGNS_UNIFORM) for era in _CROWNED_ONCE_IN_THEIR_LIVES),
        ),
    ),
    "queen": Work(
        r"queens?|empress|princess(?=$)",
        (("cloak", "purple"), ("crown", "gold"), ("necklace", "white")),
        tuple((era, (("necklace", "white"),)) for era in ("baroque", *_CROWNED_ONCE_IN_THEIR_LIVES)),
    ),
    "knight": Work(
        r"knights?|sir lancelot|paladin",
        (("armour", "steel"), ("helmet", "steel"), ("trousers", "grey"), ("boots", "grey")),
    ),
    "judge": Work(r"judges?|magistrate|justice", (("cassock", "red"), ("jabot", "white"), ("judge's wig", "white"))),
    "footman": Work(
        r"footm[ae]n|butler|coachm[ae]n|valet|page-?boy|liver(?:y|ied)",
        (("uniform", "green"), ("breeches", "cream"), ("buckled", "black")),
    ),
    "pirate": Work(
        r"pirates?|buccaneers?|corsairs?|smugglers?",
        (
            ("striped", "white"),
            ("waistcoat", "brown"),
            ("breeches", "brown"),
            ("kerchief", "red"),
            ("sash", "red"),
            ("boots", "brown"),
        ),
    ),
    "cowboy": Work(
        r"cowboys?|sheriff|rancher|outlaws?|gunslinger|marshal",
        (
            ("shirt", "cream"),
            ("waistcoat", "brown"),
            ("jeans", "blue"),
            ("cowboy hat", "brown"),
            ("neckerchief", "red"),
            ("boots", "brown"),
        ),
    ),
    "witch": Work(
        r"witch|wizard|sorcerer|sorceress|magician|warlock|enchant(?:er|ress)",
        (("cassock", "purple"), ("witch hat", "indigo"), ("belt", "gold")),
    ),
    "fisherman": Work(
        r"fisherm[ae]n|fisher|boatm[ae]n|ferrym[ae]n",
        (("oilskin", "yellow"), ("sou'wester", "yellow"), ("boots", "black")),
    ),
    "astronaut": Work(
        r"astronauts?|cosmonaut|spacem[ae]n|starship",
        (("jumpsuit", "white"), ("visor", "white"), ("spaceboots", "grey")),
    ),
    "mourner": Work(r"in (?:deep )?mourning|mourners?|widow(?:er|'s weeds)?|weeds\b|funeral|undertaker", ()),
}
"""By a word of our own. `mourner` wears black, whatever it is."""


_CALLED = r"(?:[a-z'-]+ )*?(?:{})(?![\w-])"
"""A name of which nothing but plain words stands before the word for a work."""


def works_of(person: DepictedPerson) -> tuple[str, ...]:
    """Return the works that somebody is called by: "the old sailor" and "Dr. Watson" are, and "Mr. King" is not.

    Who is said to be in mourning wears it, too.
    """
    has_article = person.name.lower().startswith(("the ", "a ", "an "))  # so "the Queen" is one, and "Ann Queen" is not
    name = person.name.lower() if has_article else person.name[:1].lower() + person.name[1:]
    works = [work for work, row in WORKS.items() if re.match(_CALLED.format(row.words), name)]
    if any(re.search(rf"\b(?:{WORKS['mourner'].words})", mark.lower()) for mark in person.marks):
        works.insert(0, "mourner")
    return tuple(dict.fromkeys(works))[:2]


def worn_at(work: str, era: Era) -> tuple[tuple[str, str], ...]:
    """Return what is worn for a work in an era: cuts with the words for their colours."""
    row = WORKS[work]
    return dict(row.eras).get(era, row.wears)
