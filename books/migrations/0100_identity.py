"""Give each book an origin, and an identity that is never empty: the digest of its file, as seeds and faces had it."""

import secrets

from django.db import migrations, models

import books.models


def name_books(apps, schema_editor):
    """Books of 0.2 are uploads, but for those that have no file."""
    rows = apps.get_model("books", "VividPage").objects
    rows.exclude(identity="").update(origin="upload")
    for book in rows.filter(identity="").only("pk"):
        rows.filter(pk=book.pk).update(identity=secrets.token_hex(32))


class Migration(migrations.Migration):
    dependencies = [("books", "0012_read_to")]

    operations = [
        migrations.RenameField(model_name="vividpage", old_name="epub_sha256", new_name="identity"),
        migrations.AddField(
            model_name="vividpage",
            name="origin",
            field=models.CharField(
                choices=[("upload", "uploaded"), ("sample", "sample book"), ("manuscript", "manuscript")],
                default="manuscript",
                max_length=20,
            ),
        ),
        migrations.RunPython(name_books, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="vividpage",
            name="identity",
            field=models.CharField(
                db_index=True,
                default=books.models.random_identity,
                editable=False,
                help_text="What seeds and faces derive from: the SHA-256 of an uploaded file, random for other books.",
                max_length=64,
            ),
        ),
        migrations.AddConstraint(
            model_name="vividpage",
            constraint=models.CheckConstraint(condition=~models.Q(identity=""), name="vividpage_has_an_identity"),
        ),
        migrations.AddConstraint(
            model_name="vividpage",
            constraint=models.CheckConstraint(condition=~models.Q(origin=""), name="vividpage_has_an_origin"),
        ),
    ]
