"""Which services there are is not known here."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_v0_2"),
    ]

    operations = [
        migrations.AlterField(
            model_name="apikey",
            name="service",
            field=models.CharField(help_text="Its name; what it is called, higher floors know.", max_length=20),
        ),
    ]
