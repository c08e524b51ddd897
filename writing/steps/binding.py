"""The stage that makes a book of the texts: its chapters, its bible, and what its pictures show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from authors.contract import Brief, Finding, Material, Outline, Text
from books.making import MAKING
from books.models import VividPage
from books.services.taking_in import PreparedManuscript, prepare, write_manuscript
from characters import services as characters
from jobs import services as jobs
from jobs.models import Unit
from jobs.pipelines import InputsChanged, PlannedUnit, Stage, UnitRejected
from writing.bible import WrittenBible, bible_of
from writing.checking import brief_of
from writing.kinds.catalogue import kind_named
from writing.kinds.kind import BookKind
from writing.making import BINDING, BOOK
from writing.models import BUILT_IN, Draft, WrittenBook
from writing.queries import texts_digest
from writing.services.drafts import write_findings
from writing.subjects import book_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.models import Job

NOT_WRITTEN = "Some parts are not written yet. Have them written, or take them out of the plan."


@dataclass(frozen=True, slots=True)
class BookToBind:
    """All that the book is made of, and the digest of its texts."""

    kind: BookKind[Brief]
    brief: Brief
    outline: Outline
    texts: Mapping[str, Text]
    material: Material
    digest: str
    identity: str


@dataclass(frozen=True, slots=True)
class BoundBook:
    """The prepared manuscript, its bible (None: it is read like any other book), and findings by the keys of parts."""

    prepared: PreparedManuscript
    bible: WrittenBible | None
    findings: Mapping[str, tuple[Finding, ...]]
    digest: str


class BindBook:
    """Make the book."""

    kind = BOOK

    def prepare(self, unit: Unit) -> BookToBind:
        """Read the texts."""
        book = book_of(unit)
        rows = list(book.parts.filter(is_planned=True).select_related("accepted").order_by("number"))
        texts = {row.key: row.accepted.text for row in rows if row.accepted is not None}
        if book.plan is None or not rows or len(texts) < len(rows):
            raise UnitRejected(NOT_WRITTEN)
        kind = kind_named(book.kind)
        return BookToBind(
            kind=kind,
            brief=brief_of(book),
            outline=book.plan.outline,
            texts=texts,
            material=kind.material(book.pk),
            digest=texts_digest(book),
            identity=book.vividpage.identity,
        )

    def call(self, inputs: BookToBind) -> BoundBook:
        """Check the whole, and make manuscript and bible of it."""
        told = (inputs.brief, inputs.outline, inputs.texts, inputs.material)
        manuscript = inputs.kind.manuscript(*told)
        return BoundBook(
            prepared=prepare(manuscript),
            bible=bible_of(inputs.outline, inputs.texts, manuscript, identity=inputs.identity),
            findings=inputs.kind.check_whole(*told),
            digest=inputs.digest,
        )

    def record(self, unit: Unit, result: BoundBook) -> None:
        """Write it. Raises InputsChanged if other texts are accepted by now, or somebody else is at the book."""
        if not jobs.lock_if_free(subject=unit.job.subject, pipeline=MAKING):
            raise InputsChanged
        rows = WrittenBook.objects.select_for_update(of=("self",)).select_related("vividpage__owner")
        book = rows.get(pk=unit.job.subject)
        if texts_digest(book) != result.digest:
            raise InputsChanged
        vividpage = book.vividpage
        VividPage.objects.filter(pk=vividpage.pk).update(text_models=_models_of(book))
        write_manuscript(vividpage=vividpage, prepared=result.prepared)
        if result.bible is not None:
            characters.save_bible(vividpage=vividpage, bible=result.bible.bible)
            characters.save_analyses(vividpage=vividpage, analyses=result.bible.analyses)
        _keep_findings(book, result.findings)
        book.bound, book.state = result.digest, WrittenBook.State.WRITTEN
        book.save(update_fields=["bound", "state", "findings"])
        VividPage.objects.filter(pk=vividpage.pk, status=VividPage.Status.WRITING).update(
            status=VividPage.Status.UPLOADED
        )


def _models_of(book: WrittenBook) -> list[str]:
    """Return the text models that had a hand in the accepted texts: what a writer edits after them is still theirs."""
    drafts = Draft.objects.filter(part__book=book, part__is_planned=True, number__lte=F("part__accepted__number"))
    return sorted({author for author in drafts.values_list("author", flat=True) if author not in ("", BUILT_IN)})


def _keep_findings(book: WrittenBook, findings: Mapping[str, tuple[Finding, ...]]) -> None:
    """Keep what was found in the texts beside one another: of each what its own check has not, and of the whole."""
    planned = book.parts.filter(is_planned=True).values_list("accepted", "key")
    keys = {accepted: key for accepted, key in planned if accepted is not None}
    for draft in Draft.objects.filter(pk__in=list(keys)):
        own = {row.finding for row in draft.findings.filter(of_whole=False)}
        more = [finding for finding in findings.get(keys[draft.pk], ()) if finding not in own]
        write_findings(draft=draft, findings=more, of_whole=True)
    book.findings = [
        finding.model_dump(mode="json")
        for key, found in findings.items()
        if key not in keys.values()
        for finding in found
    ]


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out one unit, in the place of one that has bound other texts."""
    book = book_of(job)
    if book.bound != texts_digest(book):
        job.units.filter(state=Unit.State.DONE).delete()
    return [PlannedUnit(kind=BOOK, label="Making the book", target=book.pk, essential=True)]


BINDING_STAGE = Stage(BINDING, "Making the book", steps=[BindBook()], plan=plan)
