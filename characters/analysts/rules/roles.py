"""People by description: whom "the squire" means, and who is never called anything but "the creature"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from characters.analysts.rules.aliases import Group, holder_of
from characters.analysts.rules.cast import Cast
from characters.analysts.rules.lexicon import words
from characters.analysts.rules.lexicon.speech import ACTION, AUXILIARY, SPEECH, STRONG_SPEECH
from characters.analysts.rules.lexicon.titles import OFFICE, PERSON_NOUNS, ROLES
from characters.analysts.rules.names import Form, gender_of_votes
from characters.analysts.rules.reading import Block, Token
from characters.bible import Gender

_KEPT_ADJECTIVES = words("old young little blind invisible wicked black red tin")
_COMMON = words("man woman boy girl lady gentleman child fellow person other voice guest visitor")
_UNKNOWN = words("stranger visitor newcomer intruder")
"""Those that are near somebody because they are not him."""
_BEINGS = words("creature monster fiend daemon demon wretch")
_BACK, _AHEAD = 4, 2
_MIN_USES, _SHARE, _ODDS = 8, 0.65, 4.0
_MAX_USUAL = 0.5
"""Somebody near every second paragraph of the book is near everything."""


@dataclass(slots=True)
class Description:
    """A definite description ("the old gentleman") and where it is used."""

    phrase: tuple[str, ...]
    places: list[tuple[int, int]] = field(default_factory=list)
    says: int = 0
    acts: int = 0
    she: int = 0
    he: int = 0
    scenes: Counter[int] = field(default_factory=Counter)

    @property
    def gender(self) -> Gender:
        """The gender of its noun, else of the pronouns after it."""
        noun = self.phrase[-1]
        known = ROLES.get(noun) or PERSON_NOUNS.get(noun, "unknown")
        return known if known != "unknown" else gender_of_votes(self.she, self.he)

    def form(self) -> Form:
        """The description as a written form of a name."""
        count = len(self.places)
        text = "the " + " ".join(self.phrase)
        return Form(
            text,
            (),
            self.phrase,
            True,
            count,
            says=self.says,
            acts=self.acts,
            she=self.she,
            he=self.he,
            scenes=self.scenes,
        )


def find_descriptions(blocks: Sequence[Block]) -> list[Description]:
    """All descriptions "the (adjective) noun" in lower case in the narration, the most used first."""
    found: dict[tuple[str, ...], Description] = {}
    for n, block in enumerate(blocks):
        toks = block.tokens
        for k, token in enumerate(toks[:-1]):
            if token.spoken or token.text not in ("the", "The"):
                continue
            at = k + 1
            if toks[at].text in _KEPT_ADJECTIVES and at + 1 < len(toks):
                at += 1
            noun = toks[at].text
            if noun not in ROLES and noun not in PERSON_NOUNS:
                continue
            phrase = tuple(t.text for t in toks[k + 1 : at + 1])
            if at == k + 2 and (noun in _BEINGS or toks[k + 1].text not in _KEPT_ADJECTIVES):
                phrase = (noun,)
            known = found.setdefault(phrase, Description(phrase))
            known.places.append((n, k))
            known.scenes[block.scene] += 1
            _vote(known, toks[at + 1 : at + 13])
            after = toks[at + 1].text if at + 1 < len(toks) and not toks[at + 1].spoken else ""
            if after in SPEECH or (k and toks[k - 1].text in STRONG_SPEECH):
                known.says += 1
            elif after in ACTION and after not in AUXILIARY:
                known.acts += 1
    return sorted(found.values(), key=lambda d: (-len(d.places), d.phrase))


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
    blocks: Sequence[Block], groups: Sequence[Group], names: Mapping[int, str], cast: Cast
) -> list[Group]:
    """Give each description to the person it stands for; those that stand for nobody else become people."""
    by_name = {names[id(g)]: g for g in groups}
    near = _Nearness(blocks, cast)
    most = max((g.count for g in groups), default=0)
    result = list(groups)
    known = {f.text.lower() for g in groups for f in g.forms}
    joined: list[tuple[Group, Form]] = []
    beings: list[Form] = []
    for description in find_descriptions(blocks):
        form = description.form()
        if form.text in known or len(description.places) < 3:
            continue
        if description.phrase[-1] in _BEINGS:
            beings.append(form)
            continue
        owner = _owner(description, groups, by_name, near)
        if owner is not None:
            known_from = min((n for f in owner.forms for n in f.scenes), default=0)
            early = sum(c for n, c in description.scenes.items() if n < known_from)
            if early >= max(_MIN_USES, 0.05 * form.count):
                result.append(Group([_part(form, range(known_from))]))
                form = _part(form, range(known_from, max(form.scenes) + 1))
            joined.append((owner, form))
        elif _is_somebody(description, most):
            result.append(Group([form]))
    if sum(f.count for f in beings) >= max(12, 0.03 * most):
        # One being of many names ("the creature", "the monster", "the fiend").
        result.append(Group(beings))
    for group, form in joined:
        group.forms.append(form)
    return sorted(result, key=lambda g: -g.count)


def _part(form: Form, keep: range) -> Form:
    """The form in some of its scenes only: before somebody has come into the book, "the captain" is another."""
    scenes = Counter({n: c for n, c in form.scenes.items() if n in keep})
    count = sum(scenes.values())
    return replace(form, count=count, says=round(form.says * count / form.count), scenes=scenes)


def _owner(
    description: Description, groups: Sequence[Group], by_name: Mapping[str, Group], near: _Nearness
) -> Group | None:
    noun = description.phrase[-1]
    if len(description.phrase) == 1 and noun in OFFICE:
        holder = holder_of(noun, groups)
        if holder:
            return holder
    name = near.companion(description) if noun not in _UNKNOWN else None
    return by_name.get(name) if name else None


def _is_somebody(description: Description, most: int) -> bool:
    uses = len(description.places)
    if description.phrase[-1] in _COMMON or uses < max(15, 0.03 * most):
        return False
    return description.says >= 3 or description.says + description.acts >= 6


class _Nearness:
    """Who is named near each paragraph, and how usual that is."""

    def __init__(self, blocks: Sequence[Block], cast: Cast) -> None:
        self.cast = cast
        self.blocks = blocks
        self.named = [cast.mentions(b) for b in blocks]
        sets = [{m.person for m in found} for found in self.named]
        self.near = [
            set().union(*sets[max(0, n - _BACK) : n + _AHEAD + 1]) if blocks else set() for n in range(len(blocks))
        ]
        usual: Counter[str] = Counter()
        for people in self.near:
            usual.update(people)
        self.usual = {p: c / len(blocks) for p, c in usual.items()}

    def companion(self, description: Description) -> str | None:
        """The one person who is near nearly every use of the description and seldom in its very sentence."""
        uses = len(description.places)
        if uses < _MIN_USES or (description.phrase[-1] in _COMMON and uses < 2 * _MIN_USES):
            return None
        near: Counter[str] = Counter()
        beside: Counter[str] = Counter()
        for n, k in description.places:
            near.update(self.near[n])
            beside.update(self._beside(n, k))
        best, best_score = None, 0.0
        for person, count in sorted(near.items()):
            gender = self.cast.gender(person)
            if description.gender != gender and "unknown" not in (gender, description.gender):
                continue
            share, usual = count / uses, self.usual[person]
            odds = (share / (1.04 - share)) / (usual / (1.04 - usual))
            score = share - 0.8 * beside[person] / uses
            if usual > _MAX_USUAL or share < self._needed(description) or odds < _ODDS:
                continue
            if score > best_score:
                best, best_score = person, score
        return best if best_score >= 0.5 else None

    def _needed(self, description: Description) -> float:
        return 0.85 if description.phrase[-1] in _COMMON else _SHARE

    def _beside(self, n: int, k: int) -> set[str]:
        toks = self.blocks[n].tokens
        first = next((j for j in range(k, -1, -1) if toks[j].opens), 0)
        last = next((j for j in range(k + 1, len(toks)) if toks[j].opens), len(toks))
        return {m.person for m in self.named[n] if first <= m.first < last and m.spoken == toks[k].spoken}
