"""The story bible, as version 0.2 had it."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import pgvector.django.halfvec
import pgvector.django.indexes
import pgvector.django.vector
from django.conf import settings
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("characters", "0001_initial"),
        ("characters", "0002_vector"),
        ("characters", "0003_scenes_of_the_bible"),
        ("characters", "0004_embeddings"),
        ("characters", "0005_analysis_note"),
        ("characters", "0006_editing"),
        ("characters", "0007_continuity"),
        ("characters", "0008_variants"),
    ]

    dependencies = [
        ("books", "0001_v0_2"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateExtension("vector"),
        migrations.CreateModel(
            name="Analysis",
            fields=[
                (
                    "scene",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="analysis",
                        serialize=False,
                        to="books.scene",
                    ),
                ),
                (
                    "place_kind",
                    models.CharField(
                        choices=[
                            ("forest", "forest"),
                            ("field", "field"),
                            ("sea", "sea"),
                            ("beach", "beach"),
                            ("river", "river"),
                            ("mountain", "mountain"),
                            ("road", "road"),
                            ("village", "village"),
                            ("street", "street"),
                            ("castle", "castle"),
                            ("room", "room"),
                            ("kitchen", "kitchen"),
                            ("library", "library"),
                            ("tavern", "tavern"),
                            ("ship", "ship"),
                            ("cave", "cave"),
                            ("garden", "garden"),
                            ("church", "church"),
                            ("desert", "desert"),
                            ("swamp", "swamp"),
                            ("unknown", "unknown"),
                        ],
                        default="unknown",
                        max_length=20,
                    ),
                ),
                ("indoors", models.BooleanField(default=False)),
                (
                    "time_of_day",
                    models.CharField(
                        choices=[
                            ("dawn", "dawn"),
                            ("morning", "morning"),
                            ("day", "day"),
                            ("evening", "evening"),
                            ("night", "night"),
                            ("unknown", "unknown"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                (
                    "weather",
                    models.CharField(
                        choices=[
                            ("clear", "clear"),
                            ("cloudy", "cloudy"),
                            ("rain", "rain"),
                            ("storm", "storm"),
                            ("snow", "snow"),
                            ("fog", "fog"),
                            ("wind", "wind"),
                            ("unknown", "unknown"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                (
                    "mood",
                    models.CharField(
                        choices=[
                            ("calm", "calm"),
                            ("joyful", "joyful"),
                            ("tense", "tense"),
                            ("sad", "sad"),
                            ("mysterious", "mysterious"),
                            ("violent", "violent"),
                            ("tender", "tender"),
                        ],
                        default="calm",
                        max_length=15,
                    ),
                ),
                (
                    "props",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                ("summary", models.TextField(blank=True)),
                ("moment", models.TextField(blank=True)),
                ("prompt", models.TextField()),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="If it was read in another way than the reader had asked for."
                    ),
                ),
                (
                    "locked",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="What the reader has edited, so that no analysis changes it.",
                        size=None,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "analyses",
            },
        ),
        migrations.CreateModel(
            name="Character",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                (
                    "gender",
                    models.CharField(
                        choices=[("female", "female"), ("male", "male"), ("unknown", "unknown")],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                (
                    "age",
                    models.CharField(
                        choices=[
                            ("child", "child"),
                            ("young", "young"),
                            ("adult", "adult"),
                            ("old", "old"),
                            ("unknown", "unknown"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("protagonist", "protagonist"),
                            ("major", "major"),
                            ("minor", "minor"),
                            ("mentioned", "mentioned"),
                        ],
                        default="minor",
                        max_length=20,
                    ),
                ),
                ("mentions", models.PositiveIntegerField(default=0)),
                ("is_narrator", models.BooleanField(default=False)),
                ("looks", models.JSONField(blank=True, default=list)),
                (
                    "scene_numbers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(),
                        blank=True,
                        default=list,
                        help_text="The scenes that name or show them.",
                        size=None,
                    ),
                ),
                ("portrait", models.ImageField(blank=True, max_length=200, upload_to="")),
                (
                    "portraits",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        help_text="Files of all portraits, oldest first.",
                        size=None,
                    ),
                ),
                (
                    "variant",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Which draught of what the text leaves open; a redrawn reference picture is the next.",
                    ),
                ),
                (
                    "locked",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="What the reader has edited, so that no analysis changes it.",
                        size=None,
                    ),
                ),
                (
                    "first_scene",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="books.scene"
                    ),
                ),
                (
                    "vividpage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="characters", to="books.vividpage"
                    ),
                ),
            ],
            options={
                "ordering": ["-mentions", "name"],
            },
        ),
        migrations.CreateModel(
            name="CharacterChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("outfit", "outfit"),
                            ("injury", "injury"),
                            ("hair", "hair"),
                            ("age", "age"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("description", models.TextField()),
                ("prompt_modifier", models.CharField(max_length=300)),
                (
                    "character",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="characters.character"
                    ),
                ),
                (
                    "scene",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="books.scene"),
                ),
                (
                    "until",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="books.scene",
                    ),
                ),
            ],
            options={
                "ordering": ["scene__number"],
            },
        ),
        migrations.CreateModel(
            name="Distinct",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("one", models.UUIDField()),
                ("other", models.UUIDField()),
                (
                    "vividpage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="books.vividpage"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Edit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(help_text="Its place among the edits of the book, from 1.")),
                ("kind", models.CharField(max_length=40)),
                ("summary", models.CharField(help_text="What was done, in words.", max_length=500)),
                ("steps", models.JSONField()),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vividpage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="edits", to="books.vividpage"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "pose",
                    models.CharField(
                        choices=[
                            ("standing", "standing"),
                            ("sitting", "sitting"),
                            ("walking", "walking"),
                            ("running", "running"),
                            ("lying", "lying"),
                            ("kneeling", "kneeling"),
                            ("riding", "riding"),
                            ("fighting", "fighting"),
                            ("working", "working"),
                        ],
                        default="standing",
                        max_length=10,
                    ),
                ),
                ("action", models.CharField(blank=True, max_length=300)),
                (
                    "analysis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="presences", to="characters.analysis"
                    ),
                ),
                (
                    "character",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="presences", to="characters.character"
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("text", models.TextField()),
                (
                    "locked",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="What the reader has edited, so that no analysis changes it.",
                        size=None,
                    ),
                ),
                (
                    "scene",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="quotes", to="books.scene"
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="quotes",
                        to="characters.character",
                    ),
                ),
            ],
            options={
                "ordering": ["scene__number", "start"],
            },
        ),
        migrations.CreateModel(
            name="Setting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("forest", "forest"),
                            ("field", "field"),
                            ("sea", "sea"),
                            ("beach", "beach"),
                            ("river", "river"),
                            ("mountain", "mountain"),
                            ("road", "road"),
                            ("village", "village"),
                            ("street", "street"),
                            ("castle", "castle"),
                            ("room", "room"),
                            ("kitchen", "kitchen"),
                            ("library", "library"),
                            ("tavern", "tavern"),
                            ("ship", "ship"),
                            ("cave", "cave"),
                            ("garden", "garden"),
                            ("church", "church"),
                            ("desert", "desert"),
                            ("swamp", "swamp"),
                            ("unknown", "unknown"),
                        ],
                        default="unknown",
                        max_length=20,
                    ),
                ),
                ("indoors", models.BooleanField(default=False)),
                ("description", models.TextField(blank=True)),
                (
                    "keywords",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                (
                    "scene_numbers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(),
                        blank=True,
                        default=list,
                        help_text="The scenes that play there.",
                        size=None,
                    ),
                ),
                ("view", models.ImageField(blank=True, max_length=200, upload_to="")),
                (
                    "views",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        help_text="Files of all views, oldest first.",
                        size=None,
                    ),
                ),
                (
                    "variant",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Which draught of what the text leaves open; a redrawn reference picture is the next.",
                    ),
                ),
                (
                    "locked",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="What the reader has edited, so that no analysis changes it.",
                        size=None,
                    ),
                ),
                (
                    "first_scene",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="books.scene"
                    ),
                ),
                (
                    "vividpage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="settings_found", to="books.vividpage"
                    ),
                ),
            ],
            options={
                "ordering": ["first_scene__number", "name"],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("fingerprint", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=40)),
                (
                    "severity",
                    models.CharField(
                        choices=[("error", "error"), ("warning", "warning"), ("note", "note")], max_length=10
                    ),
                ),
                ("message", models.TextField(help_text="What does not fit, in a sentence.")),
                ("mends", models.JSONField(blank=True, default=list)),
                ("stands", models.BooleanField(default=True, help_text="Whether the latest check has found it.")),
                (
                    "dismissed_at",
                    models.DateTimeField(blank=True, help_text="When the reader said that it is right.", null=True),
                ),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "character",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="characters.character",
                    ),
                ),
                (
                    "scene",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="books.scene"
                    ),
                ),
                (
                    "vividpage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="books.vividpage"
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="characters.setting",
                    ),
                ),
            ],
            options={
                "ordering": ["scene__number", "created"],
            },
        ),
        migrations.CreateModel(
            name="Embedding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("model", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64)),
                ("vector", pgvector.django.vector.VectorField()),
                (
                    "character",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="embeddings",
                        to="characters.character",
                    ),
                ),
                (
                    "scene",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="embeddings",
                        to="books.scene",
                    ),
                ),
                (
                    "vividpage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="embeddings", to="books.vividpage"
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="embeddings",
                        to="characters.setting",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="analysis",
            name="setting",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="analyses",
                to="characters.setting",
            ),
        ),
        migrations.AddConstraint(
            model_name="character",
            constraint=models.UniqueConstraint(fields=("vividpage", "name"), name="character_name_unique_in_book"),
        ),
        migrations.AddConstraint(
            model_name="distinct",
            constraint=models.UniqueConstraint(fields=("vividpage", "one", "other"), name="distinct_pair_once"),
        ),
        migrations.AddConstraint(
            model_name="edit",
            constraint=models.UniqueConstraint(fields=("vividpage", "number"), name="edit_number_unique_in_book"),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("analysis", "character"), name="presence_once_in_a_scene"),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("analysis", "order"), name="presence_order_unique_in_a_scene"),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gte", models.F("start"))), name="quote_ends_after_its_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="setting",
            constraint=models.UniqueConstraint(fields=("vividpage", "name"), name="setting_name_unique_in_book"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("vividpage", "fingerprint"), name="finding_fingerprint_unique_in_book"
            ),
        ),
        migrations.AddIndex(
            model_name="embedding",
            index=pgvector.django.indexes.HnswIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.comparison.Cast(
                        "vector", pgvector.django.halfvec.HalfVectorField(dimensions=384)
                    ),
                    name="halfvec_cosine_ops",
                ),
                condition=models.Q(("model", "local"), ("scene__isnull", False)),
                ef_construction=128,
                m=16,
                name="embedding_scenes_local",
            ),
        ),
        migrations.AddConstraint(
            model_name="embedding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("character", None), ("scene__isnull", False), ("setting", None)),
                    models.Q(("character__isnull", False), ("scene", None), ("setting", None)),
                    models.Q(("character", None), ("scene", None), ("setting__isnull", False)),
                    _connector="OR",
                ),
                name="embedding_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="embedding",
            constraint=models.UniqueConstraint(fields=("scene", "model"), name="embedding_once_per_scene_and_model"),
        ),
        migrations.AddConstraint(
            model_name="embedding",
            constraint=models.UniqueConstraint(
                fields=("character", "model"), name="embedding_once_per_character_and_model"
            ),
        ),
        migrations.AddConstraint(
            model_name="embedding",
            constraint=models.UniqueConstraint(
                fields=("setting", "model"), name="embedding_once_per_setting_and_model"
            ),
        ),
    ]
