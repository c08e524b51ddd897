"""What a writer says of a source stands beside what was found of it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('writing', '0004_facts_and_contradictions'),
    ]

    operations = [
        migrations.AddField(
            model_name='source',
            name='corrections',
            field=models.JSONField(blank=True, default=dict, help_text='What its writer says in place of what was found.'),
        ),
    ]
