"""A key that a book is called with stays chosen when it is deleted, so that no other is billed in its place."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The database follows the two keys no more."""

    dependencies = [
        ("accounts", "0002_service_names"),
        ("books", "0002_manuscripts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="vividpage",
            name="text_key",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Empty: the owner's latest for the service of the model; one that is deleted stays chosen.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.apikey",
            ),
        ),
        migrations.AlterField(
            model_name="vividpage",
            name="image_key",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.apikey",
            ),
        ),
    ]
