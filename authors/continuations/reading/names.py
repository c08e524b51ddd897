"""Who is meant by a word: names with their shorter forms, people known by a noun, pronouns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.beings import SPECIES_OF_NOUN
from analysts.lexicon.given_names import FEMALE, MALE
from analysts.prose.frames.words import NOUN_CLASSES, noun_class

from authors.continuations.reading.common import is_common_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysts.prose.frames import SentenceTree
    from authors.continuations.contract import PersonFacts, Pronoun

PRONOUNS: dict[str, Pronoun] = {
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
}
NARRATOR = "the narrator"
"""Stands for whoever tells in the first person, until they say their name."""
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
TITLES = words(
    "mr mr. mrs mrs. miss ms ms. dr dr. doctor captain professor sir lady lord king queen prince princess aunt "
    "uncle old young little commander inspector lieutenant colonel major sergeant governor detective cousin "
    "grandfather grandmother baba signor herr frau madam madame master father mother sister wizard baron baroness "
    "count countess duke duchess emperor empress general admiral judge nurse sheriff mademoiselle monsieur"
)
FEMALE_WORDS = words(
    "woman girl mother sister daughter aunt queen princess lady wife grandmother widow witch nun maid "
    "granddaughter niece mrs mrs. miss ms ms. madam madame frau countess baroness duchess empress governess "
    "mermaid baba actress waitress abbess mademoiselle nanny bride seamstress"
)
MALE_WORDS = words(
    "man boy father brother son uncle king prince lord husband grandfather monk gentleman nephew grandson mr mr. "
    "sir herr signor baron duke emperor count fisherman wizard monsieur abbot bridegroom"
)
KIN = words(
    "brother sister father mother son daughter cousin uncle aunt nephew niece husband wife grandfather "
    "grandmother grandson granddaughter grandparent twin stepmother stepfather widow"
)
_GENERIC = words(
    "person people folk somebody someone nobody anyone everyone everybody baby other one voice figure friend "
    "enemy crowd company"
)
_NO_NAME = words(
    "i monday tuesday wednesday thursday friday saturday sunday january february july september october november "
    "december god christmas easter english french german latin north south east west earth moon sun mount lake "
    "river street saint st st. somebody someone nobody everybody everyone anyone anybody something nothing "
    "everything yes no oh now then there here"
)
_KNOWN_BY_TITLE = words(
    "queen king captain commander doctor professor inspector governor princess prince wizard judge count"
)
_LIVING = frozenset({"person", "animal"})
_WORD = re.compile(r"[\w'’.-]+")


def forms_of(name: str) -> list[str]:
    """Return the forms of a name that may stand for it: without its title, its first and its last word."""
    parts = name.split()
    if parts[0].lower() == "the":
        return [name]
    bare = parts
    while len(bare) > 1 and bare[0].lower() in TITLES:
        bare = bare[1:]
    forms = [name]
    if bare != parts:
        forms.append(" ".join(bare))
        if len(bare) > 1:
            forms.append(f"{parts[0]} {bare[-1]}")
        if parts[0].lower() in _KNOWN_BY_TITLE:
            forms.append(f"the {parts[0].lower()}")
    if len(bare) > 1:
        forms += [bare[0], bare[-1]]
    return list(dict.fromkeys(forms))


def pronoun_of(name: str) -> Pronoun:
    """Return the pronoun that a name or noun tells by itself, "" where it does not."""
    low = name.lower().split()
    for word in low:
        if word in FEMALE_WORDS:
            return "she"
        if word in MALE_WORDS:
            return "he"
    first = next((word for word in low if word not in TITLES and word != "the"), low[-1])
    if first in FEMALE and first not in MALE:
        return "she"
    return "he" if first in MALE and first not in FEMALE else ""


def key_of(text: str) -> tuple[str, ...]:
    """Return the words of a name in small letters."""
    return tuple(_WORD.findall(text.lower()))


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
        mentions: dict[int, str] = {}
        before = frozenset(self.known)
        at = 0
        while at < len(tree):
            length = self._known_length(tree, at)
            length = self._longer(tree, at, length) if length else self._new_length(tree, at)
            if length:
                run = range(at, at + length)
                name = " ".join(tree.tokens[i].text for i in run)
                mentions[_head(tree, run)] = self._baptised(tree, at, name) or self._person(name)
            at += length or 1
        for i in range(len(tree)):
            if i not in mentions and _is_somebody(tree, i):
                beside = name_beside(tree, i, mentions)
                noun = f"the {tree.tokens[i].lemma.lower()}"
                explained = self._explained(tree, i, mentions) if beside is None else None
                if explained is None and beside is None:
                    explained = self._is_named(tree, i, mentions)
                name = explained or (mentions[beside] if beside is not None else self._person(noun))
                mentions[i] = name
                if beside is not None and self.called(noun) is None and _is_their_noun(tree, i):
                    self.know(name, [noun])
                    self.baptised[noun] = name
                if not self.pronouns.get(name):
                    self.know(name, pronoun=pronoun_of(noun))
        for i, name in list(mentions.items()):
            head = tree.tokens[i].head
            other = mentions.get(head, name)
            is_one = tree.tokens[i].relation == "nsubj" and tree.children(head, "cop") and i < head
            if is_one and other != name and other not in before and {"was", "is"} & set(tree.words[i:head]):
                if not name.startswith("the ") and not other.startswith("the ") and not {"not", "n't"} & set(tree.words):
                    self._join(name, other)
                    mentions = {t: name if who == other else who for t, who in mentions.items()}
        return mentions

    def _longer(self, tree: SentenceTree, at: int, length: int) -> int:
        """Return the length of a known name with the surname that it gets here: "Hamid" in "Hamid Sharifi"."""
        end = at + length
        if length == 1 and end < len(tree) and tree.words[at] not in TITLES and _is_proper(tree, end):
            text = tree.tokens[end].text
            is_free = self.called(text) is None and tree.words[end] not in TITLES
            if is_free and tree.tokens[end].tag.startswith("NNP") and tree.tokens[at].tag.startswith("NNP"):
                return 2
        return length

    def _is_named(self, tree: SentenceTree, i: int, mentions: dict[int, str]) -> str | None:
        """Return whose name a sentence gives to a noun: "our captain was Dona Arce"; the noun means them from now on."""
        head = tree.tokens[i].head
        name = mentions.get(head)
        if tree.tokens[i].relation != "nsubj" or name is None or name.startswith("the ") or not tree.children(head, "cop"):
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
        return noun != name and (noun in _MORE_BEINGS or noun_class(noun) == "person")

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
        nouns = [f"the {tree.tokens[i].lemma.lower()}" for i in range(at) if _is_somebody(tree, i)]
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
        while end < len(tree) and _may_be_in_name(tree, end):
            end += 1
        while end - at > 1 and tree.words[end - 1] in TITLES and not _is_proper(tree, end - 1):
            end -= 1
        run = range(at, end)
        if (
            not run
            or not any(_is_proper(tree, i) for i in run)
            or (tree.words[at] in _NO_NAME or (len(run) == 1 and tree.words[at] in _NO_NAME))
        ):
            return 0
        return len(run) if self._is_person(tree, run) else 0

    def _is_person(self, tree: SentenceTree, run: range) -> bool:
        low = [tree.words[i] for i in run]
        before = tree.words[run[0] - 1] if run[0] else ""
        head = _head(tree, run)
        if (
            low[0] in _MONTHS
            and len(run) == 1
            and before in ("in", "of", "early", "late", "last", "next", "since", "until")
        ):
            return False
        if low[0] in TITLES or any(word in FEMALE or word in MALE for word in low):
            return True
        if before in ("a", "an") and len(run) == 1:  # "an Alexandrian"
            return False
        if before in ("called", "named") and noun_class(tree.tokens[run[0] - 2].lemma) in (
            "building",
            "outdoors",
            "room",
        ):
            return False
        if before in ("called", "named", "was", "is", "it", "him", "her") and run[0] > 1:
            near = tree.words[max(0, run[0] - 4) : run[0]]
            return bool({"called", "named", "name", "friend", "brother", "sister", *KIN} & set(near))
        kinds = {e.kind for e in tree.sentence.entities if e.start <= run[-1] < e.end}
        begins = len(run) == 1 and not kinds and _before_verb(tree, run[0])
        relation = tree.tokens[head].relation
        is_ship = before == "the" and len(run) == 1  # “the Halcyon”
        if is_ship or (before in _PLACING and relation in ("obl", "nmod")):
            return False
        if begins or "PER" in kinds or (len(run) > 1 and not kinds and relation not in ("obl", "nmod")):
            return True
        if relation in ("nsubj", "nsubj:pass", "root"):
            verb = tree.tokens[tree.tokens[head].head].lemma
            return not tree.children(head, "det") and (not kinds or verb not in ("have", "be", "lie", "stand"))
        of_person = relation == "appos" and noun_class(tree.tokens[tree.tokens[head].head].lemma) in _LIVING
        return of_person or (relation in ("appos", "xcomp", "nmod:poss", "iobj", "obj") and not kinds)


_MONTHS = frozenset({"march", "april", "may", "june", "august"})
_PLACING = frozenset(
    {"in", "to", "from", "at", "for", "on", "into", "of", "near", "through", "over", "under", "towards"}
)


def _other_title(name: str, person: str) -> bool:
    one, other = name.split(maxsplit=1)[0].lower(), person.split(maxsplit=1)[0].lower()
    if one in TITLES and other in TITLES and one != other:
        return bool(pronoun_of(one) and pronoun_of(other) and pronoun_of(one) != pronoun_of(other))
    firsts = [n for n in (name.split(), person.split()) if len(n) > 1 and n[0].lower() not in TITLES]
    return len(firsts) == 2 and firsts[0][0] != firsts[1][0]


def _may_be_in_name(tree: SentenceTree, i: int) -> bool:
    token = tree.tokens[i]
    if not token.text[:1].isupper() or tree.words[i] in ("i", "the", "a"):
        return False
    return _is_proper(tree, i) or tree.words[i] in TITLES


def _is_proper(tree: SentenceTree, i: int) -> bool:
    """Say whether a word is a name by its capital; at the beginning of a sentence by what the grammar makes of it."""
    token, low = tree.tokens[i], tree.words[i]
    if not token.text[:1].isupper() or not token.text[1:2].islower():
        return False
    if low in _NO_NAME:
        return bool(i) and tree.words[i - 1] in TITLES and tree.tokens[i - 1].text[:1].isupper()
    begins = i == 0 or tree.tokens[i - 1].text in ("“", "‘", '"', ":", "—", "-") or tree.words[i - 1] == "yes"
    if not begins:
        return token.tag[:2] in ("NN", "JJ", "VB", "UH", "FW", "RB")
    if low in FEMALE or low in MALE:
        return True
    if NOUN_CLASSES.get(low) in ("animal", "plant", "tool", "treasure") and _is_introduced(tree, i):
        return True
    if token.tag in ("JJ", "NNP") and low not in NOUN_CLASSES and _before_verb(tree, i):
        return True
    if _before_verb(tree, i) and not is_common_word(low):
        return True
    if low in NOUN_CLASSES or low in _WEATHER or token.tag not in ("NNP", "NNPS", "NN", "UH", "JJ", "FW"):
        return False
    is_subject = token.relation in ("nsubj", "nsubj:pass", "nmod:poss", "compound", "vocative", "flat", "amod")
    return token.tag.startswith("NNP") or (is_subject and not tree.children(i, "det", "case"))


def _before_verb(tree: SentenceTree, i: int) -> bool:
    """Say whether a sentence begins with a word and a verb of the past: “Hazel boarded”, “Kofi repaired”."""
    if i != 0 or len(tree) < 2 or tree.tokens[1].tag not in ("VBD", "VBN", "VBZ"):
        return False
    is_name = tree.tokens[0].tag in ("JJ", "NNP") or not is_common_word(tree.words[0])
    return is_name and not tree.children(1, "aux", "aux:pass")


def _is_introduced(tree: SentenceTree, i: int) -> bool:
    """Say whether a word that could be a noun is a name by what follows: “Wren, a shy stable boy, …”."""
    return tree.words[i + 1 : i + 2] == [","] and tree.words[i + 2 : i + 3] in (["a"], ["an"], ["the"], ["who"])


_WEATHER = words(
    "frost thunder lightning silence darkness dawn dusk midnight noon everything summer winter spring autumn"
)


def _head(tree: SentenceTree, run: range) -> int:
    return next((i for i in run if tree.tokens[i].head not in run or tree.tokens[i].head == i), run[-1])


def _is_somebody(tree: SentenceTree, i: int) -> bool:
    """Say whether a noun is somebody: "the ferryman", "her brother", "a white wolf"."""
    token = tree.tokens[i]
    beside_name = i + 1 < len(tree) and tree.tokens[i + 1].text[:1].isupper()
    is_one = token.tag == "NN" or (token.tag == "NNS" and tree.words[i] == token.lemma.lower())
    if not is_one or (token.relation in ("compound", "nmod:poss") and not beside_name):
        return False
    if tree.words[i + 1 : i + 2] in (["'s"], ["’s"]) and tree.tokens[i + 2 : i + 3] and tree.is_noun(i + 2):
        return False
    if token.lemma == "seal" and tree.case(i):  # a letter “with a black seal”
        return False
    if tree.children(i, "cop") or _adds_to_predicate(tree, i) or _is_likened(tree, i):
        return False
    if token.relation == "compound" and (token.lemma in KIN or noun_class(token.lemma) in _LIVING):
        return True
    if token.lemma in KIN:
        return bool(tree.children(i, "det", "nmod:poss"))
    if token.lemma in SPECIES_OF_NOUN and tree.words[i - 1 : i] == ["the"] and token.relation != "compound":
        return True
    if token.lemma not in NOUN_CLASSES or noun_class(token.lemma) not in _LIVING or token.lemma in _GENERIC:
        return token.lemma in _MORE_BEINGS and bool(tree.children(i, "det"))
    is_subject = i > 0 and tree.words[i - 1] in ("the", "a", "an") and tree.words[i + 1 : i + 2] != []
    return bool(tree.children(i, "det", "nmod:poss")) or (
        is_subject and tree.tokens[i + 1].tag in ("VBD", "VBN", "VBZ")
    )


def _is_their_noun(tree: SentenceTree, i: int) -> bool:
    """Say whether a noun beside a name may stand for it from now on: an animal's ("a cow, Malwina")."""
    return noun_class(tree.tokens[i].lemma) == "animal" and bool(tree.children(i, "det", "nmod:poss"))


