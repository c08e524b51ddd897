"""The kind of an animal has a field of its own; before, it stood among somebody's marks as “animal:dog”."""

from django.db import migrations

ANIMAL = "animal:"
OTHER = "other"


def move_animals(apps, schema_editor):
    Character = apps.get_model("characters", "Character")
    rows = Character.objects.filter(looks__contains=[{"field": "marks"}])
    for character in rows.only("looks", "species", "locked").iterator(chunk_size=500):
        kinds = [look["value"].removeprefix(ANIMAL) for look in character.looks if _is_animal(look)]
        if kinds:
            character.species = "animal" if kinds[0] == OTHER else kinds[0][:60]
            character.looks = [look for look in character.looks if not _is_animal(look)]
            if "looks.marks" in character.locked and "species" not in character.locked:
                character.locked = [*character.locked, "species"]
            character.save(update_fields=["species", "looks", "locked"])


def move_back(apps, schema_editor):
    Character = apps.get_model("characters", "Character")
    for character in Character.objects.exclude(species="human").only("looks", "species").iterator(chunk_size=500):
        kind = OTHER if character.species == "animal" else character.species
        look = {"field": "marks", "value": f"{ANIMAL}{kind}", "scene": 0, "sentence": ""}
        character.looks = [look, *character.looks]
        character.save(update_fields=["looks"])


def _is_animal(look):
    return look["field"] == "marks" and look["value"].startswith(ANIMAL)


class Migration(migrations.Migration):
    dependencies = [("characters", "0005_moments")]

    operations = [migrations.RunPython(move_animals, move_back)]
