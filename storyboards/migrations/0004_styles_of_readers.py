"""Readers make styles of their own."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('storyboards', '0003_versions_that_wait'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReaderStyle',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('based_on', models.CharField(help_text='The key of the style of ours that it is made from.', max_length=40)),
                ('description', models.CharField(blank=True, max_length=200)),
                ('prompt', models.TextField(help_text='What image models are told of it.', max_length=1000)),
                ('negative_prompt', models.TextField(blank=True, help_text='What they leave out.', max_length=500)),
                ('drawing', models.JSONField(blank=True, default=dict, help_text='Palette, colours and strengths (`sketch.styles.derived.Drawing`).')),
                ('reference', models.BinaryField(blank=True, default=bytes, help_text='A picture in this style, as WebP; or nothing.')),
                ('reference_digest', models.CharField(blank=True, editable=False, help_text='SHA-256 of that picture.', max_length=64)),
                ('created', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn', models.DateTimeField(blank=True, help_text='When its reader deleted it; empty: offered.', null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'created'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn', None)), fields=('owner', 'name'), name='reader_style_name_unique')],
            },
        ),
    ]
