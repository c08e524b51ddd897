"""Acts: how a deed is shown by its words and its thing. Read from `acts.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sketch.deeds.things import HANDLED, UNNAMED, handled, standing, unnamed
from sketch.deeds.words import forms_of, nouns_of, words_in
from sketch.repertoire import KNOWN
from sketch.staging.formations import FORMATIONS, Formation, FormationsInvalid, formation_from

if TYPE_CHECKING:
    from sketch.scene import DepictedScene

ACTS_FILE = Path(__file__).with_name("acts.toml")
_BY: dict[str, Any] = {"at": [-46.0, 14.0], "to": 0.0, "pose": "listen"}
"""Somebody who only stands by."""
_SHOTS = ("medium", "two", "low")
_THING, _STANDING = "THING", "STANDING"
_IT = "it"
_KEPT = frozenset({"procession", "at a bedside", "riding behind"})
"""Relations that say more than how a deed is done."""
_CROWD = 7
"""Those who look on at a deed, where a crowd is told and none of its people are."""
_PAIR = 2
_WHOM = frozenset({"him", "me", "them", "us"})
_AFTER_WHOM = frozenset("back in into on onto by up down with from to at away out forward over and".split())  # noqa: SIM905
_FIGURES = frozenset({"soul", "mind", "memory", "thoughts", "fate", "conscience", "imagination"})
"""What nobody opens, carries or gives with their hands."""


@dataclass(frozen=True, slots=True)
class Act:
    """A way to show a deed, and what must be told for it; the fields are those of `acts.toml`."""

    name: str
    formation: Formation
    deeds: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]
    two: bool | None
    also: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()

    def suits(self, scene: DepictedScene) -> bool:
        """Say whether it is how the deed of a scene is done."""
        if self.deeds and scene.deed not in self.deeds:
            return False
        if self.two is not None and self.two != is_done_to_somebody(scene):
            return False
        words = words_in(scene.words)
        if any(asked and asked.isdisjoint(words) for asked in (self.verbs, self.also)):
            return False
        return self.but.isdisjoint(words) and self._has_noun(scene)

    def _has_noun(self, scene: DepictedScene) -> bool:
        if not self.nouns:
            return True
        if (_THING in self.nouns and handled(scene)) or (_STANDING in self.nouns and standing(scene)):
            return True
        words = (*words_in(scene.words), *words_in(scene.thing))
        return any(noun in self.nouns for word in words for noun in nouns_of(word))


def is_done_to_somebody(scene: DepictedScene) -> bool:
    """Say whether the deed of a scene is done to somebody who is in it: of two alone, “him” is the other."""
    sure = [person for person in scene.people if not person.is_vague]
    if any(person.part == "object" for person in sure):
        return True
    return len(sure) == _PAIR and _says_whom(words_in(scene.words))


def _says_whom(words: tuple[str, ...]) -> bool:
    """Say whether words say “him”, or “her” where it is not whose something is."""
    nexts = (*words[1:], "")
    return any(
        word in _WHOM or (word == "her" and (not after or after in _AFTER_WHOM))
        for word, after in zip(words, nexts, strict=True)
    )


def load_acts(file: Path) -> tuple[Act, ...]:
    """Read the acts of a file. Raises FormationsInvalid."""
    return tuple(_act(name, row) for name, row in tomllib.loads(file.read_text(encoding="utf-8")).items())


def _act(name: str, row: dict[str, Any]) -> Act:
    deeds, nouns = frozenset(row.pop("deeds", "").split()), frozenset(row.pop("nouns", "").split())
    verbs = frozenset(form for verb in row.pop("verbs", "").split() for form in forms_of(verb))
    two = row.pop("two", None)
    also, but = frozenset(row.pop("also", "").split()), frozenset(row.pop("but", "").split())
    if "making" in deeds:  # “making music” is one kind
        deeds = deeds - {"making", "music"} | {"making music"}
    if not (deeds or verbs) or not deeds <= set(KNOWN.deeds):
        raise FormationsInvalid(
            f"{name}: say of which deeds or verbs it is; {', '.join(sorted(deeds))} are not all known."
        )
    if "formation" in row:
        if row["formation"] not in FORMATIONS:
            raise FormationsInvalid(f"{name}: there is no formation “{row['formation']}”.")
        formation = replace(FORMATIONS[row["formation"]], acts=True)
    else:
        row = {"others": "around", "shots": _SHOTS, "second": dict(_BY), **row}
        for place in (row["first"], row["second"], *row.get("more", ())):
            place.setdefault("at", [0.0, 0.0])
            place.setdefault("to", 0.0)
        formation = replace(formation_from(name, row), acts=True)
    return Act(name, formation, deeds, verbs, nouns, two, also, but)


ACTS = load_acts(ACTS_FILE)
"""In the order in which they are looked at."""


def act_of(scene: DepictedScene) -> Formation | None:
    """Return how the deed of a scene is shown by its words; None where they do not say more than its kind does."""
    if not scene.words or scene.deed == "unknown" or scene.relation in _KEPT:
        return None
    if not _FIGURES.isdisjoint(words_in(scene.words)):
        return None
    act = next((act for act in ACTS if act.suits(scene)), None)
    if act is None:
        return None
    if scene.relation != "crowd" or any(person.is_group for person in scene.people):
        return act.formation
    return replace(act.formation, crowd=_CROWD)


def held_in(place_held: str, scene: DepictedScene) -> str:
    """Return what is in a hand that holds a thing by its name, “thing”, “thing or cup” or “thing or it”.

    “It” is a small parcel where the words only point at something, and nothing where they do not.
    """
    if not place_held.startswith("thing"):
        return place_held
    named = handled(scene)
    if named:
        return named
    usual = place_held.removeprefix("thing").removeprefix(" or ")
    if usual == _IT:
        usual = UNNAMED if unnamed(scene) else ""
    return usual if usual in HANDLED else ""


def piece_kind(kind: str, scene: DepictedScene) -> str:
    """Return what stands where a formation has “thing”, “thing or candle” or a thing by its name."""
    if not kind.startswith("thing"):
        return kind
    return standing(scene) or handled(scene) or kind.removeprefix("thing").removeprefix(" or ")
