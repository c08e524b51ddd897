"""`manage.py write_childrens_book "a lighthouse that is afraid of the dark" --out FOLDER`: from a brief to print."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError, CommandParser
from django.utils.text import slugify

from characters.editing import EditRefused
from publishing import catalogue
from publishing.models import PageSet
from vividpages import written_books
from vividpages.edition_files import edition_report, write_edition
from vividpages.ready import ReadyCommand
from vividpages.written_books import WITH_FAILURES, Order
from web.writing.briefs import hero_row
from web.writing.laying import lay_out_written, trim_of
from writing.models import BUILT_IN

if TYPE_CHECKING:
    from books.models import VividPage
    from writing.models import WrittenBook

STORY, COLORING = "childrens", "coloring"
AGES = {"0-2": "3", "3-5": "3", "6-8": "6", "9-12": "10"}
"""From what age a colouring book is drawn, by the ages of a brief."""


class Command(ReadyCommand):
    """Exits 0 when all is made, 2 on bad input (nothing is left behind), 3 if something is left to do or has errors."""

    help = "Write an illustrated children's book or a colouring book: text, pictures, print-ready pages, cover, e-book."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options that docs/writing.md lists."""
        parser.add_argument("theme", nargs="?", help="what it is about, in a few words")
        parser.add_argument("--coloring", action="store_true", help="a colouring book")
        parser.add_argument("--age", help="0-2, 3-5, 6-8 or 9-12")
        parser.add_argument("--pages", type=int, help="24, 32, 40 or 48")
        parser.add_argument("--rhyme", action="store_true", default=None, help="in verse")
        parser.add_argument("--tone", help="warm, funny, quiet, adventurous")
        parser.add_argument(
            "--hero",
            action="append",
            metavar="NAME[,SPECIES[,LOOKS]]",
            help="who it is about; the name alone of a hero that you keep is that one. May be repeated",
        )
        written_books.add_arguments(parser)
        parser.add_argument("--style", metavar="STYLE", help="how the pictures are drawn")
        parser.add_argument("--images", metavar="MODEL", help="who draws them: service/model (default: built in)")
        parser.add_argument("--out", type=Path, metavar="FOLDER", help="write pages, cover and e-book here")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the book."""
        began = time.monotonic()
        order = self._order(options)
        if options["plan_only"] or order.author == BUILT_IN:
            plan = written_books.understood(order)  # what cannot be written is said before anything is begun
            if options["plan_only"]:
                self._tell(plan, options, f"{plan['title']}: {plan['understood']}")
                return
        out = written_books.folder_of(options["out"])
        book = written_books.write(written_books.begin(order))
        written_books.draw(book, style=options["style"], images=options["images"])
        book.vividpage.refresh_from_db()
        files = self._files(book, out) if out else []
        result = {
            **written_books.written_report(book),
            "status": book.vividpage.status,
            "files": files,
            "seconds": round(time.monotonic() - began, 2),
        }
        self._tell(result, options, _summary(result))
        has_errors = any(check["severity"] == "error" for file in files for check in file["checks"])
        if has_errors or book.vividpage.status != "completed":
            sys.exit(WITH_FAILURES)

    def _order(self, options: dict[str, Any]) -> Order:
        said = {name: options[name] for name in ("theme", "age", "pages", "tone", "rhyme")}
        brief = written_books.brief_of(options, **said)
        if options["hero"]:
            brief["heroes"] = [_hero(said, options["user"]) for said in options["hero"]]
        return written_books.order_of(options, kind=COLORING if options["coloring"] else STORY, brief=brief)

    def _tell(self, result: dict[str, Any], options: dict[str, Any], words: str) -> None:
        self.stdout.write(json.dumps(result, ensure_ascii=False) if options["json"] else words)

    def _files(self, book: WrittenBook, out: Path) -> list[dict[str, Any]]:
        """Write pages for the printer, a cover that fits them, and an e-book."""
        vividpage, name = book.vividpage, slugify(book.vividpage.title) or "book"
        if book.kind == COLORING:
            age = AGES.get(str(book.brief.get("age")), "6")
            inside = _edition(
                vividpage, "coloring", {"age": age, "trim": trim_of(book.brief)}, out / f"{name}-interior.pdf"
            )
            return [inside, _cover(vividpage, book, inside["pages"], out / f"{name}-cover.pdf")]
        if not PageSet.objects.filter(vividpage=vividpage).exists():
            try:
                lay_out_written(book=book, by=None)
            except EditRefused as refused:
                raise CommandError(str(refused), returncode=WITH_FAILURES) from None
        inside = _edition(vividpage, "picture_book", {"purpose": "print"}, out / f"{name}-interior.pdf")
        cover = _cover(vividpage, book, inside["pages"], out / f"{name}-cover.pdf")
        return [inside, cover, _edition(vividpage, "fixed_layout", {}, out / f"{name}.epub")]


def _cover(vividpage: VividPage, book: WrittenBook, pages: int, out: Path) -> dict[str, Any]:
    options = {
        "pages": pages,
        "trim": trim_of(book.brief),
        "ink": "premium",
        "paper": "white",
        "design": "full",
        "back": _beginning(book),
    }
    return _edition(vividpage, "cover", options, out)


def _beginning(book: WrittenBook) -> str:
    """Return the first words of a story, for the back of its cover."""
    first = (
        book.parts.filter(is_planned=True).exclude(accepted=None).select_related("accepted").order_by("number").first()
    )
    return first.accepted.text.plain if first is not None and first.accepted is not None else ""


def _edition(vividpage: VividPage, name: str, options: dict[str, Any], out: Path) -> dict[str, Any]:
    kind = catalogue.kind_named(name)
    made = write_edition(kind, kind.options.model_validate(options), vividpage, out)
    return edition_report(kind, made, out)


def _hero(said: str, email: str | None) -> dict[str, str]:
    """Read a hero from the command line: one that is kept, by the name alone, or somebody new."""
    name, _, more = (part.strip() for part in said.partition(","))
    species, _, looks = (part.strip() for part in more.partition(","))
    if not more and (known := written_books.kept_hero(name, email)) is not None:
        return hero_row(known)
    return {"name": name, "species": species, "looks": looks}


def _summary(result: dict[str, Any]) -> str:
    first = f"{result['title']}: {result['parts']} parts, {result['words']} words in {result['seconds']} s"
    files = [f"  {file['kind']}: {file['pages'] or ''} {file['file']}".replace(":  ", ": ") for file in result["files"]]
    return "\n".join([first, *files])
