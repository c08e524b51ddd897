"""Who acts in a text, as far as a rule can see it: who speaks, and whose name begins a sentence that tells a deed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SPEECH = "said|asked|cried|called|shouted|whispered|answered|sang|sighed|grunted|roared|begged"
_QUOTED = re.compile(r"“[^”]*”|‘[^’]{3,}’(?!\w)")
_TITLED = r"(?:Mrs?|Miss|Aunt|Uncle|Captain|Sir|Lady|Old)\.? (?:[A-Z]\w+)"
_SOMEBODY = rf"(?:{_TITLED}|[A-Z]\w+|(?:the|a|an|his|her|their) (?:[a-z-]+ )?[a-z-]+)"
_SPEAKERS = (
    re.compile(rf"”,? (?:{_SPEECH}) ({_SOMEBODY})"),
    re.compile(rf"(?:^|[.!?”] )({_SOMEBODY}) (?:{_SPEECH}),? [“‘]", re.MULTILINE),
)
_STATES = (
    "had s was is were has would will could should might may can must never always used knows looks makes wrote and"
)
_NOT_DONE = frozenset(_STATES.split())
"""What follows a name where nothing is done just now: a state, what was before, and what is told in general."""
_NOBODY = re.compile(
    r"^(?:he|she|it|they|everybody|everyone|nobody|somebody|someone|i|you|we|all|both|one|another|who)\b|.*\bvoice\b"
    r"|the (?:first|next|last|other|wind|sign|small one)\b|a (?:very )?small\b",
    re.IGNORECASE,
)


def speakers(text: str) -> Iterator[str]:
    """Yield who speaks in a text, as it calls them."""
    for pattern in _SPEAKERS:
        for found in pattern.finditer(text):
            if not _NOBODY.match(found[1]):
                yield found[1]


def acting(text: str, names: Iterable[str]) -> set[str]:
    """Return those of some names whose owners speak in a text, or do something that a sentence begins with."""
    known = {name.lower(): name for name in names}
    found = set()
    for words in map(str.lower, speakers(text)):
        form = next((form for form in (words, *_without_kind(words)) if form in known), None)
        if form is not None:
            found.add(known[form])
    plain = _QUOTED.sub("“”", text)
    longest = "|".join(re.escape(form) for form in sorted(known, key=len, reverse=True))
    if longest:
        begins = re.finditer(rf"(?:^|[.!?]”? |” |\n)(?i:({longest})) (\w+)", plain, re.MULTILINE)
        found |= {known[one[1].lower()] for one in begins if one[2] not in _NOT_DONE}
    return found


def strangers(text: str, names: Iterable[str]) -> set[str]:
    """Return who speaks in a text and is none of some names."""
    known = [name.lower() for name in names]

    def is_known(words: str) -> bool:
        forms = (words.lower(), *_without_kind(words.lower()))
        return any(form in name or name in form for name in known for form in forms)

    return {words for words in speakers(text) if not is_known(words)}


def _without_kind(words: str) -> tuple[str, ...]:
    """Return "the owl" of "the old owl"."""
    article, _, rest = words.partition(" ")
    return (f"{article} {rest.split()[-1]}",) if rest and article in ("the", "a", "an") else ()
