"""Scripts in what books, readers and addresses say: none runs in a page of ours."""

from __future__ import annotations

import io
import json
from html import escape, unescape
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from accounts.tokens import create_token
from books.epub.pages.apparatus import SKIPPED
from books.tests.epubs import METADATA, PROSE, Line, build, chapter, page
from notifications.kinds import Kind
from notifications.models import Notification
from vividpages.tests.replays.house import EVIL, LIVE, found, shown
from vividpages.tests.replays.replay import CALIBRE_WEB, code, cve, replay, setting
from writing.services import start_book
from writing.sources.services import add_file
from writing.stories.models import Comment, Idea, Shown
from writing.stories.services import start_story

if TYPE_CHECKING:
    from books.models import VividPage
    from vividpages.tests.replays.house import House

ESCAPED = escape(LIVE)
"""As it stands in the file of a book."""


def as_it_is(text: object, *_: object, **__: object) -> str:
    """Escape nothing."""
    return str(text)


AUTOESCAPE = code("django.template.base.conditional_escape", as_it_is)
"""What every template does with what it is told."""
POLICY = setting("MIDDLEWARE", [one for one in settings.MIDDLEWARE if one != "csp.middleware.CSPMiddleware"])


def chapter_page(house: House, book: VividPage) -> str:
    """Return what an attacker finds of theirs in the first chapter, as its reader sees it."""
    return found(LIVE, house.browser(house.reader).get(reverse("read", args=[book.pk, 1])))


@replay(
    "issue 2316",
    "Readest",
    "Event handlers in the pages of an uploaded book ran in the reader's browser, and in those of the group.",
    source="https://github.com/readest/readest/issues/2316",
    refusal="The importer takes text and its emphasis, no markup; what looks like markup in the text is escaped.",
    guard=code("books.markup.escape", as_it_is),
)
def handler_in_a_chapter(house: House) -> str:
    read = house.imported(build({"one.xhtml": chapter("One", PROSE, f"On the wall stood {ESCAPED}.")}))
    return chapter_page(house, house.taken_in(read))


@replay(
    "CVE-2024-35236",
    "audiobookshelf",
    "Scripts of an e-book ran in the page of the reader, with all its rights.",
    source="https://github.com/advplyr/audiobookshelf/security/advisories/GHSA-7j99-76cj-q9pg",
    refusal="Scripts are passed over with all that is in them; and what came through would be escaped.",
    guard=code("books.epub.pages.apparatus.SKIPPED", SKIPPED - {"script"})
    & code("books.epub.pages.inline.SKIPPED", SKIPPED - {"script"})
    & code("books.markup.escape", as_it_is),
)
def script_in_a_chapter(house: House) -> str:
    body = f"<h2>One</h2><p>{PROSE}</p><p>{PROSE}<script><![CDATA[document.write('{LIVE}')]]></script></p>"
    return chapter_page(house, house.taken_in(house.imported(build({"one.xhtml": page(body)}))))


@replay(
    "CVE-2024-39307",
    "Kavita",
    "A script in an EPUB ran wherever the book was opened: nothing told the browser not to run it.",
    source="https://github.com/Kareadita/Kavita/security/advisories/GHSA-r4qc-3w52-2v84",
    refusal="Pages tell browsers to run scripts of our own files alone: none within a page, none of other sites.",
    guard=POLICY,
)
def page_that_would_run_a_script(house: House) -> str:
    answer = house.browser(house.reader).get(reverse("read", args=[house.book().pk, 1]))
    policy = answer.headers.get("Content-Security-Policy", "").split("; ")
    return "" if "script-src 'self'" in policy and "object-src 'none'" in policy else "any script may run"


