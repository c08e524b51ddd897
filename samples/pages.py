"""The pages of an EPUB made from a story: XHTML, navigation and package, each as a string."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samples.story import Story, StoryBlock, StoryChapter

BREAK_MARKUP = {
    "stars": '<p class="break">* * *</p>',
    "rule": "<hr/>",
    "ornament": '<p class="break ornament">⁂</p>',
    "space": '<p class="space">&#160;</p>',
}
NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")

STYLESHEET = """\
@namespace epub "http://www.idpf.org/2007/ops";
body { margin: 5% 6%; font-family: Georgia, "Times New Roman", serif; line-height: 1.5; }
h1, h2 { font-weight: normal; text-align: center; line-height: 1.2; }
h1 { font-size: 1.7em; margin: 0.3em 0 2.2em; }
p { margin: 0; text-indent: 1.4em; text-align: justify; widows: 2; orphans: 2; }
.opening, .first { text-indent: 0; }
.opening::first-letter { font-size: 1.6em; line-height: 1; }
.number { margin-top: 12%; text-indent: 0; text-align: center; letter-spacing: 0.2em; text-transform: uppercase;
  font-size: 0.8em; }
.break, .space { margin: 1.2em 0; text-indent: 0; text-align: center; }
.ornament { font-size: 1.3em; }
hr { width: 20%; margin: 1.8em auto; border: 0; border-top: 1px solid currentColor; }
blockquote { margin: 1.2em 8%; }
blockquote p { text-indent: 0; text-align: left; margin-bottom: 0.4em; }
.verse p { text-align: center; font-style: italic; }
.cover { margin: 0; padding: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 100%; }
.titlepage { text-align: center; }
.titlepage p, .colophon p { text-indent: 0; text-align: center; margin: 0.8em 0; }
.titlepage h1 { margin: 25% 0 1em; font-size: 2.2em; }
nav ol { list-style: none; padding: 0; }
nav li { margin: 0.5em 0; }
"""


@dataclass(frozen=True, slots=True)
class Page:
    """One document of the book: its file name without ending, its title in the contents, and what it is."""

    name: str
    title: str
    epub_type: str
    part: Literal["frontmatter", "bodymatter", "backmatter"]
    content: str

    @property
    def href(self) -> str:
        """The file's name inside the book's folder."""
        return f"{self.name}.xhtml"


def story_pages(story: Story) -> tuple[Page, ...]:
    """Write everything between the covers, in reading order."""
    chapters = tuple(_chapter_page(number, chapter) for number, chapter in enumerate(story.chapters, 1))
    return (_cover_page(story), _title_page(story), *chapters, _colophon(story))


def render_page(page: Page, story: Story) -> str:
    """Render the page as an XHTML document."""
    return _document(
        title=page.title,
        language=story.language,
        body=f'<body epub:type="{page.part}">\n<section epub:type="{page.epub_type}" class="{page.epub_type}">\n'
        f"{page.content}\n</section>\n</body>",
    )


def render_navigation(story: Story, pages: Sequence[Page]) -> str:
    """Render the navigation document: contents and landmarks."""
    listed = [p for p in pages if p.epub_type != "cover"]
    start = next(p for p in pages if p.part == "bodymatter")
    landmarks = [
        ("cover", pages[0].href, "Cover"),
        ("titlepage", pages[1].href, "Title page"),
        ("toc", "nav.xhtml", "Contents"),
        ("bodymatter", start.href, "The story"),
    ]
    contents = "\n".join(f'<li><a href="{p.href}">{escape(p.title)}</a></li>' for p in listed)
    marks = "\n".join(f'<li><a epub:type="{kind}" href="{href}">{title}</a></li>' for kind, href, title in landmarks)
    return _document(
        title="Contents",
        language=story.language,
        body=f'<body epub:type="frontmatter">\n<nav epub:type="toc" id="toc">\n<h1>Contents</h1>\n<ol>\n{contents}\n'
        '</ol>\n</nav>\n<nav epub:type="landmarks" id="landmarks" hidden="hidden">\n<h2>Landmarks</h2>\n<ol>\n'
        f"{marks}\n</ol>\n</nav>\n</body>",
    )


def render_ncx(story: Story, pages: Sequence[Page]) -> str:
    """Render the table of contents for readers older than EPUB 3."""
    points = "\n".join(
        f'<navPoint id="point-{order}" playOrder="{order}"><navLabel><text>{escape(page.title)}</text></navLabel>'
        f'<content src="{page.href}"/></navPoint>'
        for order, page in enumerate((p for p in pages if p.epub_type != "cover"), 1)
    )
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{story.language}">
<head>
<meta name="dtb:uid" content="{escape(story.identifier)}"/>
<meta name="dtb:depth" content="1"/>
<meta name="dtb:totalPageCount" content="0"/>
<meta name="dtb:maxPageNumber" content="0"/>
</head>
<docTitle><text>{escape(story.title)}</text></docTitle>
<docAuthor><text>{escape(story.author)}</text></docAuthor>
<navMap>
{points}
</navMap>
</ncx>
"""


