"""How sure the speaker of a quotation is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("characters", "0006_species")]

    operations = [
        migrations.AddField(
            "quote",
            "confidence",
            models.FloatField(
                null=True, blank=True, help_text="How sure the speaker is, 0 to 1; null where nobody has judged it."
            ),
        ),
    ]
