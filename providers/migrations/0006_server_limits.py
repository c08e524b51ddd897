"""What readers' own servers say of how much their models read at once."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """It is asked for when a book is laid out."""

    dependencies = [("accounts", "0002_service_names"), ("providers", "0005_answers_outlive_books")]

    operations = [
        migrations.CreateModel(
            name="ServerLimits",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(help_text="service/model", max_length=200)),
                ("context_tokens", models.PositiveIntegerField(null=True)),
                ("most_output_tokens", models.PositiveIntegerField(null=True)),
                ("asked", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "api_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.apikey"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "server limits",
                "constraints": [models.UniqueConstraint(fields=("api_key", "model"), name="server_limits_once")],
            },
        ),
    ]
