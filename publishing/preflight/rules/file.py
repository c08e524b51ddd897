"""Rules about the file itself, and about what is in it besides pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.preflight.rules.rule import BookRule, Finding, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.preflight.rules.rule import BookFacts

MEGABYTE = 1024 * 1024
OLDEST, NEWEST = "1.3", "1.7"
EXPORT = "Export the PDF again for print, without them."


def damage(book: BookFacts) -> Iterator[Finding]:
    """Find what had to be repaired to read the file at all."""
    if book.file.damages:
        yield Finding(
            "error",
            "The file is damaged; it could only be read by repairing it.",
            "Export it again from the program that made it, and upload it without changing it.",
        )


def encryption(book: BookFacts) -> Iterator[Finding]:
    """Find a file that is locked, even if it opens."""
    if book.file.encrypted:
        yield Finding("error", "The file is encrypted.", "Export it without security settings or a password.")


def file_size(book: BookFacts) -> Iterator[Finding]:
    """Find a file that is larger than the printer takes."""
    most = book.plan.printer.file.megabytes
    if book.file.size > most * MEGABYTE:
        yield Finding(
            "error",
            f"The file has {book.file.size / MEGABYTE:,.0f} MB; {book.plan.printer.title} takes {most} MB.",
            "Make pictures smaller: 300 dots to an inch at the size in which they are printed are enough.",
        )


def pdf_version(book: BookFacts) -> Iterator[Finding]:
    """Find versions that printers' programs do not know."""
    version = book.file.version
    if version and not OLDEST <= version <= NEWEST:
        yield Finding(
            "warning",
            f"The file is PDF {version}; printers take {OLDEST} to {NEWEST}.",
            f"Export it as PDF {NEWEST} or as PDF/X.",
        )


def title(book: BookFacts) -> Iterator[Finding]:
    """Find a file that does not say what it is called."""
    if not book.file.title:
        yield Finding("note", "The file names no title.", "Write the book's title into the document's properties.")


def author(book: BookFacts) -> Iterator[Finding]:
    """Find a file that does not say who wrote it."""
    if not book.file.author:
        yield Finding("note", "The file names no author.", "Write the author into the document's properties.")


def bookmarks(book: BookFacts) -> Iterator[Finding]:
    """Find bookmarks."""
    if book.file.bookmarks:
        yield Finding("warning", "The file has bookmarks; on paper there are none.", "Export it without bookmarks.")


def scripts(book: BookFacts) -> Iterator[Finding]:
    """Find programs."""
    if book.file.scripts:
        yield Finding("error", "The file contains JavaScript.", EXPORT)


def actions(book: BookFacts) -> Iterator[Finding]:
    """Find what viewers are to do by themselves."""
    if book.file.actions:
        yield Finding("warning", "The file has actions that run when it is opened, printed or closed.", EXPORT)


def attachments(book: BookFacts) -> Iterator[Finding]:
    """Find files within the file."""
    if book.file.attachments:
        yield Finding("error", f"The file carries {counted(book.file.attachments, 'attached file')}.", EXPORT)


def form_fields(book: BookFacts) -> Iterator[Finding]:
    """Find forms that are to be filled in on a screen."""
    if book.file.fields:
        yield Finding(
            "error",
            f"The file has a form with {counted(book.file.fields, 'field')}; what is in them may not be printed.",
            "Flatten the form: print it into a new PDF.",
        )


def layers(book: BookFacts) -> Iterator[Finding]:
    """Find layers, which may be shown or not."""
    if book.file.layers:
        yield Finding(
            "warning",
            f"The file has {counted(book.file.layers, 'layer')}; a hidden one may be printed, or a shown one not.",
            "Flatten the layers, or export without them.",
        )


def output_intent(book: BookFacts) -> Iterator[Finding]:
    """Find printing conditions that are named and not described, or that contradict one another."""
    intents = book.file.intents
    for intent in intents:
        if not intent.identifier and not intent.has_profile:
            yield Finding(
                "warning",
                "The file names a printing condition (output intent) without saying which.",
                "Export it with a colour profile, or without an output intent.",
            )
            return
    if len({intent.components for intent in intents if intent.has_profile}) > 1:
        yield Finding(
            "warning",
            "The file has output intents of different kinds of colour.",
            "Export it with one output intent.",
        )


RULES = (
    BookRule("damage", "Damaged file", damage),
    BookRule("encryption", "Encryption", encryption),
    BookRule("file_size", "File size", file_size),
    BookRule("pdf_version", "PDF version", pdf_version),
    BookRule("title", "Title", title),
    BookRule("author", "Author", author),
    BookRule("bookmarks", "Bookmarks", bookmarks, ("interior", "cover")),
    BookRule("scripts", "JavaScript", scripts),
    BookRule("actions", "Actions", actions),
    BookRule("attachments", "Attached files", attachments),
    BookRule("form_fields", "Forms", form_fields),
    BookRule("layers", "Layers", layers),
    BookRule("output_intent", "Output intents", output_intent),
)
