"""What libraries ask of an EPUB's accessibility, in the words of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.kinds.epub.markup import text

if TYPE_CHECKING:
    from collections.abc import Iterable

FEATURES = ("tableOfContents", "readingOrder", "structuralNavigation", "alternativeText", "displayTransformability")
SUMMARY = (
    "The text can be read aloud, enlarged and restyled. Each picture has a description that tells no more of the story "
    "than its place in the text."
)


def accessibility_of(
    *, features: Iterable[str] = FEATURES, has_pictures: bool = True, summary: str = SUMMARY
) -> list[tuple[str, str]]:
    """Return the statements about a book, each as a property and its value."""
    modes = ["textual", *(["visual"] if has_pictures else [])]
    return [
        *(("schema:accessMode", mode) for mode in modes),
        ("schema:accessModeSufficient", "textual"),
        *((("schema:accessModeSufficient", "textual,visual"),) if has_pictures else ()),
        *(("schema:accessibilityFeature", feature) for feature in features),
        ("schema:accessibilityHazard", "none"),
        ("schema:accessibilitySummary", summary),
    ]


def as_markup(statements: Iterable[tuple[str, str]]) -> str:
    """Write statements as lines of a package document."""
    return "".join(f'<meta property="{name}">{text(value)}</meta>\n' for name, value in statements)
