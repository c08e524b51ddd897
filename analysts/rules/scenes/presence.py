"""Who is seen in a scene, in what pose, doing what."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from analysts.bible import PersonInScene
from analysts.lexicon import words
from analysts.lexicon.speech import ACTION, AUXILIARY, SPEECH
from analysts.lexicon.things import POSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.rules.people.salience import Reference
    from analysts.text.blocks import SceneBlock, Token
    from analysts.vocabulary import Pose

_FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our|us|myself|ourselves)\b")
_BETWEEN = words("had then who never just been")
_KNEES = re.compile(r"\bon (?:his|her) knees\b")
_LIKENESS = re.compile(r"^\w+ (?:like|as if|as though)\b")
_UNSEEN = words(
    "thought knew felt heard seemed remembered forgot understood wanted wished hoped liked loved hated feared believed "
    "lived died married grew became had did began wondered reflected kept worked"
)
_MAX_PRESENT = 8
_ACTION_WORDS = 9


def people_present(
    blocks: Sequence[SceneBlock],
    references_by_block: Sequence[Sequence[Reference]],
    speakers: Sequence[Sequence[str | None]],
    narrator: str | None,
) -> tuple[PersonInScene, ...]:
    """Return those who act or speak in a scene, the most active first; to be talked about is not to be there.

    `references_by_block` and `speakers` run alongside `blocks`. A narrator who says "I" in the scene is there.
    """
    weight: Counter[str] = Counter()
    poses: dict[str, Counter[Pose]] = defaultdict(Counter)
    actions: dict[str, tuple[int, str]] = {}
    named: set[str] = set()
    for block, references, speakers_here in zip(blocks, references_by_block, speakers, strict=True):
        heard = [speaker for speaker in speakers_here if speaker]
        weight.update(heard)
        named.update(heard)
        for ref in references:
            verb = _verb_after(block, ref)
            if ref.named:
                named.add(ref.person)
            if verb is None:
                continue
            k, word = verb
            weight[ref.person] += 2 if ref.named else 1
            pose = POSES.get(word)
            if pose:
                poses[ref.person][pose] += 1
            phrase = _phrase(block, k)
            if _FIRST_PERSON.search(phrase):
                continue
            if _KNEES.search(block.text, block.tokens[k].start, block.tokens[k].end + 30):
                poses[ref.person]["kneeling"] += 2
            rank = _rank(word, phrase, posed=pose is not None)
            if rank >= 0 and (ref.person not in actions or rank > actions[ref.person][0]):
                actions[ref.person] = (rank, phrase)
    present = [p for p, w in weight.most_common() if (p in named or p == narrator) and w >= 1]
    return tuple(PersonInScene(p, _pose(poses[p]), actions.get(p, (0, ""))[1]) for p in present[:_MAX_PRESENT])


def _rank(verb: str, phrase: str, *, posed: bool) -> int:
    """Rate how much there is to see in what somebody does; below 0: nothing."""
    if verb in _UNSEEN or " " not in phrase or _LIKENESS.search(phrase):
        return -1
    return (2 if posed else 1 if verb not in SPEECH else 0) + (phrase.count(" ") > 1)


def _pose(votes: Counter[Pose]) -> Pose:
    if not votes:
        return "standing"
    return max(votes.items(), key=lambda v: (v[1] - (0.5 if v[0] == "standing" else 0), v[0]))[0]


def _verb_after(block: SceneBlock, ref: Reference) -> tuple[int, str] | None:
    """Return the verb that a reference is the subject of, with its token number."""
    toks = block.tokens
    if ref.weight < 0.7:
        return None
    k = ref.token + 1
    limit = min(ref.token + 6, len(toks))
    while k < limit and not toks[k].opens and toks[k].spoken == toks[ref.token].spoken:
        word = toks[k].text
        if word in POSES or word in SPEECH or (word in ACTION and word not in AUXILIARY):
            return k, word
        if not (word in AUXILIARY or word in _BETWEEN or word.endswith("ly") or word[0].isupper()):
            return None
        k += 1
    return None


def _phrase(block: SceneBlock, k: int) -> str:
    """Return a few words from a verb on, up to the next stop."""
    toks: Sequence[Token] = block.tokens
    end = k
    while end + 1 < len(toks) and end - k + 1 < _ACTION_WORDS and toks[end + 1].spoken == toks[k].spoken:
        gap = block.text[toks[end].end : toks[end + 1].start]
        if gap.strip():
            break
        end += 1
    while end > k and toks[end].text.lower() in _DANGLING:
        end -= 1
    return block.text[toks[k].start : toks[end].end]


_DANGLING = words(
    "the a an and of to in at with his her my their on by for from into that which as but or toward towards beside "
    "than so this these some any no through over under upon about after before until if when while not very great "
    "little old own their been he she they who whom had"
)
