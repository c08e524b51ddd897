"""The arguments of a verb in a tree: its actors where the grammar leaves them out, its objects, what goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.frame import Frame, Oblique
from analysts.prose.frames.words import VERBS

if TYPE_CHECKING:
    from analysts.prose.frames.tree import SentenceTree

_SUBJECTS = ("nsubj", "nsubj:outer")
_PASSIVE_SUBJECTS = ("nsubj:pass", "csubj:pass")
_OBLIQUES = ("obl", "obl:agent", "obl:unmarked", "obl:tmod", "obl:npmod", "nmod")
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_OBJECT_FORMS = words("him her me us them it himself herself itself themselves myself")
_BOTH_FORMS = words(
    "flung slung hurled brought caught taught bought hung led laid bound wound ground shut cut set put thrust split "
    "cast spun sent torn struck"
)
"""Past forms of what is done to something that are participles, too: "was lifted and flung"."""
_DEPTH = 5
_NO_CLAUSE = frozenset({"aux", "aux:pass", "cop", "case", "compound", "mark", "fixed", "flat", "det", "advmod"})
_ADVERBIAL_PARTICLES = words(
    "up down out off away back over forward forwards forth open in on round around aside apart together through "
    "along past by near"
)


def clause_heads(tree: SentenceTree) -> list[int]:
    """Return the words that head a clause: verbs, and what somebody "is" ("asleep", "in bed")."""
    heads = []
    for i, token in enumerate(tree.tokens):
        if token.relation in _NO_CLAUSE or _is_part_of_compound(tree, i):
            continue
        if tree.is_verb(i):
            attribute = token.relation == "amod" and not tree.below[i]
            if not attribute and (token.lemma != "be" or tree.children(i, *_SUBJECTS, "expl")):
                heads.append(i)
        elif tree.children(i, "cop"):
            heads.append(i)
    return heads


def _is_part_of_compound(tree: SentenceTree, i: int) -> bool:
    """Say whether a word is half of one with a hyphen: "broken" of "heart-broken"."""
    return (i + 1 < len(tree) and tree.words[i + 1] == "-") or (i > 0 and tree.words[i - 1] == "-")


def read_arguments(tree: SentenceTree, i: int) -> Frame:
    """Return the frame of the clause that a word heads, with all its arguments and no judgement of it."""
    token = tree.tokens[i]
    if not tree.is_verb(i):
        return _state(tree, i)
    subjects, relative_object = _subjects(tree, i, 0)
    objects = tree.with_conjuncts(tree.children(i, "obj"))
    objects = [_antecedent(tree, o, i) for o in objects]
    if relative_object is not None and not objects and not _is_passive(tree, i):
        objects = [relative_object]
    obliques = _obliques(tree, i)
    passive = _is_passive(tree, i)
    actors = [s for s in subjects if _is_nominal(tree, s)]
    if not actors and objects and not passive and _is_inverted(tree, i, objects[0]):
        actors, objects = objects, []
    if passive:
        actors = [o.token for o in obliques if o.case == "by" and not tree.is_verb(o.token)]
        objects = [*subjects, *objects]
        obliques = [o for o in obliques if o.token not in actors]
    return Frame(
        verb=i,
        lemma=token.lemma,
        actors=tuple(dict.fromkeys(actors)),
        objects=tuple(dict.fromkeys(o for o in objects if o not in actors)),
        recipients=tuple(tree.with_conjuncts(tree.children(i, "iobj"))),
        obliques=tuple(obliques),
        particle=_particle(tree, i),
        is_passive=passive,
    )


def _is_nominal(tree: SentenceTree, i: int) -> bool:
    return tree.tokens[i].tag[:2] in ("NN", "PR", "DT", "CD", "WP", "WD", "JJ", "EX", "VB")


def _is_inverted(tree: SentenceTree, i: int, noun: int) -> bool:
    """Say whether what the parser took for an object is the subject: “…,” cried the cook; there sat the cat."""
    lemma = tree.tokens[i].lemma
    follows = i < noun and not tree.tokens[i].relation.startswith(("xcomp", "advcl", "acl", "conj"))
    return (
        follows
        and (lemma in VERBS["intransitive"] or lemma in VERBS["speaking"])
        and tree.words[noun] not in _OBJECT_FORMS
    )


def _state(tree: SentenceTree, i: int) -> Frame:
    """Return the frame of "he was asleep", "they were in the boat": what is said is an oblique of its own."""
    subjects, _ = _subjects(tree, i, 0)
    said = Oblique(tree.case(i), i)
    return Frame(verb=i, lemma="be", actors=tuple(subjects), obliques=(said, *_obliques(tree, i)))


def _particle(tree: SentenceTree, i: int) -> str:
    particles = tree.children(i, "compound:prt")
    if not particles:
        near = tree.children(i, "advmod", "xcomp")
        particles = [c for c in near if tree.words[c] in _ADVERBIAL_PARTICLES and i < c <= i + 4][:1]
    return tree.words[particles[0]] if particles else ""


def _obliques(tree: SentenceTree, i: int) -> list[Oblique]:
    found: list[Oblique] = []
    for c in tree.children(i, *_OBLIQUES):
        case = tree.case(c)
        found.extend(Oblique(tree.case(n) or case, n) for n in tree.with_conjuncts([c]))
    for c in tree.children(i, "advmod", "compound:prt"):  # "out of the house", "back to the house": nouns on a particle
        found.extend(Oblique(tree.case(n), n) for n in tree.children(c, "obl", "nmod"))
    for c in tree.children(i, "obj"):  # "a pail from the shelf": the parser hangs these on the object
        found.extend(Oblique(tree.case(n), n) for n in tree.children(c, "nmod") if tree.case(n) != "of")
    return found


def _is_passive(tree: SentenceTree, i: int) -> bool:
    token = tree.tokens[i]
    if token.tag not in ("VBN", "VBD"):
        return False
    if tree.children(i, "aux:pass", *_PASSIVE_SUBJECTS):
        return True
    objects = [c for c in tree.children(i, "obj") if tree.words[c] != "headlong"]
    if token.relation == "conj" and tree.is_verb(token.head) and not tree.children(i, *_SUBJECTS, "aux") + objects:
        return (token.tag == "VBN" or tree.words[i] in _BOTH_FORMS) and _is_passive(tree, token.head)
    is_attribute = token.relation in ("acl", "amod", "advcl") and token.tag == "VBN"
    return is_attribute and not tree.children(i, *_SUBJECTS, "aux", "obj")


def _subjects(tree: SentenceTree, i: int, depth: int) -> tuple[list[int], int | None]:
    """Return who the clause is about, and the object that a relative clause has from the noun it hangs on."""
    token = tree.tokens[i]
    own = tree.children(i, *_SUBJECTS, *_PASSIVE_SUBJECTS)
    relative_object = token.head if token.relation == "acl:relcl" and tree.is_noun(token.head) else None
    if own:
        actors = [_antecedent(tree, s, i) for s in tree.with_conjuncts(own)]
        return actors, None if token.head in actors else relative_object
    if depth > _DEPTH or token.relation == "root":
        return [], None
    return _inherited(tree, i, depth), None


def _inherited(tree: SentenceTree, i: int, depth: int) -> list[int]:
    """Return the actors that a clause without a subject has from the word it hangs on."""
    token = tree.tokens[i]
    head, relation = token.head, token.relation
    if relation in ("acl", "acl:relcl", "amod"):
        return [head] if tree.is_noun(head) or tree.tokens[head].tag in ("PRP", "DT", "CD") else []
    if relation in ("conj", "parataxis") or (relation == "ccomp" and token.tag != "VB"):
        return _subjects(tree, head, depth + 1)[0]
    if relation in ("xcomp", "advcl", "dep", "ccomp"):
        objects = tree.children(head, "obj")
        controls = relation == "xcomp" or (
            relation == "advcl" and token.tag in ("VBG", "VB") and objects[:1] == [i - 1]
        )
        if objects and controls and tree.tokens[head].lemma in VERBS["object_controlling"]:
            return tree.with_conjuncts(objects)
        return _subjects(tree, head, depth + 1)[0]
    if relation in ("obl", "nmod", "obj") and token.tag == "VBG":
        return _subjects(tree, head, depth + 1)[0] if tree.is_verb(head) else []
    return []


def _antecedent(tree: SentenceTree, noun: int, verb: int) -> int:
    """Return the noun that "who" or "which" stands for."""
    if tree.words[noun] not in _RELATIVES:
        return noun
    clause = verb
    while tree.tokens[clause].relation == "conj":
        clause = tree.tokens[clause].head
    token = tree.tokens[clause]
    is_relative = token.relation in ("acl:relcl", "acl") and token.head < noun
    return token.head if is_relative else noun
