"""Capitalised names in a book, and what the words around each say about it: person or place, she or he."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.given_names import FEMALE, MALE
from analysts.lexicon.noise import NATIONS, NEVER_NAMES, NOISE, SURNAMES
from analysts.lexicon.places import NAMED_ENDINGS, PLACE_NOUNS
from analysts.lexicon.speech import ACTION, AUXILIARY, SPEECH, STRONG_SPEECH
from analysts.lexicon.titles import (
    ABBREVIATED,
    COURTESY,
    EPITHETS,
    KIN,
    OFFICE,
    PERSON_NOUNS,
    ROLES,
    TITLES,
)
from analysts.rules.people.name_form import NameForm
from analysts.text.blocks import SceneBlock, Token, bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


PARTICLES = words("de du des la le von van der den da di del della d’ ten ter")
_LINKS = {"of", "of the"}
_AGES = words("old young")
_BOTH_AGES = 3
_LOCATIVE = words("in at near toward towards into from leave left reached through around across outside")
_ASKED = words("i you we he she they it the a this that not god heaven")
_OWNERS = words("my your his her our their the a an this that")
_SHE = frozenset({"she", "her", "herself", "hers"})
_HE = frozenset({"he", "his", "him", "himself"})
_THING_NAMED = re.compile(
    r"(?:\b[Ii]ts name (?:was|is|had been)|\b(?:bell|ship|schooner|brig|boat|vessel|sword|inn|house|tavern|mountain"
    r"|river|clock|island|yacht|ketch|sloop|frigate|barque|bark|steamer) (?:called|named)) (?:the )?[“‘\"]?$"
)
_PERSONAL = TITLES.keys() | ROLES.keys() | PERSON_NOUNS.keys()


@dataclass(frozen=True, slots=True)
class _Words:
    """How often each word stands in lower case, and capitalised where no sentence begins."""

    low: Counter[str]
    capital: Counter[str]
    titled: Counter[str]
    agent: Counter[str]
    aged: Counter[tuple[str, str]]

    def is_of_two_ages(self, word: str) -> bool:
        """Say whether the book tells two of one name apart as "old Peter" and "young Peter"."""
        return min(self.aged["old", word], self.aged["young", word]) >= _BOTH_AGES

    def is_name(self, word: str) -> bool:
        """Say whether the book writes a word with a capital for its own sake."""
        lower = word.lower()
        if lower.endswith(("n't", "n’t")):
            return False
        if lower in NOISE:
            agent = self.agent[word] if lower not in NEVER_NAMES else 0
            return self.titled[word] >= 3 or (agent >= 3 and agent >= 0.02 * self.capital[word])
        capital, low = self.capital[word], self.low[lower]
        if not capital:
            return not low and (word in FEMALE or word in MALE)
        return low <= capital * 2 or capital >= 12


def collect_forms(blocks: Iterable[SceneBlock]) -> dict[str, NameForm]:
    """Collect every name form in the book with its evidence. Keys are the forms' texts."""
    blocks = list(blocks)
    words = _count_words(blocks)
    forms: dict[str, NameForm] = {}
    for block in blocks:
        sequences = list(_sequences(block, words))
        for n, (i, j, form) in enumerate(sequences):
            known = forms.setdefault(form.text, form)
            limit = sequences[n + 1][0] if n + 1 < len(sequences) else len(block.tokens)
            _weigh(known, block, i, j, limit)
        _pair(block, [(i, forms[form.text]) for i, _, form in sequences])
    return forms


def _pair(block: SceneBlock, sequences: Sequence[tuple[int, NameForm]]) -> None:
    """Count who is named beside whom in the sentences of the narration."""
    toks = block.tokens
    for n, (i, form) in enumerate(sequences):
        if toks[i].spoken:
            continue
        for j, other in sequences[n + 1 :]:
            if other is form or toks[j].spoken or any(t.opens for t in toks[i + 1 : j + 1]):
                break
            form.beside[other.text] += 1
            other.beside[form.text] += 1


def _count_words(blocks: Sequence[SceneBlock]) -> _Words:
    low: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    agent: Counter[str] = Counter()
    aged: Counter[tuple[str, str]] = Counter()
    for block in blocks:
        previous = ""
        for k, token in enumerate(block.tokens):
            word = bare(token.text)
            if previous in _AGES and word[0].isupper() and word.lower() not in TITLES:
                aged[previous, word] += 1
            if word[0].islower():
                low[word] += 1
            elif not token.opens and not (len(word) > 1 and word.isupper()):
                capital[word] += 1
                if previous in COURTESY:
                    titled[word] += 1
                after = block.tokens[k + 1].text if k + 1 < len(block.tokens) else ""
                named = word in FEMALE or word in MALE
                is_after_verb = previous in STRONG_SPEECH and _is_next(block, k)
                if is_after_verb or (named and (after in SPEECH or after in ACTION - AUXILIARY)):
                    agent[word] += 1
            previous = token.text.lower()
    return _Words(low, capital, titled, agent, aged)


