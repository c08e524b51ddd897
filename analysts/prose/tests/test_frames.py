"""Who does what in a sentence, and how real it is: small stories of our own, read by the parser as it is shipped."""

from __future__ import annotations

import pytest

from analysts.prose.frames import Frame, SentenceTree, frames_of
from analysts.prose.frames.figures import is_figurative
from analysts.prose.frames.nouns import thing_at
from analysts.prose.parsing import ProseParser

Read = list[tuple[SentenceTree, Frame]]


def read(text: str) -> Read:
    return [
        (tree, frame)
        for sentence in ProseParser().parse([text])
        for tree in [SentenceTree(sentence)]
        for frame in frames_of(tree)
    ]


def words_at(tree: SentenceTree, tokens: tuple[int, ...]) -> list[str]:
    return [tree.words[token] for token in tokens]


def frame(text: str, lemma: str) -> tuple[SentenceTree, Frame]:
    return next((tree, f) for tree, f in read(text) if f.lemma == lemma)


def things(text: str) -> list[str]:
    found = []
    for sentence in ProseParser().parse([text]):
        tree = SentenceTree(sentence)
        by_verb = {f.verb: f for f in frames_of(tree)}
        for i in range(len(tree)):
            above = next((by_verb[head] for head in (i, *tree.above(i)) if head in by_verb), None)
            found.append(thing_at(tree, i, above))
    return [name for name in found if name]


@pytest.mark.parametrize(
    ("text", "lemma", "actors", "objects"),
    [
        ("The miller lifted the sack and carried it home.", "carry", ["miller"], ["it"]),
        ("The old man was struck by the sailor.", "strike", ["sailor"], ["man"]),
        ("She saw him running towards the gate.", "run", ["him"], []),
        ("He made the boy hold the horse.", "hold", ["boy"], ["horse"]),
        ("The girl who carried the basket laughed.", "carry", ["girl"], ["basket"]),
        ("The letter which he wrote was long.", "write", ["he"], ["letter"]),
        ("Nora rose from her chair, holding out her hand.", "hold", ["nora"], ["hand"]),
        ("Nora and the miller climbed the stairs.", "climb", ["nora", "miller"], ["stairs"]),
        ("Ben began to dig.", "dig", ["ben"], []),
        ("Up jumped the captain.", "jump", ["captain"], []),
    ],
)
def test_a_verb_has_its_actors_wherever_they_stand(
    text: str, lemma: str, actors: list[str], objects: list[str]
) -> None:
    tree, found = frame(text, lemma)

    assert (words_at(tree, found.actors), words_at(tree, found.objects)) == (actors, objects)


def test_what_goes_with_a_deed_has_its_preposition() -> None:
    tree, found = frame("Ben threw the rope into the boat with one hand.", "throw")

    assert [(o.case, tree.words[o.token]) for o in found.obliques] == [("into", "boat"), ("with", "hand")]


@pytest.mark.parametrize(
    ("text", "lemma", "reason"),
    [
        ("Ben did not open the door.", "open", "negated"),
        ("Without looking back, Ben climbed the wall.", "look", "negated"),
        ("Nobody moved.", "move", "nobody"),
        ("Ben would have killed the dog.", "kill", "modal"),
        ("If Ben had seen the wolf, he would have fled.", "see", "condition"),
        ("It seemed as if the giant was climbing the wall.", "climb", "likeness"),
        ("Ben almost fell into the river.", "fall", "almost"),
        ("Ben had killed the wolf.", "kill", "earlier"),
        ("Every morning Ben walked to the mill.", "walk", "habit"),
        ("Ben often kissed her hand.", "kiss", "habit"),
        ("Ben wanted to kiss her.", "kiss", "thought"),
        ("Ben said that his brother killed the wolf.", "kill", "reported"),
        ("Ben remembered kissing her in the garden.", "kiss", "remembered"),
        ("Ben tried to climb the wall.", "climb", "attempted"),
        ("The captain ordered him to open the chest.", "open", "command"),
        ("Did Ben open the door?", "open", "question"),
        ("Ben hid in the barn before they entered the house.", "enter", "not yet"),
    ],
)
def test_what_does_not_happen_before_our_eyes_is_hardly_real(text: str, lemma: str, reason: str) -> None:
    _, found = frame(text, lemma)

    assert reason in found.reasons
    assert found.reality < 0.5


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Ben opened the door.", "open"),
        ("Ben began to dig.", "dig"),
        ("When the bell rang, Ben rose from his chair.", "rise"),
        ("He did not come, while she wept.", "weep"),
        ("“You will never open it,” said Nora, as she threw the key into the fire.", "throw"),
    ],
)
def test_what_happens_is_real(text: str, lemma: str) -> None:
    assert frame(text, lemma)[1].reality >= 0.8


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("In his fancy Ben climbed the hill.", "climb"),
        ("Ben seemed wrestling with an angel.", "wrestle"),
        ("It was worse than the men who murdered their guests.", "murder"),
    ],
)
def test_what_is_fancied_or_only_like_something_does_not_happen(text: str, lemma: str) -> None:
    assert frame(text, lemma)[1].reality < 0.45


def test_a_book_in_the_present_tense_is_real() -> None:
    sentence = ProseParser().parse(["Ben opens the door and she takes his hand."])[0]

    assert [f.reality > 0.8 for f in frames_of(sentence, in_present=True)] == [True, True]
    assert [f.reality > 0.8 for f in frames_of(sentence)] == [False, False]


