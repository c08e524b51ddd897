"""The plainest author of continuations: a reader's line stands as it was written, and is the whole scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations.contract import Draft
from authors.continuations.reading import statements_of
from authors.contract import DepictedPerson, Depiction

if TYPE_CHECKING:
    from authors.continuations.contract import Findings, StoryContext


class AsPosted:
    """Adds nothing and finds nothing; what a line states is read by the rules."""

    name = "as posted"

    def expand(self, line: str, context: StoryContext) -> Draft:
        """Return the line as a scene."""
        said = " ".join(line.split())
        text = said if said[-1:] in ".!?…”" else f"{said}."
        states = statements_of([text], context.facts)
        known = [person.name for person in context.facts.people if any(name in text for name in person.names)]
        met = [one.about for one in states if one.about in text and one.about[:1].isupper()]
        people = tuple(DepictedPerson(name=name) for name in dict.fromkeys([*known, *met]))
        place = context.facts.place
        return Draft(
            line=said,
            paragraphs=(text,),
            place=place,
            people=people,
            depiction=Depiction(moment=text, people=people, place=place),
            states=states,
            is_as_posted=True,
        )

    def check(self, draft: Draft, context: StoryContext) -> Findings:
        """Find nothing beyond what the rules find."""
        del draft, context
        return ()

    def correct(self, draft: Draft, findings: Findings, context: StoryContext) -> Draft:
        """Mend nothing."""
        del findings, context
        return draft
