"""pgvector, which embeddings of people, places and scenes need."""

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("characters", "0001_initial")]
    operations = [CreateExtension("vector")]
