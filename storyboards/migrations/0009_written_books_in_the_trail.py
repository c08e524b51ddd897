"""The audit trail says which written books were taken down and put back."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('storyboards', '0008_files_by_content'),
    ]

    operations = [
        migrations.AlterField(
            model_name='moderationevent',
            name='action',
            field=models.CharField(choices=[('reported', 'reported'), ('hidden', 'hidden'), ('restored', 'shown again'), ('dismissed', 'reports dismissed'), ('rated', 'rated'), ('banned', 'account banned from drawing'), ('lifted', 'ban lifted'), ('taken_down', 'written book taken down'), ('put_back', 'written book put back')], max_length=10),
        ),
    ]
