"""Say of each analysis which writing of the scene's text it was made from: in 0.2 there was but one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("characters", "0101_no_pictures")]

    operations = [
        migrations.AddField(
            model_name="analysis",
            name="revision",
            field=models.PositiveIntegerField(
                default=1, help_text="Of the scene's text: which writing of it was read."
            ),
        ),
    ]
