"""Pages of Canva: not there until it is set up; connecting, templates, what fills them, asking for the edition."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from publishing.canva import connections
from publishing.canva.settings import SCOPES
from publishing.canva.tests.fixtures import canva, connect
from publishing.canva.tests.server import refused
from publishing.models import Edition, Template
from web.publishing.canva.forms import in_order, key_of

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from publishing.canva.tests.server import CanvaServer

__all__ = ["canva"]

PAGES = ["canva", "canva_return"]
SENT_TO = ["canva_connect", "canva_disconnect", "canva_templates"]


def asked(visitor: Client, server: CanvaServer) -> dict[str, str]:
    """Press Connect; return the query of the address that it leads to."""
    answer = visitor.post(reverse("canva_connect"))
    assert answer.status_code == 302
    address = urlsplit(answer.headers["Location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == "https://www.canva.com/api/oauth/authorize"
    query = dict(parse_qsl(address.query))
    server.challenge = query["code_challenge"]
    return query


def returned(visitor: Client, **query: str) -> str:
    """Come back from Canva; return the page that is shown then."""
    answer = visitor.get(reverse("canva_return"), query, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", PAGES + SENT_TO)
def test_nothing_of_it_is_there_until_it_is_set_up(signed_in: Client, name: str) -> None:
    visit = signed_in.post if name in SENT_TO else signed_in.get

    assert visit(reverse(name)).status_code == 404


def test_nobody_is_told_of_it_until_it_is_set_up(signed_in: Client, vividpage: VividPage) -> None:
    for query in ({}, {"kind": "canva"}):
        html = signed_in.get(reverse("editions", args=[vividpage.pk]), query).content.decode()
        assert "Canva" not in html
    assert signed_in.get(reverse("canva_edition", args=[vividpage.pk])).status_code == 404
    assert signed_in.post(reverse("make_edition", args=[vividpage.pk]), {"kind": "canva"}).status_code == 302
    assert not Edition.objects.exists()


@pytest.mark.parametrize("name", PAGES + SENT_TO)
def test_who_is_not_signed_in_is_sent_to_sign_in(canva: CanvaServer, db: None, name: str) -> None:
    visit = Client().post if name in SENT_TO else Client().get

    assert visit(reverse(name)).headers["Location"].startswith(reverse("account_login"))


def test_an_account_is_connected_and_disconnected(
    canva: CanvaServer, signed_in: Client, reader: User, settings: Settings
) -> None:
    settings.SITE_URL = "https://books.example.com"
    query = asked(signed_in, canva)
    assert query["code_challenge_method"] == "S256"
    assert query["response_type"] == "code"
    assert query["scope"].split() == list(SCOPES)
    assert query["redirect_uri"] == "https://books.example.com/account/canva/return/"
    assert "client_secret" not in query

    assert "Your account is connected with Canva." in returned(signed_in, code="the-code", state=query["state"])

    exchanged = canva.calls_to("/rest/v1/oauth/token")[0].form
    assert exchanged["redirect_uri"] == query["redirect_uri"]
    assert connections.is_connected(reader.pk)
    page = signed_in.post(reverse("canva_disconnect"), follow=True).content.decode()
    assert "no longer connected" in page
    assert not connections.is_connected(reader.pk)
    assert canva.refresh == ""


def test_without_a_site_url_the_way_back_is_the_host_that_was_asked(
    canva: CanvaServer, signed_in: Client, settings: Settings
) -> None:
    settings.SITE_URL = ""

    assert asked(signed_in, canva)["redirect_uri"] == "http://testserver/account/canva/return/"


@pytest.mark.parametrize("state", ["", "another"])
def test_an_answer_that_was_not_asked_for_connects_nobody(
    canva: CanvaServer, signed_in: Client, reader: User, state: str
) -> None:
    asked(signed_in, canva)

    assert "this browser has not asked for it" in returned(signed_in, code="the-code", state=state)
    assert not connections.is_connected(reader.pk)
    assert not canva.calls_to("/rest/v1/oauth/token")


def test_a_state_counts_in_its_own_session_and_once(
    canva: CanvaServer, signed_in: Client, reader: User, stranger: User
) -> None:
    state = asked(signed_in, canva)["state"]
    other = Client()
    other.force_login(stranger)

    assert "has not asked for it" in returned(other, code="the-code", state=state)
    assert not connections.is_connected(stranger.pk)
    returned(signed_in, code="the-code", state=state)
    assert "has not asked for it" in returned(signed_in, code="the-code", state=state)
    assert len(canva.calls_to("/rest/v1/oauth/token")) == 1


def test_who_refuses_at_canva_is_told_so(canva: CanvaServer, signed_in: Client, reader: User) -> None:
    state = asked(signed_in, canva)["state"]

    assert "nothing is connected" in returned(signed_in, error="access_denied", state=state)
    assert not connections.is_connected(reader.pk)


def test_who_allows_too_little_is_told_what_is_missing(canva: CanvaServer, signed_in: Client, reader: User) -> None:
    state = asked(signed_in, canva)["state"]
    canva.scopes = " ".join(SCOPES[1:])

    assert "allow: asset:read" in returned(signed_in, code="the-code", state=state)
    assert not connections.is_connected(reader.pk)


def test_templates_are_looked_up_or_it_is_said_why_not(canva: CanvaServer, signed_in: Client, reader: User) -> None:
    connect(canva, reader)

    assert "Storybook" in signed_in.post(reverse("canva_templates"), follow=True).content.decode()
    canva.plan("/rest/v1/brand-templates", refused(403, "permission_denied"))
    assert "certain plans" in signed_in.post(reverse("canva_templates"), follow=True).content.decode()
    assert Template.objects.filter(owner=reader).count() == 1


def test_fields_are_filled_and_an_edition_is_asked_for(
    canva: CanvaServer, signed_in: Client, reader: User, vividpage: VividPage
) -> None:
    address = reverse("canva_edition", args=[vividpage.pk])
    assert signed_in.get(address).headers["Location"] == reverse("canva")
    connect(canva, reader)
    canva.dataset["SALES"] = {"type": "chart"}
    template = Template.objects.create(owner=reader, canva_id="T1", title="Storybook")
    assert "Canva template" in signed_in.get(reverse("editions", args=[vividpage.pk])).content.decode()
    chosen = signed_in.get(reverse("editions", args=[vividpage.pk]), {"kind": "canva"})
    assert chosen.headers["Location"] == address
    assert "Storybook" in signed_in.get(address).content.decode()

    html = signed_in.get(address, {"template": str(template.pk)}).content.decode()

    assert '<option value="picture" selected>picture of scene</option>' in html
    assert "are not filled: SALES" in html
    title, picture = key_of("TITLE"), key_of("PICTURE_1")
    wrong = {"template": template.pk, f"what-{title}": "cover", f"number-{title}": "0", "quality": "regular"}
    assert signed_in.post(address, wrong).status_code == 422
    assert not Edition.objects.exists()
    said = {f"what-{title}": "title", f"what-{picture}": "picture", f"number-{picture}": "2", "quality": "pro"}
    answer = signed_in.post(address, {"template": template.pk, **said})
    assert answer.headers["Location"] == reverse("editions", args=[vividpage.pk])
    edition = Edition.objects.get()
    assert (edition.kind, edition.options) == ("canva", {"template": str(template.pk), "quality": "pro"})
    template.refresh_from_db()
    assert template.mapping == {"TITLE": "title", "PICTURE_1": "picture:2"}


def test_fields_stand_in_the_order_of_their_numbers() -> None:
    assert sorted(["PICTURE_10", "TITLE", "picture_2", "10", "2"], key=in_order) == [
        "2",
        "10",
        "picture_2",
        "PICTURE_10",
        "TITLE",
    ]


def test_books_and_templates_of_others_are_not_found(
    canva: CanvaServer, signed_in: Client, reader: User, stranger: User, vividpage: VividPage
) -> None:
    connect(canva, reader)
    address = reverse("canva_edition", args=[vividpage.pk])
    other = Template.objects.create(owner=stranger, canva_id="T1")

    for wrong in (str(other.pk), "zodiac"):
        assert signed_in.get(address, {"template": wrong}).status_code == 404
        assert signed_in.post(address, {"template": wrong}).status_code == 404
    signed_in.force_login(stranger)
    assert signed_in.get(address).status_code == 404
    assert signed_in.post(address, {"template": other.pk}).status_code == 404


def test_a_form_of_the_fields_stands_on_the_page_without_script_or_style_of_its_own(
    canva: CanvaServer, signed_in: Client, reader: User, vividpage: VividPage
) -> None:
    connect(canva, reader)
    template = Template.objects.create(owner=reader, canva_id="T1")

    for address in (reverse("canva"), f"{reverse('canva_edition', args=[vividpage.pk])}?template={template.pk}"):
        html = signed_in.get(address).content.decode()
        assert "<style" not in html
        assert " style=" not in html
        assert canva.access not in html
        assert canva.refresh not in html