@replay(
    "CVE-2026-33205",
    "calibre",
    "A picture that a book named had the reader fetch an address of the attacker's, and told them who reads.",
    source=cve("CVE-2026-33205"),
    refusal="No picture of elsewhere is taken over, and pages tell browsers to fetch pictures from this site alone.",
    guard=POLICY,
)
def picture_of_another_site(house: House) -> str:
    body = f'<h2>One</h2><p>{PROSE}</p><p><img src="{EVIL}/who-reads.png" alt="x"/></p><p>{PROSE}</p>'
    book = house.taken_in(house.imported(build({"one.xhtml": page(body)})))
    answer = house.browser(house.reader).get(reverse("read", args=[book.pk, 1]))
    policy = answer.headers.get("Content-Security-Policy", "").split("; ")
    is_named = found(EVIL, answer)
    return is_named or ("" if "img-src 'self' data:" in policy else "pictures of any site may be fetched")


@replay(
    "CVE-2021-33040",
    "epub.js",
    "What a book held could run as a script in the page of the site that showed it.",
    source=cve("CVE-2021-33040"),
    refusal="Titles of chapters are escaped where the table of contents is written.",
    guard=code("web.templatetags.reading.escape", as_it_is),
)
def handler_in_the_contents(house: House) -> str:
    lines = [Line("One", "one.xhtml"), Line(LIVE, "two.xhtml")]
    epub = build({"one.xhtml": chapter("One"), "two.xhtml": chapter(ESCAPED)}, lines=lines)
    return chapter_page(house, house.taken_in(house.imported(epub)))


@replay(
    "CVE-2021-25964",
    "Calibre-Web",
    "The description in a book's metadata was shown as markup, so a script in it ran for whoever opened the book.",
    source=CALIBRE_WEB,
    refusal="The importer takes the text of a description without its tags, and the template escapes it.",
    guard=code("books.epub.package.metadata._plain", unescape) & AUTOESCAPE,
)
def handler_in_a_description(house: House) -> str:
    described = f"{METADATA}<dc:description>{ESCAPED}</dc:description>"
    book = house.taken_in(house.imported(build({"one.xhtml": chapter("One")}, metadata=described)), status="completed")
    return found(LIVE, house.browser(house.reader).get(reverse("book", args=[book.pk])))


@replay(
    "CVE-2022-0352",
    "Calibre-Web",
    "A script in the name of an author ran on the page of the author.",
    source=CALIBRE_WEB,
    refusal="Authors, titles, series and subjects of a book are text: templates escape them.",
    guard=AUTOESCAPE,
)
def handler_in_an_author(house: House) -> str:
    named = METADATA.replace("Ann Author", escape(LIVE))
    book = house.taken_in(house.imported(build({"one.xhtml": chapter("One")}, metadata=named)), status="completed")
    return found(LIVE, house.browser(house.reader).get(reverse("book", args=[book.pk])))


@replay(
    "0.6.13 (shelves)",
    "Calibre-Web",
    "A script in the title of a shelf ran for whoever looked at the shelf.",
    source=CALIBRE_WEB,
    refusal="What readers call their stories is text: templates escape it.",
    guard=AUTOESCAPE,
)
def handler_in_a_title_of_a_story(house: House) -> str:
    story = start_story(owner=house.stranger, title=LIVE, visibility="public")
    return found(LIVE, house.browser(house.reader).get(reverse("story", args=[story.pk])))


@replay(
    "0.6.22 (comments)",
    "Calibre-Web",
    "Comments were kept as markup, and a cleaner of markup let some scripts through.",
    source=CALIBRE_WEB,
    refusal="Comments are text: templates escape them, and no cleaner has to be clever.",
    guard=code("django.template.defaultfilters.escape", as_it_is),
)
def handler_in_a_comment(house: House) -> str:
    idea = Idea.objects.create(
        topic=house.topic(), author=house.stranger, title="A mill", text="It turns.", state=Shown.SHOWN
    )
    Comment.objects.create(idea=idea, author=house.stranger, text=LIVE)
    return found(LIVE, house.browser(house.reader).get(reverse("idea", args=[idea.pk])))


