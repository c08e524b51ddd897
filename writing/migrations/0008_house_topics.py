"""The topics that every house begins with; admins add others, and readers propose them."""
from django.db import migrations
from django.utils.text import slugify

TOPICS = {
    "The sea": ("Lighthouses and keepers", "Pirates who are tired of it", "What the tide brings", "Islands without a name"),
    "Forests and mountains": ("A path that was not there yesterday", "Animals that talk to nobody else", "Snowed in"),
    "Cities": ("The night shift", "Behind a door on the stairs", "Markets and thieves", "Rooftops"),
    "Space": ("The last ship out", "Letters between planets", "Robots who dream"),
    "Long ago": ("Castles with one secret too many", "On the road with travelling players", "Maps with empty corners"),
    "Mysteries": ("Something is missing", "The wrong guest", "A letter that comes too late"),
    "Magic": ("Schools for odd talents", "Wishes that go wrong", "Dragons, small ones too"),
    "Everyday wonders": ("A new neighbour", "The kitchen after midnight", "School trips", "Grandparents"),
    "For the smallest": ("Lost and found", "Friends who are quite unlike", "Bedtime"),
}


def add(apps, _editor):
    Category, Topic = apps.get_model("writing", "Category"), apps.get_model("writing", "Topic")
    for number, (title, topics) in enumerate(TOPICS.items(), 1):
        category, _ = Category.objects.get_or_create(slug=slugify(title), defaults={"title": title, "number": number})
        for topic in topics:
            Topic.objects.get_or_create(slug=slugify(topic), defaults={"title": topic, "category": category})


class Migration(migrations.Migration):

    dependencies = [
        ('writing', '0007_stories'),
    ]

    operations = [
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
