"""The film of a story: who may watch it, and what keeps it from them until it is made anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.urls import reverse

from books.services.chapters import remove_chapter
from films.models import Film
from films.services.wishing import wish_film
from films.tests.books import make_story, small_film, work_on
from storyboards.models import PicturePreferences, PictureVersion
from storyboards.tests.making import rate
from writing.stories.models import Branch, Story, StoryMember

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

pytestmark = [pytest.mark.usefixtures("quick"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def branch(transactional_db: None, reader: User) -> Branch:
    """The branch of a public story with a film of some seconds, wished for as workers do when a part is published."""
    with transaction.atomic():
        story = Story.objects.create(owner=reader, title="The Mill", visibility=Story.Visibility.PUBLIC)
        one = Branch.objects.create(story=story, number=1, name="Main", vividpage=make_story(reader))
        wish_film(vividpage_id=one.vividpage_id, options=small_film(), by=reader)
        assert not Film.objects.exists(), "it is begun once the part is published"
    work_on(Film.objects.get())
    return one


def page_of(branch: Branch) -> str:
    return reverse("branch_film", args=[branch.story_id, branch.number])


def master_in(html: str) -> str:
    found = re.search(r'data-master="([^"]+)"', html)
    assert found is not None
    return found[1]


def see(branch: Branch, visibility: str) -> None:
    Story.objects.filter(pk=branch.story_id).update(visibility=visibility)


def test_it_is_watched_by_all_who_may_read_the_story_and_by_nobody_else(
    client: Client, branch: Branch, stranger: User, reader: User
) -> None:
    film = Film.objects.get()
    page, file = page_of(branch), reverse("film_file", args=[film.vividpage_id, film.pk])
    answer = client.get(page)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "media-src 'self' blob:" in answer.headers["Content-Security-Policy"]
    assert "the mill stood still" in html
    assert "ws-connect" not in html
    master = master_in(html)
    assert client.get(master).status_code == 200
    assert client.get(file).status_code == 200
    assert client.get(f"{file}?keep").status_code == 302, "only its owner takes it away"
    assert f'href="{page}"' in client.get(reverse("story", args=[branch.story_id])).content.decode()

    see(branch, Story.Visibility.LINK)
    for address in (page, master):
        assert client.get(address).status_code == 404
    client.get(reverse("story_by_link", args=[branch.story.link]))
    assert client.get(page).status_code == client.get(master).status_code == 200
    assert "noindex" in client.get(page).content.decode()

    see(branch, Story.Visibility.PRIVATE)
    client.force_login(stranger)
    assert client.get(page).status_code == client.get(file).status_code == 404
    StoryMember.objects.create(story=branch.story, user=stranger, is_invited=True)
    html = client.get(page).content.decode()
    assert f"/ws/films/{film.pk}/" in html
    assert client.get(master_in(html)).status_code == 200
    place = reverse("film_place", args=[film.vividpage_id, film.pk])
    assert client.post(place, {"seconds": "0.5"}).status_code == 204
    assert client.get(reverse("films", args=[film.vividpage_id])).status_code == 404

    Film.objects.update(grows=False)
    assert client.get(file).status_code == 404, "other films of the book are its owner's alone"
    client.force_login(reader)
    assert client.get(file).status_code == 200


def test_a_picture_that_is_rated_later_keeps_it_behind_a_notice_until_it_is_made_without(
    client: Client, branch: Branch, stranger: User
) -> None:
    page, film = page_of(branch), Film.objects.get()
    master = master_in(client.get(page).content.decode())
    version = PictureVersion.objects.get(pk=film.versions[0])

    rate(version, "violent")

    assert client.get(page).status_code == 403
    assert client.get(master).status_code == 404
    assert client.get(reverse("film_poster", args=[film.vividpage_id, film.pk])).status_code == 302
    client.force_login(stranger)
    html = client.get(page).content.decode()
    assert "1 picture in it is rated" in html
    assert "Show the film" in html
    client.post(reverse("reveal_film", args=[film.vividpage_id, film.pk]))
    assert client.get(page).status_code == 200
    client.logout()
    client.force_login(stranger)
    assert client.get(page).status_code == 403, "what was clicked is forgotten with the session"
    PicturePreferences.objects.create(reader=stranger, violent="hide")
    assert "Show the film" not in client.get(page).content.decode()

    work_on(film)
    assert version.pk not in film.versions
    assert client.get(page).status_code == 200


def test_a_part_that_is_gone_keeps_it_from_everybody_until_it_is_made_without(client: Client, branch: Branch) -> None:
    page = page_of(branch)
    assert "The river sang" in client.get(page).content.decode()

    remove_chapter(vividpage=branch.vividpage, number=3)

    answer = client.get(page)
    assert answer.status_code == 403
    assert "a part that is no longer in the story" in answer.content.decode()
    work_on(Film.objects.get())
    html = client.get(page).content.decode()
    assert "the mill stood still" in html
    assert "The river sang" not in html
