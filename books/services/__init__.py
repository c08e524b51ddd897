"""What can be done with a book. Every caller (page, command, worker, API) uses these functions."""

from books.services.chapters import save_chapters
from books.services.deleting import delete
from books.services.making import set_up, start, stop
from books.services.position import reset_position, set_position, set_spoilers, step_back_from
from books.services.taking_in import create_vividpage, take_up_or_create
from books.services.terms import set_terms

__all__ = [
    "create_vividpage",
    "delete",
    "reset_position",
    "save_chapters",
    "set_position",
    "set_spoilers",
    "set_terms",
    "set_up",
    "start",
    "step_back_from",
    "stop",
    "take_up_or_create",
]
