"""Template: a design of somebody's with fields, and what of a book fills them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Template(models.Model):
    """A brand template at Canva as its reader last looked it up, and how they fill it.

    `fields` are types by name. `mapping` is sources by the names of fields (`publishing.canva.mapping`); it stays when
    the template is looked up again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    canva_id = models.CharField(max_length=200, help_text="What Canva calls it.")
    title = models.CharField(max_length=300, blank=True)
    fields = models.JSONField(default=dict, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    looked_up = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["title", "canva_id"]
        constraints = [models.UniqueConstraint(fields=["owner", "canva_id"], name="template_unique_for_owner")]

    def __str__(self) -> str:
        return self.title or self.canva_id
