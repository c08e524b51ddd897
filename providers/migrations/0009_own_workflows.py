"""Workflows of readers' own for their ComfyUI."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_service_names"), ("providers", "0008_jobs_at_services")]

    operations = [
        migrations.CreateModel(
            name="OwnWorkflow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=40)),
                ("graph", models.JSONField()),
                (
                    "model",
                    models.CharField(
                        help_text="What the catalogue calls it: another one for another graph.", max_length=60
                    ),
                ),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "api_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.apikey"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(fields=("api_key", "name"), name="own_workflow_name_once")],
            },
        ),
    ]
