"""Pictures in the admin: an admin looks at them and hides what must not be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import User
from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.models import Analysis, Character, Presence, Setting
from storyboards.models import ModerationEvent, PictureVersion
from storyboards.safety.moderators import appoint
from storyboards.tests.making import add_version

if TYPE_CHECKING:
    from django.test import Client

CHANGELIST = reverse("admin:storyboards_pictureversion_changelist")


@pytest.fixture
def admin(client: Client, db: None) -> Client:
    admin = User.objects.create_superuser("admin@example.com", "correct horse battery")
    appoint(admin)
    client.force_login(admin)
    return client


@pytest.fixture
def version(reader: User) -> PictureVersion:
    vividpage = make_vividpage(owner=reader, title="A Book of Storms", status=VividPage.Status.COMPLETED)
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    return add_version(Scene.objects.create(vividpage=vividpage, chapter=chapter, number=1, text="Wind.", word_count=1))


def act(client: Any, action: str, version: PictureVersion) -> Any:
    return client.post(CHANGELIST, {"action": action, "_selected_action": [str(version.pk)], "reason": "It is cruel."})


def test_the_list_of_pictures_shows_them(admin: Client, version: PictureVersion) -> None:
    html = admin.get(CHANGELIST).content.decode()

    assert version.thumbnail.url in html
    assert "A Book of Storms" in html


def test_a_picture_opens(admin: Client, version: PictureVersion) -> None:
    address = reverse("admin:storyboards_pictureversion_change", args=[version.pk])

    assert version.image.url in admin.get(address).content.decode()


@pytest.mark.parametrize("page", ["read", "book_pictures", "book", "book_live"])
def test_readers_no_longer_see_a_hidden_picture(
    client: Client, admin: Client, version: PictureVersion, reader: User, page: str
) -> None:
    vividpage = VividPage.objects.get()
    address = reverse(page, args=[vividpage.pk, 1] if page == "read" else [vividpage.pk])
    client.force_login(reader)
    assert version.thumbnail.url in client.get(address).content.decode()

    client.force_login(User.objects.get(is_superuser=True))
    act(client, "hide", version)

    client.force_login(reader)
    assert version.thumbnail.url not in client.get(address).content.decode()


def test_a_hidden_picture_can_be_shown_again(admin: Client, version: PictureVersion) -> None:
    act(admin, "hide", version)
    act(admin, "show", version)

    assert PictureVersion.objects.get().is_presentable


def test_one_hidden_picture_is_spoken_of_as_one(admin: Client, version: PictureVersion) -> None:
    chosen = {"action": "hide", "_selected_action": [str(version.pk)], "reason": "It is cruel."}

    html = admin.post(CHANGELIST, chosen, follow=True).content.decode()

    assert "1 picture is hidden by a moderator now." in html


def test_who_hid_a_picture_is_kept(admin: Client, version: PictureVersion) -> None:
    act(admin, "hide", version)

    assert PictureVersion.objects.get().moderated_by == User.objects.get(is_superuser=True)


def test_nobody_hides_a_picture_without_a_reason(admin: Client, version: PictureVersion) -> None:
    for reason in ({}, {"reason": "  "}):
        chosen = {"action": "hide", "_selected_action": [str(version.pk)], **reason}

        assert "Say why" in admin.post(CHANGELIST, chosen, follow=True).content.decode()
        assert PictureVersion.objects.get().is_presentable


def test_an_admin_who_is_no_moderator_hides_nothing(client: Client, version: PictureVersion) -> None:
    client.force_login(User.objects.create_superuser("boss@example.com", "correct horse battery"))
    act(client, "hide", version)

    assert PictureVersion.objects.get().is_presentable


def test_the_audit_trail_is_only_looked_at(admin: Client, version: PictureVersion) -> None:
    act(admin, "hide", version)
    event = ModerationEvent.objects.get()
    page = reverse("admin:storyboards_moderationevent_change", args=[event.pk])

    assert "It is cruel." in admin.get(page).content.decode()
    assert admin.post(page, {"reason": "another"}).status_code == 403
    assert admin.post(reverse("admin:storyboards_moderationevent_delete", args=[event.pk])).status_code == 403
    assert ModerationEvent.objects.get().reason == "It is cruel."


def test_staff_who_may_only_look_cannot_hide_pictures(client: Client, version: PictureVersion) -> None:
    staff = User.objects.create_user("staff@example.com", "correct horse battery", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename="view_pictureversion"))
    client.force_login(staff)
    act(client, "hide", version)

    assert PictureVersion.objects.get().is_presentable


def test_plain_readers_have_no_admin(client: Client, reader: User, version: PictureVersion) -> None:
    client.force_login(reader)

    assert client.get(CHANGELIST).status_code in (302, 403)


def test_pictures_of_every_kind_are_listed_with_what_they_are_of(admin: Client, version: PictureVersion) -> None:
    vividpage = VividPage.objects.get()
    jim = Character.objects.create(vividpage=vividpage, name="Jim Hawkins")
    inn = Setting.objects.create(vividpage=vividpage, name="the inn")
    for target in (jim, inn, vividpage):
        add_version(target)

    html = admin.get(CHANGELIST).content.decode()

    for word in ("Scene 1", "Jim Hawkins", "the inn", "cover", "person", "place"):
        assert f">{word}</td>" in html


def test_the_picture_of_somebody_who_has_gone_is_listed(admin: Client, version: PictureVersion) -> None:
    jim = Character.objects.create(vividpage=VividPage.objects.get(), name="Jim Hawkins")
    add_version(jim)
    jim.delete()

    assert ">person</td>" in admin.get(CHANGELIST).content.decode()


@pytest.mark.parametrize("page", ["people", "person", "companion"])
def test_a_hidden_portrait_is_on_no_page(
    client: Client, admin: Client, version: PictureVersion, reader: User, page: str
) -> None:
    vividpage = VividPage.objects.get()
    Scene.objects.update(text="Jim ran.")
    scene = vividpage.scenes.get()
    jim = Character.objects.create(vividpage=vividpage, name="Jim", scene_numbers=[1], first_scene=scene)
    analysis = Analysis.objects.create(scene=scene, prompt="p")
    Presence.objects.create(analysis=analysis, character=jim, order=0)
    portrait = add_version(jim)
    own = {"people": [], "person": [jim.pk], "companion": [1]}[page]
    address = f"{reverse(page, args=[vividpage.pk, *own])}?all=1"  # type: ignore[misc]
    client.force_login(reader)
    assert portrait.image.name in client.get(address).content.decode()

    client.force_login(User.objects.get(is_superuser=True))
    act(client, "hide", portrait)

    client.force_login(reader)
    assert portrait.image.name not in client.get(address).content.decode()
