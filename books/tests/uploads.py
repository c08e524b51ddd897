"""Books that have been uploaded and read, as a worker reads them."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from books import services
from books.choices import Choices
from books.making import jobs_of
from books.models import VividPage
from jobs.tests.working import work_out

if TYPE_CHECKING:
    from accounts.models import User


def read_upload(owner: User, epub: IO[bytes], **choices: Any) -> VividPage:
    """Upload a book and read it; nothing else of its making is started."""
    return read(services.upload(owner=owner, epub=epub, choices=Choices(**choices)))


def read(vividpage: VividPage) -> VividPage:
    """Read a book that has been uploaded."""
    services.start_reading(vividpage=vividpage)
    for job in jobs_of(vividpage):
        work_out(job)
    return VividPage.objects.get(pk=vividpage.pk)
