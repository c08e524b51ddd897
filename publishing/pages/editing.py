"""Editing pages: what a reader does in the page editor, each an edit that can be taken back.

The text of pages is theirs alone: the book stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from characters.editing.journal import Journal, fresh
from publishing.models import Page
from publishing.pages.catalogue import layouts
from publishing.pages.cutting import BETWEEN, cut, words_in
from publishing.pages.inking import ink_on_picture
from publishing.pages.journal import PagesRefused, recorded_pages
from publishing.pages.services import MOST_PAGES

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User

MOST_TEXT = 6000
"""Characters on one page."""
TOO_MUCH_TEXT = f"A page holds {MOST_TEXT:,} characters at most. Split it into two pages."
PICTURE_COLUMNS = ("picture_id", "focus_x", "focus_y", "zoom")
OPEN = "open-"
"""How layouts begin whose words stand on the picture itself."""
GONE = "That page is no longer there."


def change_page(*, page: Page, by: User | None, **values: Any) -> str:
    """Set columns of a page, and return what is to be said of it, or "". Raises PagesRefused.

    A layout over both pages brings the page beside it along. Words that come to stand on a picture get the ink that can
    be read there.
    """
    remark = ""
    with recorded_pages(vividpage_id=page.vividpage_id, by=by) as journal:
        page = fresh(page)
        journal.summary = f"Page {page.number} changed"
        layout = values.get("layout", page.layout)
        if layout != page.layout:
            values |= _fresh_layout(journal, page, layout)
            if layout.startswith(OPEN):
                values["ink"], remark = ink_on_picture(page, layouts()[layout], values)
        if len(values.get("text", "")) > MOST_TEXT:
            raise PagesRefused(TOO_MUCH_TEXT)
        journal.change(page, **values)
    return remark


def _fresh_layout(journal: Journal, page: Page, name: str) -> dict[str, Any]:
    """Return what a new layout changes besides: the text goes to its own box, and the mate follows."""
    layout = layouts().get(name)
    if layout is None:
        raise PagesRefused("There is no such layout.")
    old = layouts().get(page.layout)
    if old is not None and old.mate and not layout.mate:
        _leave_spread(journal, page, old.mate)
    if layout.mate:
        _join_spread(journal, page, layout.part, layout.mate)
    return {"text_box": None, "ink": Page.Ink.DARK}


def _join_spread(journal: Journal, page: Page, part: str, mate: str) -> None:
    if part != ("right" if page.number % 2 else "left"):
        side = "right" if page.number % 2 else "left"
        raise PagesRefused(f"Page {page.number} is a {side}-hand page: take the {side} half of the picture for it.")
    beside = _beside(page)
    if beside is None:
        raise PagesRefused("There is no page beside this one. Add a page first.")
    picture = {column: getattr(page, column) for column in PICTURE_COLUMNS}
    journal.change(beside, layout=mate, text_box=None, picture=picture.pop("picture_id"), **picture)


def _leave_spread(journal: Journal, page: Page, mate: str) -> None:
    beside = _beside(page)
    if beside is not None and beside.layout == mate:
        journal.change(beside, layout="text" if beside.text else "blank", text_box=None, picture=None)


def _beside(page: Page) -> Page | None:
    number = page.number - 1 if page.number % 2 else page.number + 1
    return Page.objects.filter(vividpage=page.vividpage_id, number=number).first()


def move_page(*, page: Page, to: int, by: User | None) -> None:
    """Make a page the one of number `to`, and the others close up."""
    with recorded_pages(vividpage_id=page.vividpage_id, by=by) as journal:
        pages = _pages(page)
        page = fresh(page)
        to = min(max(to, 1), len(pages))
        journal.summary = f"Page {page.number} moved to {to}"
        pages.remove(page)
        pages.insert(to - 1, page)
        _renumber(journal, pages)


def add_page(*, after: Page, by: User | None) -> Page:
    """Add an empty page after another, and return it. Raises PagesRefused."""
    with recorded_pages(vividpage_id=after.vividpage_id, by=by) as journal:
        after = fresh(after)
        journal.summary = f"Page added after page {after.number}"
        new = Page(role=Page.Role.STORY, layout="text", size=after.size)
        return _inserted(journal, after.number + 1, new, vividpage_id=after.vividpage_id)


def shift_page(*, page: Page, by: User | None) -> int:
    """Put an empty page before a page, so that it comes to the other side; return its number then."""
    with recorded_pages(vividpage_id=page.vividpage_id, by=by) as journal:
        page = fresh(page)
        journal.summary = f"Empty page put before page {page.number}"
        new = Page(role=Page.Role.BLANK, layout="blank", size=page.size)
        _inserted(journal, page.number, new, vividpage_id=page.vividpage_id)
        return page.number + 1


def remove_page(*, page: Page, by: User | None) -> None:
    """Remove a page with its text. Raises PagesRefused if it is the last."""
    with recorded_pages(vividpage_id=page.vividpage_id, by=by) as journal:
        page = fresh(page)
        journal.summary = f"Page {page.number} removed"
        pages = _pages(page)
        if len(pages) == 1:
            raise PagesRefused("A book has at least one page.")
        pages.remove(page)
        journal.remove(page)
        _renumber(journal, pages)


def split_page(*, page: Page, by: User | None) -> Page:
    """Move the second half of a page's text to a new page after it, and return that. Raises PagesRefused."""
    with recorded_pages(vividpage_id=page.vividpage_id, by=by) as journal:
        page = fresh(page)
        journal.summary = f"Page {page.number} split"
        first, second = cut(page.text.split(BETWEEN), [1, 1])
        if not first or not second:
            raise PagesRefused("There is too little text on this page to be split.")
        journal.change(page, text=first)
        new = Page(role=page.role, layout="text", text=second, size=page.size, scenes=page.scenes, align=page.align)
        return _inserted(journal, page.number + 1, new, vividpage_id=page.vividpage_id)


