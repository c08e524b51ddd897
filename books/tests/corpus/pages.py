"""What is on a page: encodings, markup, scripts and languages, notes, verse, letters, tables and pictures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from books.tests.corpus.cases import BREAK, Case, Reads
from books.tests.epubs import PROSE, Line, build, page

if TYPE_CHECKING:
    from io import BytesIO

FRENCH = "Le garçon s’est tû, là-bas, et personne n’a rien dit."
XHTML_11 = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'


def story(name: str, body: str, *paragraphs: str) -> Case:
    """Make a case of one page with this body, which tells these paragraphs."""
    return Case(name, partial(build, {"one.xhtml": page(body)}), Reads(story=paragraphs))


def raw(name: str, data: str | bytes, *paragraphs: str) -> Case:
    """Make a case of one page of this very content."""
    return Case(name, partial(build, {"one.xhtml": data}), Reads(story=paragraphs))


def encoded(name: str, encoding: str, *, declared: str = "", mark: bytes = b"") -> Case:
    """Make a case of a French page in an encoding, which it names or does not."""
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = FRENCH if encoding != "latin-1" else FRENCH.replace("’", "'")
    data = mark + f"{declaration}<html><body><p>{text}</p></body></html>".encode(encoding)
    return raw(name, data, text)


def noted(name: str, mark: str, note: str = "") -> Case:
    """Make a case of a sentence with a mark in it and a note below, both of which are kept out."""
    return story(name, f"<p>He bowed{mark} and left.</p><p>She stayed.</p>{note}", "He bowed and left.", "She stayed.")


def fixed_layout() -> BytesIO:
    """Make a page on which every line has its place."""
    lines = "".join(
        f'<div style="position:absolute; top:{n}00px"><p>{line}</p></div>'
        for n, line in enumerate(["Once there was a fox.", "It had a brush."])
    )
    return build(
        {"one.xhtml": page(lines, head='<meta name="viewport" content="width=600, height=800"/>')},
        metadata='<dc:title>A Fox</dc:title><meta property="rendition:layout">pre-paginated</meta>',
    )


def spoken(name: str, language: str, heading: str, text: str, *, attributes: str = "") -> Case:
    """Make a case of a chapter in some language."""
    body = page(f"<h1>{heading}</h1><p>{text}</p>", attributes=attributes)
    book = partial(
        build,
        {"one.xhtml": body},
        lines=[Line(heading, "one.xhtml")],
        metadata=f"<dc:title>{heading}</dc:title><dc:language>{language}</dc:language>",
    )
    return Case(name, book, Reads(title=heading, language=language, chapters=(heading,), story=(text,)))


VERSE = (
    '<section epub:type="z3998:poem"><p>'
    '<span>Tell me the way,</span><span class="{}">5</span><br/><span>said the moth to the flame.</span></p></section>'
)
POEM = "Tell me the way,\nsaid the moth to the flame."

PAGES = [
    encoded("UTF-16 with a mark, little end first", "utf-16-le", declared="utf-16", mark=b"\xff\xfe"),
    encoded("UTF-16 with a mark, big end first", "utf-16-be", declared="utf-16", mark=b"\xfe\xff"),
    encoded("UTF-16 without a mark", "utf-16-le"),
    encoded("UTF-8 with a mark", "utf-8", mark=b"\xef\xbb\xbf"),
    encoded("Latin-1 that says so", "latin-1", declared="iso-8859-1"),
    encoded("windows-1252 that says so", "cp1252", declared="windows-1252"),
    encoded("windows-1252 that says it is Latin-1", "cp1252", declared="iso-8859-1"),
    encoded("windows-1252 that says it is UTF-8", "cp1252", declared="utf-8"),
    encoded("windows-1252 that says nothing", "cp1252"),
    encoded("an encoding that there is not", "utf-8", declared="x-mac-klingon"),
    raw("tags that nobody closes", "<html><body><p>One.<p>Two <b>bold.<p>Three.", "One.", "Two bold.", "Three."),
    raw(
        "attributes without quotes", "<html><body><p class=a id=b>One.</p><br><p>Two.</p></body></html>", "One.", "Two."
    ),
    raw(
        "tags that cross each other", "<html><body><p><b>One <i>two</b> three.</i></p></body></html>", "One two three."
    ),
    raw("a bare ampersand", "<html><body><p>Fish & chips.</p></body></html>", "Fish & chips."),
    raw("a page without a body", "<p>Alone.</p>", "Alone."),
    raw("text before the declaration", '\n\n<?xml version="1.0"?><html><body><p>Late.</p></body></html>', "Late."),
    raw("a page cut off in the middle", "<html><body><p>One.</p><p>Two was jus", "One.", "Two was jus"),
    raw("a control character", "<html><body><p>One\x0c two.</p></body></html>", "One two."),
    raw(
        "a comment and a section of raw text",
        "<html><body><!-- hidden --><p>One <![CDATA[& two]]>.</p></body></html>",
        "One & two.",
    ),
    raw(
        "names of characters that XHTML knows",
        f"{XHTML_11}<html><body><p>Caf&eacute;&nbsp;au lait&mdash;hot.</p></body></html>",
        "Café au lait—hot.",
    ),
    raw(
        "elements in a namespace of their own",
        '<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body><h:p>One.</h:p></h:body></h:html>',
        "One.",
    ),
    raw("elements in capitals", "<HTML><BODY><P>One.</P><P>Two.</P></BODY></HTML>", "One.", "Two."),
    Case(
        "a page in which every line has its place",
        fixed_layout,
        Reads(story=("Once there was a fox.", "It had a brush.")),
    ),
    spoken("Arabic, from right to left", "ar", "الفصل الأول", "كان يا ما كان في قديم الزمان.", attributes='dir="rtl"'),
    spoken("Hebrew", "he", "פרק ראשון", "היה היה פעם מלך אחד."),
    spoken("Chinese", "zh", "第一章", "从前有一个人住在河边。"),
    spoken(
        "Japanese, from top to bottom",
        "ja",
        "第一章",
        "国境の長いトンネルを抜けると雪国であった。",
        attributes='style="writing-mode: vertical-rl"',
    ),
    spoken("Russian", "ru", "Глава первая", "Все спали, и только река не спала."),
    story(
        "readings beside characters",
        "<p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>へ行く。</p>",
        "東京へ行く。",
    ),
    noted(
        "a footnote as EPUB 3 has it",
        '<a epub:type="noteref" href="#n1">1</a>',
        '<aside epub:type="footnote" id="n1"><p>Not low.</p></aside>',
    ),
    noted(
        "a footnote by its role",
        '<a role="doc-noteref" href="#n1">*</a>',
        '<div role="doc-footnote" id="n1"><p>Not low.</p></div>',
    ),
    noted(
        "a footnote by its class",
        '<sup><a href="#n1">[1]</a></sup>',
        '<div class="footnote" id="n1"><p>Not low.</p></div>',
    ),
    noted(
        "endnotes below a chapter",
        '<a href="#n1"><sup>12</sup></a>',
        '<aside epub:type="endnotes"><ol><li id="n1">Not low.</li></ol></aside>',
    ),
    noted("a page number as EPUB 3 has it", '<span epub:type="pagebreak" id="p7" title="7">7</span>'),
    noted("a page number by its class", '<span class="pagenum">[Pg 7]</span>'),
    noted("a page number by its role", '<span role="doc-pagebreak">7</span>'),
    story("a drop cap", '<p><span class="dropcap">O</span>nce upon a time.</p>', "Once upon a time."),
    story("a drop cap that is a picture", '<p><img alt="O" src="o.png"/>nce upon a time.</p>', "Once upon a time."),
    story("small capitals", '<p>T<span class="smallcaps">he</span> <small>END</small> came.</p>', "The END came."),
    story("a word cut by soft hyphens", "<p>for&#173;got&#173;ten</p>", "forgotten"),
    story(
        "a poem",
        '<div class="poem"><p>The fog<br/>comes in</p><p>and goes.</p></div>',
        "The fog\ncomes in",
        "and goes.",
    ),
    *(
        story(f"a poem with numbered lines ({name})", VERSE.format(name), POEM)
        for name in ("linenum", "line-number", "lnum", "ln", "verse_num")
    ),
    story(
        "a letter", '<div epub:type="z3998:letter"><p>Dear Tom,</p><p>Come home.</p></div>', "Dear Tom,", "Come home."
    ),
    story("an address in lines", "<p>The Mill<br/>Long Lane</p>", "The Mill\nLong Lane"),
    story(
        "a table",
        "<table><tr><th>Day</th><td>Rain</td></tr><tr><td>Night</td><td>Snow</td></tr></table>",
        "Day Rain",
        "Night Snow",
    ),
    story("a list", "<ol><li>Bread.</li><li><p>Cheese.</p></li></ol>", "Bread.", "Cheese."),
    story(
        "a picture with words for it",
        '<p>One.</p><p><img src="a.png" alt="A fox crosses the frozen river."/></p>',
        "One.",
        "A fox crosses the frozen river.",
    ),
    story(
        "a picture with a caption",
        '<p>One.</p><figure><img src="a.png" alt="fig"/><figcaption>The mill in May.</figcaption></figure>',
        "One.",
        "The mill in May.",
    ),
    story(
        "formulas, sounds and films",
        "<p>One.</p><audio>No sound.</audio><video><p>No film.</p></video><math><mi>x</mi></math><p>Two.</p>",
        "One.",
        "Two.",
    ),
    story(
        "hidden text", '<p>One.</p><p hidden="">Gone.</p><p style="display: none">Gone.</p><p>Two.</p>', "One.", "Two."
    ),
    story(
        "text that lies loose",
        "<h2>I</h2>Loose words.<p>A paragraph.</p>More of them.",
        "Loose words.",
        "A paragraph.",
        "More of them.",
    ),
    story("paragraphs made of line ends", f"<div>{PROSE}<br/><br/>{PROSE}</div>", PROSE, PROSE),
    story("a rule between scenes", "<p>One.</p><hr/><p>Two.</p>", "One.", BREAK, "Two."),
    *(
        story(f"an ornament between scenes ({mark})", f"<p>One.</p><p>{mark}</p><p>Two.</p>", "One.", BREAK, "Two.")
        for mark in ("* * *", "***", "⁂", "• • •", "~", "#", "❦", "—•—", "x x x", "o o o", "X X X")
    ),
    *(
        story(f"what is no ornament ({mark})", f"<p>One.</p><p>{mark}</p><p>Two.</p>", "One.", mark, "Two.")
        for mark in ("…", "—", "xxx", "o", "O O")
    ),
    story("an ornament as a heading", "<h2>I</h2><p>One.</p><h3>* * *</h3><p>Two.</p>", "One.", BREAK, "Two."),
    story(
        "an ornament in a box", '<p>One.</p><div class="section-break"><p>…</p></div><p>Two.</p>', "One.", BREAK, "Two."
    ),
    story(
        "a picture in a box for breaks",
        '<p>One.</p><div class="scene-break"><p><img src="7.png" alt=""/></p></div><p>Two.</p>',
        "One.",
        BREAK,
        "Two.",
    ),
    story(
        "words in a box for breaks",
        '<p>One.</p><div class="section-break"><p>A day passed.</p></div><p>Two.</p>',
        "One.",
        "A day passed.",
        "Two.",
    ),
    story(
        "an ornament as a picture",
        '<p>One.</p><p><img src="img/ornament.png" alt=""/></p><p>Two.</p>',
        "One.",
        BREAK,
        "Two.",
    ),
    story("a class for transitions", '<p>One.</p><p class="transition">Two.</p>', "One.", BREAK, "Two."),
    story("a blank line between scenes", "<p>One.</p><p>&#160;</p><p>Two.</p>", "One.", BREAK, "Two."),
]
