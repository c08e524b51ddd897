"""Jobs that a service has accepted are written down with their call."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("providers", "0007_answer_uses")]

    operations = [
        migrations.AddField(
            model_name="paidcall",
            name="ticket",
            field=models.CharField(
                blank=True,
                default="",
                help_text="What the service calls the job that it has accepted; empty: none.",
                max_length=500,
            ),
            preserve_default=False,
        ),
    ]