def _is_likened(tree: SentenceTree, i: int) -> bool:
    """Say whether a noun is only what somebody is compared to: "beardless as a boy", "like a dog"."""
    first = i - 1
    while first > 0 and (tree.tokens[first].tag in ("DT", "JJ", "PRP$") or tree.words[first] in ("a", "an", "the")):
        first -= 1
    if first < 1 or tree.words[first] not in ("as", "like", "than"):
        return False
    return tree.words[first] != "as" or tree.tokens[first - 1].tag in ("JJ", "RB", "NN")


_MORE_BEINGS = words(
    "robot ghost android dragon wizard witch fairy abbess abbot conductor engineer pilot gardener goblin giant "
    "miller steward magistrate freedman matron surveyor potter cobbler tailor weaver cooper carter shepherd goatherd "
    "herdsman woodcutter forester gamekeeper innkeeper landlord landlady landowner porter doorman watchman gatekeeper "
    "ferryman boatman helmsman midshipman bosun stoker apprentice journeyman mason carpenter joiner locksmith "
    "glassblower goldsmith silversmith tinker pedlar peddler hawker grocer butcher brewer vintner barber dentist "
    "surgeon midwife apothecary pharmacist chemist scientist professor lecturer librarian archivist clerk notary "
    "lawyer solicitor barrister bailiff constable policewoman superintendent warden jailer gaoler hangman executioner "
    "senator consul legionary centurion tribune gladiator chieftain shaman priestess imam rabbi sexton verger "
    "organist violinist pianist cellist drummer composer conjurer juggler acrobat tightrope-walker ringmaster "
    "astronaut cosmonaut navigator technician mechanic programmer hacker courier smuggler poacher burglar "
    "pickpocket swindler gambler stowaway castaway foundling heiress widower bachelor spinster "
    "governess housekeeper butler footman valet chambermaid scullion stableboy groom coachman chauffeur taxi-driver "
    "headmaster headmistress headteacher janitor caretaker lodger foreman "
    "substitute passenger stewardess diver archaeologist botanist astronomer physicist biologist geologist explorer "
    "troll ogre elf dwarf gnome sprite nymph phoenix unicorn"
)


