"""The first scene of a book in each style, for the page on which one is chosen."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('books', '0006_keeps_own'),
        ('storyboards', '0006_renditions'),
    ]

    operations = [
        migrations.CreateModel(
            name='StyleSpecimen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('style', models.CharField(help_text="The key of a style, ours or a reader's own.", max_length=40)),
                ('digest', models.CharField(help_text='SHA-256 of what it was drawn from.', max_length=64)),
                ('image', models.BinaryField(help_text='A WebP of some 30 kB.')),
                ('vividpage', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='books.vividpage')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('vividpage', 'style'), name='style_specimen_one_per_book_and_style')],
            },
        ),
    ]
