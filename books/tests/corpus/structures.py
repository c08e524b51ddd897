"""The book as a whole: parts and chapters, front and back matter, and its cover."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from books.tests.corpus.cases import Case, Reads
from books.tests.corpus.publications import TWO, item
from books.tests.epubs import PROSE, Line, build, chapter, page

if TYPE_CHECKING:
    from io import BytesIO

LONG = f"<p>{PROSE}</p>" * 5
JPEG = b"\xff\xd8\xff\xe0 a picture"


def typed(attribute: str) -> BytesIO:
    """Make a book between a preface and notes that an attribute of their pages names."""
    return build(
        {
            "a.xhtml": page(f"<h2>To Begin</h2>{LONG}", attributes=attribute.format("preface")),
            "b.xhtml": page(f"<h2>The Fox</h2>{LONG}", attributes=attribute.format("chapter")),
            "c.xhtml": page(f"<h2>Last Words</h2>{LONG}", attributes=attribute.format("afterword")),
        }
    )


def titled(*titles: str, **options: object) -> BytesIO:
    """Make a book with a page for each title."""
    pages = {f"p{n}.xhtml": page(f"<h2>{title}</h2>{LONG}") for n, title in enumerate(titles)}
    return build(pages, lines=[Line(title, name) for title, name in zip(titles, pages, strict=True)], **options)  # type: ignore[arg-type]


def in_parts(*, contents: str = "", last: str = "Chapter 3") -> BytesIO:
    """Make two parts with a title page each beside their chapters, in contents that are flat or missing."""
    order = ["Part One", "Chapter 1", "Chapter 2", "Part Two: The Sea", last]
    pages = {
        f"p{n}.xhtml": page(f"<h1>{title}</h1>" + ("" if title.startswith("Part") else LONG))
        for n, title in enumerate(order)
    }
    lines = [Line(title, name) for title, name in zip(order, pages, strict=True)] if contents else []
    return build(pages, lines=lines, contents="ncx" if contents == "ncx" else "nav")


def named_before_its_contents() -> BytesIO:
    """Make a series named on a page that the contents leave out, before all that they list."""
    pages = {
        "s.xhtml": page("<h1>Book One of the Saga</h1>"),
        "m.xhtml": page(f"<h1>The Land</h1>{LONG}"),
        "a.xhtml": chapter("Chapter 1"),
        "b.xhtml": chapter("Chapter 2"),
    }
    return build(pages, lines=[Line("Chapter 1", "a.xhtml"), Line("Chapter 2", "b.xhtml")])


def with_an_epigraph() -> BytesIO:
    """Make a part with a saying below its title, on a page of its own."""
    pages = {
        "p.xhtml": page("<h1>Part One</h1><p>The Sea</p><p>All rivers run into the sea.</p>"),
        "a.xhtml": chapter("Chapter 1", "He ran."),
    }
    return build(pages, lines=[Line("Part One", "p.xhtml", [Line("Chapter 1", "a.xhtml")])])


def in_nested_parts() -> BytesIO:
    """Make parts that hold their chapters in the contents, each in one file with them."""
    body = "".join(
        f'<h1 id="p{p}">Part {p}</h1>' + "".join(f'<h2 id="c{p}{c}">Chapter {c}</h2>{LONG}' for c in (1, 2))
        for p in (1, 2)
    )
    return build(
        {"all.xhtml": page(body)},
        lines=[
            Line(f"Part {p}", f"all.xhtml#p{p}", [Line(f"Chapter {c}", f"all.xhtml#c{p}{c}") for c in (1, 2)])
            for p in (1, 2)
        ],
    )


def giant(*, lines: bool) -> BytesIO:
    """Make three chapters in one file."""
    body = "".join(f'<h2 id="c{n}">Chapter {n}</h2>{LONG}' for n in (1, 2, 3))
    contents = [Line(f"{n}. Somewhere", f"all.xhtml#c{n}") for n in (1, 2, 3)]
    return build({"all.xhtml": page(body)}, lines=contents if lines else ())


def split_chapter() -> BytesIO:
    """Make a chapter that a converter cut over three files."""
    pages = {
        "a_split_000.xhtml": chapter("Chapter 1"),
        "a_split_001.xhtml": page(LONG),
        "a_split_002.xhtml": page(LONG),
        "b.xhtml": chapter("Chapter 2"),
    }
    return build(pages, lines=[Line("Chapter 1", "a_split_000.xhtml"), Line("Chapter 2", "b.xhtml")])


def covered(
    manifest: str = "", *, metadata: str = "<dc:title>T</dc:title>", guide: str = "", **files: bytes
) -> BytesIO:
    """Make a book with these pictures."""
    made = {f"OEBPS/{name.replace('_', '.')}": data for name, data in files.items()}
    return build(TWO, manifest=manifest, metadata=metadata, guide=guide, files=made)


STRUCTURES = [
    Case(
        "parts beside their chapters in an NCX",
        partial(in_parts, contents="ncx"),
        Reads(chapters=("Part One > Chapter 1", "Part One > Chapter 2", "Part Two: The Sea > Chapter 3")),
    ),
    Case(
        "parts beside their chapters in a navigation document",
        partial(in_parts, contents="nav"),
        Reads(chapters=("Part One > Chapter 1", "Part One > Chapter 2", "Part Two: The Sea > Chapter 3")),
    ),
    Case(
        "an epilogue after the last part",
        partial(in_parts, contents="ncx", last="Epilogue"),
        Reads(chapters=("Part One > Chapter 1", "Part One > Chapter 2", "Epilogue")),
    ),
    Case(
        "parts beside their chapters without contents",
        in_parts,
        Reads(chapters=("Part One > Chapter 1", "Part One > Chapter 2", "Part Two: The Sea > Chapter 3")),
    ),
    Case(
        "a series named before what the contents list",
        named_before_its_contents,
        Reads(chapters=("Book One of the Saga > The Land", "Chapter 1", "Chapter 2")),
    ),
    Case(
        "a saying below the title of a part",
        with_an_epigraph,
        Reads(chapters=("Part One > Chapter 1",), story=("All rivers run into the sea.", "He ran.")),
    ),
    Case(
        "parts that hold their chapters",
        in_nested_parts,
        Reads(chapters=("Part 1 > Chapter 1", "Part 1 > Chapter 2", "Part 2 > Chapter 1", "Part 2 > Chapter 2")),
    ),
    Case(
        "a book in which each chapter is a part",
        partial(titled, "Part One", "Part Two", "Part Three"),
        Reads(chapters=("Part One", "Part Two", "Part Three")),
    ),
    Case(
        "one giant file with contents",
        partial(giant, lines=True),
        Reads(chapters=("1. Somewhere", "2. Somewhere", "3. Somewhere")),
    ),
    Case(
        "one giant file without contents",
        partial(giant, lines=False),
        Reads(chapters=("Chapter 1", "Chapter 2", "Chapter 3")),
    ),
    Case("a chapter over many files", split_chapter, Reads(chapters=("Chapter 1", "Chapter 2"))),
    Case(
        "matter by its types",
        partial(typed, 'epub:type="{}"'),
        Reads(chapters=("front: To Begin", "The Fox", "back: Last Words")),
    ),
    Case(
        "matter by its roles",
        partial(typed, 'role="doc-{}"'),
        Reads(chapters=("front: To Begin", "The Fox", "back: Last Words")),
    ),
    Case(
        "matter by its titles",
        partial(titled, "Copyright", "Dedication", "Chapter 1", "Chapter 2", "Index", "About the Author"),
        Reads(
            chapters=(
                "front: Copyright",
                "front: Dedication",
                "Chapter 1",
                "Chapter 2",
                "back: Index",
                "back: About the Author",
            )
        ),
    ),
    Case(
        "a library's licence",
        partial(titled, "Chapter 1", "The Full Project Gutenberg License"),
        Reads(chapters=("Chapter 1", "back: The Full Project Gutenberg License")),
    ),
    Case(
        "uncopyright", partial(titled, "Chapter 1", "Uncopyright"), Reads(chapters=("Chapter 1", "back: Uncopyright"))
    ),
    Case(
        "a prologue and an epilogue",
        partial(titled, "Prologue", "Chapter 1", "Epilogue"),
        Reads(chapters=("Prologue", "Chapter 1", "Epilogue")),
    ),
    Case(
        "matter by the guide of an old book",
        partial(
            titled,
            "Words Before",
            "Chapter 1",
            contents="ncx",
            guide='<guide><reference type="preface" href="p0.xhtml"/></guide>',
        ),
        Reads(chapters=("front: Words Before", "Chapter 1")),
    ),
    Case(
        "matter by landmarks",
        partial(
            titled, "Words Before", "Chapter 1", landmarks='<li><a epub:type="preface" href="p0.xhtml">Before</a></li>'
        ),
        Reads(chapters=("front: Words Before", "Chapter 1")),
    ),
    Case("a book that is nothing but a preface", partial(titled, "Preface"), Reads(chapters=("Preface",))),
    Case(
        "a chapter's number in a paragraph above its heading",
        partial(build, {"a.xhtml": page(f"<p>Chapter Two</p><h2>The Fox</h2><p>{PROSE}</p>")}),
        Reads(story=(PROSE,)),
    ),
    Case(
        "a cover as EPUB 3 has it",
        partial(covered, item("c.jpg", "image/jpeg", properties="cover-image"), c_jpg=JPEG),
        Reads(cover="image/jpeg"),
    ),
    Case(
        "a cover as EPUB 2 has it",
        partial(
            covered,
            item("c.jpg", "image/jpeg"),
            c_jpg=JPEG,
            metadata='<dc:title>T</dc:title><meta name="cover" content="c.jpg"/>',
        ),
        Reads(cover="image/jpeg"),
    ),
    Case(
        "a cover by its name",
        partial(covered, item("cover.jpg", "image/jpeg"), cover_jpg=JPEG),
        Reads(cover="image/jpeg"),
    ),
    Case(
        "a cover on a page that the guide names",
        partial(
            covered,
            item("i.jpg", "image/jpeg") + item("w.xhtml"),
            i_jpg=JPEG,
            w_xhtml=page('<img src="i.jpg"/>').encode(),
            guide='<guide><reference type="cover" href="w.xhtml"/></guide>',
        ),
        Reads(cover="image/jpeg"),
    ),
    Case(
        "a cover that is missing",
        partial(covered, item("c.jpg", "image/jpeg", properties="cover-image")),
        Reads(cover="none"),
    ),
]
