"""An author of the tests: whatever is said happens, in the words in which it is said."""

from __future__ import annotations

import re

from authors.continuations.contract import Draft, Findings, StoryContext, StoryFinding
from authors.continuations.reading import statements_of
from authors.contract import DepictedPerson, Depiction

PLACE = re.compile(r"^At (the \w+)")
NAMES = re.compile(r"\b(Mara|Jonas|Pip)\b")


class Scribe:
    """Writes the line down. “!” before it makes a finding that only its writer can decide about.

    “At the …” says where it is.
    """

    name = "scribe"

    def expand(self, line: str, context: StoryContext) -> Draft:
        """Make a scene of a line."""
        text = f"{line.removeprefix('!').strip()} Nobody spoke for a while."
        people = tuple(DepictedPerson(name=name) for name in dict.fromkeys(NAMES.findall(line)))
        at = PLACE.match(line)
        place = at[1] if at else ""
        return Draft(
            line=line,
            place=place,
            title=line[:30],
            paragraphs=(text,),
            people=people,
            depiction=Depiction(moment=text, people=people, place=place),
            states=statements_of([text], context.facts),
        )

    def check(self, draft: Draft, context: StoryContext) -> Findings:
        """Find what was marked, and whoever goes where the story has been already."""
        marked = draft.line.startswith("!") or any(draft.line == one.line for one in context.last)
        if not marked:
            return ()
        return (StoryFinding(rule="marked", type="setting", severity="large", message="It does not fit.", paragraph=0),)

    def correct(self, draft: Draft, findings: Findings, context: StoryContext) -> Draft:
        """Mend nothing."""
        return draft