@pytest.mark.parametrize(
    ("text", "lemma", "deed"),
    [
        ("Ben punched the thief on the chest.", "punch", "fighting"),
        ("Ben struck a match.", "strike", "lighting"),
        ("The clock struck ten.", "strike", "unknown"),
        ("Ben drew his sword.", "draw", "holding"),
        ("Ben drew a deep breath.", "draw", "unknown"),
        ("Ben drew the stick from the dead man’s lap.", "draw", "taking"),
        ("Ben followed her with his eyes.", "follow", "looking"),
        ("Ben pulled an oar in the second boat.", "pull", "rowing"),
        ("Ben pulled at the handle of the door.", "pull", "pulling"),
        ("Ben knocked the neck off the jar.", "knock", "breaking"),
        ("Ben defended his friend with warm words.", "defend", "talking"),
        ("Ben blew his nose and went on.", "blow", "unknown"),
        ("She sobbed aloud.", "sob", "weeping"),
        ("Ben pushed his researches further.", "push", "unknown"),
        ("Her eyes danced with joy.", "dance", "unknown"),
        ("“Yes,” exclaimed Ben.", "exclaim", "talking"),
        ("Ben threw open the window.", "throw", "opening"),
        ("Ben threw a stone at the window.", "throw", "throwing"),
        ("Nora threw herself into a chair.", "throw", "sitting"),
        ("Nora threw her arms round his neck.", "throw", "embracing"),
        ("Ben took off his hat to the ladies.", "take", "greeting"),
        ("Ben took courage.", "take", "unknown"),
        ("Nora rose from the table.", "rise", "standing"),
        ("The sun rose over the hill.", "rise", "unknown"),
        ("Night fell.", "fall", "unknown"),
        ("Ben fell from his horse.", "fall", "falling"),
        ("Ben was on his knees beside the bed.", "be", "kneeling"),
        ("Nora held out the letter to him.", "hold", "giving"),
        ("Ben held his breath.", "hold", "unknown"),
        ("Fear seized the boy.", "seize", "unknown"),
        ("Ben seized the boy by the collar.", "seize", "seizing"),
        ("Nora buried her face in his shoulder.", "bury", "embracing"),
        ("They buried the chest under a tree.", "bury", "digging"),
        ("The mountains stood round the valley.", "stand", "unknown"),
        ("Ben sent the porter with the grey beard for a basket.", "send", "unknown"),
        ("Nora sent for the doctor.", "send", "unknown"),
        ("Ben puffed out his cheeks and frowned.", "puff", "unknown"),
        ("Ben puffed at his pipe.", "puff", "smoking"),
    ],
)
def test_a_verb_shows_what_its_company_says(text: str, lemma: str, deed: str) -> None:
    assert frame(text, lemma)[1].deed == deed


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("He had a voice like thunder.", "thunder"),
        ("She fought as bravely as a lion.", "lion"),
        ("A storm of applause broke out.", "storm"),
        ("There was no lamp in the room.", "lamp"),
        ("He lost his train of thought.", "train"),
        ("It had the shape of a boat.", "boat"),
    ],
)
def test_a_figure_of_speech_is_not_in_the_picture(text: str, noun: str) -> None:
    tree = SentenceTree(ProseParser().parse([text])[0])

    assert is_figurative(tree, tree.words.index(noun))


@pytest.mark.parametrize(
    ("text", "noun"), [("Rain fell on the lamp.", "lamp"), ("The storm broke over the ship.", "ship")]
)
def test_what_is_meant_as_it_stands_is_no_figure(text: str, noun: str) -> None:
    tree = SentenceTree(ProseParser().parse([text])[0])

    assert not is_figurative(tree, tree.words.index(noun))


@pytest.mark.parametrize(
    ("text", "thing", "is_there"),
    [
        ("Nora beat the thief upon his chest.", "chest", False),
        ("Ben opened the chest with a key.", "chest", True),
        ("A dog-cart stood at the gate.", "dog", False),
        ("Nora rose and went to the door.", "rose", False),
        ("Nora pinned a rose to her dress.", "rose", True),
        ("Ben made a low bow.", "bow", False),
        ("Ben drew the bow and shot an arrow.", "bow", True),
        ("The sailors kept watch all night.", "watch", False),
        ("Ben took out his watch.", "watch", True),
    ],
)
def test_a_noun_is_the_thing_that_its_company_says(text: str, thing: str, is_there: bool) -> None:
    assert (thing in things(text)) is is_there


@pytest.mark.parametrize(
    ("text", "lemma", "reason"),
    [
        ("Oh, Nora must be carried by the sea!", "carry", "exclaimed"),
        ("Once or twice he sat on the grass.", "sit", "habit"),
        ("At other times he worked in the garden.", "work", "habit"),
        ("She told Ben of what went on in school.", "go", "reported"),
        ("He was just about to strike Tom.", "strike", "purpose"),
    ],
)
def test_what_is_exclaimed_repeated_or_told_of_is_doubted(text: str, lemma: str, reason: str) -> None:
    _, found = frame(text, lemma)

    assert reason in found.reasons
    assert found.reality < 0.45


def test_who_was_able_or_forced_to_do_it_has_done_it() -> None:
    _, found = frame("They were obliged to camp in the wood.", "camp")

    assert found.reality > 0.45
