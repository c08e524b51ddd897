"""Styles are data files: the table no longer lists them."""

from django.db import migrations, models

import books.models


class Migration(migrations.Migration):
    dependencies = [("books", "0100_identity")]

    operations = [
        migrations.AlterField(
            model_name="vividpage",
            name="style",
            field=models.CharField(default="storybook", max_length=40, validators=[books.models.validate_style]),
        ),
    ]
