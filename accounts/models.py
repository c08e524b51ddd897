"""The user, with an e-mail address and no user name, and the keys to AI services that a user keeps here."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Makes users; addresses are compared without case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user with that e-mail address, in any case."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a user; with no password they cannot sign in by one."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an admin who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with books. Signs in by `email`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mail address", unique=True, error_messages={"unique": "That address has an account."})
    full_name = models.CharField(max_length=150, blank=True)
    is_staff = models.BooleanField(default=False, help_text="May use the admin.")
    is_active = models.BooleanField(default=True, help_text="Switch off instead of deleting.")
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique_without_case")]

    def __str__(self) -> str:
        return self.email

    def get_short_name(self) -> str:
        """Return what pages call them."""
        return self.full_name.split()[0] if self.full_name.strip() else self.email.split("@")[0]


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """Keys as readers find them."""

    def owned_by(self, user: User) -> ApiKeyQuerySet:
        """Filter the keys of one reader, by their names."""
        return self.filter(owner=user).order_by(Lower("nickname"), "created")

    def usable(self) -> ApiKeyQuerySet:
        """Filter those that are switched on."""
        return self.filter(is_active=True)


class ApiKey(models.Model):
    """A reader's access to an AI service: a sealed key, or the address of a server that needs none.

    `sealed` opens only with the key-encryption key `kek_id`, and only in this row (`accounts.sealing`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_keys")
    service = models.CharField(max_length=20, help_text="Its name; what it is called, higher floors know.")
    nickname = models.CharField("name", max_length=60)
    base_url = models.CharField("address", max_length=500, blank=True, help_text="Empty: the service's own.")
    sealed = models.BinaryField(default=bytes, help_text="Empty: the service needs no key.")
    kek_id = models.CharField("key-encryption key", max_length=40, blank=True)
    last_four = models.CharField(max_length=4, blank=True)
    is_active = models.BooleanField("in use", default=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    last_used = models.DateTimeField(null=True, blank=True, editable=False)
    checked = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When the service last took it; empty: it did not, or was not asked.",
    )
    check_words = models.CharField("what the check said", max_length=300, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "API key"
        verbose_name_plural = "API keys"
        constraints = [
            models.UniqueConstraint(
                "owner",
                Lower("nickname"),
                name="api_key_name_unique_for_owner",
                violation_error_message="You have a key of that name.",
            ),
            models.CheckConstraint(
                condition=models.Q(sealed=b"", kek_id="") | (~models.Q(sealed=b"") & ~models.Q(kek_id="")),
                name="api_key_sealed_with_something",
            ),
        ]
        indexes = [models.Index(fields=["kek_id"], name="api_key_kek")]

    def __str__(self) -> str:
        return f"{self.nickname} ({self.service}{f', ····{self.last_four}' if self.last_four else ''})"

    @property
    def is_keyless(self) -> bool:
        """Whether the service is called without a key."""
        return not self.kek_id


class Connection(models.Model):
    """What a reader has allowed this site to do for them at another service (`accounts.connections`).

    `sealed` holds the tokens that the service gave; it opens as keys do, with `kek_id` and only in this row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="connections")
    service = models.CharField(max_length=20)
    sealed = models.BinaryField()
    kek_id = models.CharField("key-encryption key", max_length=40)
    expires = models.DateTimeField(help_text="Until when the token works that calls are made with.")
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "service"], name="connection_one_to_a_service")]
        indexes = [models.Index(fields=["kek_id"], name="connection_kek")]

    def __str__(self) -> str:
        return f"{self.service} of {self.owner_id}"


class AccessToken(models.Model):
    """Lets a program or an e-reader come for a reader (`accounts.tokens`). Only the digest of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="access_tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256.")
    scopes = ArrayField(models.CharField(max_length=20), default=list, help_text="What it may (accounts.tokens).")
    expires = models.DateTimeField(null=True, blank=True, help_text="Empty: never.")
    created = models.DateTimeField(default=timezone.now, editable=False)
    last_used = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-created"]

    def __str__(self) -> str:
        return self.name


class Ban(models.Model):
    """A reader who may neither upload nor have anything drawn until a moderator lifts it (`accounts.access.bans`)."""

    reader = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    reason = models.TextField(help_text="The reader is told it.")
    since = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"Ban of {self.reader_id}"


class Tally(models.Model):
    """How often something was done of what may be done only so often (`accounts.access.tallies`)."""

    key = models.CharField(max_length=120, primary_key=True, help_text="What and, as a digest, whose.")
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True, help_text="When it begins anew.")

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.key.partition(':')[0]}: {self.count}"
