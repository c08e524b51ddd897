"""The tree of a story: what may be known at a point of it, and that nothing of a sibling branch ever is."""

from __future__ import annotations

import random

import pytest

from authors.continuations import Segment, StoryFacts, StoryTree, TreeInvalid, context_of, facts_after, facts_along
from authors.continuations.contract import LAST_SEGMENTS, StoryContext


def segment(number: int, parent: str, words: str = "") -> Segment:
    words = words or f"Secret{number} was found by Person{number}."
    return Segment.model_validate(
        {
            "id": f"s{number}",
            "parent": parent,
            "line": words,
            "paragraphs": (words,),
            "place": f"Place{number}",
            "states": [
                {"kind": "has", "about": f"Person{number}", "value": f"secret{number}"},
                {"kind": "life", "about": f"Person{number}", "value": "dead" if number % 3 == 0 else "alive"},
            ],
            "stock": [f"stock{number}"],
        }
    )


def a_tree(seed: int, size: int = 24) -> StoryTree:
    draw = random.Random(seed)
    return StoryTree(
        segment(number, f"s{draw.randrange(max(0, number - 5), number)}" if number else "") for number in range(size)
    )


def test_no_fact_of_a_sibling_branch_is_ever_in_a_context() -> None:
    for seed in range(500):
        tree = a_tree(seed)
        at = random.Random(seed).randrange(len(tree))
        ours = {one.id for one in tree.path(f"s{at}")}
        told = context_of(tree, f"s{at}").model_dump_json()

        for number in range(len(tree)):
            is_ours = f"s{number}" in ours
            assert (f'"Secret{number} ' in told or f'"secret{number}"' in told) == is_ours, (seed, at, number)


def test_versions_never_skip_and_the_dead_stay_dead() -> None:
    tree = a_tree(7, 60)
    for leaf in tree.leaves():
        path = tree.path(leaf.id)
        kept = facts_along(path, StoryFacts())
        assert [kept[one.id].version for one in path] == list(range(1, len(path) + 1))
        dead = {f"Person{one.id[1:]}" for one in path if int(one.id[1:]) % 3 == 0}
        assert {person.name for person in kept[leaf.id].people if person.state == "dead"} == dead


def test_kept_facts_give_the_same_context_and_those_of_another_segment_are_refused() -> None:
    tree = a_tree(3)
    leaf = tree.leaves()[-1]
    kept = facts_along(tree.path(leaf.id), StoryFacts())

    assert context_of(tree, leaf.id, facts=kept[leaf.id]) == context_of(tree, leaf.id)
    with pytest.raises(ValueError, match="not of"):
        context_of(tree, leaf.id, facts=kept[leaf.parent])
    with pytest.raises(ValueError, match="continues"):
        facts_after(StoryContext(facts=kept[""]), leaf)


def test_the_last_segments_are_whole_and_all_before_them_are_in_the_recap() -> None:
    tree = StoryTree(segment(number, f"s{number - 1}" if number else "") for number in range(12))
    context = context_of(tree, "s11")

    assert [one.id for one in context.last] == ["s9", "s10", "s11"]
    assert sum(part.segments for part in context.recap.parts) == 12 - LAST_SEGMENTS
    assert context.memory.used["stock0"] == 1


@pytest.mark.parametrize(
    "segments",
    [
        [segment(0, ""), segment(0, "")],
        [segment(0, "s9")],
        [segment(0, ""), segment(1, "s2"), segment(2, "s1")],
    ],
)
def test_what_is_no_tree_is_refused(segments: list[Segment]) -> None:
    with pytest.raises(TreeInvalid):
        StoryTree(segments)
