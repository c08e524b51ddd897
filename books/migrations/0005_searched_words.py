"""Each scene's words, stemmed as its language has it, for full-text search."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models
from django.db.models.functions import Left

from books.languages import search_configuration

CONFIGURATIONS = [
    "arabic", "armenian", "basque", "catalan", "danish", "dutch", "english", "finnish", "french", "german", "greek",
    "hindi", "hungarian", "indonesian", "irish", "italian", "lithuanian", "nepali", "norwegian", "portuguese",
    "romanian", "russian", "serbian", "spanish", "swedish", "tamil", "turkish", "yiddish",
]  # fmt: skip


def name_languages(apps, schema_editor):
    """Scenes of books that there are already are searched in their book's language."""
    books = apps.get_model("books", "VividPage").objects
    scenes = apps.get_model("books", "Scene").objects
    for language in books.values_list("language", flat=True).distinct().order_by("language"):
        found = scenes.filter(vividpage__language=language)
        found.update(search_configuration=search_configuration(language))


class Migration(migrations.Migration):
    dependencies = [("books", "0004_series_and_subjects")]

    operations = [
        migrations.AddField(
            model_name="scene",
            name="search_configuration",
            field=models.CharField(default="simple", help_text="How its language is searched.", max_length=20),
        ),
        migrations.RunPython(name_languages, migrations.RunPython.noop),
        migrations.AddField(
            model_name="scene",
            name="searched_words",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    *(
                        models.When(
                            search_configuration=name,
                            then=django.contrib.postgres.search.SearchVector(Left("text", 200000), config=name),
                        )
                        for name in CONFIGURATIONS
                    ),
                    default=django.contrib.postgres.search.SearchVector(Left("text", 200000), config="simple"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="scene",
            index=django.contrib.postgres.indexes.GinIndex(fields=["searched_words"], name="scene_searched_words"),
        ),
    ]
