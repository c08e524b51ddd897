"""What books and months may cost become rows of one kind; calls know their book by its id alone."""

import uuid
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

BUDGETS_OF_BOOKS = """
INSERT INTO providers_budget (id, owner_id, kind, subject, month, "limit", spent, reserved)
SELECT gen_random_uuid(), owner_id, 'book', id, NULL, budget, spent, reserved FROM books_vividpage
"""


BUDGETS_OF_MONTHS = """
INSERT INTO providers_budget (id, owner_id, kind, subject, month, "limit", spent, reserved)
SELECT gen_random_uuid(), user_id, 'month', NULL, month, NULL, spent, reserved FROM providers_monthlyspending
"""


# A cap holds from the latest month on: each month that begins takes on the limit of the one before.
CAPS = """
UPDATE providers_budget AS budget SET "limit" = cap.monthly FROM providers_spendingcap AS cap
WHERE budget.owner_id = cap.user_id AND budget.kind = 'month'
  AND budget.month = (SELECT max(month) FROM providers_monthlyspending WHERE user_id = cap.user_id)
"""


CAPS_OF_NO_MONTH = """
INSERT INTO providers_budget (id, owner_id, kind, subject, month, "limit", spent, reserved)
SELECT gen_random_uuid(), user_id, 'month', NULL, date_trunc('month', now() AT TIME ZONE 'UTC')::date, monthly, 0, 0
FROM providers_spendingcap WHERE user_id NOT IN (SELECT user_id FROM providers_monthlyspending)
"""


CALLS = """
UPDATE providers_paidcall AS call SET subject = call.vividpage_id, budget_id = budget.id
FROM providers_budget AS budget WHERE budget.subject = call.vividpage_id
"""


# What waited for a batch of a deleted book was known by having no book.
WITHDRAWN = """
UPDATE providers_paidcall SET reason = 'The book was deleted.'
WHERE vividpage_id IS NULL AND state IN ('queued', 'submitted') AND reason = ''
"""


# Else tables with checks that wait for the end of the transaction could not be altered in it.
CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE"


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0001_v0_2"),
        ("books", "0001_v0_2"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="cataloguemodel",
            name="service",
            field=models.CharField(help_text="The folder in `providers.services`.", max_length=20),
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("book", "book"), ("month", "month")], max_length=10)),
                ("subject", models.UUIDField(blank=True, help_text="The book; empty for a month.", null=True)),
                ("month", models.DateField(blank=True, help_text="Its first day; empty for a book.", null=True)),
                (
                    "limit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="USD; empty: none set.",
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                    ),
                ),
                ("spent", models.DecimalField(decimal_places=6, default=Decimal("0"), editable=False, max_digits=12)),
                (
                    "reserved",
                    models.DecimalField(
                        decimal_places=6,
                        default=Decimal("0"),
                        editable=False,
                        help_text="USD that calls under way could cost at most.",
                        max_digits=12,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="budgets", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="paidcall",
            name="subject",
            field=models.UUIDField(blank=True, help_text="The book; empty: none, or it is deleted.", null=True),
        ),
        migrations.AddField(
            model_name="paidcall",
            name="budget",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="calls",
                to="providers.budget",
            ),
        ),
        migrations.RunSQL([BUDGETS_OF_BOOKS, BUDGETS_OF_MONTHS, CAPS, CAPS_OF_NO_MONTH, CALLS, WITHDRAWN, CHECK_NOW]),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(("reserved__gte", 0), ("spent__gte", 0)), name="budget_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "month"),
                    ("limit__isnull", True),
                    (
                        "limit__gte",
                        django.db.models.expressions.CombinedExpression(models.F("spent"), "+", models.F("reserved")),
                    ),
                    _connector="OR",
                ),
                name="budget_spent_within_limit",
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "book"), ("month__isnull", True), ("subject__isnull", False)),
                    models.Q(("kind", "month"), ("month__isnull", False), ("subject__isnull", True)),
                    _connector="OR",
                ),
                name="budget_of_a_book_or_a_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.UniqueConstraint(fields=("subject",), name="budget_once_for_a_book"),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.UniqueConstraint(fields=("owner", "month"), name="budget_once_for_a_month"),
        ),
        migrations.RemoveIndex(
            model_name="paidcall",
            name="paid_call_of_book",
        ),
        migrations.RemoveField(
            model_name="paidcall",
            name="vividpage",
        ),
        migrations.AddIndex(
            model_name="paidcall",
            index=models.Index(fields=["subject", "created"], name="paid_call_of_subject"),
        ),
        migrations.DeleteModel(
            name="MonthlySpending",
        ),
        migrations.DeleteModel(
            name="SpendingCap",
        ),
        migrations.RenameModel(old_name="Pace", new_name="Throttle"),
        migrations.RenameField(model_name="throttle", old_name="lane", new_name="key"),
    ]