def _is_next(block: SceneBlock, k: int) -> bool:
    """Say whether nothing but a space parts a word of the narration from the one before it ("said May")."""
    return not block.tokens[k].spoken and block.text[block.tokens[k - 1].end : block.tokens[k].start] == " "


def _sequences(block: SceneBlock, words: _Words) -> Iterable[tuple[int, int, NameForm]]:
    """Yield (first token, token after the last, fresh form) for each name in the block."""
    toks = block.tokens
    i = 0
    while i < len(toks):
        begins = _may_begin(toks[i], words) or _is_season(block, i) or _is_age(toks, i, words)
        if not begins or _is_modal_verb(toks, i):
            i += 1
            continue
        j = i + 1
        while j < len(toks):
            step = _grow(block, i, j, words)
            if not step:
                break
            j += step
        form = _form(block, i, j, words)
        if form:
            yield i, j, form
        i = j


def _may_begin(token: Token, words: _Words) -> bool:
    word = bare(token.text)
    if not word[0].isupper() or (len(word) > 1 and word.isupper()):
        return False
    lower = word.lower()
    if lower in TITLES:
        return not (
            token.opens and lower in ("don", "count", "private", "general", "mate", "m") and words.capital[word] == 0
        )
    if lower in EPITHETS and not token.opens:
        return True
    if len(word) == 1:
        return word not in ("I", "O", "A")
    return words.is_name(word)


def _is_age(toks: Sequence[Token], i: int, words: _Words) -> bool:
    """Say whether this is the "old" by which somebody is told apart from a young one of the same name."""
    return toks[i].text.lower() in _AGES and i + 1 < len(toks) and words.is_of_two_ages(bare(toks[i + 1].text))


def _is_modal_verb(toks: Sequence[Token], i: int) -> bool:
    """Say whether this is the verb in "May I come in?", whoever is called May."""
    follows = toks[i + 1].text.lower() if i + 1 < len(toks) else ""
    return toks[i].opens and toks[i].text.lower() in NOISE and follows in _ASKED


def _is_season(block: SceneBlock, i: int) -> bool:
    """Say whether this is a noisy word inside of a name after "the" ("the March Hare", "the Good Witch")."""
    toks = block.tokens
    if not i or i + 1 >= len(toks) or toks[i - 1].text.lower() != "the" or not toks[i].text[0].isupper():
        return False
    if toks[i].text.lower() in NATIONS or toks[i].text.isupper() or toks[i + 1].opens:
        return False
    return toks[i + 1].text[0].isupper() and not toks[i + 1].text.isupper()


def _grow(block: SceneBlock, i: int, j: int, words: _Words) -> int:
    """Return how many tokens more belong to the name: 1, 2 or 3 (over a particle), or 0."""
    toks = block.tokens
    previous, token = toks[j - 1], toks[j]
    gap = block.text[previous.end : token.start]
    stop = gap in (". ", ".") and (previous.text.lower() in ABBREVIATED or len(previous.text) == 1)
    if not (gap == " " or stop) or previous.text != bare(previous.text):
        return 0
    word = bare(token.text)
    if word[0].isupper():
        if word.isupper() and len(word) > 1:
            return 0
        lower = word.lower()
        titled = previous.text.lower() in TITLES and previous.text.lower() != "sir"
        if lower in COURTESY or (lower in OFFICE and lower not in ROLES):
            return 1 if titled else 0
        initial = len(word) == 1 and word not in ("I", "A", "O")
        role = lower in ROLES and (lower not in TITLES or (i > 0 and toks[i - 1].text.lower() == "the"))
        if lower in SURNAMES and bare(previous.text) in FEMALE | MALE:
            return 1
        return 1 if titled or role or initial or (lower not in TITLES and words.is_name(word)) else 0
    for width in (1, 2):
        after = toks[j + width] if j + width < len(toks) else None
        if after is None or not after.text[0].isupper() or after.text == "I" or after.opens:
            continue
        link = block.text[token.start : toks[j + width - 1].end]
        if all(w in PARTICLES for w in link.split()) and bare(after.text).lower() not in NOISE:
            return width + 1
        if link in _LINKS and previous.text.lower() in ("king", "queen", "prince", "princess", "duke", "anne", "lord"):
            return width + 1
    return 0


def _form(block: SceneBlock, i: int, j: int, words: _Words) -> NameForm | None:
    toks = block.tokens[i:j]
    parts = [bare(t.text) for t in toks]
    before = block.tokens[i - 1].text.lower() if i and not toks[0].opens else ""
    if parts[0].lower() in _AGES and len(parts) > 1 and words.is_of_two_ages(parts[1]):
        parts[0] = parts[0].capitalize()
        return NameForm(" ".join(parts), (), tuple(parts))
    k = _heads(parts)
    titles = tuple(p.lower() for p in parts[:k] if p.lower() in TITLES)
    core = tuple(parts[k:])
    if not core:
        if titles and titles[-1] in OFFICE and before == "the":
            return NameForm("the " + " ".join(parts), (), tuple(parts), articled=True)
        if len(parts) == 1 and titles and titles[0] in KIN and before not in _OWNERS and words.agent[parts[0]] >= 2:
            return NameForm(parts[0], (), (parts[0],))
        return None
    if before == "the" and not titles:
        return None if _is_family(core[-1], words) else NameForm(f"the {' '.join(parts)}", (), (*parts,), articled=True)
    if before in ("a", "an", "this", "that"):
        return None
    if core[-1].lower() in NOISE and len(core) == 1 and not titles and not words.is_name(core[-1]):
        return None
    text = block.text[toks[0].start : toks[-1].start] + parts[-1]
    drop = sum(1 for p in parts[:k] if p.lower() in EPITHETS and p.lower() not in TITLES)
    if drop and not titles:
        text = " ".join(core)
    return NameForm(_spelt(text), titles, core)


