"""What the words of a text give a being: its species under another name, its colour, legs, eyes, hide and size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sketch.paint.colours import RGB, cloth_colour, eye_colour, hair_colour

if TYPE_CHECKING:
    from sketch.scene import DepictedPerson

Texture = Literal["", "fur", "scales", "slime", "feathers", "spikes"]

THINGS: dict[str, str] = {
    "lighthouse": "beacon",
    "house": "cottage",
    "tree": "oak fir pine willow birch",
    "snowman": "snow-man",
    "kettle": "tea-kettle",
    "teapot": "tea-pot",
    "lamp": "lantern",
    "clock": "alarm-clock",
    "bell": "handbell",
    "boot": "shoe",
    "broom": "broomstick",
    "pencil": "crayon",
    "umbrella": "parasol",
    "balloon": "air-balloon",
    "star": "starlet",
    "moon": "crescent",
    "sun": "sunbeam",
    "cloud": "raincloud",
    "train": "engine locomotive steam-engine tram",
    "boat": "ship sailboat tug tugboat ferry steamer",
    "car": "motor-car automobile taxi van lorry truck",
    "bus": "omnibus coach",
    "tractor": "digger bulldozer",
}
"""Other words for things that are somebody in a story. Whatever else a text's words name is meant before these: the
spirit of a tree is a spirit.
"""
SYNONYMS: dict[str, str] = {
    "animal": "beast creature brute quadruped",
    "dog": "hound puppy pup terrier spaniel mastiff poodle collie cur mongrel bulldog greyhound setter retriever",
    "wolf": "werewolf jackal hyena coyote",
    "fox": "vixen cub",
    "cat": "kitten tomcat tabby puss lynx",
    "lion": "lioness",
    "leopard": "panther jaguar cheetah puma",
    "bear": "panda",
    "horse": "mare stallion pony foal colt filly steed charger nag gelding cob hunter zebra",
    "donkey": "ass mule jackass",
    "cow": "bull ox calf heifer steer oxen buffalo bison cattle yak",
    "sheep": "lamb ram ewe",
    "goat": "kid nanny-goat billy-goat faun satyr chamois",
    "pig": "boar hog sow piglet swine",
    "deer": "stag doe fawn hart reindeer elk moose antelope gazelle roe buck",
    "rabbit": "bunny",
    "hare": "leveret",
    "mouse": "dormouse shrew vole fieldmouse",
    "rat": "water-rat guinea-pig hamster",
    "weasel": "stoat ferret ermine polecat marten mongoose",
    "squirrel": "chipmunk",
    "hedgehog": "porcupine urchin",
    "monkey": "ape baboon chimpanzee marmoset lemur",
    "gorilla": "orang-outang orang-utan",
    "elephant": "mammoth rhinoceros hippopotamus tapir",
    "camel": "dromedary llama giraffe",
    "seal": "walrus sea-lion",
    "whale": "leviathan cachalot narwhal",
    "dolphin": "porpoise",
    "bird": "sparrow thrush lark wren finch linnet nightingale swallow blackbird canary jay starling tit",
    "robin": "redbreast",
    "raven": "crow rook jackdaw magpie",
    "eagle": "hawk falcon vulture kite condor buzzard osprey",
    "parrot": "macaw cockatoo lory parakeet",
    "hen": "cock rooster chicken chick turkey pheasant partridge fowl dodo peacock",
    "duck": "drake duckling mallard gull sea-gull pigeon dove penguin pelican",
    "goose": "gander gosling",
    "swan": "cygnet heron stork crane flamingo",
    "frog": "tadpole",
    "toad": "newt salamander",
    "lizard": "gecko iguana chameleon",
    "snake": "serpent adder viper python cobra boa asp worm eel",
    "crocodile": "alligator",
    "turtle": "tortoise terrapin",
    "dinosaur": "tyrannosaur iguanodon jabberwock jabberwocky",
    "fish": "salmon trout pike carp cod whiting herring mackerel perch goldfish minnow",
    "octopus": "squid kraken cuttlefish polyp",
    "crab": "lobster crayfish shrimp prawn",
    "spider": "tarantula scorpion",
    "beetle": "ladybird cockchafer stag-beetle cockroach cricket grasshopper locust",
    "bee": "wasp hornet bumblebee fly gnat mosquito",
    "butterfly": "moth dragonfly",
    "caterpillar": "grub maggot centipede",
    "snail": "slug",
    "dragon": "wyvern drake-dragon",
    "griffin": "gryphon hippogriff",
    "mermaid": "merman siren merfolk nixie",
    "fairy": "pixie sprite elf nymph brownie",
    "giant": "ogre troll titan giantess cyclops",
    "dwarf": "gnome goblin leprechaun hobgoblin kobold imp",
    "angel": "cherub seraph archangel",
    "demon": "devil fiend satan vampire",
    "ghost": "spectre phantom spirit apparition wraith shade",
    "skeleton": "death",
    "robot": "automaton android",
    "tin man": "tinman",
    "machine": "tripod fighting-machine handling-machine",
    "alien": "martian extraterrestrial",
    "doll": "puppet marionette",
    **THINGS,
}
"""Other words for a species, so that a text's own word is drawn as what it comes nearest to."""
_SPECIES_OF = {word: species for species, words in SYNONYMS.items() for word in words.split()}
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = re.compile(r"\b(\d+|many|several|countless|a dozen|" + "|".join(_NUMBERS) + r")[ -]?(?:[a-z]+[ ,]+){0,2}")
_PARTS = re.compile(r"\b(eye|tongue|teeth|tooth|nose|scar|collar|ribbon|horn|claw|wing|beak|tail)")
"""What a colour in the same phrase belongs to, rather than to the coat."""
_PLAIN_COLOURS = re.compile(r"\b(black|white|grey|gray|brown|red|golden|blue|green|pink|yellow|silver|orange|purple)\b")


