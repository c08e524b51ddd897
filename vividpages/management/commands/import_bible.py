"""Take a story bible, which was exported as JSON, in for a book of the same text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.management.base import CommandError

from books.models import VividPage
from characters.editing import EditRefused
from characters.exchange.document import read_document
from characters.exchange.importing import import_bible
from vividpages.ready import ReadyCommand

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


BAD_INPUT = 2


class Command(ReadyCommand):
    """The bible becomes what the file says, by one edit that its reader can undo."""

    help = "Import a story bible (JSON) into a book of the same text. The book's page of edits can undo it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the book and the file."""
        parser.add_argument("book", type=UUID, help="The id of the book.")
        parser.add_argument("file", type=Path, help="The JSON file.")

    def handle(self, *_args: Any, book: UUID, file: Path, **_options: Any) -> None:
        """Import, or say why not, with exit status 2."""
        vividpage = VividPage.objects.filter(pk=book).first()
        if vividpage is None:
            raise CommandError(f"There is no book {book}.", returncode=BAD_INPUT)
        try:
            document = read_document(file.read_bytes())
            edit = import_bible(vividpage=vividpage, document=document, by=None)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.", returncode=BAD_INPUT) from error
        except EditRefused as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from error
        self.stdout.write(edit.summary if edit else "The book's bible is so already.")