def _heads(parts: Sequence[str]) -> int:
    """Return how many titles and epithets a name begins with."""
    k = 0
    while k < len(parts) and (parts[k].lower() in TITLES or (parts[k].lower() in EPITHETS and k + 1 < len(parts))):
        k += 1
    return k


def _is_family(word: str, words: _Words) -> bool:
    """Say whether this is the plural of a name ("the Hills", "the Wilcoxes")."""
    return word.endswith("s") and bool(words.capital[word[:-1]] or (word.endswith("es") and words.capital[word[:-2]]))


def _spelt(text: str) -> str:
    first, _, rest = text.partition(" ")
    return f"{first}. {rest}" if first in ("Mr", "Mrs", "Dr") and rest else text


def _weigh(form: NameForm, block: SceneBlock, i: int, j: int, limit: int) -> None:
    """Add what the words around this mention say to the form's evidence."""
    toks = block.tokens
    form.count += 1
    form.scenes[block.scene] += 1
    if toks[i].spoken:
        form.spoken += 1
    shift = 1 if form.articled and i else 0
    before = _word_before(toks, i - shift)
    if i and not shift and toks[i - 1].text.lower() == "the":
        form.definite += 1
    after = toks[j].text if j < len(toks) and toks[j].spoken == toks[i].spoken else ""
    gap_after = block.text[toks[j - 1].end : toks[j].start] if j < len(toks) else ""
    if not toks[i].spoken and ((after in SPEECH and gap_after == " ") or before in STRONG_SPEECH):
        form.speeches += 1
    elif after in ACTION and gap_after == " ":
        form.acts += 1 if after not in AUXILIARY else 0.25
    if toks[i].spoken and not shift and _is_called(block, i, j):
        form.called += 1
    if before in _LOCATIVE:
        form.placed += 1
    if _is_thing(block, i):
        form.thing += 1
    _count_pronoun(form, toks, i, toks[j : min(limit, j + 14)])


def _word_before(toks: Sequence[Token], i: int) -> str:
    """Return the word before the token `i` in lower case, if it is spoken or told as that is."""
    return toks[i - 1].text.lower() if i > 0 and toks[i].spoken == toks[i - 1].spoken else ""


def _is_called(block: SceneBlock, i: int, j: int) -> bool:
    """Say whether somebody is called by the name in speech ("Come here, Jim!")."""
    before = block.text[max(0, block.tokens[i].start - 2) : block.tokens[i].start]
    end = block.tokens[j - 1].end
    return block.text[end : end + 1] in ",.!?;" and (", " in before or before[-1:] in "“\"‘'")


def _count_pronoun(form: NameForm, toks: Sequence[Token], i: int, following: Sequence[Token]) -> None:
    """Count the first pronoun that follows in the same sentence."""
    for token in following:
        if token.spoken != toks[i].spoken or token.opens:
            break
        word = token.text.lower()
        if word in _SHE:
            form.she += 1
            break
        if word in _HE:
            form.he += 1
            break


def _is_thing(block: SceneBlock, i: int) -> bool:
    """Say whether the text gives the name to a thing ("Its name was Comfort", "the brig called Hope")."""
    return bool(_THING_NAMED.search(block.text, max(0, block.tokens[i].start - 40), block.tokens[i].start))


def is_person(form: NameForm) -> bool:
    """Judge one form by its own words and its evidence."""
    if form.thing:
        return False
    if form.definite > 0.5 * form.count and form.speeches + form.called + form.acts < 2:
        return False
    if any(t in TITLES for t in form.titles):
        return form.titles not in (("st",), ("saint",)) or form.speeches > 0
    given = form.core[0] in FEMALE or form.core[0] in MALE
    last = form.core[-1].lower()
    if (last in PLACE_NOUNS or last in NAMED_ENDINGS) and form.speeches < 2 and (not given or form.placed):
        return False
    human = 3 * form.speeches + form.acts + 1.5 * form.called
    if form.articled:
        personal = form.core[-1].lower() in _PERSONAL
        return (
            form.speeches >= max(2, 0.03 * form.count)
            or (personal and human >= 2)
            or (form.speeches > 0 and human >= 4)
        )
    if given:
        human += 3
    elif any(w in FEMALE or w in MALE for w in form.core[1:]):
        human += 2
    return human >= 2 and human > 1.2 * form.placed
