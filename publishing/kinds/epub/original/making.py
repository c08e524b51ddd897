"""An uploaded book with our pictures in it, written from its original."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage

from books.epub import EpubError
from books.epub.archive.container import Container
from books.limits import sandbox_limits
from publishing.kinds.epub.archive import write_archive
from publishing.kinds.epub.original.plan import NotFollowed
from publishing.kinds.epub.original.planning import plan_of
from publishing.kinds.epub.original.sandboxed import edit_in_sandbox
from publishing.kinds.epub.pictures import EpubPictures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from publishing.kinds.epub.options import EpubOptions
    from publishing.kinds.epub.original.plan import Edited
    from publishing.kinds.kind import Tell
    from publishing.publication import Publication


def make_from_original(publication: Publication, options: EpubOptions, out: Path, tell: Tell) -> None:
    """Write the book to `out`. Raises NotFollowed if its original cannot be taken as it is."""
    pictures = EpubPictures(options)
    plan = plan_of(publication, options, pictures)
    try:
        with default_storage.open(publication.original) as file:
            epub = file.read()
        edited = edit_in_sandbox(epub, plan, sandbox_limits())
        with Container(BytesIO(epub), sandbox_limits().reading) as container:
            write_archive(out, files_of_edition(container, edited, pictures, tell))
    except FileNotFoundError as error:
        raise NotFollowed("the file of its EPUB is missing from the storage.") from error
    except EpubError as error:
        raise NotFollowed(f"its EPUB cannot be read any more ({error})") from error


def files_of_edition(
    container: Container, edited: Edited, pictures: EpubPictures, tell: Tell
) -> Iterator[tuple[str, bytes]]:
    """Yield the files in the order of the original, then ours, one by one."""
    written = {file.name: file.text for file in edited.files}
    for name in container.names:
        if name == "mimetype" or name in edited.left_out:
            continue
        text = written.pop(name, None)
        yield _as_meant(name), container.read(name) if text is None else text.encode()
    for name, text in written.items():
        yield name, text.encode()
    shown = list(pictures)
    for number, picture in enumerate(shown, 1):
        if picture.name not in edited.unused:
            yield f"{edited.folder}{picture.name}", pictures.data(picture)
        tell(number, len(shown))


def _as_meant(name: str) -> str:
    """Return a name that was stored as UTF-8 without saying so as it is meant; all names say so now."""
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name
