"""How a biography is asked for, written, checked against its sources and made into a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.utils import timezone

from authors import checks
from authors.citations.checking import CitationChecker
from authors.citations.limits import LIVING_NOTICE, may_be_living, private_findings, quoted_of
from authors.contract import Finding
from authors.dossiers.author import DossierAuthor
from authors.dossiers.book import manuscript
from authors.dossiers.brief import BiographyBrief
from authors.dossiers.planning import subject_of
from authors.facts.model import Dossier
from authors.language import Biographies, LanguageAuthor
from writing.kinds.kind import BookKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from authors.contract import Context, Material, Outline, Part, Text


def check(brief: BiographyBrief, part: Part, text: Text, context: Context) -> tuple[Finding, ...]:
    """Measure a part, and hold its sentences against their passages."""
    dossier = Dossier.of(context.material)
    found = list(CitationChecker(dossier, subject_of(brief)).check(text))
    if may_be_living(brief, dossier, subject_of(brief), timezone.localdate()) != "no":
        found += private_findings(text, dossier)
    return (*found, *checks.check(brief, part, text, context))


def check_whole(
    brief: BiographyBrief, outline: Outline, texts: Mapping[str, Text], material: Material
) -> Mapping[str, tuple[Finding, ...]]:
    """Measure the book: what all rules find in it, what is quoted too long, and whether its subject may be alive."""
    dossier = Dossier.of(material)
    found = {key: list(findings) for key, findings in checks.check_whole(brief, outline, texts, material).items()}
    whole = found.setdefault(checks.WHOLE, [])
    for quoted in quoted_of(texts, dossier, brief.quoted_words):
        if quoted.is_too_much:
            title = dossier.sources[quoted.source].title
            words = f"{quoted.words} words of “{title}” are quoted; {quoted.limit} are allowed."
            whole.append(Finding(rule="quotation length", severity="wrong", words=words))
    if may_be_living(brief, dossier, subject_of(brief), timezone.localdate()) != "no":
        whole.append(Finding(rule="living person", severity="doubtful", words=LIVING_NOTICE))
    return {key: tuple(findings) for key, findings in found.items() if findings}


def material(book: object) -> Material:
    """Read what a book is written from: its used sources, with their facts and contradictions."""
    from writing.models import WrittenBook
    from writing.services.dossiers import material_of

    return material_of(WrittenBook.objects.get(pk=cast("UUID", book)))


KIND = BookKind(
    name="biography",
    title="Biography",
    about=(
        "A life of 5,000 to 150,000 words from your sources, each statement with its note. The built-in author "
        "quotes them in order of time and needs no key; a language model tells the life in its own words."
    ),
    brief=BiographyBrief,
    built_in=DossierAuthor,
    by_model=lambda model: LanguageAuthor(model, Biographies()),
    check=check,
    check_whole=check_whole,
    manuscript=manuscript,
    material=material,
)
