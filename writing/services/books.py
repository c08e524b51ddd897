"""Begin a book that is written here, and keep what is asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from pydantic import ValidationError

from accounts.access.allowances import refuse_banned
from accounts.keys import usable_key
from books.choices import NEW_BOOK
from books.models import VividPage
from books.services.taking_in import check_books, save_with_budget
from books.text.names import plain_name
from providers.choosing.catalogue import usable_entry
from providers.errors import ProviderError
from providers.services import title_of
from writing.kinds.catalogue import kind_named
from writing.memory import memory_of
from writing.models import BUILT_IN, WrittenBook
from writing.services.errors import BriefRefused, WritingRefused
from writing.services.locking import locked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from accounts.models import ApiKey, User
    from authors.contract import Brief, Outline

LONGEST_TITLE, LONGEST_AUTHOR = 500, 300
"""Characters."""
UNTITLED = "Untitled"
BEGUN = "The plan of this book has been approved. Change the plan itself, or begin another book with another brief."


def checked_brief(kind: str, brief: Mapping[str, Any]) -> Brief:
    """Return a brief with its defaults. Raises BriefRefused and WritingRefused."""
    try:
        declared = kind_named(kind)
    except KeyError:
        raise WritingRefused(f"No books of the kind “{kind}” are written here.") from None
    try:
        asked: Brief = declared.brief.model_validate(brief)
    except ValidationError as error:
        raise BriefRefused(_problems_of(error)) from None
    return asked


def understood(*, kind: str, brief: Mapping[str, Any], owner: User) -> Outline:
    """Plan a book with the built-in author and keep nothing: so a writer sees what is understood before anything is.

    It takes milliseconds, and asks nobody. Raises BriefRefused, WritingRefused, and `authors.contract.Declined` for
    what the built-in author cannot write: its words say what can be done instead.
    """
    asked = checked_brief(kind, brief)
    declared = kind_named(kind)
    return declared.built_in().outline(asked, memory=memory_of(owner), material=declared.material(None))


@transaction.atomic
def start_book(
    *,
    owner: User,
    kind: str,
    brief: Mapping[str, Any],
    author: str = BUILT_IN,
    author_key: ApiKey | None = None,
    economy: bool = False,
    budget: Decimal | None = None,
) -> WrittenBook:
    """Begin a book: it is on its writer's shelf from now on. Nothing is planned yet.

    `budget` is in USD, None: no limit. Raises BriefRefused, WritingRefused, and LimitReached for whom a moderator has
    closed it to, and who has as many books as one may have.
    """
    refuse_banned(owner.pk)
    check_books(owner=owner)
    asked = checked_brief(kind, brief)
    _check_author(author, owner=owner)
    vividpage = VividPage(
        owner=owner,
        origin=VividPage.Origin.WRITTEN,
        status=VividPage.Status.WRITING,
        title=UNTITLED,
        **NEW_BOOK.columns(),
    )
    _describe(vividpage, asked)
    save_with_budget(vividpage=vividpage, budget=budget)
    return WrittenBook.objects.create(
        vividpage=vividpage,
        kind=kind,
        brief=asked.model_dump(mode="json"),
        author=author,
        author_key=author_key,
        economy=economy,
        memory=memory_of(owner, kind=kind).model_dump(mode="json"),
    )


@transaction.atomic
def save_brief(*, book: WrittenBook, brief: Mapping[str, Any]) -> WrittenBook:
    """Keep another brief of a book whose plan has not been approved; a plan that stands is kept until another is asked
    for. Raises BriefRefused and WritingRefused.
    """
    current = locked(book)
    if current.approved is not None:
        raise WritingRefused(BEGUN)
    asked = checked_brief(current.kind, brief)
    current.brief = asked.model_dump(mode="json")
    current.save(update_fields=["brief"])
    _describe(current.vividpage, asked)
    current.vividpage.save(update_fields=["title", "authors", "language"])
    return current


@transaction.atomic
def choose_author(
    *, book: WrittenBook, author: str, author_key: ApiKey | None = None, economy: bool = False
) -> WrittenBook:
    """Have a book written by another author from now on; what is written stays. Raises WritingRefused."""
    current = locked(book)
    _check_author(author, owner=current.vividpage.owner)
    current.author, current.author_key, current.economy = author, author_key, economy
    current.save(update_fields=["author", "author_key", "economy"])
    return current


def _check_author(author: str, *, owner: User) -> None:
    if author == BUILT_IN:
        return
    try:
        entry = usable_entry(author, "text")
    except ProviderError as error:
        raise WritingRefused(str(error)) from None
    if entry.is_built_in:
        raise WritingRefused(f"{entry.title} reads books and writes none. Choose the built-in author or another model.")
    if usable_key(owner=owner, service=entry.service) is None:
        raise WritingRefused(f"For {entry.title} you need a key for {title_of(entry.service)}.")


def _describe(vividpage: VividPage, brief: Brief) -> None:
    vividpage.title = plain_name(brief.title, LONGEST_TITLE) or vividpage.title or UNTITLED
    name = plain_name(brief.author_name, LONGEST_AUTHOR)
    vividpage.authors = [name] if name else []
    vividpage.language = brief.language[:35]


def _problems_of(error: ValidationError) -> dict[str, str]:
    problems: dict[str, str] = {}
    for one in error.errors():
        words = str(one["msg"]).removeprefix("Value error, ")
        problems.setdefault(".".join(map(str, one["loc"])), words)
    return problems
