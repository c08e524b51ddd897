"""`LanguageAuthor`: writes a book of any kind with any text model, by the craft of that kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from authors.contract import Brief, Memory
from authors.language.asking import Asker
from authors.language.estimates import workload_of

if TYPE_CHECKING:
    from authors.contract import Context, Finding, Material, Outline, Part, Text
    from authors.language.crafts.craft import Craft
    from authors.language.estimates import Workload
    from providers.interfaces.text import TextModel

EMPTY = Memory()

AskedBrief = TypeVar("AskedBrief", bound=Brief)


class LanguageAuthor(Generic[AskedBrief]):
    """An author that asks a model.

    It keeps nothing between calls, and asks the same for the same arguments: whoever goes on after an interruption
    finds the answers that are paid for. Raises Declined with the writer's words for what the model refuses or cannot
    do, and the `providers.errors` that time, a key or money mends.
    """

    def __init__(self, model: TextModel, craft: Craft[AskedBrief]) -> None:
        self.name = model.name
        self._asker = Asker.of(model)
        self._craft = craft

    def outline(self, brief: AskedBrief, *, memory: Memory, material: Material, feedback: str = "") -> Outline:
        """Plan the book. Of the memory a model is told the shelf: it has no stock of ours."""
        return self._craft.plan(self._asker, brief, material, feedback, memory)

    def write(self, brief: AskedBrief, part: Part, context: Context) -> Text:
        """Write a part, or write it anew by the context's feedback."""
        return self._craft.write(self._asker, brief, part, context)

    def revise(
        self, brief: AskedBrief, part: Part, text: Text, findings: tuple[Finding, ...], context: Context
    ) -> Text:
        """Mend what was found in a part."""
        return self._craft.revise(self._asker, brief, part, text, findings, context)

    def workload(
        self, brief: AskedBrief, outline: Outline | None, material: Material, *, rounds: int, memory: Memory = EMPTY
    ) -> Workload:
        """Return what the book will take, asking nothing: with its plan, or before there is one. Raises Declined."""
        limits = self._asker.limits
        return workload_of(self._craft.expected(brief, outline, material, limits, memory), limits, rounds=rounds)
