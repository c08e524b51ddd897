"""The ledger of paid calls, and an admin's own models, as version 0.2 had them."""

import uuid
from decimal import Decimal

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import providers.models


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("providers", "0001_ledger"),
        ("providers", "0002_forgotten"),
    ]

    dependencies = [
        ("books", "0001_v0_2"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("service", models.CharField(max_length=20)),
                ("key_id", models.UUIDField(help_text="The reader's key that it was sent with.")),
                (
                    "remote_id",
                    models.CharField(
                        blank=True, help_text="What the service calls it; empty: being sent.", max_length=200
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "waiting for the service"), ("ended", "answered"), ("failed", "failed")],
                        default="running",
                        max_length=10,
                    ),
                ),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("looked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "batches",
            },
        ),
        migrations.CreateModel(
            name="Pace",
            fields=[
                (
                    "lane",
                    models.CharField(
                        help_text="The key's id, or the name of a service.",
                        max_length=100,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("limit", models.FloatField()),
                ("not_before", models.DateTimeField(blank=True, help_text="When it may be asked again.", null=True)),
                (
                    "failures",
                    models.PositiveIntegerField(default=0, help_text="Times in a row that the service was down."),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CatalogueModel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="service/model, for example openai/gpt-6-luna.", max_length=200)),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("anthropic", "anthropic"),
                            ("openai", "openai"),
                            ("compatible", "compatible"),
                            ("ollama", "ollama"),
                            ("automatic1111", "automatic1111"),
                            ("comfyui", "comfyui"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("text", "text"), ("image", "image"), ("embedding", "embedding")], max_length=10
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("note", models.TextField(blank=True)),
                ("context_tokens", models.PositiveIntegerField(blank=True, null=True)),
                ("most_output_tokens", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "references",
                    models.PositiveIntegerField(blank=True, help_text="Reference pictures that it takes.", null=True),
                ),
                ("any_size", models.BooleanField(blank=True, null=True)),
                (
                    "adult",
                    models.CharField(
                        blank=True,
                        choices=[("allowed", "allowed"), ("blocked", "blocked"), ("unknown", "unknown")],
                        max_length=10,
                    ),
                ),
                ("quality", models.CharField(blank=True, max_length=10)),
                (
                    "concurrency",
                    models.PositiveIntegerField(blank=True, help_text="Calls in flight for one key.", null=True),
                ),
                ("retired", models.DateField(blank=True, null=True)),
                ("successor", models.CharField(blank=True, max_length=200)),
                (
                    "input_price",
                    models.DecimalField(
                        blank=True, decimal_places=6, help_text="USD / M tokens", max_digits=12, null=True
                    ),
                ),
                ("output_price", models.DecimalField(blank=True, decimal_places=6, max_digits=12, null=True)),
                (
                    "picture_price",
                    models.DecimalField(blank=True, decimal_places=6, help_text="USD each.", max_digits=12, null=True),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "name"), name="catalogue_model_once")],
            },
        ),
        migrations.CreateModel(
            name="MonthlySpending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="Its first day.")),
                ("spent", models.DecimalField(decimal_places=6, default=Decimal("0"), max_digits=12)),
                ("reserved", models.DecimalField(decimal_places=6, default=Decimal("0"), max_digits=12)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="monthly_spending",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "month"), name="monthly_spending_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reserved__gte", 0), ("spent__gte", 0)),
                        name="monthly_spending_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaidCall",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "title",
                    models.CharField(blank=True, help_text="Of the book, also when that is gone.", max_length=500),
                ),
                (
                    "purpose",
                    models.CharField(help_text="What for: discover, merge, analyse, portrait, scene, …", max_length=40),
                ),
                ("label", models.CharField(blank=True, max_length=200)),
                ("service", models.CharField(max_length=20)),
                ("model", models.CharField(max_length=200)),
                ("key_id", models.UUIDField(blank=True, null=True)),
                ("fingerprint", models.CharField(help_text="Of the whole request.", max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reserved", "under way"),
                            ("queued", "waiting to be sent with a batch"),
                            ("submitted", "sent with a batch"),
                            ("answered", "answered"),
                            ("released", "not made"),
                            ("lost", "cut off"),
                            ("forgotten", "answered; the answer is deleted"),
                        ],
                        default="reserved",
                        max_length=10,
                    ),
                ),
                ("month", models.DateField(help_text="The first day of the month that it counts to.")),
                (
                    "reserved",
                    models.DecimalField(
                        decimal_places=6, default=Decimal("0"), help_text="USD at most.", max_digits=12
                    ),
                ),
                ("cost", models.DecimalField(decimal_places=6, default=Decimal("0"), help_text="USD.", max_digits=12)),
                ("is_priced", models.BooleanField(default=True, help_text="Whether a price was known.")),
                ("usage", models.JSONField(default=dict)),
                ("request", models.BinaryField(help_text="Compressed; kept while it waits for a batch.", null=True)),
                ("response", models.BinaryField(help_text="Compressed.", null=True)),
                (
                    "file",
                    models.FileField(
                        blank=True, help_text="The answer, if it is a picture.", upload_to=providers.models.answer_path
                    ),
                ),
                ("reason", models.TextField(blank=True, help_text="Why there is no answer.")),
                (
                    "holder",
                    models.CharField(
                        blank=True, help_text="Who makes it, as the ledger's account says.", max_length=80
                    ),
                ),
                (
                    "lease_until",
                    models.DateTimeField(blank=True, help_text="When its caller must have died.", null=True),
                ),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("settled", models.DateTimeField(blank=True, null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="calls",
                        to="providers.batch",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paid_calls",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vividpage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="paid_calls",
                        to="books.vividpage",
                    ),
                ),
            ],
            options={
                "ordering": ["-created"],
                "indexes": [
                    models.Index(fields=["vividpage", "created"], name="paid_call_of_book"),
                    models.Index(fields=["user", "month"], name="paid_call_of_month"),
                    models.Index(
                        condition=models.Q(("state", "answered"), _negated=True),
                        fields=["state"],
                        name="paid_call_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("reserved", "queued", "submitted", "answered"))),
                        fields=("user", "fingerprint"),
                        name="paid_call_never_twice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost__gte", 0), ("reserved__gte", 0)), name="paid_call_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpendingCap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("monthly", models.DecimalField(decimal_places=2, help_text="USD.", max_digits=10)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spending_cap",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("monthly__gte", 0)), name="spending_cap_not_negative")
                ],
            },
        ),
    ]
