"""What a package says of its book: titles, authors, series, subjects and descriptions."""

from __future__ import annotations

from functools import partial

from books.tests.corpus.cases import Case, Reads
from books.tests.corpus.publications import TWO
from books.tests.epubs import build


def described(name: str, metadata: str, expected: Reads) -> Case:
    """Make a case of a book with these metadata."""
    return Case(name, partial(build, TWO, metadata=metadata), expected)


def collection(name: str, kind: str = "", position: str = "", identifier: str = "c") -> str:
    """Return a collection that a book says it belongs to, as EPUB 3 has it."""
    refined = {"collection-type": kind, "group-position": position}
    return f'<meta property="belongs-to-collection" id="{identifier}">{name}</meta>' + "".join(
        f'<meta refines="#{identifier}" property="{key}">{value}</meta>' for key, value in refined.items() if value
    )


def calibre(name: str, index: str) -> str:
    """Return a series as calibre writes it."""
    return f'<meta name="calibre:series" content="{name}"/><meta name="calibre:series_index" content="{index}"/>'


def about(name: str, subjects: tuple[str, ...], *expected: str) -> Case:
    """Make a case of a book with these subjects."""
    story = "".join(f"<dc:subject>{subject}</dc:subject>" for subject in subjects)
    return described(name, f"<dc:title>T</dc:title>{story}", Reads(subjects=expected))


METADATA = [
    described(
        "two authors and a translator",
        "<dc:title>T</dc:title><dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator>"
        '<dc:creator opf:role="trl">Tess</dc:creator>',
        Reads(authors=("Ann", "Bob")),
    ),
    described(
        "a title and a subtitle",
        '<dc:title id="s">Down to the Sea</dc:title><dc:title id="m">The River</dc:title>'
        '<meta refines="#s" property="title-type">subtitle</meta>'
        '<meta refines="#m" property="title-type">main</meta>',
        Reads(title="The River"),
    ),
    described("no title", "<dc:language>de</dc:language>", Reads(title="", language="de")),
    described("a title of spaces", "<dc:title>  </dc:title>", Reads(title="")),
    described(
        "metadata in a box of their own",
        "<dc-metadata><dc:Title>Old</dc:Title><dc:Creator>Ann</dc:Creator></dc-metadata>",
        Reads(title="Old", authors=("Ann",)),
    ),
    described(
        "a description full of tags",
        "<dc:description>&lt;p&gt;A &lt;b&gt;fine&lt;/b&gt; book.&lt;/p&gt;</dc:description>",
        Reads(description="A fine book."),
    ),
    described("a series as EPUB 3 has it", collection("The River", "series", "2"), Reads(series=("The River", "2"))),
    described("a series as calibre writes it", calibre("The River", "2.0"), Reads(series=("The River", "2"))),
    described("a book between two of a series", calibre("The River", "2.5"), Reads(series=("The River", "2.5"))),
    described(
        "a series in both ways",
        calibre("Old Name", "1") + collection("The River", "series", "2"),
        Reads(series=("The River", "2")),
    ),
    described("a series without a place in it", collection("The River", "series"), Reads(series=("The River", ""))),
    described("a place in no series", calibre("", "3"), Reads(series=("", ""))),
    described(
        "a collection that is no series",
        collection("Summer Sale", "set", "9") + collection("The River", "series", "2", "d"),
        Reads(series=("The River", "2")),
    ),
    described("a collection that does not say what it is", collection("should"), Reads(series=("", ""))),
    about(
        "subjects of a library",
        ("Whales -- Fiction", "Sea stories--Fiction", "Holmes, Sherlock"),
        "Whales",
        "Fiction",
        "Sea stories",
        "Holmes, Sherlock",
    ),
    about(
        "subjects of a bookshop",
        ("FICTION / Sea Stories / General", "FIC047000", "Fiction / Classics"),
        "Fiction",
        "Sea Stories",
        "Classics",
    ),
    about("subjects in one line", ("Whales; Ships;", "ships", "USA"), "Whales", "Ships", "USA"),
]
