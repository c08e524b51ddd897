"""Files of pictures are kept by what is in them: equal ones of a reader once."""

import files.store
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('storyboards', '0007_style_specimens'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='pictureversion',
            name='image',
            field=models.ImageField(max_length=200, upload_to=files.store.by_content),
        ),
        migrations.AlterField(
            model_name='pictureversion',
            name='rendition_1080',
            field=models.ImageField(blank=True, help_text='Empty: not made yet.', max_length=200, upload_to=files.store.by_content),
        ),
        migrations.AlterField(
            model_name='pictureversion',
            name='rendition_720',
            field=models.ImageField(blank=True, help_text='Empty: not made yet.', max_length=200, upload_to=files.store.by_content),
        ),
        migrations.AlterField(
            model_name='pictureversion',
            name='thumbnail',
            field=models.ImageField(blank=True, max_length=200, upload_to=files.store.by_content),
        ),
        migrations.AddIndex(
            model_name='pictureversion',
            index=models.Index(fields=['image'], name='picture_version_image'),
        ),
        migrations.AddIndex(
            model_name='pictureversion',
            index=models.Index(fields=['thumbnail'], name='picture_version_thumbnail'),
        ),
        migrations.AddIndex(
            model_name='pictureversion',
            index=models.Index(fields=['rendition_720'], name='picture_version_rendition_720'),
        ),
        migrations.AddIndex(
            model_name='pictureversion',
            index=models.Index(fields=['rendition_1080'], name='picture_version_rendition_1080'),
        ),
    ]
