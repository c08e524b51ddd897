"""What a book has cost is kept as it is, also where a service has billed more than it could by its own prices."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Reservations hold the limit; what is spent is no longer cut to it."""

    dependencies = [("providers", "0003_packed_schemas")]

    operations = [migrations.RemoveConstraint(model_name="budget", name="budget_spent_within_limit")]
