"""Questions that wait for a batch name their schemas as they are called now: each has been reserved, and is sent."""

import json
import zlib

from django.db import migrations

OLD, NEW = "characters.analysts.language.schemas.", "analysts.language.schemas."
RENAMED = {f"{NEW}Reading": f"{NEW}PartAnswer"}


def rename_schemas(apps, schema_editor):
    calls = apps.get_model("providers", "PaidCall").objects
    for call in calls.filter(state="queued", request__isnull=False).iterator(chunk_size=100):
        fields = json.loads(zlib.decompress(call.request))
        if fields["schema"].startswith(OLD):
            name = NEW + fields["schema"].removeprefix(OLD)
            fields["schema"] = RENAMED.get(name, name)
            call.request = zlib.compress(json.dumps(fields, ensure_ascii=False).encode())
            call.save(update_fields=["request"])


class Migration(migrations.Migration):
    dependencies = [("providers", "0002_budgets")]

    operations = [migrations.RunPython(rename_schemas, migrations.RunPython.noop, elidable=True)]
