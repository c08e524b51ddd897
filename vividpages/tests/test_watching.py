"""Addresses for machines that watch the site, and the page for operators."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from django.contrib.auth.models import Permission
from django.urls import reverse
from prometheus_client.parser import text_string_to_metric_families

from books.tests.vividpages import make_vividpage
from jobs import presence, services
from monitoring import checks, readings, sampling
from monitoring.exposition import exposition
from telemetry import metrics
from vividpages.tests.floors import ROOT

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries, Settings

    from accounts.models import User

pytestmark = pytest.mark.django_db
NAME = re.compile(r"\bvividpages_[a-z_]+")
DEPLOY = ROOT / "deploy"


@pytest.fixture(autouse=True)
def _looked_at_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_last", None)


def test_live_touches_nothing(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        response = client.get("/health/live")

    assert (response.status_code, response.json()) == (200, {"status": "live"})


def test_ready_tells_strangers_names_and_nothing_more(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")
    assert response.json()["checks"]["workers"] == "failed"
    assert {*response.json()["checks"].values()} == {"ok", "failed"}

    def away() -> None:
        raise OSError("words of a secret path")

    monkeypatch.setattr(checks, "_last", None)
    monkeypatch.setitem(checks.CHECKS, "storage", away)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert "secret" not in response.content.decode()


def test_a_thousand_who_ask_whether_we_are_ready_ask_the_database_once(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/health/ready")
    with django_assert_num_queries(0):
        client.get("/health/ready")


@pytest.mark.parametrize(
    ("settled", "headers", "status"),
    [
        ({}, {}, 404),
        ({}, {"Authorization": "Bearer "}, 404),
        ({"METRICS_TOKEN": "prometheus-token"}, {}, 404),
        ({"METRICS_TOKEN": "prometheus-token"}, {"Authorization": "Bearer wrong"}, 404),
        ({"METRICS_TOKEN": "prometheus-token"}, {"Authorization": "Bearer prometheus-token"}, 200),
        ({"METRICS_ADDRESSES": ["10.0.0.0/8"]}, {}, 404),
        ({"METRICS_ADDRESSES": ["127.0.0.1"]}, {}, 200),
    ],
)
def test_metrics_are_there_for_prometheus_alone(
    client: Client, settings: Settings, settled: dict[str, object], headers: dict[str, str], status: int
) -> None:
    for name, value in settled.items():
        setattr(settings, name, value)

    assert client.get("/metrics", headers=headers).status_code == status


def test_requests_are_counted_by_route_and_answered_with_an_id(client: Client, settings: Settings) -> None:
    def counted(route: str) -> float:
        return sum(
            sample.value
            for metric in metrics.collected()
            for sample in metric.samples
            if sample.name == "vividpages_http_requests_total" and sample.labels["route"] == route
        )

    before = counted("health_live"), counted("unknown")
    first, second = client.get("/health/live"), client.get("/no/such/secret/page")
    assert (counted("health_live"), counted("unknown")) == (before[0] + 1, before[1] + 1)
    assert first["X-Request-ID"] != second["X-Request-ID"]
    given = {"X-Request-ID": "from-a-stranger"}
    assert client.get("/health/live", headers=given)["X-Request-ID"] != "from-a-stranger"
    settings.REQUEST_ID_HEADER = "X-Request-ID"
    assert client.get("/health/live", headers=given)["X-Request-ID"] == "from-a-stranger"
    assert client.get("/health/live", headers={"X-Request-ID": "two words"})["X-Request-ID"] != "two words"


def test_what_a_request_starts_knows_the_request(client: Client, reader: User, settings: Settings) -> None:
    from telemetry.context import bound

    vividpage = make_vividpage(owner=reader, title="A Book")
    with bound(request="r-1"):
        job = services.start(pipeline="making", subject=vividpage.pk, owner=reader)

    assert job is not None
    assert job.metadata == {"request": "r-1"}
    assert job.taken_up is not None


def test_every_metric_that_dashboard_and_rules_name_is_there(client: Client, reader: User) -> None:
    vividpage = make_vividpage(owner=reader, title="A Book")
    services.start(pipeline="making", subject=vividpage.pk, owner=reader)
    presence.show(pid=1)
    there = {family.name for family in text_string_to_metric_families(exposition().decode())}
    there |= {sample for family in metrics.COUNTED for sample in names_of(family)}
    panels = (DEPLOY / "grafana" / "vividpages.json").read_text()
    rules = (DEPLOY / "prometheus" / "alerts.yml").read_text()
    named = {*NAME.findall(panels), *NAME.findall(rules)}

    assert len(named) > 20
    assert {name for name in named if name not in there and name != "vividpages_"} == set()
    assert json.loads(panels)["panels"]
    assert yaml.safe_load(rules)["groups"][0]["rules"]


def names_of(family: object) -> set[str]:
    """Return the names under which what is counted is found."""
    name = str(family._name)  # type: ignore[attr-defined]  # noqa: SLF001
    kinds = ("_bucket", "_sum", "_count") if type(family).__name__ == "Histogram" else ("_total",)
    return {f"{name}{kind}" for kind in kinds}


def test_the_status_page_is_for_staff_who_may_see_it(client: Client, reader: User) -> None:
    page = reverse("site_status")
    assert client.get(page).status_code == 302
    reader.is_staff = True
    reader.save()
    client.force_login(reader)
    assert client.get(page).status_code == 403
    reader.user_permissions.add(Permission.objects.get(codename="view_status"))
    sampling.record(readings.read())
    text = client.get(page, {"look": "hour"}).content.decode()

    assert "No worker was heard of" in text
    assert "chart-stroke" in text
    assert "Nobody is told of alerts" in text
    assert client.get(page, {"look": "nonsense"}).status_code == 200
