"""People and their sealed keys, and the table of the database cache, as version 0.2 had them."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# As `createcachetable` makes it.
CREATE = """
CREATE TABLE IF NOT EXISTS cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX IF NOT EXISTS cache_expires ON cache (expires);
"""


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_cache_table"),
        ("accounts", "0003_api_keys"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "That address has an account."},
                        max_length=254,
                        unique=True,
                        verbose_name="e-mail address",
                    ),
                ),
                ("full_name", models.CharField(blank=True, max_length=150)),
                ("is_staff", models.BooleanField(default=False, help_text="May use the admin.")),
                ("is_active", models.BooleanField(default=True, help_text="Switch off instead of deleting.")),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("anthropic", "Anthropic"),
                            ("openai", "OpenAI"),
                            ("compatible", "OpenAI-compatible server"),
                            ("ollama", "Ollama"),
                            ("automatic1111", "Stable Diffusion (AUTOMATIC1111)"),
                            ("comfyui", "Stable Diffusion (ComfyUI)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("nickname", models.CharField(max_length=60, verbose_name="name")),
                (
                    "base_url",
                    models.CharField(
                        blank=True, help_text="Empty: the service's own.", max_length=500, verbose_name="address"
                    ),
                ),
                ("sealed", models.BinaryField(default=bytes, help_text="Empty: the service needs no key.")),
                ("kek_id", models.CharField(blank=True, max_length=40, verbose_name="key-encryption key")),
                ("last_four", models.CharField(blank=True, max_length=4)),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                ("created", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("last_used", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "checked",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        help_text="When the service last took it; empty: it did not, or was not asked.",
                        null=True,
                    ),
                ),
                ("check_words", models.CharField(blank=True, max_length=300, verbose_name="what the check said")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_keys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "API key",
                "verbose_name_plural": "API keys",
            },
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"), name="user_email_unique_without_case"
            ),
        ),
        migrations.AddIndex(
            model_name="apikey",
            index=models.Index(fields=["kek_id"], name="api_key_kek"),
        ),
        migrations.AddConstraint(
            model_name="apikey",
            constraint=models.UniqueConstraint(
                models.F("owner"),
                django.db.models.functions.text.Lower("nickname"),
                name="api_key_name_unique_for_owner",
                violation_error_message="You have a key of that name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="apikey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kek_id", ""), ("sealed", b"")),
                    models.Q(models.Q(("sealed", b""), _negated=True), models.Q(("kek_id", ""), _negated=True)),
                    _connector="OR",
                ),
                name="api_key_sealed_with_something",
            ),
        ),
        migrations.RunSQL(CREATE, "DROP TABLE IF EXISTS cache"),
    ]