def render_package(story: Story, pages: Sequence[Page]) -> str:
    """Render the package document: metadata, manifest, spine, and a guide for old readers."""
    subjects = "\n".join(f"<dc:subject>{escape(subject)}</dc:subject>" for subject in story.subjects)
    items = "\n".join(f'<item id="{p.name}" href="{p.href}" media-type="application/xhtml+xml"/>' for p in pages)
    order = [*(p.name for p in pages[:2]), "nav", *(p.name for p in pages[2:])]
    spine = "\n".join(f'<itemref idref="{name}"/>' for name in order)
    start = next(p for p in pages if p.part == "bodymatter")
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" xml:lang="{story.language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="uid">{escape(story.identifier)}</dc:identifier>
<dc:title>{escape(story.title)}</dc:title>
<dc:creator id="author">{escape(story.author)}</dc:creator>
<meta refines="#author" property="role" scheme="marc:relators">aut</meta>
<dc:language>{story.language}</dc:language>
<dc:publisher>{escape(story.publisher)}</dc:publisher>
<dc:date>{story.published}</dc:date>
<dc:description>{escape(story.description)}</dc:description>
{subjects}
<dc:rights>{escape(story.rights)}</dc:rights>
<meta property="dcterms:modified">{story.modified}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta name="cover" content="cover-image"/>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
<item id="cover-image" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>
{items}
</manifest>
<spine toc="ncx">
{spine}
</spine>
<guide>
<reference type="cover" title="Cover" href="{pages[0].href}"/>
<reference type="toc" title="Contents" href="nav.xhtml"/>
<reference type="text" title="The story" href="{start.href}"/>
</guide>
</package>
"""


def _document(*, title: str, language: str, body: str) -> str:
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" \
xml:lang="{language}">
<head>
<meta charset="utf-8"/>
<title>{escape(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
{body}
</html>
"""


def _cover_page(story: Story) -> Page:
    image = f'<img src="cover.jpg" alt="The cover of {escape(story.title)}"/>'
    return Page("cover", "Cover", "cover", "frontmatter", f"<div>{image}</div>")


def _title_page(story: Story) -> Page:
    content = (
        f"<h1>{escape(story.title)}</h1>\n"
        f"<p>A story in {len(story.chapters)} chapters</p>\n"
        f"<p>{escape(story.author)}</p>"
    )
    return Page("title-page", story.title, "titlepage", "frontmatter", content)


def _colophon(story: Story) -> Page:
    content = (
        "<h2>Colophon</h2>\n"
        f"<p>{escape(story.rights)}</p>\n"
        "<p>The cover was drawn by a program. The pictures inside are yours to make.</p>\n"
        f"<p>{escape(story.publisher)}, {story.published[:4]}</p>"
    )
    return Page("colophon", "Colophon", "colophon", "backmatter", content)


def _chapter_page(number: int, chapter: StoryChapter) -> Page:
    lines = [f'<p class="number">Chapter {NUMBERS[number - 1]}</p>', f"<h1>{escape(chapter.title)}</h1>"]
    style = "opening"
    for block in chapter.blocks:
        lines.append(_block_markup(block, style))
        style = "first" if block.is_break else ""
    return Page(f"chapter-{number:02}", chapter.title, "chapter", "bodymatter", "\n".join(lines))


def _block_markup(block: StoryBlock, style: str) -> str:
    if block.is_break:
        return BREAK_MARKUP[block.kind]
    if block.kind == "text":
        attribute = f' class="{style}"' if style else ""
        return f"<p{attribute}>{_inline(block.lines[0])}</p>"
    lines = "\n".join(f"<p>{_inline(line)}</p>" for line in block.lines)
    return f'<blockquote class="{block.kind}">\n{lines}\n</blockquote>'


def _inline(text: str) -> str:
    return re.sub(r"\*([^*]+)\*", r"<em>\1</em>", escape(text, quote=False))