def merge_page(*, page: Page, by: User | None) -> None:
    """Take the text of the page after this one onto this one, and its picture if this one has none."""
    with recorded_pages(vividpage_id=page.vividpage_id, by=by) as journal:
        page = fresh(page)
        pages = _pages(page)
        following = next((one for one in pages if one.number == page.number + 1), None)
        if following is None:
            raise PagesRefused("There is no page after this one.")
        journal.summary = f"Pages {page.number} and {following.number} merged"
        values: dict[str, Any] = {
            "text": BETWEEN.join(filter(None, [page.text, following.text])),
            "scenes": list(dict.fromkeys([*page.scenes, *following.scenes])),
        }
        if page.picture_id is None and following.picture_id is not None:
            values |= _picture_of(following) | {"layout": following.layout, "text_box": None}
        if values["text"] and layouts()[values.get("layout", page.layout)].text is None:
            values["layout"] = "above"
        if words_in(values["text"]) and len(values["text"]) > MOST_TEXT:
            raise PagesRefused(f"A page holds {MOST_TEXT:,} characters at most.")
        journal.change(page, **values)
        journal.remove(following)
        _renumber(journal, [one for one in pages if one.pk != following.pk])


def swap_pictures(*, page: Page, other: Page, by: User | None) -> None:
    """Let two pages change their pictures; one that had no room for a picture gets some."""
    with recorded_pages(vividpage_id=page.vividpage_id, by=by) as journal:
        page, other = fresh(page), fresh(other)
        journal.summary = f"The pictures of pages {page.number} and {other.number} exchanged"
        ours, theirs = _picture_of(page), _picture_of(other)
        journal.change(page, **theirs, **_room_for(page, theirs["picture"]))
        journal.change(other, **ours, **_room_for(other, ours["picture"]))


def _picture_of(page: Page) -> dict[str, Any]:
    return {"picture": page.picture_id, "focus_x": page.focus_x, "focus_y": page.focus_y, "zoom": page.zoom}


def _room_for(page: Page, picture: Any) -> dict[str, Any]:
    layout = layouts().get(page.layout)
    has_room = layout is not None and layout.picture is not None
    if picture is not None and not has_room:
        return {"layout": "half-above" if page.text else "picture", "text_box": None}
    if picture is None and has_room:
        return {"layout": "text" if page.text else "blank", "text_box": None, "ink": Page.Ink.DARK}
    return {}


def _pages(page: Page) -> list[Page]:
    return list(Page.objects.filter(vividpage=page.vividpage_id).order_by("number"))


def _inserted(journal: Journal, number: int, new: Page, *, vividpage_id: UUID) -> Page:
    pages = list(Page.objects.filter(vividpage=vividpage_id).order_by("number"))
    if len(pages) >= MOST_PAGES:
        raise PagesRefused(f"A picture book has {MOST_PAGES} pages at most.")
    new.vividpage_id, new.number = vividpage_id, number
    _renumber(journal, pages, leave_out=number)
    journal.add(new)
    return new


def _renumber(journal: Journal, pages: list[Page], *, leave_out: int = 0) -> None:
    """Give pages their numbers, from 1 in their order, but for one that is left for another."""
    number = 0
    for page in pages:
        number += 2 if number + 1 == leave_out else 1
        if page.number != number:
            journal.change(page, number=number)