@replay(
    "0.6.13 (conversions)",
    "Calibre-Web",
    "The title of a book ran as a script in the list of what was being converted.",
    source=CALIBRE_WEB,
    refusal="Notifications name books as text: the template escapes them.",
    guard=AUTOESCAPE,
)
def handler_in_a_notification(house: House) -> str:
    Notification.objects.create(reader=house.reader, kind=Kind.DONE, key="k", title=f"“{LIVE}” is finished.")
    return found(LIVE, house.browser(house.reader).get(reverse("notifications")))


@replay(
    "0.6.15 (file names)",
    "Calibre-Web",
    "The name of an uploaded file was shown as markup.",
    source=CALIBRE_WEB,
    refusal="The name of a file is text, and where it is kept follows from what is in it, not from its name.",
    guard=AUTOESCAPE,
)
def handler_in_a_file_name(house: House) -> str:
    book = start_book(owner=house.reader, kind="biography", brief={"subject": "Ida Holm"})
    add_file(book=book, file=io.BytesIO(b"Ida Holm was born in Bergen in 1871. " * 20), name=f"{LIVE}.txt")
    return found(LIVE, house.browser(house.reader).get(reverse("sources", args=[book.vividpage_id])))


@replay(
    "CVE-2023-30627",
    "Jellyfin",
    "The name of a device that had signed in ran as a script in the list of devices.",
    source=cve("CVE-2023-30627"),
    refusal="Names of tokens are text: the template escapes them.",
    guard=AUTOESCAPE,
)
def handler_in_the_name_of_an_e_reader(house: House) -> str:
    create_token(owner=house.reader, name=LIVE)
    return found(LIVE, house.browser(house.reader).get(reverse("tokens")))


@replay(
    "CVE-2024-7008",
    "calibre",
    "What stood in the address of the content server came back in its page as markup.",
    source=cve("CVE-2024-7008"),
    refusal="What is searched for comes back as text: the template escapes it.",
    guard=AUTOESCAPE,
)
def handler_in_an_address(house: House) -> str:
    house.book()
    return found(LIVE, house.browser(house.reader).get(reverse("search"), {"q": LIVE}))


@replay(
    "CVE-2026-27973",
    "audiobookshelf",
    "Titles were put into the list of what a search finds as markup.",
    source=cve("CVE-2026-27973"),
    refusal="What is found is marked by the template, part by part, each of them escaped.",
    guard=AUTOESCAPE,
)
def handler_among_what_is_found(house: House) -> str:
    house.taken_in(house.imported(build({"one.xhtml": chapter("One", PROSE, f"{ESCAPED} lanterns {ESCAPED}")})))
    return found(LIVE, house.browser(house.reader).get(reverse("search"), {"q": "lanterns", "all": "1"}))


@replay(
    "CVE-2021-4170",
    "Calibre-Web",
    "An identifier of a book could be an address of the kind javascript:, which its page made a link of.",
    source=CALIBRE_WEB,
    refusal="An address that is added must be one of the web: http or https.",
    guard=code("authors.sources.addresses.checked", as_it_is),
)
def address_that_is_a_script(house: House) -> str:
    book = start_book(owner=house.reader, kind="biography", brief={"subject": "Ida Holm"})
    browser = house.browser(house.reader)
    browser.post(reverse("add_sources", args=[book.vividpage_id]), {"addresses": "javascript:steal()"})
    return found('href="javascript:steal()', browser.get(reverse("sources", args=[book.vividpage_id])))


@replay(
    "CVE-2025-46338",
    "audiobookshelf",
    "An error of the API repeated what was sent, in a page that browsers take for markup.",
    source=cve("CVE-2025-46338"),
    refusal="Problems are answered as JSON, which no browser shows as a page.",
    guard=code("api.core.problems.CONTENT_TYPE", "text/html"),
)
def handler_in_an_error(house: House) -> str:
    book = house.book()
    program = house.program(house.reader)
    body = {"choices": {"style": LIVE}}
    answer = program.patch(f"/api/v1/vividpages/{book.pk}", body, content_type="application/json")
    assert answer.status_code == 422
    assert LIVE in json.loads(shown(answer))["detail"]
    return LIVE if answer["Content-Type"].startswith("text/html") else ""
