"""Find in a parsed sentence every name, description and pronoun that may mean somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analysts.bible import Gender
from analysts.lexicon import words
from analysts.lexicon.beings import COLLECTIVE, CREATURES, HUMANS, MEMBERS, SPECIES_OF_NOUN
from analysts.lexicon.places import PLACE_NOUNS
from analysts.lexicon.things import PROP_WORDS
from analysts.lexicon.titles import DEMONYMS, KIN, PERSON_NOUNS, ROLES
from analysts.prose.beings.being import Being
from analysts.prose.coreference.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.coreference.grammar import Grammar
    from analysts.prose.coreference.names import NameIndex
    from analysts.prose.sentences import Token

Role = Literal["subject", "object", "owner", "other"]
Article = Literal["definite", "demonstrative", "indefinite", "owned", "bare"]

PRONOUNS: dict[str, Gender] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
PLURAL = words("they them their theirs themselves")
NEUTER = words("it its itself")
FIRST = words("i me my mine myself we us our ours ourselves")
FIRST_PLURAL = words("we us our ours ourselves")
REFLEXIVE = words("himself herself themselves itself myself")
_OBJECTS = frozenset({"obj", "iobj"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl"})
_NOBODY = words("no any every each what such either neither")
_DEMONSTRATIVE = words("this that these those")
_INDEFINITE = words("a an another one some two three four five six seven eight nine ten twelve several many few")
_FIGURES = words("like as than")
_KNOWN_HUMAN = HUMANS | MEMBERS | COLLECTIVE | ROLES.keys() | KIN.keys() | PERSON_NOUNS.keys()
_NO_MEN = words("ottoman talisman caiman dolman toman tallboy")
"""Things and beasts whose names sound like a man's."""
_THINGS = PLACE_NOUNS.keys() | PROP_WORDS | _NO_MEN
"""What nobody is, even if the parser takes it for somebody ("the ship")."""
_KNOWN = _KNOWN_HUMAN | CREATURES | SPECIES_OF_NOUN.keys()
_NO_PERSONS = words(
    "party company page guard host lover cook general private minor voice spirit pair couple family kid hind"
)
"""Nouns that are somebody only where the parser takes them for a person, too."""
_VAGUE = words(
    "people folk world one other rest self anyone anybody everyone everybody nobody none someone somebody all"
)
_IDLE = words("same own other very whole such more last first next poor dear said aforesaid latter former")
_PARTS_OF_NOUNS = frozenset({"compound", "flat", "nmod:desc", "amod"})


