from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('characters', '0009_nobody_and_descriptions'),
    ]

    operations = [
        migrations.AddField(
            model_name='analysis',
            name='strangers',
            field=models.JSONField(blank=True, default=list, help_text='Those of the moment who are not in the bible.'),
        ),
    ]
