"""A picture has smaller renditions, and a blur that stands in its place until it has come."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("storyboards", "0005_safety"),
    ]

    operations = [
        migrations.AddField(
            model_name="pictureversion",
            name="blur",
            field=models.CharField(
                blank=True,
                help_text="A WebP of a few pixels in base64, shown until the picture has come.",
                max_length=300,
            ),
        ),
        migrations.AddField(
            model_name="pictureversion",
            name="rendition_1080",
            field=models.ImageField(
                blank=True,
                help_text="Empty: not made yet.",
                max_length=200,
                upload_to="",
            ),
        ),
        migrations.AddField(
            model_name="pictureversion",
            name="rendition_720",
            field=models.ImageField(
                blank=True,
                help_text="Empty: not made yet.",
                max_length=200,
                upload_to="",
            ),
        ),
    ]
