"""A moderator closes uploading and drawing to an account."""
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_tallies'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ban',
            fields=[
                ('reader', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(help_text='The reader is told it.')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
    ]
