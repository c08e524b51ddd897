from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("books", "0011_sheets_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="vividpage",
            name="read_to",
            field=models.PositiveIntegerField(
                default=0, help_text="The number of the farthest scene that the reader has had open; 0: none yet."
            ),
        ),
        migrations.AddField(
            model_name="vividpage",
            name="reveal",
            field=models.CharField(
                choices=[
                    ("making", "pictures as they are drawn, and else nothing"),
                    ("read", "nothing"),
                    ("all", "everything"),
                ],
                default="making",
                help_text="What is shown of what is not yet read.",
                max_length=10,
            ),
        ),
    ]
