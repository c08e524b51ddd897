"""What can be done with a book. Every caller (page, command, worker, API) uses these functions."""

from books.services.chapters import (
    NoSuchChapter,
    apply_density,
    choose_scenes,
    insert_chapter,
    remove_chapter,
    write_chapter,
    write_chapters,
)
from books.services.deleting import BookKept, delete
from books.services.making import set_title_page, start, start_reading, stop, upload_and_read
from books.services.new_files import dropped_on_error
from books.services.position import keep_positions, reset_position, set_position, set_spoilers
from books.services.taking_in import check_upload, take_in, upload, uploaded_before

__all__ = [
    "BookKept",
    "NoSuchChapter",
    "apply_density",
    "check_upload",
    "choose_scenes",
    "delete",
    "dropped_on_error",
    "insert_chapter",
    "keep_positions",
    "remove_chapter",
    "reset_position",
    "set_position",
    "set_spoilers",
    "set_title_page",
    "start",
    "start_reading",
    "stop",
    "take_in",
    "upload",
    "upload_and_read",
    "uploaded_before",
    "write_chapter",
    "write_chapters",
]
