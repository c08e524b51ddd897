"""Which nouns are somebody, and whose name stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.beings import SPECIES_OF_NOUN
from analysts.prose.frames.words import NOUN_CLASSES, noun_class
from authors.continuations.reading.names import KIN

if TYPE_CHECKING:
    from analysts.prose.frames import SentenceTree

_LIVING = frozenset({"person", "animal"})
_GENERIC = words(
    "person people folk somebody someone nobody anyone everyone everybody baby other one voice figure friend "
    "enemy crowd company"
)


def is_somebody(tree: SentenceTree, i: int) -> bool:
    """Say whether a noun is somebody: "the ferryman", "her brother", "a white wolf"."""
    token = tree.tokens[i]
    beside_name = i + 1 < len(tree) and tree.tokens[i + 1].text[:1].isupper()
    is_one = token.tag == "NN" or (token.tag == "NNS" and tree.words[i] == token.lemma.lower())
    if not is_one or (token.relation in ("compound", "nmod:poss") and not beside_name):
        return False
    if tree.words[i + 1 : i + 2] in (["'s"], ["’s"]) and tree.tokens[i + 2 : i + 3] and tree.is_noun(i + 2):
        return False
    is_wax = token.lemma == "seal" and tree.case(i)  # a letter “with a black seal”
    if is_wax or tree.children(i, "cop") or _adds_to_predicate(tree, i) or _is_likened(tree, i):
        return False
    if token.relation == "compound" and (token.lemma in KIN or noun_class(token.lemma) in _LIVING):
        return True
    if token.lemma in KIN:
        return bool(tree.children(i, "det", "nmod:poss"))
    if token.lemma in SPECIES_OF_NOUN and tree.words[i - 1 : i] == ["the"] and token.relation != "compound":
        return True
    if token.lemma not in NOUN_CLASSES or noun_class(token.lemma) not in _LIVING or token.lemma in _GENERIC:
        return token.lemma in MORE_BEINGS and bool(tree.children(i, "det"))
    is_subject = i > 0 and tree.words[i - 1] in ("the", "a", "an") and tree.words[i + 1 : i + 2] != []
    return bool(tree.children(i, "det", "nmod:poss")) or (
        is_subject and tree.tokens[i + 1].tag in ("VBD", "VBN", "VBZ")
    )


def is_their_noun(tree: SentenceTree, i: int) -> bool:
    """Say whether a noun beside a name may stand for it from now on: an animal's ("a cow, Malwina")."""
    if tree.words[i + 1 : i + 2] in (["called"], ["named"]):
        return tree.tokens[i].lemma not in KIN and bool(tree.children(i, "det"))
    return noun_class(tree.tokens[i].lemma) == "animal" and bool(tree.children(i, "det", "nmod:poss"))


def _is_likened(tree: SentenceTree, i: int) -> bool:
    """Say whether a noun is only what somebody is compared to: "beardless as a boy", "like a dog"."""
    first = i - 1
    while first > 0 and (tree.tokens[first].tag in ("DT", "JJ", "PRP$") or tree.words[first] in ("a", "an", "the")):
        first -= 1
    if first < 1 or tree.words[first] not in ("as", "like", "than"):
        return False
    return tree.words[first] != "as" or tree.tokens[first - 1].tag in ("JJ", "RB", "NN")


MORE_BEINGS = words(
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
