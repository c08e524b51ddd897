# What a book may cost, has cost and could still cost is a row of the providers.

import django.db.models.deletion
from django.db import migrations, models

BUDGETS = """
UPDATE books_vividpage AS book SET budget_id = budget.id FROM providers_budget AS budget WHERE budget.subject = book.id
"""
# Else a table with checks that wait for the end of the transaction could not be altered in it.
CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE"


class Migration(migrations.Migration):

    dependencies = [
        ('books', '0104_verse'),
        ('providers', '0101_budgets'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='vividpage',
            name='vividpage_spent_within_budget',
        ),
        migrations.RemoveConstraint(
            model_name='vividpage',
            name='vividpage_spent_not_negative',
        ),
        migrations.RemoveField(
            model_name='vividpage',
            name='budget',
        ),
        migrations.RemoveField(
            model_name='vividpage',
            name='reserved',
        ),
        migrations.RemoveField(
            model_name='vividpage',
            name='spent',
        ),
        migrations.AddField(
            model_name='vividpage',
            name='budget',
            field=models.OneToOneField(editable=False, help_text='What it may cost.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='providers.budget'),
        ),
        migrations.RunSQL([BUDGETS, CHECK_NOW]),
        migrations.AlterField(
            model_name='vividpage',
            name='budget',
            field=models.OneToOneField(editable=False, help_text='What it may cost.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='providers.budget'),
        ),
    ]