@dataclass(slots=True)
class Reference:
    """A candidate for a mention: tokens `first` to before `last`, known to the parse by `head`.

    `word` is the pronoun in lower case, the noun's lemma, or the name. `options` are those whom a name may mean.
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    word: str
    gender: Gender
    is_plural: bool
    role: Role
    article: Article = "bare"
    modifiers: tuple[str, ...] = ()
    owner: int | None = None
    options: tuple[Being, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """What the sentence says somebody is: "Toto was a little black dog", "Toto, her dog"; tokens of who and what."""

    who: int
    noun: int
    is_apposition: bool


def references_of(grammar: Grammar, names: NameIndex) -> list[Reference]:
    """Return everybody who may be meant in a sentence, in order."""
    tokens = grammar.tokens
    persons = _person_heads(grammar)
    found: list[Reference] = []
    inside = 0
    for n, _token in enumerate(tokens):
        if n < inside:
            continue
        named = names.at(tokens, n)
        name = _name(grammar, n, *named) if named is not None else None
        if name is not None:
            inside = name.last
            found.append(name)
            continue
        reference = _pronoun(grammar, n) or _nominal(grammar, n, is_person=n in persons)
        if reference is not None:
            found.append(reference)
    return found


def namings_of(grammar: Grammar) -> list[Naming]:
    """Return what the sentence says that somebody is."""
    found = []
    for n, token in enumerate(grammar.tokens):
        if token.tag not in ("NN", "NNS", "NNP"):
            continue
        subject = grammar.child(n, "nsubj")
        if subject is not None and grammar.child(n, "cop") is not None and is_plainly(grammar, n):
            found.append(Naming(subject, n, is_apposition=False))
        elif token.relation == "appos" and token.head != n and is_plainly(grammar, n):
            found.append(Naming(token.head, n, is_apposition=True))
        called = _called(grammar, n)
        if called is not None:
            found.append(Naming(called, n, is_apposition=True))
    return found


def _called(grammar: Grammar, n: int) -> int | None:
    """Return the name in "a crow called Soot"."""
    verb = grammar.child(n, "acl")
    if verb is None or grammar.tokens[verb].lemma not in ("call", "name", "christen"):
        return None
    return grammar.child(verb, "obj", "xcomp", "obl")


def is_plainly(grammar: Grammar, n: int) -> bool:
    """Say whether a noun is meant as it stands: no denial, no likeness, no "if", no plan."""
    for c in grammar.children[n]:
        token = grammar.tokens[c]
        lower = token.text.lower()
        if lower in ("not", "n't", "n’t", "never", "if", "hardly", "scarcely") or token.tag == "MD":
            return False
        if token.relation == "case" and lower in _FIGURES:
            return False
        if token.relation in ("det", "mark", "advmod") and lower in ("no", "as", "like", "such", "quite", "more"):
            return False
    return True


def role_of(grammar: Grammar, n: int) -> Role:
    """Return the part that a token plays in its clause."""
    relation = grammar.tokens[n].relation
    if grammar.is_subject(n):
        return "subject"
    if relation == "nmod:poss":
        return "owner"
    return "object" if relation in _OBJECTS else "other"


def _person_heads(grammar: Grammar) -> set[int]:
    heads: set[int] = set()
    for entity in grammar.sentence.entities:
        if entity.kind != "PER":
            continue
        span = range(entity.start, entity.end)
        heads.update(n for n in span if grammar.tokens[n].head not in span or grammar.tokens[n].head == n)
    return heads


def _name(grammar: Grammar, first: int, last: int, options: tuple[Being, ...]) -> Reference | None:
    """Return the name of one of some beings; None for an office that is of something else: "the captain of a ship"."""
    span = range(first, last)
    head = next((n for n in span if grammar.tokens[n].head not in span or grammar.tokens[n].head == n), last - 1)
    if grammar.tokens[head].text.islower() and _is_of_another(grammar, head):
        return None
    return Reference(
        first=first,
        last=last,
        head=head,
        kind="name",
        word=" ".join(t.text for t in grammar.tokens[first:last]),
        gender=options[0].gender if len(options) == 1 else "unknown",
        is_plural=options[0].is_group,
        role=role_of(grammar, head),
        options=options,
    )


def _pronoun(grammar: Grammar, n: int) -> Reference | None:
    token = grammar.tokens[n]
    lower = token.text.lower()
    is_plural = lower in PLURAL or lower in FIRST_PLURAL
    if not (lower in PRONOUNS or is_plural or lower in FIRST or lower in NEUTER):
        return None
    if lower == "mine" and not token.tag.startswith("PRP"):
        return None
    role = "owner" if token.tag == "PRP$" else role_of(grammar, n)
    return Reference(n, n + 1, n, "pronoun", lower, PRONOUNS.get(lower, "unknown"), is_plural, role)


def _nominal(grammar: Grammar, n: int, *, is_person: bool) -> Reference | None:
    tokens = grammar.tokens
    token = tokens[n]
    mistaken = grammar.is_mistaken_noun(n) and token.text.lower() in _KNOWN
    if not mistaken and (token.relation in _PARTS_OF_NOUNS or not _is_noun(token)):
        return None
    noun = token.lemma.lower()
    if not _may_be_somebody(noun, token, is_person=is_person) or _is_hyphened(tokens, n):
        return None
    determiners = [tokens[c].text.lower() for c in grammar.children[n] if tokens[c].relation in ("det", "nummod")]
    if _NOBODY.intersection(determiners) or not is_plainly(grammar, n) or _says_what(grammar, n):
        return None
    if mistaken:
        determiners.append("the")
    owner = grammar.child(n, "nmod:poss")
    return Reference(
        first=_first_of(grammar, n),
        last=n + 1,
        head=n,
        kind="nominal",
        word=_word_of(token, noun),
        gender=gender_of_noun(noun),
        is_plural=token.tag in ("NNS", "NNPS") or noun in COLLECTIVE,
        role=role_of(grammar, n),
        article="indefinite" if _is_of_another(grammar, n) else _article(determiners, owner),
        modifiers=_modifiers(grammar, n),
        owner=owner,
    )


def _is_noun(token: Token) -> bool:
    """Say whether a word is a noun; the tagger takes many a rare one for something else ("the owl ran")."""
    return token.tag in _NOUNS or (token.relation in _ARGUMENTS and token.text.lower() in _KNOWN)


def _says_what(grammar: Grammar, n: int) -> bool:
    """Say whether a noun only says what somebody is; not so in "beside it was a man", where nobody else is."""
    if grammar.tokens[n].relation == "appos":
        return True
    return grammar.child(n, "cop") is not None and grammar.child(n, "nsubj") is not None


def _word_of(token: Token, noun: str) -> str:
    """Return a noun as its being is named by it: proper nouns as they are written, in the singular."""
    if token.tag == "NNPS":
        return token.text.removesuffix("s")
    return token.text if token.tag == "NNP" else noun


def _may_be_somebody(noun: str, token: Token, *, is_person: bool) -> bool:
    if noun in _VAGUE or len(noun) < 3 or not noun[-1].isalpha():
        return False
    if noun in _NO_PERSONS or token.tag in ("NNP", "NNPS"):
        return is_person
    return noun in _KNOWN or (is_person and noun not in _THINGS)


def _is_hyphened(tokens: Sequence[Token], n: int) -> bool:
    return (n + 1 < len(tokens) and tokens[n + 1].text == "-" and tokens[n + 1].start == tokens[n].end) or (
        n > 0 and tokens[n - 1].text == "-"
    )


def _article(determiners: Sequence[str], owner: int | None) -> Article:
    if "the" in determiners:
        return "definite"
    if _DEMONSTRATIVE.intersection(determiners):
        return "demonstrative"
    if owner is not None:
        return "owned"
    return "indefinite" if _INDEFINITE.intersection(determiners) else "bare"


def _is_of_another(grammar: Grammar, n: int) -> bool:
    """Say whether a noun is of something that is new itself: "of a French ship"."""
    for c in grammar.children[n]:
        if grammar.tokens[c].relation == "nmod" and c > n:
            case, article = grammar.child(c, "case"), grammar.child(c, "det")
            if case is not None and article is not None and grammar.tokens[case].text == "of":
                return grammar.tokens[article].text in ("a", "an", "another")
    return False


def _modifiers(grammar: Grammar, n: int) -> tuple[str, ...]:
    """Return the adjectives before a noun that tell one from another, the last two."""
    chosen = [
        grammar.tokens[c].text.lower()
        for c in grammar.children[n]
        if c < n and grammar.tokens[c].relation in ("amod", "compound") and grammar.tokens[c].text[-1].isalpha()
    ]
    return tuple(w for w in chosen if w not in _IDLE)[-2:]


def _first_of(grammar: Grammar, n: int) -> int:
    left = [
        c
        for c in grammar.children[n]
        if c < n and grammar.tokens[c].relation in ("det", "amod", "nummod", "nmod:poss", "compound")
    ]
    return min(left, default=n)


def gender_of_noun(noun: str) -> Gender:
    """Return the gender that a noun for somebody gives away."""
    for table in (PERSON_NOUNS, ROLES, KIN, DEMONYMS):
        known = table.get(noun)
        if known is not None:
            return known
    if noun.endswith(("woman", "ess", "maid", "lady")):
        return "female"
    return "male" if noun.endswith("man") and noun not in ("human", "german", "woman") else "unknown"


def is_human_noun(noun: str) -> bool:
    """Say whether a noun says of somebody that they are human."""
    is_made = noun.endswith(("man", "woman", "keeper", "boy", "girl")) and noun not in _NO_MEN
    return noun in _KNOWN_HUMAN or noun in DEMONYMS or is_made
