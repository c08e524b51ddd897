"""Books, their chapters and scenes, as version 0.2 had them."""

import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import books.models


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("books", "0001_initial"),
        ("books", "0002_owner_protected"),
        ("books", "0003_picture_counts"),
        ("books", "0004_series_and_subjects"),
        ("books", "0005_searched_words"),
        ("books", "0006_reserved"),
        ("books", "0007_preferred_keys"),
        ("books", "0008_marks"),
        ("books", "0009_period"),
        ("books", "0010_embedding_model"),
        ("books", "0011_sheets_first"),
        ("books", "0012_read_to"),
    ]

    dependencies = [
        ("accounts", "0001_v0_2"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Chapter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="Its place in the book, from 1, front and back matter included."
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("front", "front matter"), ("body", "story"), ("back", "back matter")],
                        default="body",
                        max_length=5,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=500)),
                ("part", models.CharField(blank=True, max_length=500)),
                ("matter", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Scene",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(help_text="Its paragraphs, with a blank line between.")),
                (
                    "marks",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What is emphasised: start and end in the text, and kind, of each.",
                    ),
                ),
                ("word_count", models.PositiveIntegerField()),
                (
                    "is_chosen",
                    models.BooleanField(default=True, help_text="Whether it gets a picture at this density."),
                ),
                (
                    "search_configuration",
                    models.CharField(default="simple", help_text="How its language is searched.", max_length=20),
                ),
                (
                    "searched_words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                search_configuration="arabic",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="arabic"
                                ),
                            ),
                            models.When(
                                search_configuration="armenian",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="armenian"
                                ),
                            ),
                            models.When(
                                search_configuration="basque",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="basque"
                                ),
                            ),
                            models.When(
                                search_configuration="catalan",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="catalan"
                                ),
                            ),
                            models.When(
                                search_configuration="danish",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="danish"
                                ),
                            ),
                            models.When(
                                search_configuration="dutch",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="dutch"
                                ),
                            ),
                            models.When(
                                search_configuration="english",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="english"
                                ),
                            ),
                            models.When(
                                search_configuration="finnish",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="finnish"
                                ),
                            ),
                            models.When(
                                search_configuration="french",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="french"
                                ),
                            ),
                            models.When(
                                search_configuration="german",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="german"
                                ),
                            ),
                            models.When(
                                search_configuration="greek",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="greek"
                                ),
                            ),
                            models.When(
                                search_configuration="hindi",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="hindi"
                                ),
                            ),
                            models.When(
                                search_configuration="hungarian",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="hungarian"
                                ),
                            ),
                            models.When(
                                search_configuration="indonesian",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="indonesian"
                                ),
                            ),
                            models.When(
                                search_configuration="irish",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="irish"
                                ),
                            ),
                            models.When(
                                search_configuration="italian",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="italian"
                                ),
                            ),
                            models.When(
                                search_configuration="lithuanian",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="lithuanian"
                                ),
                            ),
                            models.When(
                                search_configuration="nepali",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="nepali"
                                ),
                            ),
                            models.When(
                                search_configuration="norwegian",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="norwegian"
                                ),
                            ),
                            models.When(
                                search_configuration="portuguese",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="portuguese"
                                ),
                            ),
                            models.When(
                                search_configuration="romanian",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="romanian"
                                ),
                            ),
                            models.When(
                                search_configuration="russian",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="russian"
                                ),
                            ),
                            models.When(
                                search_configuration="serbian",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="serbian"
                                ),
                            ),
                            models.When(
                                search_configuration="spanish",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="spanish"
                                ),
                            ),
                            models.When(
                                search_configuration="swedish",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="swedish"
                                ),
                            ),
                            models.When(
                                search_configuration="tamil",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="tamil"
                                ),
                            ),
                            models.When(
                                search_configuration="turkish",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="turkish"
                                ),
                            ),
                            models.When(
                                search_configuration="yiddish",
                                then=django.contrib.postgres.search.SearchVector(
                                    django.db.models.functions.text.Left("text", 200000), config="yiddish"
                                ),
                            ),
                            default=django.contrib.postgres.search.SearchVector(
                                django.db.models.functions.text.Left("text", 200000), config="simple"
                            ),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "chapter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scenes", to="books.chapter"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="VividPage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=500)),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), blank=True, default=list, size=None
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=35)),
                ("description", models.TextField(blank=True)),
                ("series", models.CharField(blank=True, max_length=500)),
                (
                    "series_index",
                    models.CharField(
                        blank=True, help_text="Its place in the series, as the book has it.", max_length=40
                    ),
                ),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        blank=True, help_text="The time in which the story plays, if it is clear.", max_length=60
                    ),
                ),
                ("epub", models.FileField(blank=True, upload_to=books.models.epub_path)),
                ("epub_sha256", models.CharField(blank=True, db_index=True, max_length=64)),
                ("cover", models.ImageField(blank=True, upload_to=books.models.cover_path)),
                (
                    "notes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        help_text="What was mended in the file.",
                        size=None,
                    ),
                ),
                (
                    "style",
                    models.CharField(
                        choices=[
                            ("storybook", "Storybook"),
                            ("ink", "Ink"),
                            ("watercolour", "Watercolour"),
                            ("linocut", "Linocut"),
                            ("nocturne", "Nocturne"),
                        ],
                        default="storybook",
                        max_length=40,
                    ),
                ),
                ("text_model", models.CharField(default="rules", max_length=100)),
                ("image_model", models.CharField(default="sketch", max_length=100)),
                (
                    "embedding_model",
                    models.CharField(default="local", help_text="What makes it searchable by meaning.", max_length=100),
                ),
                ("density", models.CharField(default="per-scene", max_length=20)),
                (
                    "resolution",
                    models.CharField(
                        choices=[("720", "720 × 720"), ("1080", "1080 × 1080"), ("wide", "Wide, 1280 × 720")],
                        default="720",
                        max_length=10,
                    ),
                ),
                ("custom_instructions", models.TextField(blank=True, max_length=2000)),
                (
                    "sheets_first",
                    models.BooleanField(
                        default=False,
                        help_text="Wait before the scenes are drawn, until the reader has seen the people and places.",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("uploaded", "not started"),
                            ("working", "in the making"),
                            ("paused", "paused"),
                            ("cancelled", "stopped"),
                            ("completed", "completed"),
                            ("completed-with-failures", "completed with failures"),
                            ("failed", "failed"),
                        ],
                        default="uploaded",
                        max_length=30,
                    ),
                ),
                (
                    "budget",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="USD; empty: none set.",
                        max_digits=10,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                    ),
                ),
                ("spent", models.DecimalField(decimal_places=6, default=Decimal("0"), editable=False, max_digits=12)),
                (
                    "reserved",
                    models.DecimalField(
                        decimal_places=6,
                        default=Decimal("0"),
                        editable=False,
                        help_text="USD that calls under way could cost at most.",
                        max_digits=12,
                    ),
                ),
                (
                    "economy",
                    models.BooleanField(
                        default=False, help_text="Hand requests over in batches: half the price, answered within a day."
                    ),
                ),
                ("chapter_count", models.PositiveIntegerField(default=0)),
                ("scene_count", models.PositiveIntegerField(default=0)),
                ("word_count", models.PositiveIntegerField(default=0)),
                ("picture_counts", models.JSONField(default=dict, help_text="How many pictures each density gives.")),
                (
                    "read_to",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="The number of the farthest scene that the reader has had open; 0: none yet.",
                    ),
                ),
                (
                    "reveal",
                    models.CharField(
                        choices=[
                            ("making", "pictures as they are drawn, and else nothing"),
                            ("read", "nothing"),
                            ("all", "everything"),
                        ],
                        default="making",
                        help_text="What is shown of what is not yet read.",
                        max_length=10,
                    ),
                ),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("completed", models.DateTimeField(blank=True, null=True)),
                (
                    "image_key",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.apikey",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vividpages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        help_text="The scene that the reader has come to.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="books.scene",
                    ),
                ),
                (
                    "text_key",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the owner's latest for the service of the model.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.apikey",
                    ),
                ),
            ],
            options={
                "ordering": ["-created"],
            },
        ),
        migrations.AddField(
            model_name="scene",
            name="vividpage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="scenes", to="books.vividpage"
            ),
        ),
        migrations.AddField(
            model_name="chapter",
            name="vividpage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="chapters", to="books.vividpage"
            ),
        ),
        migrations.AddConstraint(
            model_name="vividpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("budget__isnull", True),
                    (
                        "budget__gte",
                        django.db.models.expressions.CombinedExpression(models.F("spent"), "+", models.F("reserved")),
                    ),
                    _connector="OR",
                ),
                name="vividpage_spent_within_budget",
            ),
        ),
        migrations.AddConstraint(
            model_name="vividpage",
            constraint=models.CheckConstraint(
                condition=models.Q(("reserved__gte", 0), ("spent__gte", 0)), name="vividpage_spent_not_negative"
            ),
        ),
        migrations.AddIndex(
            model_name="scene",
            index=django.contrib.postgres.indexes.GinIndex(fields=["searched_words"], name="scene_searched_words"),
        ),
        migrations.AddConstraint(
            model_name="scene",
            constraint=models.UniqueConstraint(fields=("vividpage", "number"), name="scene_number_unique"),
        ),
        migrations.AddConstraint(
            model_name="chapter",
            constraint=models.UniqueConstraint(fields=("vividpage", "number"), name="chapter_number_unique"),
        ),
    ]
