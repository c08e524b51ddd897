"""Find people by description: whom "the squire" means, and who has no other name than "the creature"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.speech import ACTION, AUXILIARY, SPEECH, STRONG_SPEECH
from analysts.lexicon.titles import DEMONYMS, OFFICE, PERSON_NOUNS, ROLES
from analysts.rules.people.described_person import NearbyPeople, Use
from analysts.rules.people.grouping import holder_of
from analysts.rules.people.name_form import NameForm, gender_of_votes
from analysts.rules.people.name_groups import NameGroup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysts.bible import Gender
    from analysts.rules.people.cast import Cast
    from analysts.text.blocks import SceneBlock, Token

_KEPT_ADJECTIVES = words("old young little blind invisible wicked black red tin")
_SMALL_WORDS = words("and or but of in on at to with for from by as who whom which that when while is then so")
_COMPOUND = re.compile(r"[a-z]+-[a-z]+(?:ed|en|less)")
_COMMON = words("man woman boy girl lady gentleman child fellow person other voice guest visitor")
_NOBODY = words("stranger visitor newcomer intruder guest person voice speaker other")
"""Those that are near somebody because they are not him, or may be anybody."""
_BEINGS = words("creature monster fiend daemon demon wretch")
_MIN_USES = 8


@dataclass(slots=True)
class Description:
    """A definite description ("the old gentleman") and where it is used."""

    phrase: tuple[str, ...]
    places: list[tuple[int, int]] = field(default_factory=list)
    spoke: list[int] = field(default_factory=list)
    acts: int = 0
    she: int = 0
    he: int = 0
    scenes: Counter[int] = field(default_factory=Counter)

    @property
    def noun(self) -> str:
        """The noun that says what they are."""
        return next(w for w in reversed(self.phrase) if w in ROLES or w in PERSON_NOUNS or w in DEMONYMS)

    @property
    def speeches(self) -> int:
        """How often it is said to speak."""
        return len(self.spoke)

    @property
    def gender(self) -> Gender:
        """The gender of its noun, else of the pronouns after it."""
        noun = self.noun
        known = DEMONYMS.get(noun) or ROLES.get(noun) or PERSON_NOUNS.get(noun, "unknown")
        return known if known != "unknown" else gender_of_votes(self.she, self.he)

    def use(self) -> Use:
        """Return how it is used, for finding whom it stands for."""
        return Use(self.places, self.spoke, self.gender, common=self.noun in _COMMON)

    def form(self) -> NameForm:
        """Return the description as a written form of a name."""
        count = len(self.places)
        text = "the " + " ".join(self.phrase)
        return NameForm(
            text,
            (),
            self.phrase,
            True,
            count,
            speeches=self.speeches,
            acts=self.acts,
            she=self.she,
            he=self.he,
            scenes=self.scenes,
        )


def find_descriptions(blocks: Sequence[SceneBlock]) -> list[Description]:
    """Find all descriptions "the (adjective) noun" in lower case in the narration, the most used first."""
    descriptions: dict[tuple[str, ...], Description] = {}
    for n, block in enumerate(blocks):
        toks = block.tokens
        for k, token in enumerate(toks[:-1]):
            if token.spoken or token.text not in ("the", "The"):
                continue
            phrase = _phrase(toks, k + 1)
            if not phrase:
                continue
            at = k + len(phrase)
            if phrase[-1] in _BEINGS:
                phrase = phrase[-1:]
            known = descriptions.setdefault(phrase, Description(phrase))
            known.places.append((n, k))
            known.scenes[block.scene] += 1
            _vote(known, toks[at + 1 : at + 13])
            after = toks[at + 1].text if at + 1 < len(toks) and not toks[at + 1].spoken else ""
            if after in SPEECH or (k and toks[k - 1].text in STRONG_SPEECH):
                known.spoke.append(n)
            elif after in ACTION and after not in AUXILIARY:
                known.acts += 1
    return sorted(descriptions.values(), key=lambda d: (-len(d.places), d.phrase))


def _phrase(toks: Sequence[Token], k: int) -> tuple[str, ...]:
    """Return the noun at `k` with what belongs to it, or nothing.

    So "old man", "red-faced man", "man with the black beard".
    """
    at = k
    if at + 1 < len(toks) and (toks[at].text in _KEPT_ADJECTIVES or _COMPOUND.fullmatch(toks[at].text)):
        at += 1
    noun = toks[at].text
    if noun not in ROLES and noun not in PERSON_NOUNS and noun not in DEMONYMS:
        return ()
    end = at + 1
    tail = [t.text for t in toks[end : end + 4]]
    if noun in PERSON_NOUNS and len(tail) > 2 and tail[0] in ("with", "in") and tail[1] == "the":
        end += 4 if len(tail) > 3 and _goes_on(toks, end + 2) else 3
    return tuple(t.text for t in toks[k:end])


def _goes_on(toks: Sequence[Token], k: int) -> bool:
    """Say whether the word at `k` is an adjective of the next ("the white | waistcoat")."""
    word = toks[k + 1].text
    spaced = toks[k + 1].start == toks[k].end + 1 and toks[k].spoken == toks[k + 1].spoken
    return spaced and word.islower() and word not in SPEECH | ACTION | _SMALL_WORDS


def _vote(known: Description, following: Sequence[Token]) -> None:
    for token in following:
        if token.opens or token.spoken:
            return
        if token.text in ("she", "her", "herself"):
            known.she += 1
            return
        if token.text in ("he", "his", "him", "himself"):
            known.he += 1
            return


def join_descriptions(
    blocks: Sequence[SceneBlock], groups: Sequence[NameGroup], names: Mapping[int, str], cast: Cast
) -> list[NameGroup]:
    """Give each description to the person it stands for; those that stand for nobody else become people."""
    by_name = {names[id(g)]: g for g in groups}
    near = NearbyPeople(blocks, cast)
    most = max((g.count for g in groups), default=0)
    result = list(groups)
    known = {f.text.lower() for g in groups for f in g.forms}
    joined: list[tuple[NameGroup, NameForm]] = []
    beings: list[NameForm] = []
    for description in find_descriptions(blocks):
        form = description.form()
        if form.text in known or len(description.places) < 3:
            continue
        if description.noun in _BEINGS:
            beings.append(form)
            continue
        owner = _owner(description, groups, by_name, near)
        if owner is not None:
            known_from = min((n for f in owner.forms for n in f.scenes), default=0)
            early = sum(c for n, c in description.scenes.items() if n < known_from)
            if early >= max(_MIN_USES, 0.05 * form.count):
                result.append(NameGroup([_part(form, range(known_from))]))
                form = _part(form, range(known_from, max(form.scenes) + 1))
            joined.append((owner, _while_near(form, owner)))
        elif _is_somebody(description, most):
            result.append(NameGroup([form]))
    if sum(f.count for f in beings) >= max(12, 0.03 * most):
        # One being of many names ("the creature", "the monster", "the fiend").
        result.append(NameGroup(beings))
    for group, form in joined:
        group.forms.append(form)
    return sorted(result, key=lambda g: -g.count)


def _part(form: NameForm, keep: range) -> NameForm:
    """Limit the form to some of its scenes: before somebody has come into the book, "the captain" is another."""
    scenes = Counter({n: c for n, c in form.scenes.items() if n in keep})
    count = sum(scenes.values())
    return replace(form, count=count, speeches=round(form.speeches * count / form.count), scenes=scenes)


def _while_near(form: NameForm, owner: NameGroup) -> NameForm:
    """Limit the form to the scenes around those that name its owner: "the girl" of other chapters is another."""
    named = {n for f in owner.forms for n in f.scenes}
    scenes = Counter({n: c for n, c in form.scenes.items() if named & {n - 1, n, n + 1}})
    return replace(form, scenes=scenes, count=sum(scenes.values()))


def _owner(
    description: Description, groups: Sequence[NameGroup], by_name: Mapping[str, NameGroup], near: NearbyPeople
) -> NameGroup | None:
    noun = description.noun
    if len(description.phrase) == 1 and noun in OFFICE.keys() - PERSON_NOUNS.keys():
        holder = holder_of(noun, groups)
        if holder:
            return holder
    name = near.companion(description.use()) if noun not in _NOBODY else None
    return by_name.get(name) if name else None


def _is_somebody(description: Description, most: int) -> bool:
    uses = len(description.places)
    is_distinct = len(description.phrase) > 3 or "-" in description.phrase[0]
    if (is_distinct or description.noun in ROLES) and description.speeches >= 2 and uses >= 3:
        return True
    if description.noun in _COMMON:
        return False
    if uses < max(15, 0.03 * most):
        return False
    return description.speeches >= 3 or description.speeches + description.acts >= 6
