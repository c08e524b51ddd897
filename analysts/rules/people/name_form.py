"""One written form of a name with the evidence gathered on it, and the gender that it gives away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysts.lexicon.given_names import FEMALE, MALE
from analysts.lexicon.titles import KIN, OF_EITHER, PERSON_NOUNS, ROLES, TITLES

if TYPE_CHECKING:
    from analysts.bible import Gender

_SON_OF = ("ovitch", "evitch", "ovich", "evich", "ovič", "evič", "yitch", "mitch", "nitch")
_DAUGHTER_OF = ("ovna", "evna", "ichna", "inichna")
_CLEARLY = 8
"""Pronouns from which they may say that a given name is the other gender's here."""


@dataclass(slots=True)
class NameForm:
    """One written form of a name ("Mr. Darcy", "the Scarecrow") and the evidence gathered on it.

    `titles` are lower case without full stops, `core` the rest of the words; `articled` forms begin with "the".
    `beside` counts the other forms that one sentence of the narration names with this one: other people, mostly.
    """

    text: str
    titles: tuple[str, ...]
    core: tuple[str, ...]
    articled: bool = False
    count: int = 0
    spoken: int = 0
    speeches: int = 0
    acts: float = 0
    called: int = 0
    definite: int = 0
    placed: int = 0
    thing: int = 0
    she: int = 0
    he: int = 0
    scenes: Counter[int] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)

    @property
    def has_patronymic(self) -> bool:
        """Whether the name ends as Russians are called ("Ivan Sergeyevitch")."""
        return len(self.core) > 1 and self.core[-1].endswith((*_SON_OF, *_DAUGHTER_OF))

    @property
    def gender(self) -> Gender:
        """The gender that the form's own words or the pronouns after it give away."""
        for title in self.titles:
            if TITLES.get(title, "unknown") != "unknown" and title not in OF_EITHER:
                return TITLES[title]
        if self.articled and self.core:
            noun = self.core[-1].lower()
            known = ROLES.get(noun) or PERSON_NOUNS.get(noun) or TITLES.get(noun, "unknown")
            if known != "unknown":
                return known
        if self.has_patronymic:
            return "female" if self.core[-1].endswith(_DAUGHTER_OF) else "male"
        by_pronoun = gender_of_votes(self.she, self.he)
        if self.titles and OF_EITHER & set(self.titles):
            woman = by_pronoun == "female" or (self.core[:1] and self.core[0] in FEMALE - MALE)
            return "female" if woman else "male"
        return self._by_given_name(by_pronoun) if self.core and not self.articled else by_pronoun

    def _by_given_name(self, by_pronoun: Gender) -> Gender:
        """Return the gender of the given name, unless it is used alone and many pronouns say the other."""
        given: Gender = KIN.get(self.core[0].lower(), "unknown") if len(self.core) == 1 else "unknown"
        if self.core[0] in FEMALE and self.core[0] not in MALE:
            given = "female"
        elif self.core[0] in MALE and self.core[0] not in FEMALE:
            given = "male"
        unsure = self.she + self.he < _CLEARLY or by_pronoun in (given, "unknown")
        return given if given != "unknown" and (len(self.core) > 1 or unsure) else by_pronoun


def gender_of_votes(she: float, he: float) -> Gender:
    """Return the gender that most pronouns near a name have, where they agree well enough."""
    if she + he < 2:
        return "unknown"
    if she >= 2 * he:
        return "female"
    return "male" if he >= 2 * she else "unknown"
