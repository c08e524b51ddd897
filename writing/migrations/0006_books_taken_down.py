"""A moderator can take a written book down."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('writing', '0005_corrections_of_sources'),
    ]

    operations = [
        migrations.AddField(
            model_name='writtenbook',
            name='taken_down',
            field=models.DateTimeField(blank=True, help_text='When a moderator took it down.', null=True),
        ),
        migrations.AddField(
            model_name='writtenbook',
            name='taken_down_reason',
            field=models.TextField(blank=True),
        ),
    ]
