"""From what a writer has chosen to the author that plans and writes their book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from books.calls import caller_of, concurrency_of
from jobs.pipelines import IN_PROCESS
from providers.choosing import limits
from providers.choosing.catalogue import usable_entry
from providers.choosing.factory import text_model
from providers.choosing.keys import key_for
from providers.errors import ProviderError
from writing.kinds.catalogue import kind_named
from writing.subjects import book_of

if TYPE_CHECKING:
    from authors.contract import Author
    from jobs.models import Job, Unit
    from jobs.pipelines import ConcurrencyLimit
    from providers.choosing.catalogue import ModelEntry
    from writing.models import WrittenBook


def author_for(unit: Unit, book: WrittenBook) -> Author[Any]:
    """Return the author that a unit of a book calls. Raises UnknownModel, ModelRetired and KeyMissing."""
    kind = kind_named(book.kind)
    if not book.is_by_model:
        return kind.built_in()
    caller = caller_of(unit, book.vividpage, preferred_key=book.author_key_id)
    return kind.by_model(text_model(_entry_of(book), caller, economy=book.economy))


def _entry_of(book: WrittenBook) -> ModelEntry:
    """Return the model that writes a book, with what its server has said of it, if it has said anything."""
    entry = usable_entry(book.author, "text")
    key = key_for(user=book.vividpage.owner, service=entry.service, preferred=book.author_key_id)
    return limits.within(entry, key_id=key.pk)


def ask_server(job: Job) -> None:
    """Ask the server of a book's model how much it reads and writes at once.

    Raises what the server raises if it cannot say just now; what the writer has to mend its calls will meet.
    """
    book = book_of(job)
    if not book.is_by_model:
        return
    try:
        entry = usable_entry(book.author, "text")
        if entry.of_service.limits is not None:
            key = key_for(user=book.vividpage.owner, service=entry.service, preferred=book.author_key_id)
            limits.ask(entry, key)
    except ProviderError as error:
        if not error.halts:
            raise


def concurrency(job: Job) -> ConcurrencyLimit:
    """Return the limit that the writing of a book shares. Raises what `author_for` raises."""
    book = book_of(job)
    if not book.is_by_model:
        return IN_PROCESS
    return concurrency_of(book.vividpage, usable_entry(book.author, "text"), preferred_key=book.author_key_id)
