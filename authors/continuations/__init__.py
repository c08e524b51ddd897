"""Stories that readers continue, as a library: what is known along one branch, a scene made of a line, and its check.

`contract` is the plain data, `trees` finds what may be known at a point of a branch, `facts` merges a segment into it,
`recaps` shortens what lies far back, `continuing` expands a line, checks the draft and mends small slips. Who reads a
text here parses it: call what parses in a process that may (`analysts.prose.parsing`).
"""

from authors.continuations.continuing import Continuation, check, continued, correct, expand, posted
from authors.continuations.contract import (
    Draft,
    Recap,
    Segment,
    StoryAuthor,
    StoryContext,
    StoryFacts,
    StoryFinding,
    StorySettings,
)
from authors.continuations.expanding import BuiltInStoryAuthor
from authors.continuations.facts import facts_after
from authors.continuations.recaps import recap
from authors.continuations.trees import StoryTree, TreeInvalid, context_of, facts_along

__all__ = [
    "BuiltInStoryAuthor",
    "Continuation",
    "Draft",
    "Recap",
    "Segment",
    "StoryAuthor",
    "StoryContext",
    "StoryFacts",
    "StoryFinding",
    "StorySettings",
    "StoryTree",
    "TreeInvalid",
    "check",
    "context_of",
    "continued",
    "correct",
    "expand",
    "facts_after",
    "facts_along",
    "posted",
    "recap",
]
