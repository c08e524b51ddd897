from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('providers', '0101_budgets'),
    ]

    operations = [
        migrations.RenameModel(old_name='Pace', new_name='Throttle'),
        migrations.RenameField(model_name='throttle', old_name='lane', new_name='key'),
    ]
