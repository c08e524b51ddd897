"""The manifests of `deploy/kubernetes`: each is what its kind says, and what they name is there."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands
from django.test import Client
from django.urls import resolve

from jobs.serving import serving_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

FOLDER = Path(__file__).resolve().parent.parent.parent / "deploy" / "kubernetes"
OF_OTHERS = {"HOME"}
"""Variables that are not ours."""
Manifest = dict[str, Any]


def _manifests() -> list[Manifest]:
    listed = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())["resources"]
    files = [FOLDER / name for name in [*listed, "secrets.example.yaml"]]
    return list(chain.from_iterable(yaml.safe_load_all(path.read_text()) for path in files))


MANIFESTS = _manifests()
BY_NAME = {(one["kind"], one["metadata"]["name"]): one for one in MANIFESTS}


def _pods() -> Iterator[tuple[str, Manifest]]:
    for (kind, name), one in BY_NAME.items():
        spec = one["spec"]["jobTemplate"]["spec"] if kind == "CronJob" else one.get("spec", {})
        if "template" in spec:
            yield name, spec["template"]


PODS = dict(_pods())
CONTAINERS = [
    (name, container)
    for name, pod in PODS.items()
    for container in [*pod["spec"].get("initContainers", []), *pod["spec"]["containers"]]
]
OURS = [(name, container) for name, container in CONTAINERS if container["image"] == "vividpages"]


def test_every_file_of_the_folder_is_used() -> None:
    listed = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())["resources"]

    assert {path.name for path in FOLDER.glob("*.yaml")} == {*listed, "kustomization.yaml", "secrets.example.yaml"}
    assert len(BY_NAME) == len(MANIFESTS)


@pytest.mark.parametrize(("name", "container"), CONTAINERS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_container_has_no_rights_and_limits_of_memory(name: str, container: Manifest) -> None:
    pod = PODS[name]["spec"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    rights = container["securityContext"]
    assert rights == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert "memory" in container["resources"]["limits"]
    assert {"cpu", "memory"} <= container["resources"]["requests"].keys()
    named = {volume["name"] for volume in pod["volumes"]}
    assert {mount["name"] for mount in container["volumeMounts"]} == named


@pytest.mark.parametrize(("name", "container"), OURS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_container_of_ours_runs_a_command_that_there_is(name: str, container: Manifest) -> None:
    words = " ".join(container["command"])
    command = re.search(r"manage\.py (\w+)", words)
    assert command is not None, (name, words)
    assert command[1] in get_commands(), (name, words)
    mounted = {mount["mountPath"] for mount in container["volumeMounts"]}
    assert {"/data", "/tmp"} <= mounted, "what is written to is not the root file system"


def test_every_setting_is_in_the_documentation_and_every_key_in_its_map() -> None:
    documented = "".join((settings.BASE_DIR / "docs" / name).read_text() for name in ("settings.md",))
    data = {("configMapRef", "vividpages"): BY_NAME["ConfigMap", "vividpages"]["data"].keys()}
    data["secretRef", "vividpages"] = BY_NAME["Secret", "vividpages"]["stringData"].keys()
    named = set(chain.from_iterable(data.values()))
    for _, container in OURS:
        for source in container["envFrom"]:
            [(kind, reference)] = source.items()
            assert (kind, reference["name"]) in data
        for variable in container.get("env", []):
            named.add(variable["name"])
            if "valueFrom" in variable:
                key = variable["valueFrom"]["secretKeyRef"]
                assert key["key"] in data["secretRef", key["name"]]

    assert {name for name in named - OF_OTHERS if f"`{name}`" not in documented} == set()


def test_probes_ask_what_the_site_answers() -> None:
    [web] = PODS["web"]["spec"]["containers"]
    asked = {kind: web[kind]["httpGet"]["path"] for kind in ("startupProbe", "livenessProbe", "readinessProbe")}

    assert asked == {
        "startupProbe": "/health/live",
        "livenessProbe": "/health/live",
        "readinessProbe": "/health/ready",
    }
    assert {resolve(path).url_name for path in asked.values()} == {"health_live", "health_ready"}
    for name in ("worker", "worker-pictures", "worker-films"):
        [worker] = PODS[name]["spec"]["containers"]
        assert "/data/alive" in worker["livenessProbe"]["exec"]["command"][-1]
        assert PODS[name]["spec"]["terminationGracePeriodSeconds"] > settings.WORKER_DRAIN_SECONDS


@pytest.mark.django_db
def test_probes_and_prometheus_are_answered_whatever_host_they_name(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = BY_NAME["ConfigMap", "vividpages"]["data"]["ALLOWED_HOSTS"].split(",")
    settings.METRICS_TOKEN = "a token"
    [web] = PODS["web"]["spec"]["containers"]
    probe = web["readinessProbe"]["httpGet"]
    [named] = probe["httpHeaders"]
    by_address = {"Host": "10.1.2.3:8000"}
    token = {"Authorization": "Bearer a token"}

    assert Client(headers={named["name"]: named["value"]}).get(probe["path"]).status_code == 200
    assert Client(headers=by_address).get("/health/").status_code == 200
    assert Client(headers={**by_address, **token}).get("/metrics").status_code == 200
    assert Client(headers=by_address).get("/metrics").status_code == 404
    assert Client(headers=by_address, raise_request_exception=False).get("/").status_code == 400


def test_the_workers_take_every_stage_and_one_of_them_the_queue() -> None:
    served = []
    for name, pod in PODS.items():
        if name.startswith("worker"):
            [container] = pod["spec"]["containers"]
            variables = {one["name"]: one["value"] for one in container["env"]}
            served.append(serving_of(variables["WORKER_STAGES"]))
    every = serving_of("-queue").stages or ()

    assert sorted(chain.from_iterable(one.stages or () for one in served)) == sorted(every)
    assert [one.takes_queue for one in served].count(True) == 1


def test_services_ingress_and_policies_lead_to_pods_and_ports_that_there_are() -> None:
    labels = {name: pod["metadata"]["labels"] for name, pod in PODS.items() if "metadata" in pod}
    ports = {
        name: {port["name"] for one in pod["spec"]["containers"] for port in one.get("ports", [])}
        for name, pod in PODS.items()
    }
    known = {of["app.kubernetes.io/name"] for of in labels.values()}
    for kind in ("Service", "NetworkPolicy", "PodDisruptionBudget"):
        for (of_kind, _), one in BY_NAME.items():
            if of_kind == kind:
                assert _selected(one["spec"]) <= known, one["metadata"]["name"]
    for name in ("web", "pgbouncer"):
        service = BY_NAME["Service", name]["spec"]
        assert {port["targetPort"] for port in service["ports"]} <= ports[service["selector"]["app.kubernetes.io/name"]]
    [rule] = BY_NAME["Ingress", "web"]["spec"]["rules"]
    backend = rule["http"]["paths"][0]["backend"]["service"]
    assert backend["port"]["name"] in {port["name"] for port in BY_NAME["Service", backend["name"]]["spec"]["ports"]}
    assert BY_NAME["Service", "web"]["spec"]["sessionAffinity"] == "None"


def _selected(spec: Manifest) -> set[str]:
    selector = spec.get("podSelector", spec.get("selector", {}))
    labels = selector.get("matchLabels", selector if "app.kubernetes.io/name" in selector else {})
    names = {labels["app.kubernetes.io/name"]} if labels else set()
    return names.union(*(one["values"] for one in selector.get("matchExpressions", [])))


def test_what_scales_by_itself_is_there_and_its_figure_is_one_of_ours() -> None:
    documented = (settings.BASE_DIR / "docs" / "monitoring.md").read_text()
    for (kind, name), one in BY_NAME.items():
        if kind != "HorizontalPodAutoscaler":
            continue
        target = one["spec"]["scaleTargetRef"]
        assert (target["kind"], target["name"]) in BY_NAME, name
        for metric in one["spec"]["metrics"]:
            if metric["type"] == "External":
                assert f"`{metric['external']['metric']['name']}`" in documented


def test_everything_is_what_the_schemas_of_kubernetes_say() -> None:
    validate = pytest.importorskip("kubernetes_validate", reason="kubernetes-validate is not installed")
    for one in MANIFESTS:
        validate.validate(one, "1.32", strict=True)
