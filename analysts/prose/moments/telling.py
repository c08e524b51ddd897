"""A moment told for a picture: who is doing what, as it can be seen in one instant.

The words are the text's, but whoever is meant by a pronoun is known by themselves, and what cannot be seen is left out:
what happens before and after, hours, reasons, feelings, speech.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.figures import is_figurative, is_unseen
from analysts.prose.frames.nouns import class_at
from analysts.prose.frames.words import LIVING, VERBS
from analysts.prose.lemmas import participle_of
from analysts.prose.moments.choosing import REAL, Choice, value
from analysts.prose.moments.moment import Clause, Meant
from analysts.prose.moments.moves import leaves
from analysts.prose.moments.showing import TOUCHING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from analysts.prose.beings.being import Being
    from analysts.prose.coreference.mention import Mention
    from analysts.prose.frames import Frame, SentenceTree
    from analysts.prose.moments.chapter import ReadSentence
    from analysts.prose.sentences import Token

    Phrase = list[str | Meant]

MOST_CLAUSES, MOST_OBLIQUES, MOST_NOUNS = 3, 3, 3
_SURE = 0.5
"""How sure it has to be whom a word means."""
_PLACING = words(
    "to with by beside upon on onto at from behind before over toward towards in inside into out through across under "
    "round around against near along up down off past between among amongst above below beneath outside underneath "
    "alongside"
)
"""Prepositions whose noun can be seen where the deed is done."""
_NOT_OF_A_NOUN = frozenset(
    {"acl:relcl", "acl", "advcl", "parataxis", "appos", "conj", "cc", "case", "cop", "nsubj", "mark", "advmod"}
)
_NOT_OF_A_STATE = _NOT_OF_A_NOUN - {"case"} | {"obl", "obl:tmod", "obl:unmarked", "discourse", "vocative", "expl"}
_AROUND = words("before behind around round about over under above below")
"""Prepositions with which “him” may mean who acts: he looks around him."""
_PARTS = words("end top side edge corner piece pair handful bundle half rest part back front bottom heap pile group")
_HOURS = words("dawn daybreak sunrise noon sunset dusk twilight nightfall midnight")
HYPHEN = "-"
_OWN = {"male": ("his", "him"), "female": ("her", "her"), "unknown": ("their", "them")}
_ARTICLE = re.compile(r"^(?:an?|the|some) ", re.IGNORECASE)
_SHOWN_AS = {"have": "hold"}


def tell(choice: Choice, shown: Collection[Being]) -> Iterator[Clause]:
    """Yield the clauses of a moment: its deed first, then what others do who are `shown`, and what is done with it."""
    told: set[Being] = set()
    others = [(read, f) for read in choice.sentences for f in read.frames if f is not choice.key and _is_seen(read, f)]
    others.sort(key=lambda pair: -value(*pair))
    count = 0
    for read, frame in [(choice.at, choice.key), *others]:
        actors = _beings(read, frame.actors)
        is_new = bool(actors) and not told & actors and actors <= set(shown)
        if frame is not choice.key and not (is_new or _is_meanwhile(read, frame, choice)):
            continue
        clause = tuple(_clause(read, frame))
        if clause:
            told |= actors
            count += 1
            yield clause
        if count == MOST_CLAUSES or (not clause and frame is choice.key):
            return


def _is_seen(read: ReadSentence, frame: Frame) -> bool:
    is_visible = frame.deed not in ("talking", "listening", "shouting", "unknown")
    return is_visible and frame.reality >= REAL and value(read, frame) > 0 and not leaves(read, frame)


def _is_meanwhile(read: ReadSentence, frame: Frame, choice: Choice) -> bool:
    """Say whether it is what somebody is doing while they do the deed: “he sat, smoking a pipe”."""
    token = read.tree.tokens[frame.verb]
    return read is choice.at and token.tag == "VBG" and token.relation == "advcl" and token.head == choice.key.verb


def _beings(read: ReadSentence, tokens: Sequence[int]) -> set[Being]:
    mentions = [mention for mention in map(read.mention, tokens) if mention is not None]
    return {being for mention in mentions for being in (mention.being, *mention.others)}


def _clause(read: ReadSentence, frame: Frame) -> Iterator[str | Meant]:
    """Yield the words of a clause; none where nobody knows who does it, or to what, or a verb says little by itself."""
    tree, doing = read.tree, _beings(read, frame.actors)
    actors = [phrase for i in frame.actors[:MOST_NOUNS] if (phrase := _actor(read, i))]
    of_frame = {oblique.token for oblique in frame.obliques}
    takes = () if frame.lemma in VERBS["intransitive"] and not frame.particle else frame.objects
    done_to = [i for i in takes if i not in of_frame and tree.tokens[i].relation != "conj"][:MOST_NOUNS]
    objects = [_argument(read, i, doing, told=of_frame) for i in done_to]
    if not actors or not all(objects) or any(map(partial(_is_unseen, tree), done_to)) or _is_undergone(tree, frame):
        return
    if frame.is_state:
        done = _noun(read, frame.verb, doing, without=_NOT_OF_A_STATE, told=of_frame)
    else:
        recipients = [phrase for i in frame.recipients if (phrase := _argument(read, i, doing))]
        to = ["to", *_and(recipients)] if recipients else []
        done = [participle_of(_SHOWN_AS.get(frame.lemma, frame.lemma)), *frame.particle.split(), *_and(objects), *to]
    done += _obliques(read, frame, doing)
    if len(done) > 1 or done == [frame.deed]:
        yield from [*_and(actors), "are" if _are_many(read, frame, actors) else "is", *done]


def _is_undergone(tree: SentenceTree, frame: Frame) -> bool:
    """Say whether it is done to who is taken for the one who does it: "the King flew away, followed by his band"."""
    token = tree.tokens[frame.verb]
    is_participle = token.tag == "VBN" or (token.tag == "VBD" and token.relation in ("advcl", "acl"))
    return is_participle and not frame.is_passive and not tree.children(frame.verb, "aux", "nsubj", "obj", "mark")


def _are_many(read: ReadSentence, frame: Frame, actors: Sequence[Phrase]) -> bool:
    if len(actors) > 1:
        return True
    first = actors[0][0]
    if isinstance(first, Meant):
        return len(first.beings) > 1 or first.beings[0].is_group
    return read.tree.tokens[frame.actors[0]].tag in ("NNS", "NNPS")


def _actor(read: ReadSentence, i: int) -> Phrase:
    """Return who acts, by the words of the text if they are nobody of the book; nothing for what does not live."""
    mention = read.mention(i)
    kind = class_at(read.tree, i)
    if mention is not None and mention.confidence >= _SURE and kind not in ("body", "garment"):
        return [_meant(read.tree, mention)]
    lives = read.tree.is_noun(i) and kind in LIVING | {"vehicle"}
    return _noun(read, i, frozenset()) if lives and not is_figurative(read.tree, i) else []


def _obliques(read: ReadSentence, frame: Frame, doing: Collection[Being]) -> Iterator[str | Meant]:
    """Yield where, with what and beside whom it is done, in the words of the text."""
    told: set[int] = {frame.verb}
    for oblique in frame.obliques:
        i = oblique.token
        is_placing = bool(set(oblique.case.split()) & _PLACING) and read.tree.tokens[i].relation != "conj"
        is_seen = not (_is_unseen(read.tree, i) or _is_state_of_mind(read.tree, i, oblique.case))
        is_odd = oblique.case == "to" and frame.deed in ("sitting", "standing", "lying", "sleeping")
        if i in told or not is_placing or is_odd or not is_seen or len(told) > MOST_OBLIQUES:
            continue
        phrase = _argument(read, i, doing, is_beside=oblique.case in _AROUND, is_own=frame.deed not in TOUCHING)
        if phrase:
            told.add(i)
            yield oblique.case
            yield from phrase


def _is_unseen(tree: SentenceTree, i: int) -> bool:
    """Say whether a word names nothing to be seen; the end of a rope can be."""
    is_part = tree.tokens[i].lemma in _PARTS and any(tree.case(c) == "of" for c in tree.children(i, "nmod"))
    return is_figurative(tree, i) or tree.tokens[i].lemma in _HOURS or (is_unseen(tree, i) and not is_part)


def _is_state_of_mind(tree: SentenceTree, i: int, case: str) -> bool:
    """Say whether it is how something is done: in agony, with difficulty."""
    is_bare = tree.tokens[i].tag == "NN" and not tree.children(i, "det", "nmod:poss", "amod", "nummod", "compound")
    return is_bare and case in ("in", "with", "to") and class_at(tree, i) == "thing"


def _argument(
    read: ReadSentence,
    i: int,
    doing: Collection[Being],
    *,
    is_beside: bool = False,
    is_own: bool = False,
    told: Collection[int] = (),
) -> Phrase:
    """Return whom or what a word means, nothing where nobody knows: “him” is somebody, “the oars” stay as they are.

    “Him” can mean who acts only where something `is_beside` him; parts of a body are their own where that `is_own`.
    What hangs on the word and is `told` elsewhere is left out.
    """
    tree, mention = read.tree, read.mention(i)
    token = tree.tokens[i]
    is_unsaid = token.tag in ("WDT", "WP", "IN", "JJ", "VBG")
    if is_unsaid or (token.tag == "NNP" and mention is None):  # a name of a place says nothing to an artist
        return []
    if token.tag in ("PRP", "DT"):
        if tree.words[i].endswith(("self", "selves")):
            return [_own(doing, 1, "self")]
        if mention is None or mention.confidence < _SURE:
            return _thing_before(read, i, doing) if tree.words[i] == "it" else []
        if {mention.being, *mention.others} & set(doing):
            return [_own(doing, 1)] if is_beside else []
        return [_meant(tree, mention)]
    if mention is not None and mention.confidence >= _SURE and mention.being not in doing:
        return [_meant(tree, mention)]
    return _noun(read, i, doing, is_own=is_own, told=told)


def _thing_before(read: ReadSentence, i: int, doing: Collection[Being]) -> Phrase:
    """Return what “it” is: the last thing before it in the sentence that something is done to, and ended before it."""
    tree = read.tree
    done_to = [k for k in range(i) if tree.tokens[k].relation == "obj" and tree.tokens[k].tag == "NN"]
    done_to = [k for k in done_to if tree.last_of(k) < i]
    things = [k for k in done_to if not _is_unseen(tree, k) and class_at(tree, k) not in LIVING]
    return _noun(read, things[-1], doing) if things else []


def _own(doing: Collection[Being], form: int, ending: str = "") -> str:
    """Return the pronoun of who acts: their, them, themselves."""
    if len(doing) > 1 or any(being.is_group for being in doing):
        return _OWN["unknown"][form] + ("selves" if ending else "")
    gender = next((being.gender for being in doing), "unknown")
    if ending and gender == "unknown":
        return "themselves"
    return _OWN[gender][form] + ending


def _noun(
    read: ReadSentence,
    i: int,
    doing: Collection[Being],
    *,
    without: Collection[str] = _NOT_OF_A_NOUN,
    is_own: bool = False,
    told: Collection[int] = (),
) -> Phrase:
    """Return the words of a noun with what hangs on it, but for clauses: whoever owns it is known by themselves."""
    tree = read.tree
    phrase: Phrase = []
    own = is_own and class_at(tree, i) == "body"
    for c in sorted([i, *(c for c in tree.below[i] if tree.tokens[c].relation not in without and c not in told)]):
        token = tree.tokens[c]
        if c == i:
            phrase.append(_text(tree, c))
        elif token.relation == "nmod:poss":
            phrase += [_own(doing, 0)] if own and tree.tokens[c].tag == "PRP$" else _owner(read, c, doing)
        elif token.relation == "nmod":
            inner = _argument(read, c, doing, is_beside=tree.case(c) in _AROUND)
            case, is_seen = tree.case(c), not (_is_unseen(tree, c) or _is_state_of_mind(tree, c, tree.case(c)))
            phrase += [case, *inner] if inner and case and is_seen else []
        elif _is_word(token):
            phrase += [_text(tree, k) for k in _whole(tree, c)]
    living = class_at(tree, i) in LIVING or i in read.mentions
    joined = [
        c
        for c in tree.children(i, "conj")
        if tree.is_noun(c) and not _is_unseen(tree, c) and living == (c in read.mentions) and c not in told
    ]
    return _and([phrase, *filter(None, (_argument(read, c, doing) for c in joined[: MOST_NOUNS - 1]))])


def _text(tree: SentenceTree, i: int) -> str:
    """Return a word as it is written within a sentence."""
    token = tree.tokens[i]
    return token.text.lower() if i == 0 and token.tag in ("DT", "PRP$", "CD", "JJ", "IN") else token.text


def _whole(tree: SentenceTree, i: int) -> list[int]:
    return sorted([i, *(k for c in tree.below[i] if _is_word(tree.tokens[c]) for k in _whole(tree, c))])


def _is_word(token: Token) -> bool:
    return token.text == HYPHEN or any(letter.isalnum() for letter in token.text)


def _owner(read: ReadSentence, i: int, doing: Collection[Being]) -> Phrase:
    mention = read.mention(i)
    if mention is None or mention.confidence < _SURE:
        return ["the"]
    if mention.being in doing:
        return [_own(doing, 0)]
    return [_meant(read.tree, mention, is_owner=True)]


def _meant(tree: SentenceTree, mention: Mention, *, is_owner: bool = False) -> Meant:
    """Return whom a word means; who is nobody of the book stays what the text says of them, and no pronoun."""
    text = " ".join(tree.tokens[k].text for k in range(mention.first, mention.last))
    if mention.kind == "pronoun":
        text = _ARTICLE.sub("the ", mention.being.name)
    return Meant((mention.being, *mention.others), text.removesuffix(" ’s").removesuffix(" 's"), is_owner)


def _and(phrases: Sequence[Phrase]) -> Phrase:
    """Join phrases with “and”."""
    return [part for n, phrase in enumerate(phrases) for part in (["and", *phrase] if n else phrase)]