@dataclass(frozen=True, slots=True)
class Traits:
    """What words say of a being's shape; `eyes` is None where they say nothing of them."""

    legs: int = 0
    eyes: int | None = None
    heads: int = 0
    horns: int = 0
    tentacles: int = 0
    wings: bool = False
    tail: bool = False
    teeth: bool = False
    texture: Texture = ""
    eye_colour: RGB | None = None

    @property
    def unearthly(self) -> bool:
        """Whether it cannot be a person's shape: more legs, eyes or heads, or a tail, wings, horns, scales."""
        more = self.legs > 2 or (self.eyes is not None and self.eyes != 2) or self.heads > 1
        grown = self.horns or self.tentacles or self.wings or self.tail
        return more or bool(grown) or self.texture in ("scales", "feathers", "spikes")


_TEXTURES: tuple[tuple[Texture, str], ...] = (
    ("scales", r"scal[ey]|reptil|lizard|serpent|armou?red|plated"),
    ("slime", r"slim[ey]|wet|oily|glisten|jelly|gelatin|mucous|leather"),
    ("feathers", r"feather|plum(?:e|age)"),
    ("spikes", r"spik[ey]|spin[ey]|thorn|bristl|quill|jagged"),
    ("fur", r"fur|hair|shagg|wool|fleec|mane\b"),
)


def species_of(word: str, known: frozenset[str]) -> str:
    """Return the species that a text's word names: itself, another word for one, or "" for what nobody knows."""
    text = word.lower().strip()
    named = [_named(candidate, known) for candidate in (text, *reversed(_WORD.findall(text)))]
    return next((name for name in named if name and name not in THINGS), next(filter(None, named), ""))


def _named(word: str, known: frozenset[str]) -> str:
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        name = form if form in known else _SPECIES_OF.get(form, "")
        if name:
            return name
    return ""


def _words(person: DepictedPerson) -> str:
    parts = (person.species, person.build, person.hair, person.skin, person.eyes, person.height, *person.marks)
    return " ; ".join(part for part in parts if part).lower()


def _count(text: str, noun: str) -> int | None:
    """Return how many of `noun` the text counts, or None where it counts none."""
    match = re.search(_NUMBER.pattern + rf"{noun}\b", text)
    if match is None:
        match = re.search(rf"\b({'|'.join(_NUMBERS)})-{noun.removesuffix('s?')}(?:ged|ed|d)\b", text)
    if match is None:
        return None
    word = str(match.group(1))
    if word.isdigit():
        return min(12, int(word))
    return _NUMBERS.index(word) if word in _NUMBERS else 8


def traits_of(person: DepictedPerson) -> Traits:
    """Read what the words say of somebody's shape."""
    text = _words(person)
    legs, eyes = _count(text, "legs?"), _count(text, "eyes?")
    horns, arms = _count(text, "horns?"), _count(text, "(?:tentacles?|arms?)")
    return Traits(
        legs=legs or 0,
        eyes=eyes,
        heads=_count(text, "heads?") or 0,
        horns=horns if horns is not None else 2 if re.search(r"\bhorn", text) else 0,
        tentacles=(arms or 6) if "tentac" in text else 0,
        wings=bool(re.search(r"\bwing", text)),
        tail=bool(re.search(r"\btail", text)),
        teeth=bool(re.search(r"\bteeth|\bfang|\btusk|\bjaws", text)),
        texture=next((texture for texture, pattern in _TEXTURES if re.search(pattern, text)), ""),
        eye_colour=eye_colour(person.eyes),
    )


def coat_colour(person: DepictedPerson) -> RGB | None:
    """Return the colour of a being's coat, skin or metal, or None where the words give none.

    A plain colour in the name counts too: the White Rabbit is white, and Black Beauty black.
    """
    said = hair_colour(person.hair) or hair_colour(person.skin) or cloth_colour(person.skin)
    if said is not None:
        return said
    for text in (*person.marks, person.build, person.species, person.name):
        if _PARTS.search(text.lower()):
            continue
        plain = _PLAIN_COLOURS.search(text.lower())
        if plain is not None:
            return hair_colour(plain.group(1)) or cloth_colour(plain.group(1))
    return None
