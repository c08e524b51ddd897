"""Webhook and PushDevice: where a reader is told outside the site. PushKey: what this site signs pushes with."""

from __future__ import annotations

import uuid
from typing import ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone

LONGEST_ADDRESS, LONGEST_ENDPOINT = 500, 1000
"""Characters."""


class Webhook(models.Model):
    """An address that is called with what a reader is told. `sealed` is the secret that signs the calls."""

    class Format(models.TextChoices):
        PLAIN = "plain", "JSON, signed"
        SLACK = "slack", "Slack"
        DISCORD = "discord", "Discord"

    service: ClassVar[str] = "webhook"
    """What its secret is sealed for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=LONGEST_ADDRESS)
    format = models.CharField(max_length=10, choices=Format.choices, default=Format.PLAIN)
    sealed = models.BinaryField()
    kek_id = models.CharField("key-encryption key", max_length=40)
    is_active = models.BooleanField(default=True)
    failing_since = models.DateTimeField(null=True, blank=True, help_text="Empty: the last call was taken.")
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["created"]
        indexes = [models.Index(fields=["kek_id"], name="webhook_kek")]

    def __str__(self) -> str:
        return f"Webhook of {self.owner_id}"

    @property
    def host(self) -> str:
        """What of its address is shown: the path of one at Slack or Discord is a secret."""
        return urlsplit(self.address).netloc


class PushDevice(models.Model):
    """A browser that takes pushes for a reader (RFC 8030), as long as they are signed in there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=LONGEST_ENDPOINT, unique=True)
    p256dh = models.CharField(max_length=100, help_text="The browser's public key, base64url.")
    auth = models.CharField(max_length=40, help_text="The browser's secret, base64url.")
    session = models.CharField(max_length=40, help_text="The session in which it was switched on.")
    name = models.CharField(max_length=60, help_text="What the reader knows the device by.")
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["created"]

    def __str__(self) -> str:
        return f"{self.name} of {self.owner_id}"


class PushKey(models.Model):
    """The key by which push services know this site (VAPID, RFC 8292): made once, and sealed."""

    service: ClassVar[str] = "web-push"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    is_ours = models.BooleanField(default=True, unique=True, editable=False, help_text="There is one.")
    sealed = models.BinaryField()
    kek_id = models.CharField("key-encryption key", max_length=40)
    created = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return "The key of this site"

    @property
    def owner_id(self) -> uuid.UUID:
        """Whose it is: nobody's but its own."""
        return self.pk