def _adds_to_predicate(tree: SentenceTree, i: int) -> bool:
    """Say whether a noun only goes on with what somebody is: "She was forty, a widow"."""
    head = tree.tokens[i].head
    relation = tree.tokens[i].relation
    is_more = relation in ("appos", "conj", "obl:unmarked", "parataxis", "list") and head < i
    if not {"a", "an"} & tree.child_words(i, "det"):
        return False
    first = tree.first_of(i)
    is_aside = "," in tree.words[max(0, first - 1) : first + 1] and {"was", "were", "is"} & set(tree.words[:first])
    return bool(is_more and tree.children(head, "cop")) or bool(
        is_aside and tree.words[i + 1 : i + 2] in ([","], ["with"], ["."], ["and"])
    )


def name_beside(tree: SentenceTree, i: int, mentions: dict[int, str]) -> int | None:
    """Return the name that stands beside a noun of a person: "her brother Tom", "Karim, the old merchant"."""
    token = tree.tokens[i]
    names = [at for at, name in mentions.items() if not name.startswith("the ")]
    for at in names:
        other = tree.tokens[at]
        if other.head == i and other.relation in ("appos", "flat", "compound", "nmod:desc", "nsubj"):
            return at
        if token.head == at and token.relation in ("compound", "flat", "nmod:desc", "appos"):
            return at
    after = next((at for at in sorted(names) if at > i), None)
    if after is not None:
        between = tree.words[i + 1 : _first(tree, after)]
        if not between or between in (["called"], ["named"]):
            return after
        closes = tree.words[after + 1 : after + 2]
        if between == [","] and closes in ([","], ["."]):
            return after
    return apposed(tree, i, names)


def apposed(tree: SentenceTree, i: int, names: list[int]) -> int | None:
    """Return the name that a noun after a comma explains: "Fern, a small field mouse"."""
    at = i - 1
    while at > 0 and tree.tokens[at].tag in ("JJ", "NN", "NNS", "CD", "JJS", "VBN", "POS", "NNP", "-", "RB"):
        at -= 1
    if tree.words[at] == "," and tree.words[at + 2 : at + 3] in (["'s"], ["’s"]):
        at += 1  # "Aunt Fina, Rosa's mother"
    elif tree.tokens[at].tag not in ("DT", "PRP$"):
        return None
    if at < 2 or tree.words[at - 1] != ",":
        return None
    return next((name for name in names if name <= at - 2 and _last_of_name(tree, name) == at - 2), None)


def _first(tree: SentenceTree, at: int) -> int:
    while at > 0 and tree.tokens[at - 1].text[:1].isupper() and at - 1 > 0:
        at -= 1
    return at


def _last_of_name(tree: SentenceTree, at: int) -> int:
    while at + 1 < len(tree) and tree.tokens[at + 1].text[:1].isupper():
        at += 1
    return at
