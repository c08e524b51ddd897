"""How files become a publication: renditions, packages, spines, contents, and the names of files."""

from __future__ import annotations

import unicodedata
import zipfile
from functools import partial
from io import BytesIO

from books.epub import EmptyBook, NoContainer, NoText
from books.tests.corpus.cases import Case, Reads, Refuses
from books.tests.epubs import CONTAINER, Line, build, chapter, navigation, ncx, page, zipped

XHTML = "application/xhtml+xml"
TWO = {"one.xhtml": chapter("One"), "two.xhtml": chapter("Two")}
LINES = [Line("The River", "one.xhtml"), Line("The Sea", "two.xhtml")]
NAMED = Reads(chapters=("The River", "The Sea"))
FOUND = Reads(chapters=("One", "Two"), note="description of itself is damaged")
HEADED = Reads(chapters=("One", "Two"))


def item(name: str, media_type: str = XHTML, **attributes: str) -> str:
    """Return a line of the manifest whose id is the name."""
    more = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<item id="{name}" href="{name}" media-type="{media_type}"{more}/>'


def spine(*names: str) -> str:
    """Return a reading order by ids."""
    return "".join(f'<itemref idref="{name}"/>' for name in names)


def of_spine(files: dict[str, str], manifest: str, *order: str) -> BytesIO:
    """Make a book whose pages are all listed by hand."""
    return build({}, manifest=manifest, spine=spine(*order), files={f"OEBPS/{n}": text for n, text in files.items()})


def renamed(href: str, stored: str) -> BytesIO:
    """Make a book whose page lies under another name than the package writes."""
    return build(
        {}, manifest=item("x").replace('href="x"', f'href="{href}"'), spine=spine("x"), files={stored: chapter("One")}
    )


def renditions(first: str) -> BytesIO:
    """Make a container that names `first` and then the package."""
    container = CONTAINER.replace("<rootfiles>", f"<rootfiles>{first}")
    comic = build({"comic.xhtml": chapter("A Comic")})
    with zipfile.ZipFile(comic) as other:
        package = other.read("OEBPS/package.opf")
        drawn = other.read("OEBPS/comic.xhtml")
    return build(
        TWO,
        files={
            "META-INF/container.xml": container,
            "COMIC/package.opf": package,
            "COMIC/comic.xhtml": drawn,
        },
    )


def with_mimetype(data: str, method: int, *, last: bool = False) -> BytesIO:
    """Make a book with a mimetype of this content, first in the archive or last."""
    archive = BytesIO()
    with zipfile.ZipFile(build(TWO)) as source, zipfile.ZipFile(archive, "w") as target:
        names = source.namelist()
        for name in [*names, "mimetype"] if last else ["mimetype", *names]:
            target.writestr(name, data if name == "mimetype" else source.read(name), compress_type=method)
    archive.seek(0)
    return archive


def unmarked_utf8() -> BytesIO:
    """Make a page named in UTF-8 by a program that does not say so."""
    book = renamed("k%C3%B6nig.xhtml", "OEBPS/kXXnig.xhtml")
    return BytesIO(book.getvalue().replace(b"kXXnig.xhtml", "könig.xhtml".encode()))


