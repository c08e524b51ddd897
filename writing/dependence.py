"""What a text rests on: the plan of its part, the brief, the texts that it comes after, and what its facts stand on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from writing.evidence import Evidence, evidence_of
from writing.models import Draft

if TYPE_CHECKING:
    from authors.contract import Text
    from writing.models import PlannedPart, WrittenBook


@dataclass(frozen=True, slots=True)
class Ground:
    """What the parts of a book rest on, read once: its brief, its parts by key, their accepted texts by key, and of a
    biography what its facts stand on.
    """

    brief: Mapping[str, Any]
    parts: Mapping[str, Mapping[str, Any]]
    accepted: Mapping[str, UUID]
    evidence: Evidence

    def before(self, key: str) -> list[str]:
        """Return the keys of all parts that a part comes after, directly or not, in the order of the plan."""
        found: set[str] = set()
        waiting = [key]
        while waiting:
            for one in self.parts[waiting.pop()].get("after", ()):
                if one in self.parts and one not in found and one != key:
                    found.add(one)
                    waiting.append(one)
        return [one for one in self.parts if one in found]

    def digest(self, key: str) -> str:
        """Return 64 hexadecimal digits that differ once a text of the part would be made from something else.

        Its title and its place in the plan do not count: neither is in the text.
        """
        planned = {name: value for name, value in self.parts[key].items() if name != "title"}
        texts = [[one, str(self.accepted.get(one, ""))] for one in self.before(key)]
        stands = [self.evidence.under(planned["facts"])] if planned.get("facts") else []
        ground = json.dumps([self.brief, planned, texts, *stands], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(ground.encode()).hexdigest()


def ground_of(book: WrittenBook, parts: Sequence[PlannedPart] | None = None) -> Ground:
    """Read what the parts of a book rest on. `parts` are its planned ones, if they are known.

    One query else, and three if parts tell facts.
    """
    rows = list(book.parts.filter(is_planned=True)) if parts is None else parts
    return _laid(book, rows, evidence_of(book, (fact for row in rows for fact in row.data.get("facts", ()))))


def _laid(book: WrittenBook, rows: Sequence[PlannedPart], evidence: Evidence) -> Ground:
    return Ground(
        brief=book.brief,
        parts={row.key: row.data for row in rows},
        accepted={row.key: row.accepted_id for row in rows if row.accepted_id is not None},
        evidence=evidence,
    )


def texts_before(book: WrittenBook, key: str) -> dict[str, Text]:
    """Return the accepted texts that a part comes after, by the keys of their parts. Two queries."""
    rows = list(book.parts.filter(is_planned=True))
    ground = _laid(book, rows, Evidence())
    drafts = Draft.objects.in_bulk([ground.accepted[one] for one in ground.before(key) if one in ground.accepted])
    return {row.key: drafts[row.accepted_id].text for row in rows if row.accepted_id in drafts}
