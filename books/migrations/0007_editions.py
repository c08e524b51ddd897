from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("books", "0006_keeps_own")]

    operations = [
        migrations.AddField(
            model_name="vividpage",
            name="work",
            field=models.UUIDField(
                blank=True,
                db_index=True,
                editable=False,
                help_text="What its editions share; empty: it is the only one.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="vividpage",
            name="copied_from",
            field=models.UUIDField(
                blank=True,
                editable=False,
                help_text="The edition that its text and bible were copied from.",
                null=True,
            ),
        ),
    ]
