from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("books", "0009_period"),
    ]

    operations = [
        migrations.AddField(
            model_name="vividpage",
            name="embedding_model",
            field=models.CharField(default="local", help_text="What makes it searchable by meaning.", max_length=100),
        ),
    ]
