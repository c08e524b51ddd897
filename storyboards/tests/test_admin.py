"""Pictures in the admin: an admin looks at them and hides what must not be shown."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import User
from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from storyboards.models import PictureVersion
from storyboards.tests.making import add_version

CHANGELIST = reverse("admin:storyboards_pictureversion_changelist")


@pytest.fixture
def admin(client, db):
    client.force_login(User.objects.create_superuser("admin@example.com", "correct horse battery"))
    return client


@pytest.fixture
def version(reader) -> PictureVersion:
    vividpage = make_vividpage(owner=reader, title="A Book of Storms", status=VividPage.Status.COMPLETED)
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    return add_version(Scene.objects.create(vividpage=vividpage, chapter=chapter, number=1, text="Wind.", word_count=1))


def act(client, action: str, version: PictureVersion):
    return client.post(CHANGELIST, {"action": action, "_selected_action": [str(version.pk)]})


def test_the_list_of_pictures_shows_them(admin, version):
    html = admin.get(CHANGELIST).content.decode()

    assert "thumbnails/scene_1_v1.webp" in html
    assert "A Book of Storms" in html


def test_a_picture_opens(admin, version):
    address = reverse("admin:storyboards_pictureversion_change", args=[version.pk])

    assert "scene_1_v1.webp" in admin.get(address).content.decode()


@pytest.mark.parametrize("page", ["read", "book_pictures", "book", "book_live"])
def test_readers_no_longer_see_a_hidden_picture(client, admin, version, reader, page):
    vividpage = VividPage.objects.get()
    address = reverse(page, args=[vividpage.pk, 1] if page == "read" else [vividpage.pk])
    client.force_login(reader)
    assert "scene_1_v1" in client.get(address).content.decode()

    client.force_login(User.objects.get(is_superuser=True))
    act(client, "hide", version)

    client.force_login(reader)
    assert "scene_1_v1" not in client.get(address).content.decode()


def test_a_hidden_picture_can_be_shown_again(admin, version):
    act(admin, "hide", version)
    act(admin, "show", version)

    assert PictureVersion.objects.get().is_presentable


def test_who_hid_a_picture_is_kept(admin, version):
    act(admin, "hide", version)

    assert PictureVersion.objects.get().moderated_by == User.objects.get(is_superuser=True)


def test_staff_who_may_only_look_cannot_hide_pictures(client, version):
    staff = User.objects.create_user("staff@example.com", "correct horse battery", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename="view_pictureversion"))
    client.force_login(staff)
    act(client, "hide", version)

    assert PictureVersion.objects.get().is_presentable


def test_plain_readers_have_no_admin(client, reader, version):
    client.force_login(reader)

    assert client.get(CHANGELIST).status_code in (302, 403)
