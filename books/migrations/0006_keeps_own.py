from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("books", "0005_epub_bytes")]

    operations = [
        migrations.AddField(
            model_name="vividpage",
            name="keeps_own",
            field=models.BooleanField(
                default=False, help_text="Scenes that the book itself illustrates get no picture of ours."
            ),
        ),
    ]
