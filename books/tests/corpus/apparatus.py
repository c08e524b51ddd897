"""What only its shape gives away: notes without a type or class, hard-wrapped text, parts that no contents list."""

from __future__ import annotations

from functools import partial
from textwrap import wrap

from books.tests.corpus.cases import BREAK, Case, Reads
from books.tests.epubs import PROSE, Line, build, chapter, page

BOWED = ("He bowed and left.", "She stayed.")
VERSE = ("Tell me the way to the water,", "said the moth to the flame,", "And the flame said: Over.")
HEXAMETER = (
    "This is the forest that murmured, and nobody living could tell it,",
    "Neither the hunter who crossed it, nor birds that had nested within it,",
    "What it had whispered at evening, when all of the rivers were silent,",
)
PROGRAM = "\n".join(f'<point id="p{n}" title="The mill above the river, {n}" x="{n}"/>' for n in range(10, 14))
WRAPPED = "\n".join(wrap(PROSE, 70))
TYPED = "\n\n".join(
    [
        "THE FOX",
        "CONTENTS",
        "CHAPTER I. The Mill\nCHAPTER II. The Sea\nCHAPTER III. Home",
        "\nCHAPTER I\nThe Mill",
        WRAPPED,
        "Letter in hand, he left.",
        WRAPPED,
        "\nCHAPTER II.",
        WRAPPED,
        "\nChapter 3. Home",
        WRAPPED,
    ]
)
LONG = f"<p>{PROSE}</p>" * 5


def noted(name: str, mark: str, note: str, *, story: tuple[str, ...] = BOWED, before: str = "") -> Case:
    """Make a case of a sentence with a mark in it and a note on the same page."""
    body = f"{before}<p>He bowed{mark} and left.</p><p>She stayed.</p>{note}"
    return Case(f"a note by its shape: {name}", partial(build, {"one.xhtml": page(body)}), Reads(story=story))


def over_pages(name: str, notes: str, *chapters: str, story: tuple[str, ...] = ()) -> Case:
    """Make a case of a mark on one page and notes on the next."""
    text = page(f'<h2>One</h2><p>He bowed<sup><a id="r1" href="notes.xhtml#n1">1</a></sup>.</p><p>{PROSE}</p>')
    book = partial(build, {"one.xhtml": text, "notes.xhtml": page(notes)})
    return Case(f"a note by its shape: {name}", book, Reads(chapters=chapters, story=story))


def preformatted(name: str, text: str, *story: str) -> Case:
    """Make a case of a page of text in `<pre>`."""
    body = page(f"<h2>I</h2><pre>{text}</pre>")
    return Case(f"preformatted text: {name}", partial(build, {"one.xhtml": body}), Reads(story=story))


def unlisted_parts(name: str, part: str, *expected: str, order: tuple[str, ...]) -> Case:
    """Make a case of pages by their titles, of which the contents list only the chapters; `part` is a part's markup."""
    pages = {
        f"p{n}.xhtml": page(part.format(title) if title.startswith("Part") else f"<h1>{title}</h1>{LONG}")
        for n, title in enumerate(order)
    }
    lines = [Line(title, name) for title, name in zip(order, pages, strict=True) if not title.startswith("Part")]
    return Case(f"parts left out of the contents: {name}", partial(build, pages, lines=lines), Reads(chapters=expected))


