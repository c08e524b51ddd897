"""Sentences as novels have them and web text has not: tags of speech, inversions, participles, asides.

Patterns of our own, whose places are filled at random: `word/tag/relation/head`, the head counted from 1. A word in
braces is a place for any of its kind. Of lemmas they say nothing.
"""

from __future__ import annotations

import random

from training.treebank import ParsedSentence

_KINDS = {
    "name": "Nora Peter Hale Margaret Tom Ruth Ellen Marsh Conrad Agnes Philip Dora Walter Miriam Lucas Bess",
    "friend": "Edward Lucy Harker Susan Jasper Clara Oliver Hetty Martin Phoebe",
    "man": "man boy captain woman girl doctor soldier stranger sailor child lady servant dog fellow brother mother",
    "thing": "door lantern sword letter book chair table boat key candle basket horse rope box fire window",
    "place": "house garden river hill barn road wood kitchen shore gate room tower bridge field stair hall",
    "adj": "old little tall strange dark young broken white heavy small pale great narrow grey",
    "said": "said cried answered whispered asked replied shouted murmured returned exclaimed added",
    "went": "went ran came crept rode sprang walked hurried rushed climbed staggered stepped",
    "stood": "stood sat lay hung knelt waited slept",
    "took": "took seized dropped lifted carried opened held struck found pulled threw caught",
    "taken": "taken seized dropped lifted carried opened held struck found hidden",
    "seen": "seen heard met known found lost",
    "rising": "rising laughing smiling trembling weeping frowning turning stooping blushing nodding",
    "hand": "hand face head arm voice eye",
    "he": "he she",
    "him": "him her",
    "his": "his her",
    "sadly": "sadly softly slowly quickly suddenly gravely eagerly quietly",
    "back": "back down up out away off in",
    "in": "in by on behind beneath near beside under",
}
_SPEECH = "“/``/punct/2 Yes/UH/ccomp/5 ,/,/punct/2 ”/''/punct/2 "
_SPEECH_HE = "“/``/punct/2 Yes/UH/ccomp/6 ,/,/punct/2 ”/''/punct/2 "
_PATTERNS = (
    _SPEECH + "{said}/VBD/root/0 {name}/NNP/nsubj/5 ././punct/5",
    _SPEECH + "{said}/VBD/root/0 the/DT/det/8 {adj}/JJ/amod/8 {man}/NN/nsubj/5 ././punct/5",
    _SPEECH + "{said}/VBD/root/0 the/DT/det/7 {man}/NN/nsubj/5 ,/,/punct/9 {rising}/VBG/advcl/5 ././punct/5",
    _SPEECH + "{said}/VBD/root/0 {name}/NNP/nsubj/5 ,/,/punct/10 as/IN/mark/10 {he}/PRP/nsubj/10 {took}/VBD/advcl/5 "
    "the/DT/det/12 {thing}/NN/obj/10 ././punct/5",
    _SPEECH
    + "{said}/VBD/root/0 {name}/NNP/nsubj/5 ,/,/punct/9 “/``/punct/9 yes/UH/parataxis/5 ././punct/9 ”/''/punct/9",
    _SPEECH + "{said}/VBD/root/0 {he}/PRP/nsubj/5 ,/,/punct/8 {rising}/VBG/advcl/5 {sadly}/RB/advmod/8 ././punct/5",
    _SPEECH_HE + "{he}/PRP/nsubj/6 {said}/VBD/root/0 ,/,/punct/9 and/CC/cc/9 {took}/VBD/conj/6 the/DT/det/11 "
    "{thing}/NN/obj/9 ././punct/6",
    _SPEECH_HE
    + "{name}/NNP/nsubj/6 {said}/VBD/root/0 {sadly}/RB/advmod/6 ,/,/punct/9 {rising}/VBG/advcl/6 ././punct/6",
    "{he}/PRP/nsubj/2 {took}/VBD/root/0 the/DT/det/4 {thing}/NN/obj/2 and/CC/cc/6 {said}/VBD/conj/2 ,/,/punct/9 "
    "“/``/punct/9 yes/UH/ccomp/6 ././punct/9 ”/''/punct/9",
    "the/DT/det/2 {man}/NN/nsubj/3 {said}/VBD/root/0 :/:/punct/6 “/``/punct/6 yes/UH/ccomp/3 ././punct/6 ”/''/punct/6",
    "{back}/RB/advmod/2 {went}/VBD/root/0 {his}/PRP$/nmod:poss/4 {hand}/NN/nsubj/2 to/IN/case/7 the/DT/det/7 "
    "{thing}/NN/obl/2 ././punct/2",
    "{back}/RB/advmod/2 {went}/VBD/root/0 the/DT/det/4 {man}/NN/nsubj/2 ././punct/2",
    "{back}/RB/advmod/3 {he}/PRP/nsubj/3 {went}/VBD/root/0 ,/,/punct/6 and/CC/cc/6 {took}/VBD/conj/3 the/DT/det/8 "
    "{thing}/NN/obj/6 ././punct/3",
    "from/IN/case/3 the/DT/det/3 {place}/NN/obl/4 {went}/VBD/root/0 a/DT/det/7 {adj}/JJ/amod/7 {man}/NN/nsubj/4 "
    "././punct/4",
    "{in}/IN/case/3 the/DT/det/3 {place}/NN/obl/4 {stood}/VBD/root/0 a/DT/det/7 {adj}/JJ/amod/7 {thing}/NN/nsubj/4 "
    "././punct/4",
    "there/EX/expl/2 {stood}/VBD/root/0 a/DT/det/5 {adj}/JJ/amod/5 {man}/NN/nsubj/2 {in}/IN/case/8 the/DT/det/8 "
    "{place}/NN/obl/2 ././punct/2",
    "{in}/IN/case/3 the/DT/det/3 {place}/NN/obl/9 ,/,/punct/7 {in}/IN/case/7 the/DT/det/7 {thing}/NN/obl/9 ,/,/punct/7 "
    "{stood}/VBD/root/0 a/DT/det/12 {adj}/JJ/amod/12 {man}/NN/nsubj/9 ,/,/punct/14 {rising}/VBG/advcl/9 ././punct/9",
    "never/RB/advmod/4 had/VBD/aux/4 {he}/PRP/nsubj/4 {seen}/VBN/root/0 such/PDT/det:predet/7 a/DT/det/7 "
    "{thing}/NN/obj/4 ././punct/4",
    "having/VBG/aux/2 {taken}/VBN/advcl/7 the/DT/det/4 {thing}/NN/obj/2 ,/,/punct/2 {he}/PRP/nsubj/7 {went}/VBD/root/0 "
    "to/IN/case/10 the/DT/det/10 {place}/NN/obl/7 ././punct/7",
    "{rising}/VBG/advcl/7 from/IN/case/4 {his}/PRP$/nmod:poss/4 chair/NN/obl/1 ,/,/punct/1 {name}/NNP/nsubj/7 "
    "{took}/VBD/root/0 the/DT/det/9 {thing}/NN/obj/7 ././punct/7",
    "the/DT/det/2 {man}/NN/nsubj/10 ,/,/punct/6 who/WP/nsubj/6 had/VBD/aux/6 {seen}/VBN/acl:relcl/2 the/DT/det/8 "
    "{thing}/NN/obj/6 ,/,/punct/6 {went}/VBD/root/0 to/IN/case/13 the/DT/det/13 {place}/NN/obl/10 ././punct/10",
    "{name}/NNP/nsubj/9 ,/,/punct/7 {his}/PRP$/nmod:poss/4 {thing}/NN/nsubj/7 in/IN/case/7 {his}/PRP$/nmod:poss/7 "
    "hand/NN/advcl/9 ,/,/punct/7 {went}/VBD/root/0 to/IN/case/12 the/DT/det/12 {place}/NN/obl/9 ././punct/9",
    "{name}/NNP/nsubj/5 was/VBD/cop/5 a/DT/det/5 {adj}/JJ/amod/5 {man}/NN/root/0 ,/,/punct/10 with/IN/case/10 "
    "a/DT/det/10 {adj}/JJ/amod/10 {hand}/NN/nmod/5 ././punct/5",
    "{name}/NNP/nsubj/2 {took}/VBD/root/0 {friend}/NNP/obj/2 by/IN/case/6 the/DT/det/6 {hand}/NN/obl/2 ,/,/punct/9 "
    "and/CC/cc/9 led/VBD/conj/2 {him}/PRP/obj/9 to/IN/case/13 the/DT/det/13 {place}/NN/obl/9 ././punct/2",
    "the/DT/det/2 {man}/NN/nsubj/3 gave/VBD/root/0 {name}/NNP/iobj/3 the/DT/det/6 {thing}/NN/obj/3 ././punct/3",
    "{name}/NNP/nsubj/2 {went}/VBD/root/0 to/IN/case/5 {his}/PRP$/nmod:poss/5 feet/NNS/obl/2 and/CC/cc/7 "
    "{took}/VBD/conj/2 up/RP/compound:prt/7 the/DT/det/10 {thing}/NN/obj/7 ././punct/2",
    "then/RB/advmod/9 ,/,/punct/9 with/IN/case/5 a/DT/det/5 cry/NN/obl/9 ,/,/punct/5 the/DT/det/8 {man}/NN/nsubj/9 "
    "{took}/VBD/root/0 the/DT/det/11 {thing}/NN/obj/9 ././punct/9",
    "{name}/NNP/nsubj/2 {went}/VBD/root/0 ,/,/punct/4 {rising}/VBG/advcl/2 ,/,/punct/4 to/IN/case/8 the/DT/det/8 "
    "{place}/NN/obl/2 ././punct/2",
    "had/VBD/aux/3 {he}/PRP/nsubj/3 {seen}/VBN/advcl/10 the/DT/det/5 {thing}/NN/obj/3 ,/,/punct/3 {he}/PRP/nsubj/10 "
    "would/MD/aux/10 have/VB/aux/10 {taken}/VBN/root/0 it/PRP/obj/10 ././punct/10",
    "{name}/NNP/nsubj/8 —/:/punct/4 {he}/PRP/nsubj/4 {took}/VBD/parataxis/8 the/DT/det/6 {thing}/NN/obj/4 —/:/punct/4 "
    "{went}/VBD/root/0 to/IN/case/11 the/DT/det/11 {place}/NN/obl/8 ././punct/8",
    "{name}/NNP/nsubj/9 ,/,/punct/4 the/DT/det/4 {man}/NN/appos/1 of/IN/case/7 the/DT/det/7 {place}/NN/nmod/4 "
    ",/,/punct/4 {took}/VBD/root/0 the/DT/det/11 {thing}/NN/obj/9 ././punct/9",
    "{he}/PRP/nsubj/2 {took}/VBD/root/0 the/DT/det/4 {thing}/NN/obj/2 ,/,/punct/6 {rising}/VBG/advcl/2 ,/,/punct/9 "
    "and/CC/cc/9 {went}/VBD/conj/2 {back}/RB/advmod/9 ././punct/2",
)


def narration(seed: int, each: int = 16) -> list[ParsedSentence]:
    """Fill each pattern so many times."""
    chance = random.Random(seed)
    kinds = {kind: words.split() for kind, words in _KINDS.items()}
    return [_filled(pattern, kinds, chance) for pattern in _PATTERNS for _ in range(each)]


def _filled(pattern: str, kinds: dict[str, list[str]], chance: random.Random) -> ParsedSentence:
    rows = [item.rsplit("/", 3) for item in pattern.split()]
    words = [chance.choice(kinds[form[1:-1]]) if form[0] == "{" else form for form, *_ in rows]
    words[0] = words[0][:1].upper() + words[0][1:]
    return ParsedSentence(
        words=tuple(words),
        spaces=tuple(_has_blank(words, i) for i in range(len(words))),
        lemmas=("",) * len(words),
        tags=tuple(tag for _, tag, _, _ in rows),
        heads=tuple(int(head) - 1 if head != "0" else i for i, (_, _, _, head) in enumerate(rows)),
        relations=tuple(relation for _, _, relation, _ in rows),
    )


def _has_blank(words: list[str], i: int) -> bool:
    return words[i] != "“" and (i + 1 == len(words) or words[i + 1] not in (",", ".", "!", "”", ":"))
