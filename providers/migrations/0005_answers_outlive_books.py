"""Stored answers outlive a deleted book for some days, and as long as another book that was given them."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was deleted with its book before has no answer any more."""

    dependencies = [
        ("providers", "0004_spent_is_the_truth"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="paidcall",
            name="keep_until",
            field=models.DateTimeField(
                blank=True,
                help_text="When its answer is deleted, since its book is; empty: with its book.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="paidcall",
            name="used_by",
            field=models.UUIDField(blank=True, help_text="Another book that was given its answer since.", null=True),
        ),
        migrations.AddIndex(
            model_name="paidcall",
            index=models.Index(
                condition=models.Q(("used_by__isnull", False)), fields=["used_by"], name="paid_call_used_by"
            ),
        ),
        migrations.AddIndex(
            model_name="paidcall",
            index=models.Index(
                condition=models.Q(("keep_until__isnull", False)), fields=["keep_until"], name="paid_call_kept_until"
            ),
        ),
    ]
