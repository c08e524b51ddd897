"""Hero: somebody who is kept for more books than one."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from authors.contract import PlannedPerson

if TYPE_CHECKING:
    from accounts.models import User


def random_key() -> str:
    """Make a key that somebody's face follows from."""
    return secrets.token_hex(16)


class HeroQuerySet(models.QuerySet["Hero"]):
    """Heroes, as writers find them."""

    def owned_by(self, user: User) -> HeroQuerySet:
        """Filter the heroes of a writer."""
        return self.filter(owner=user)


class Hero(models.Model):
    """Somebody whom a writer uses again: who they are and what they look like, and a key that is the same in every
    book: their face follows from it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64, default=random_key, editable=False)
    name = models.CharField(max_length=200)
    data = models.JSONField(help_text="`authors.contract.PlannedPerson`")
    created = models.DateTimeField(default=timezone.now)

    objects = HeroQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "heroes"
        ordering = ["name", "created"]
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="hero_key_unique_for_owner")]

    def __str__(self) -> str:
        return self.name

    @property
    def person(self) -> PlannedPerson:
        """The hero as authors take them."""
        return PlannedPerson.model_validate({**self.data, "name": self.name, "key": self.key})
