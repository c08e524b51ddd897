"""Films in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from accounts.models import User
from films.models import Film, Shot
from films.services.making import FilmRefused, delete_film, request_film
from films.services.viewing import is_withheld
from films.tests.books import SMALL
from storyboards.models import ModerationEvent
from storyboards.safety.moderators import appoint

if TYPE_CHECKING:
    from django.test import Client

    from books.models import VividPage

FILMS = reverse("admin:films_film_changelist")


def act(client: Client, action: str, film: Film, reason: str = "It shows a neighbour.") -> str:
    chosen = {"action": action, "_selected_action": [str(film.pk)], "reason": reason}
    return client.post(FILMS, chosen, follow=True).content.decode()


def test_a_moderator_withholds_a_film_with_a_reason_and_shows_it_again(
    client: Client, story: VividPage, reader: User
) -> None:
    film = request_film(vividpage=story, options=SMALL, by=reader)
    boss = User.objects.create_superuser("admin@example.com", "correct horse battery")
    client.force_login(boss)
    act(client, "withhold", film)
    assert not is_withheld(film), "an admin is no moderator"

    appoint(boss)
    assert "Say why" in act(client, "withhold", film, reason=" ")
    assert "1 film withheld." in act(client, "withhold", film)
    film.refresh_from_db()
    assert is_withheld(film)
    with pytest.raises(FilmRefused, match="withheld"):
        delete_film(film=film)
    client.force_login(reader)
    told = client.get(reverse("films", args=[story.pk])).content.decode()
    assert "A moderator has withheld this film: It shows a neighbour." in told

    client.force_login(boss)
    assert "1 film shown again." in act(client, "release", film, reason="It was another.")
    film.refresh_from_db()
    assert not is_withheld(film)
    events = ModerationEvent.objects.filter(vividpage=story.pk).order_by("id").values_list("action", "by", "reason")
    assert list(events) == [
        ("withheld", boss.pk, "It shows a neighbour."),
        ("released", boss.pk, "It was another."),
    ]


def test_operators_see_how_films_stand_and_no_word_of_the_book(client: Client, story: VividPage, reader: User) -> None:
    film = request_film(vividpage=story, options=SMALL, by=reader)
    text = "Mara came home at dusk."
    shot = Shot.objects.create(film=film, order=0, key="k", kind="scene", frames=30, starts=0, cues=[{"text": text}])
    film.passages.create(order=0, key="k", text=text, voice="woman-1")
    film.clips.create(order=0, key="k", prompt="p", seconds=5)
    client.force_login(User.objects.create_superuser("admin@example.com", "correct horse battery"))

    pages = [client.get(reverse(f"admin:films_{name}_changelist")) for name in ("film", "shot", "clip", "passage")]
    pages += [
        client.get(reverse(f"admin:films_{name}_change", args=[pk]))
        for name, pk in (("film", film.pk), ("shot", shot.pk))
    ]

    assert [page.status_code for page in pages] == [200] * 6
    assert not any(text in page.content.decode() for page in pages)
    assert client.get(reverse("admin:films_film_add")).status_code == 403