def with_folders() -> BytesIO:
    """Make an archive that lists its folders as entries of their own."""
    with zipfile.ZipFile(build(TWO)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    return zipped({"META-INF/": b"", "OEBPS/": b"", **files})


PUBLICATIONS = [
    Case("EPUB 2 with an NCX only", partial(build, TWO, lines=LINES, contents="ncx"), NAMED),
    Case("EPUB 3 with a navigation document only", partial(build, TWO, lines=LINES), NAMED),
    Case(
        "an NCX that differs from the navigation document",
        partial(build, TWO, lines=LINES, contents="both", files={"OEBPS/toc.ncx": ncx([Line("Old", "one.xhtml")])}),
        NAMED,
    ),
    Case("no contents at all", partial(build, TWO), HEADED),
    Case(
        "contents that are damaged",
        partial(build, TWO, lines=LINES, files={"OEBPS/nav.xhtml": "\x00\x01" * 50}),
        HEADED,
    ),
    Case(
        "contents that lead nowhere",
        partial(build, TWO, lines=LINES, files={"OEBPS/nav.xhtml": navigation([Line("Gone", "gone.xhtml")])}),
        HEADED,
    ),
    Case(
        "contents whose anchors are missing",
        partial(build, TWO, lines=[Line("The River", "one.xhtml#a"), Line("The Sea", "two.xhtml#b")]),
        NAMED,
    ),
    Case(
        "an NCX whose elements are written in capitals",
        partial(
            build,
            TWO,
            lines=LINES,
            contents="ncx",
            files={"OEBPS/toc.ncx": ncx(LINES).replace("<navMap", "<NAVMAP").replace("</navMap", "</NAVMAP")},
        ),
        HEADED,
    ),
    Case(
        "several renditions",
        partial(renditions, '<rootfile full-path="COMIC/package.opf" media-type="application/oebps-package+xml"/>'),
        Reads(chapters=("A Comic",)),
    ),
    Case(
        "a first rendition that is no package",
        partial(renditions, '<rootfile full-path="book.pdf" media-type="application/pdf"/>'),
        HEADED,
    ),
    Case(
        "a first rendition that is missing",
        partial(renditions, '<rootfile full-path="gone.opf" media-type="application/oebps-package+xml"/>'),
        HEADED,
    ),
    Case("a container that is missing", partial(build, TWO, leave_out=["META-INF/container.xml"]), HEADED),
    Case("a container that is damaged", partial(build, TWO, files={"META-INF/container.xml": "<container"}), HEADED),
    Case(
        "a package that is missing",
        partial(build, TWO, leave_out=["OEBPS/package.opf"]),
        Refuses(NoContainer, "no book in it"),
    ),
    Case("a package that is empty", partial(build, TWO, files={"OEBPS/package.opf": ""}), FOUND),
    Case(
        "a package of something else",
        partial(build, TWO, files={"OEBPS/package.opf": "<svg/>"}),
        Refuses(NoContainer, "own list of its pages"),
    ),
    Case(
        "pages by numbers and nothing that says their order",
        partial(zipped, {f"p{n}.html": chapter(f"Page {n}") for n in (1, 10, 2)} | {"book.opf": ""}),
        Reads(chapters=("Page 1", "Page 2", "Page 10")),
    ),
    Case(
        "a package of noise",
        partial(build, TWO, lines=LINES, contents="ncx", files={"OEBPS/package.opf": bytes(range(256)) * 8}),
        Reads(chapters=("The River", "The Sea"), note="description of itself is damaged"),
    ),
    Case("a book without pages", partial(build, {}), Refuses(EmptyBook, "no pages")),
    Case(
        "a book whose pages are all missing",
        partial(build, TWO, leave_out=["OEBPS/one.xhtml", "OEBPS/two.xhtml"]),
        Refuses(EmptyBook, "no pages"),
    ),
    Case(
        "a book of blank pages",
        partial(build, {"one.xhtml": page(""), "two.xhtml": page("<p> </p>")}),
        Refuses(NoText),
    ),
    Case(
        "one page that is missing",
        partial(build, TWO, leave_out=["OEBPS/one.xhtml"]),
        Reads(chapters=("Two",), note="1 page that the book names is missing"),
    ),
    Case(
        "one page that is damaged",
        partial(build, TWO, files={"OEBPS/one.xhtml": b"\x00\x01\x02" * 99}),
        Reads(chapters=("Two",), note="one.xhtml is damaged"),
    ),
    Case(
        "a navigation document within the spine",
        partial(build, TWO, lines=LINES, spine=spine("nav", "p0", "p1")),
        NAMED,
    ),
    Case("a navigation document outside the spine", partial(build, TWO, lines=LINES, spine=spine("p0", "p1")), NAMED),
    Case(
        "a page outside the main order",
        partial(build, TWO, spine='<itemref idref="p0" linear="no"/><itemref idref="p1"/>'),
        Reads(chapters=("Two", "One")),
    ),
    Case("a page that is named twice", partial(build, TWO, spine=spine("p0", "p1", "p0")), HEADED),
    Case(
        "a spine that is missing",
        partial(build, TWO, spine=" "),
        Reads(chapters=("One", "Two"), note="in which order"),
    ),
    Case(
        "a spine and a manifest that are missing",
        partial(build, TWO, files={"OEBPS/package.opf": '<package xmlns="http://www.idpf.org/2007/opf"/>'}),
        Reads(chapters=("One", "Two"), note="in which order"),
    ),
    Case(
        "a foreign file with a fallback",
        partial(
            of_spine,
            {"one.xhtml": chapter("One"), "one.pdf": "%PDF"},
            item("one.pdf", "application/pdf", fallback="one.xhtml") + item("one.xhtml"),
            "one.pdf",
        ),
        Reads(chapters=("One",)),
    ),
    Case(
        "a foreign XML file with a fallback",
        partial(
            of_spine,
            {"one.xhtml": chapter("One"), "one.xml": "<data>Not to be story</data>"},
            item("one.xml", "application/x-own+xml", fallback="one.xhtml") + item("one.xhtml"),
            "one.xml",
        ),
        Reads(chapters=("One",)),
    ),
    Case(
        "a fallback of a fallback",
        partial(
            of_spine,
            {"one.xhtml": chapter("One"), "one.pdf": "%PDF", "one.png": "PNG"},
            item("one.pdf", "application/pdf", fallback="one.png")
            + item("one.png", "image/png", fallback="one.xhtml")
            + item("one.xhtml"),
            "one.pdf",
        ),
        Reads(chapters=("One",)),
    ),
    Case(
        "fallbacks that lead in a circle",
        partial(
            of_spine,
            {"a.pdf": "%PDF", "b.pdf": "%PDF", "two.xhtml": chapter("Two")},
            item("a.pdf", "application/pdf", fallback="b.pdf")
            + item("b.pdf", "application/pdf", fallback="a.pdf")
            + item("two.xhtml"),
            "a.pdf",
            "two.xhtml",
        ),
        Reads(chapters=("Two",)),
    ),
    Case(
        "a drawing with words in the spine",
        partial(
            of_spine,
            {"one.svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>Far away.</text></svg>'},
            item("one.svg", "image/svg+xml"),
            "one.svg",
        ),
        Reads(story=("Far away.",)),
    ),
    Case(
        "a book of drawings without words",
        partial(
            of_spine,
            {"one.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>'},
            item("one.svg", "image/svg+xml"),
            "one.svg",
        ),
        Refuses(NoText),
    ),
    Case("a mimetype that is wrong", partial(with_mimetype, "application/zip", zipfile.ZIP_STORED), HEADED),
    Case(
        "a mimetype that is deflated and last",
        partial(with_mimetype, "application/epub+zip", zipfile.ZIP_DEFLATED, last=True),
        HEADED,
    ),
    Case("an archive that lists its folders", with_folders, HEADED),
    Case(
        "a page with a wrong media type",
        partial(of_spine, {"one.xhtml": chapter("One")}, item("one.xhtml", "application/octet-stream"), "one.xhtml"),
        Reads(chapters=("One",)),
    ),
    Case(
        "a page without an ending",
        partial(of_spine, {"one": chapter("One")}, item("one"), "one"),
        Reads(chapters=("One",)),
    ),
    Case(
        "a name that is percent-encoded",
        partial(renamed, "a%20page.xhtml", "OEBPS/a page.xhtml"),
        Reads(chapters=("One",)),
    ),
    Case("a percent sign within a name", partial(renamed, "100%.xhtml", "OEBPS/100%.xhtml"), Reads(chapters=("One",))),
    Case("an absolute reference", partial(renamed, "/text/one.xhtml", "text/one.xhtml"), Reads(chapters=("One",))),
    Case("a reference up the tree", partial(renamed, "../text/one.xhtml", "text/one.xhtml"), Reads(chapters=("One",))),
    Case(
        "a reference above the root",
        partial(renamed, "../../../text/one.xhtml", "text/one.xhtml"),
        Reads(chapters=("One",)),
    ),
    Case(
        "a reference with backslashes",
        partial(renamed, r"text\one.xhtml", "OEBPS/text/one.xhtml"),
        Reads(chapters=("One",)),
    ),
    Case(
        "a name in another case",
        partial(renamed, "Text/One.XHTML", "OEBPS/text/one.xhtml"),
        Reads(chapters=("One",), note="called otherwise"),
    ),
    Case(
        "a name in another Unicode form",
        partial(renamed, "été.xhtml", unicodedata.normalize("NFD", "OEBPS/été.xhtml")),
        Reads(chapters=("One",), note="called otherwise"),
    ),
    Case("a name in UTF-8 that does not say so", unmarked_utf8, Reads(chapters=("One",))),
]
