"""How the deeds go that free themes tell of, by what kind of deed they are: from `data/scenes.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from authors.contract import Plain
from authors.tales.grammar import DATA

ANY = "do"
ANY_OF_OTHERS = "o-happen"
_WORLD = ("o-gone", "o-weather")
"""What happens to nobody in particular."""
_MOST_WORDS = 3
_NOBODY = ("nobody", "no one", "no-one", "none", "neither")
_ONLY_NOBODY = frozenset(
    "run play like want pick believe listen notice understand talk stay hear leave forget".split()  # noqa: SIM905
)
"""What shuts somebody out only where nobody does it ("nobody listens")."""


class Scene(Plain):
    """A kind of deed: `verbs` that are of it, and its texts. One of `others` is done by somebody else than the hero."""

    verbs: tuple[str, ...]
    did: tuple[str, ...]
    said: tuple[str, ...]
    snag: tuple[str, ...]
    turn: tuple[str, ...]
    after: tuple[str, ...]
    others: bool = False
    is_state: bool = False
    resolves: bool = False

    def texts(self, part: str) -> tuple[str, ...]:
        """Return the texts of a part: as it is "did", what is "said", the "snag", how it "turn"s, what is "after"."""
        found: tuple[str, ...] = getattr(self, part)
        return found


@cache
def scenes() -> dict[str, Scene]:
    """Return the kinds of deeds by their names."""
    content = tomllib.loads((DATA / "scenes.toml").read_text(encoding="utf-8"))
    return {name: Scene.model_validate(row) for name, row in content.items()}


@cache
def _by_verb() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, scene in scenes().items():
        for verb in () if scene.others else scene.verbs:
            found.setdefault(verb, name)
    return found


def known_verbs() -> tuple[str, ...]:
    """Return the verbs of all kinds of deeds that are one word."""
    return tuple(verb for verb in _by_verb() if " " not in verb)


def scene_of(verb: str, rest: str) -> str:
    """Return the kind of a deed of the hero's: by the verb with what follows it ("fall asleep"), or the verb alone."""
    words = [verb, *re.sub(r"\{\w+\} ", "", rest.lower()).split()]
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        if found := _by_verb().get(" ".join(words[:count])):
            return found
    return ANY


def scene_of_others(who: str, verb: str, rest: str) -> str:
    """Return the kind of what somebody else does: it shuts the hero out, helps them, or happens."""
    is_nobody = who.lower().startswith(_NOBODY)
    words = f"{verb} {rest}".lower().split()
    pairs = (" ".join(words[:2]), verb)
    shuns = scenes()["o-shun"].verbs
    is_of_hero = "{him}" in rest or "{his}" in rest
    if any(pair in shuns and (is_nobody or pair not in _ONLY_NOBODY) for pair in pairs) and (is_of_hero or is_nobody):
        return "o-shun"
    if not is_nobody and "{him}" in rest and any(pair in scenes()["o-help"].verbs for pair in pairs):
        return "o-help"
    if who.startswith("{his}"):
        return "o-own"
    return next((name for name in _WORLD if any(pair in scenes()[name].verbs for pair in pairs)), ANY_OF_OTHERS)
