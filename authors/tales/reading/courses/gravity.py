"""What is too grave for a stock of scenes: somebody is hurt, or one of the family is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.tales.reading.lexicon import has_word, lexicon, verb_of
from authors.tales.reading.situation import hero_of

if TYPE_CHECKING:
    from authors.tales.reading.courses.happenings import Happening

_HURTS = frozenset(
    ("hit", "bite", "kick", "hurt", "burn", "kill", "shoot", "attack", "drown", "hate", "fight", "poison", "starve")
)
_LOSES = frozenset(("lose", "leave", "miss", "break", "abandon", "forget", "steal"))
_BODY = frozenset(("neck", "bone", "head", "heart", "back"))
_LOST = re.compile(r"(?:loses?|lost|has lost|misses|missed) (?P<who>.+)")


def is_grave(happening: Happening) -> bool:
    """Tell whether something that happens is no matter for a stock of scenes."""
    words = set(re.findall(r"[a-z]+", f"{happening.who} {happening.said}".lower()))
    does = {verb.plain for word in words if (verb := verb_of(word))} | words
    if "broken" in words:
        does.add("break")
    lost = _LOST.match(happening.said)
    somebody = hero_of(lost["who"]) if lost else None
    if does & _HURTS or (somebody is not None and not somebody.is_thing):
        return True
    is_of_family = any(has_word("near", re.sub(r"\w+'s\b", "", said)) for said in (happening.said, happening.who))
    return bool(does & _LOSES) and (is_of_family or bool(words & (_BODY | set(lexicon().words["hurts"]))))
