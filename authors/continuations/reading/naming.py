"""Who is meant by a word: all forms of all names so far, and who was spoken of last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.prose.frames.words import noun_class
from authors.continuations.reading.capitals import NO_NAME, head_of, is_person, is_proper, may_be_in_name
from authors.continuations.reading.names import KIN, PRONOUNS, TITLES, forms_of, key_of, pronoun_of
from authors.continuations.reading.nouns import MORE_BEINGS, is_somebody, is_their_noun, name_beside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysts.prose.frames import SentenceTree
    from authors.continuations.contract import PersonFacts


class Naming:
    """All forms of all names so far, and who was spoken of last."""

    def __init__(self, people: Iterable[PersonFacts]) -> None:
        self._forms: dict[tuple[str, ...], list[str]] = {}
        self.pronouns: dict[str, str] = {}
        self.known: set[str] = set()
        self.last: list[str] = []
        self.baptised: dict[str, str] = {}
        self.previous: frozenset[str] = frozenset()
        self.barred: frozenset[str] = frozenset()
        for person in people:
            self.know(person.name, person.aliases, person.pronoun)
        self.given = frozenset(self.pronouns)

    def know(self, person: str, others: Iterable[str] = (), pronoun: str = "") -> None:
        """Take somebody up with the forms of all their names."""
        self.known.add(person)
        for form in dict.fromkeys(form for name in (person, *others) for form in forms_of(name)):
            key = key_of(form)
            if key and (key[-1] not in TITLES or form == person):
                whose = self._forms.setdefault(key, [])
                if person not in whose:
                    whose.append(person)
        if pronoun := pronoun or self.pronouns.get(person, "") or pronoun_of(person):
            self.pronouns[person] = pronoun

    def called(self, name: str) -> str | None:
        """Return whoever is called so, if that is one person only or the name is whole."""
        whose = self._forms.get(key_of(name), [])
        exact = [person for person in whose if key_of(person) == key_of(name)]
        return exact[0] if exact else whose[0] if len(whose) == 1 else None

    def named_in(self, tree: SentenceTree) -> dict[int, str]:
        """Return the people of a sentence by the token that heads their name."""
        before = frozenset(self.known)
        mentions = self._capitalised(tree)
        for i in range(len(tree)):
            if i not in mentions and is_somebody(tree, i):
                mentions[i] = self._known_by(tree, i, mentions)
        return self._joined(tree, mentions, before)

    def _capitalised(self, tree: SentenceTree) -> dict[int, str]:
        """Return who is named by name."""
        mentions: dict[int, str] = {}
        at = 0
        while at < len(tree):
            length = self._known_length(tree, at)
            length = self._longer(tree, at, length) if length else self._new_length(tree, at)
            if length:
                run = range(at, at + length)
                name = " ".join(tree.tokens[i].text for i in run)
                mentions[head_of(tree, run)] = self._baptised(tree, at, name) or self._person(name)
            at += length or 1
        return mentions

    def _known_by(self, tree: SentenceTree, i: int, mentions: dict[int, str]) -> str:
        """Return who is meant by a noun: of a name beside it, of one that explains it, or known by the noun alone."""
        beside = name_beside(tree, i, mentions)
        noun = f"the {tree.tokens[i].lemma.lower()}"
        if beside is None:
            explained = self._explained(tree, i, mentions) or self._is_named(tree, i, mentions)
            name = explained or self._person(noun)
        else:
            name = mentions[beside]
            if self.called(noun) is None and is_their_noun(tree, i):
                self.know(name, [noun])
                self.baptised[noun] = name
        if not self.pronouns.get(name):
            self.know(name, pronoun=pronoun_of(noun))
        return name

    def _joined(self, tree: SentenceTree, mentions: dict[int, str], before: frozenset[str]) -> dict[int, str]:
        """Return the mentions with two names made one where a sentence says so: "Matron was Miss Braithwaite"."""
        if {"not", "n't", "n’t"} & set(tree.words):
            return mentions
        for i, name in list(mentions.items()):
            head = tree.tokens[i].head
            other = mentions.get(head, name)
            says_so = tree.tokens[i].relation == "nsubj" and i < head and {"was", "is"} & set(tree.words[i:head])
            is_new = other != name and other not in before and not f"{name} {other}".startswith("the ")
            if says_so and is_new and not other.startswith("the ") and tree.children(head, "cop"):
                self._join(name, other)
                mentions = {t: name if who == other else who for t, who in mentions.items()}
        return mentions

    def _longer(self, tree: SentenceTree, at: int, length: int) -> int:
        """Return the length of a known name with the surname that it gets here: "Hamid" in "Hamid Sharifi"."""
        end = at + length
        if length == 1 and end < len(tree) and tree.words[at] not in TITLES and is_proper(tree, end):
            text = tree.tokens[end].text
            is_free = self.called(text) is None and tree.words[end] not in TITLES
            if is_free and tree.tokens[end].tag.startswith("NNP") and tree.tokens[at].tag.startswith("NNP"):
                return 2
        return length

    def _is_named(self, tree: SentenceTree, i: int, mentions: dict[int, str]) -> str | None:
        """Return whose name a sentence gives to a noun, which means them from now on: "our captain was Dona Arce"."""
        head = tree.tokens[i].head
        name = mentions.get(head)
        if (
            tree.tokens[i].relation != "nsubj"
            or name is None
            or name.startswith("the ")
            or not tree.children(head, "cop")
        ):
            return None
        if not tree.child_words(i, "det", "nmod:poss") & {"the", "our", "my", "his", "her", "their"}:
            return None
        noun = f"the {tree.tokens[i].lemma.lower()}"
        if tree.tokens[i].lemma in KIN or self.called(noun) not in (None, name):
            return None
        self.know(name, [noun])
        self.baptised[noun] = name
        return name

    def remember(self, names: Iterable[str]) -> None:
        """Keep who was spoken of, the last of them first in mind."""
        for name in names:
            if name in self.last:
                self.last.remove(name)
            self.last.append(name)

    def meant_by(self, word: str, here: Iterable[str]) -> str | None:
        """Return whom a pronoun means: the last one here, or else before, who can have it."""
        wanted = PRONOUNS[word]
        before = [name for name in reversed(self.last) if name in self.previous]
        barred, self.barred = self.barred, frozenset()
        names = [name for name in here if name not in barred]
        subject = before[0] if before else ""
        if wanted == "he" and subject not in self.pronouns and not names and self._is_man(subject):
            return subject
        before = sorted((name for name in before if name not in barred), key=lambda name: name.startswith("the "))
        for near in (names, before):
            sure = [name for name in near if self.pronouns.get(name) == wanted]
            if sure:
                return sure[0]
            maybe = [name for name in near if name not in self.pronouns and not self._is_role(name)]
            if maybe:
                return maybe[0]
        others = [name for name in reversed(self.last) if self.pronouns.get(name) == wanted and name not in barred]
        return min(others, key=lambda name: name.startswith("the ")) if others else None

    def _is_man(self, name: str) -> bool:
        """Say whether somebody known by a noun only is a person: "a rich miller"."""
        noun = name.removeprefix("the ")
        return noun != name and (noun in MORE_BEINGS or noun_class(noun) == "person")

    def _is_role(self, name: str) -> bool:
        """Say whether somebody is known by a noun only."""
        return name.startswith("the ") and name not in self.baptised

    def _join(self, one: str, other: str) -> None:
        """Take two names for one person's: "Matron was Miss Braithwaite"."""
        for whose in self._forms.values():
            if other in whose:
                whose[:] = list(dict.fromkeys(one if name == other else name for name in whose))
        self.known.discard(other)
        self.know(one, [other], self.pronouns.pop(other, ""))
        self.baptised[one] = other

    def _person(self, name: str) -> str:
        known = self.called(name)
        if known is None:
            whole = [
                person
                for form in forms_of(name)
                for person in self._forms.get(key_of(form), [])
                if not _other_title(name, person)
            ]
            named = [person for person in whole if not person.startswith("the ")]
            whole = named or whole
            known = whole[0] if len(set(whole)) == 1 else None
        if known is not None:
            if len(name) > len(known):
                self.know(known, [name])
            return known
        self.know(name)
        return name

    def _baptised(self, tree: SentenceTree, at: int, name: str) -> str | None:
        """Return whoever gets a name here: "His name was Cuthbert", "the dragon, whose name was …"."""
        before = " ".join(tree.words[max(0, at - 4) : at])
        if not re.search(r"\b(?:name (?:was|is)|(?:called|named) (?:it|him|her)|(?:was|is) called)$", before):
            return None
        nouns = [f"the {tree.tokens[i].lemma.lower()}" for i in range(at) if is_somebody(tree, i)]
        last = next((who for who in (*reversed(nouns), *reversed(self.last[-2:])) if who in self.known), None)
        if nouns and last not in nouns and before.endswith("called"):
            last = nouns[0]  # "the cook was called Pell": nobody has spoken of the cook before
            self.know(last)
        if last is None or not last.startswith("the ") or self.called(name) is not None:
            return None
        whose = re.search(r"\b(his|her) name", before)
        self.know(last, [name], PRONOUNS[whose[1]] if whose else "")
        self.baptised[last] = name
        return last

    def _explained(self, tree: SentenceTree, i: int, mentions: dict[int, str]) -> str | None:
        """Return whose name comes in the words that explain a noun: "the gardener, a deaf boy called Piet"."""
        if tree.words[i + 1 : i + 2] != [","] or tree.words[i + 2 : i + 3] not in (["a"], ["an"]):
            return None
        for at in range(i + 3, min(i + 8, len(tree) - 1)):
            if tree.words[at] in ("called", "named") and at + 1 < len(tree):
                name = next((mentions[t] for t in range(at + 1, min(at + 4, len(tree))) if t in mentions), None)
                if name is None or name.startswith("the "):
                    return None
                noun = f"the {tree.tokens[i].lemma.lower()}"
                if self.called(noun) is None:
                    self.know(name, [noun])
                    self.baptised[noun] = name
                return name
            if tree.words[at] in (",", "."):
                return None
        return None

    def _known_length(self, tree: SentenceTree, at: int) -> int:
        """Return how many tokens from here on are a name that is known, 0 for none."""
        if not tree.tokens[at].text[:1].isupper():
            return 0
        for length in (4, 3, 2, 1):
            text = " ".join(token.text for token in tree.tokens[at : at + length])
            whose = self._forms.get(key_of(text), [])
            if len(tree) >= at + length and whose and not all(name.startswith("the ") for name in whose):
                return length if self.called(text) is not None or length > 1 else 0
            if length > 1 and whose and tree.words[at] == "the" and at + length == len(tree):
                continue
        return 0

    def _new_length(self, tree: SentenceTree, at: int) -> int:
        """Return how many tokens from here on are a name of somebody new, 0 for none."""
        end = at
        while end < len(tree) and may_be_in_name(tree, end):
            end += 1
        while end - at > 1 and tree.words[end - 1] in TITLES and not is_proper(tree, end - 1):
            end -= 1
        run = range(at, end)
        if (
            not run
            or not any(is_proper(tree, i) for i in run)
            or (tree.words[at] in NO_NAME or (len(run) == 1 and tree.words[at] in NO_NAME))
        ):
            return 0
        return len(run) if is_person(tree, run) else 0


def _other_title(name: str, person: str) -> bool:
    one, other = name.split(maxsplit=1)[0].lower(), person.split(maxsplit=1)[0].lower()
    if one in TITLES and other in TITLES and one != other:
        return bool(pronoun_of(one) and pronoun_of(other) and pronoun_of(one) != pronoun_of(other))
    firsts = [n for n in (name.split(), person.split()) if len(n) > 1 and n[0].lower() not in TITLES]
    return len(firsts) == 2 and firsts[0][0] != firsts[1][0]
