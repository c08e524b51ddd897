"""The audit log and its chain. Rows are never changed; retention alone deletes, what is older than thirty days."""

import django.utils.timezone
from django.db import migrations, models

import audit.events

APPEND_ONLY = """
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION audit_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('vividpages.audit_retention', true), '') <> 'on' THEN
        RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_TABLE_NAME = 'audit_entry' AND (to_jsonb(OLD) ->> 'at')::timestamptz > now() - interval '30 days' THEN
        RAISE EXCEPTION 'the audit log is kept for thirty days' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER delete_by_retention BEFORE DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_delete();
CREATE TRIGGER append_only_as_a_whole BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER append_only BEFORE UPDATE ON audit_link FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER delete_by_retention BEFORE DELETE ON audit_link FOR EACH ROW EXECUTE FUNCTION audit_delete();
CREATE TRIGGER append_only_as_a_whole BEFORE TRUNCATE ON audit_link
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
"""
CHANGEABLE = """
DROP TRIGGER append_only ON audit_entry;
DROP TRIGGER delete_by_retention ON audit_entry;
DROP TRIGGER append_only_as_a_whole ON audit_entry;
DROP TRIGGER append_only ON audit_link;
DROP TRIGGER delete_by_retention ON audit_link;
DROP TRIGGER append_only_as_a_whole ON audit_link;
DROP FUNCTION audit_append_only();
DROP FUNCTION audit_delete();
"""


class Migration(migrations.Migration):

    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False)),
                ("event", models.CharField(choices=audit.events.Event, max_length=40)),
                ("actor", models.UUIDField(help_text="The account that did it; empty: nobody who is known, or the site.", null=True)),
                ("subject", models.UUIDField(help_text="The account that it was done to.", null=True)),
                ("network", models.CharField(blank=True, help_text="From where, shortened; empty: not by a request.", max_length=50)),
                ("device", models.CharField(blank=True, max_length=80)),
                ("details", models.JSONField(default=dict, help_text="Names, kinds and figures; never a secret.")),
            ],
            options={"ordering": ["-id"], "verbose_name_plural": "entries"},
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry", models.BigIntegerField(help_text="The id of the entry.", unique=True)),
                ("previous", models.CharField(help_text="The digest of the link before.", max_length=64)),
                ("digest", models.CharField(help_text="SHA-256 of the link before and of the entry.", max_length=64)),
            ],
            options={"ordering": ["position"]},
        ),
        migrations.AddIndex(
            model_name="entry", index=models.Index(fields=["subject", "-id"], name="audit_of_an_account")
        ),
        migrations.AddIndex(
            model_name="entry", index=models.Index(fields=["event", "-id"], name="audit_of_an_event")
        ),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
    ]
