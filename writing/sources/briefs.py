"""What a brief says of sources: addresses to be read, and whether encyclopedias are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.access.allowances import LimitReached
from authors.sources import addresses, verdicts
from authors.sources.addresses import LONGEST
from authors.sources.errors import SourceError
from writing.models import Source
from writing.sources.services import NOT_LOOKED_UP, SourceRefused, add_address, add_unusable, look_up

if TYPE_CHECKING:
    from writing.models import WrittenBook


def add_from_brief(book: WrittenBook) -> None:
    """Add what the brief names and the book has not, and had not before: what the writer has removed stays out.

    What cannot be added is a source that was not reached, with its reason.
    """
    for typed in book.brief.get("addresses") or ():
        address = str(typed).strip()
        if address and not _is_known(book, address):
            _add(book, address)
    asks = bool(book.brief.get("look_up"))
    if asks and not book.sources.filter(origin__in=(Source.Origin.WIKIPEDIA, Source.Origin.WIKIDATA)).exists():
        try:
            look_up(book=book)
        except LimitReached:
            return
        except SourceRefused:
            told = verdicts.unreachable(NOT_LOOKED_UP)
            add_unusable(book=book, origin=Source.Origin.WIKIPEDIA, address="", told=told)


def _is_known(book: WrittenBook, typed: str) -> bool:
    """Return whether the book has, or had, a source of that address."""
    known = list(book.sources.filter(origin=Source.Origin.ADDRESS).values_list("address", flat=True))
    if typed[:LONGEST] in known:
        return True
    try:
        wanted = addresses.identity(addresses.checked(typed))
    except SourceError:
        return False
    return any(_identity(address) == wanted for address in known)


def _identity(address: str) -> str:
    try:
        return addresses.identity(address)
    except SourceError:
        return ""


def _add(book: WrittenBook, address: str) -> None:
    try:
        add_address(book=book, address=address)
    except LimitReached:
        return
    except SourceRefused as refused:
        told = verdicts.unreachable(str(refused))
        add_unusable(book=book, origin=Source.Origin.ADDRESS, address=address, told=told)