MARK = '<a id="r1" href="#n1">1</a>'
BACK = '<a href="#r1">1</a>'
APPARATUS = [
    noted("a paragraph with an id", MARK, f'<p id="n1">{BACK} Not low.</p>'),
    noted(
        "raised, in brackets",
        '<sup><a id="r1" href="#n1">[1]</a></sup>',
        '<p id="n1"><sup><a href="#r1">[1]</a></sup> Not low.</p>',
    ),
    noted("in brackets of the text", f"[{MARK}]", f'<p id="n1">[{BACK}] Not low.</p>'),
    noted("with the id on the link", MARK, '<p><a id="n1" href="#r1">1</a> Not low.</p>'),
    noted(
        "with anchors of their own",
        '<a name="r1"></a><a href="#n1">*</a>',
        '<p><a name="n1"></a>[<a href="#r1">*</a>] Not low.</p>',
    ),
    noted("in a list", MARK, f'<ol><li id="n1"><p>{BACK} Not low.</p><p>Not at all.</p></li></ol>'),
    noted("in a box", MARK, f'<hr/><div id="n1"><p>{BACK} Not low.</p><p>Not at all.</p></div>'),
    noted("in a table", MARK, f'<table><tr><td id="n1">{BACK} Not low.</td></tr></table>'),
    noted("with an arrow at its end", MARK, '<ol><li id="n1"><p>Not low. <a href="#r1">↩</a></p></li></ol>'),
    noted(
        "between paragraphs", MARK, f'<p id="n1">{BACK} Not low.</p><p>Night came.</p>', story=(*BOWED, "Night came.")
    ),
    noted(
        "text after it that lies loose",
        MARK,
        f'<p id="n1">{BACK} Not low.</p>Night came.',
        story=(*BOWED, "Night came."),
    ),
    noted("a paragraph to which nothing leads", "", f'<p id="n1">{BACK} Not low.</p>', story=(*BOWED, "Not low.")),
    noted(
        "a paragraph that leads elsewhere",
        MARK,
        '<p id="n1"><a href="#x">1</a> Not low.</p>',
        story=("Far.", *BOWED, "Not low."),
        before='<p id="x">Far.</p>',
    ),
    noted(
        "a link within a paragraph",
        MARK,
        f'<p id="n1">Not low, as said in {BACK}.</p>',
        story=(*BOWED, "Not low, as said in ."),
    ),
    noted(
        "a box with a whole story in it",
        MARK,
        f'<div id="n1"><p>{BACK} Low.</p>{LONG * 6}</div>',
        story=(*BOWED, "Low.", *[PROSE] * 30),
    ),
    Case(
        "a page of contents whose lines and headings lead to each other",
        partial(
            build,
            {
                "one.xhtml": page(
                    '<p id="t1">The Fox, page <a href="#c1">12</a></p>'
                    f'<div id="c1"><h2><a href="#t1">12</a></h2><p>{PROSE}</p></div>'
                )
            },
        ),
        Reads(story=("The Fox, page", "12", PROSE)),
    ),
    over_pages(
        "a page of notes",
        '<h2>Remarks</h2><p id="n1"><a href="one.xhtml#r1">1</a> Not low.</p>',
        "One",
        "back: Remarks",
    ),
    over_pages(
        "below a later chapter",
        f'<h2>Two</h2><p>{PROSE}</p><p id="n1"><a href="one.xhtml#r1">1</a> Not low.</p>',
        "One",
        "Two",
        story=("He bowed.", PROSE, PROSE),
    ),
    preformatted("paragraphs", f"{WRAPPED}\n\n{WRAPPED}\n \n  {WRAPPED}", PROSE, PROSE, PROSE),
    preformatted(
        "verse between paragraphs",
        f"{WRAPPED}\n\n" + "\n".join(VERSE) + f"\n\n{WRAPPED}",
        PROSE,
        "\n".join(VERSE),
        PROSE,
    ),
    preformatted("long lines of verse", "\n".join(HEXAMETER), "\n".join(HEXAMETER)),
    preformatted(
        "long lines of verse between paragraphs", f"{WRAPPED}\n\n" + "\n".join(HEXAMETER), PROSE, "\n".join(HEXAMETER)
    ),
    preformatted(
        "verse set in", f"{WRAPPED}\n\n" + "\n".join("        " + line for line in VERSE), PROSE, "\n".join(VERSE)
    ),
    preformatted("nothing but verse", "\n".join(VERSE), "\n".join(VERSE)),
    preformatted("program text", PROGRAM.replace("<", "&lt;"), PROGRAM),
    preformatted("a break between scenes", f"{WRAPPED}\n\n     *     *     *\n\n{WRAPPED}", PROSE, BREAK, PROSE),
    preformatted("line ends of another system", WRAPPED.replace("\n", "&#13;\n"), PROSE),
    Case(
        "preformatted text: a whole book",
        partial(build, {"one.xhtml": page(f"<pre>{TYPED}</pre>")}),
        Reads(chapters=("", "CHAPTER I. The Mill", "CHAPTER II", "Chapter 3. Home")),
    ),
    unlisted_parts(
        "title pages with headings",
        "<h1>{}</h1>",
        "Part One > Chapter 1",
        "Part One > Chapter 2",
        "Part Two: The Sea > Chapter 3",
        "Epilogue",
        order=("Part One", "Chapter 1", "Chapter 2", "Part Two: The Sea", "Chapter 3", "Epilogue"),
    ),
    unlisted_parts(
        "title pages with paragraphs",
        "<p>{}</p>",
        "Part One > Chapter 1",
        "Part Two > Chapter 2",
        order=("Part One", "Chapter 1", "Part Two", "Chapter 2"),
    ),
    unlisted_parts(
        "front and back matter",
        "<h1>{}</h1>",
        "front: Preface",
        "Part One > Chapter 1",
        "Part Two > Chapter 2",
        "back: Index",
        order=("Preface", "Part One", "Chapter 1", "Part Two", "Chapter 2", "Index"),
    ),
    Case(
        "a page that names the series and is left out of the contents",
        partial(
            build,
            {
                "s.xhtml": page("<h1>Book One of the Saga</h1>"),
                "a.xhtml": chapter("Chapter 1"),
                "b.xhtml": chapter("Chapter 2"),
            },
            lines=[Line("Chapter 1", "a.xhtml"), Line("Chapter 2", "b.xhtml")],
        ),
        Reads(chapters=("Chapter 1", "Chapter 2")),
    ),
]
