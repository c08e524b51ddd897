"""Uploads and their parts."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

FOLDER = "uploads"
"""What the names of all parts begin with."""


def part_name(part: UploadPart, _filename: str) -> str:
    """Name the file of a part: whose it is, of which upload, where it begins; two of the same place never meet."""
    return f"{FOLDER}/{part.upload.owner_id}/{part.upload_id}/{part.offset:012}-{uuid4().hex}"


class Upload(models.Model):
    """A file that comes in parts: `offset` of its `length` bytes are here, one part after the other."""

    class Purpose(models.TextChoices):
        """What it becomes when all of it is here."""

        VIVIDPAGE = "vividpage"
        SOURCE = "source"

    class State(models.TextChoices):
        """Open until it has become something, or was refused."""

        OPEN = "open"
        DONE = "done"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    length = models.BigIntegerField(help_text="Bytes.")
    offset = models.BigIntegerField(default=0, help_text="Bytes that are here.")
    filename = models.CharField(max_length=300, blank=True)
    metadata = models.TextField(blank=True, help_text="As it was sent.")
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.VIVIDPAGE)
    about = models.UUIDField(null=True, help_text="Of a source: its book.")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    result = models.UUIDField(null=True, help_text="The row that it has become.")
    reason = models.TextField(blank=True, help_text="Why it was refused, in its reader's words.")
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(length__gt=0, offset__gte=0, offset__lte=F("length")), name="upload_holds_no_more_than_all"
            )
        ]

    def __str__(self) -> str:
        return f"{self.offset} of {self.length} bytes"

    @property
    def is_whole(self) -> bool:
        """Whether all bytes are here."""
        return self.offset == self.length


class UploadPart(models.Model):
    """Bytes of an upload from `offset` on, in a file of the shared storage."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="parts")
    offset = models.BigIntegerField()
    bytes = models.BigIntegerField()
    file = models.FileField(upload_to=part_name, max_length=300)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["upload", "offset"], name="part_once_at_a_place")]

    def __str__(self) -> str:
        return f"{self.bytes} bytes from {self.offset} on"
