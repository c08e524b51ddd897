"""Files of pictures are kept by what is in them: equal ones of a reader once."""

import files.store
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('books', '0007_editions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='bookpicture',
            name='image',
            field=models.ImageField(max_length=200, upload_to=files.store.by_content),
        ),
        migrations.AddIndex(
            model_name='bookpicture',
            index=models.Index(fields=['image'], name='book_picture_image'),
        ),
    ]
