"""Books say which text models wrote them, for stores and readers ask."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("books", "0011_spreads_without_words")]

    operations = [
        migrations.AddField(
            model_name="vividpage",
            name="text_models",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                default=list,
                help_text="Which text models wrote it, or parts of it; empty: people, or a program that follows rules.",
                size=None,
            ),
        ),
    ]
