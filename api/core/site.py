"""The API as a whole: its description, its ETags, and routers whose routes name their rules."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, get_script_prefix
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Router
from ninja.constants import NOT_SET
from ninja.errors import ConfigError
from ninja.responses import Response

from api.core import etags, idempotency, limits, problems, tus
from api.core.problems import CONTENT_TYPE, Problem
from api.core.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase
    from django.urls import URLResolver
    from ninja.operation import Operation

VERSION = "1"
UPLOADS = "/api/v1/uploads/"
"""Where tus is spoken."""
IDEMPOTENCY_PARAMETER = {
    "name": idempotency.HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": idempotency.LONGEST_KEY},
    "description": "The same key with the same request within a day is answered as before, and does nothing again.",
}


SECURITY_SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "An access token of your account."},
    "session": {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
}
PROBLEM = {
    "title": "Problem",
    "type": "object",
    "description": "Why a request is refused (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "The kind, for programs: it ends in “#kind”."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What to do, for people."},
    },
}
REFUSED = {"description": "Refused", "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
STATUSES = (400, 401, 403, 404, 422, 429)
"""What every route may answer: it is called wrongly, by somebody who may not, about what is not there, or too often."""


class RuledRouter(Router):
    """A router whose every route says who may call it: `auth` is a `Rule`."""

    def add_api_operation(self, path: str, methods: list[str], view_func: Callable[..., Any], **given: Any) -> None:
        """Add a route. Raises ConfigError for one without a rule."""
        rule = given.get("auth", NOT_SET)
        if not isinstance(rule, Rule):
            raise ConfigError(f"{methods} {path} names no rule: say who may call it.")
        given["openapi_extra"] = _described(methods, rule, given.get("openapi_extra") or {})
        super().add_api_operation(path, methods, view_func, **given)


def _described(methods: list[str], rule: Rule, extra: dict[str, Any]) -> dict[str, Any]:
    """Add to the description of a route what it needs and how it refuses."""
    described = {**extra, "responses": {**dict.fromkeys(STATUSES, REFUSED), **extra.get("responses", {})}}
    if rule.role != "anybody":
        described["security"] = [{"token": [rule.scope] if rule.scope else []}, {"session": []}]
    if idempotency.METHODS & set(methods):
        described["responses"][409] = REFUSED
        described["parameters"] = [*extra.get("parameters", []), IDEMPOTENCY_PARAMETER]
    return described


class VividPagesAPI(NinjaAPI):
    """Answers errors as problems, and tags what is read so that it can be asked for again or changed safely."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._written: dict[str, bytes] = {}

    def create_response(self, request: HttpRequest, data: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return an answer with its ETag; 304 where the caller has it already."""
        response: HttpResponse = super().create_response(request, data, *args, **kwargs)
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            response["ETag"] = etags.etag_of(response.content)
            if etags.is_known(request, response["ETag"]):
                return HttpResponse(status=304, headers={"ETag": response["ETag"]})
        return response

    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        """Return the addresses, at which a method that a route does not take is answered as a problem."""
        patterns, application, namespace = super().urls
        for pattern in patterns:
            assert isinstance(pattern, URLPattern)
            is_description = pattern.name == "openapi-json"
            view = self._describe if is_description else pattern.callback
            pattern.callback = tus.spoken(UPLOADS)(_explains_methods(view))
        return patterns, application, namespace

    def _describe(self, request: HttpRequest) -> HttpResponse:
        """Answer the description of the API, with its ETag. Each process writes it once, for it takes half a second."""
        under = get_script_prefix()
        if under not in self._written:
            self._written[under] = Response(self.get_openapi_schema()).content
        headers = {"ETag": etags.etag_of(self._written[under]), "Cache-Control": "no-cache"}
        if etags.is_known(request, headers["ETag"]):
            return HttpResponse(status=304, headers=headers)
        return HttpResponse(self._written[under], content_type="application/json", headers=headers)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return what clients call a route: the name of its function, which no other has."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """Return the description of the API, with what each route needs and how it refuses."""
        schema = super().get_openapi_schema(**kwargs)
        schema["components"]["securitySchemes"] = SECURITY_SCHEMES
        for described in (each for methods in schema["paths"].values() for each in methods.values()):
            described["security"] = [way for way in described["security"] if Rule.__name__ not in way]
            for parameter in described["parameters"]:
                if isinstance(parameter.get("examples"), list):  # of a schema a list, of a parameter an object
                    parameter["schema"]["examples"] = parameter.pop("examples")
        schema["components"]["schemas"] = {**schema["components"]["schemas"], "Problem": PROBLEM}
        return schema


def _explains_methods(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap a view: what it says as text of a method that it does not take becomes a problem."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        allowed = ", ".join(sorted(response["Allow"].split(", ")))
        words = f"This address takes {allowed}. See /api/v1/docs for what each does."
        return problems.answered(
            Problem(405, "method-not-allowed", "This address does not take that method", words, {"Allow": allowed})
        )

    return inner


def operations(made: NinjaAPI) -> Iterator[tuple[str, Operation]]:
    """Go through all routes of an API: path and operation of each."""
    for bound in made._get_bound_routers():  # noqa: SLF001 (there is no public way)
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                yield f"{bound.prefix}{path}", operation


def router(tag: str) -> RuledRouter:
    """Make the router of a room."""
    made = RuledRouter(tags=[tag])
    made.add_decorator(etags.one_by_one, mode="operation")
    made.add_decorator(idempotency.begun, mode="operation")
    made.add_decorator(idempotency.ended, mode="view")
    made.add_decorator(limits.told, mode="view")
    return made


def _replay(_: HttpRequest, error: idempotency.Replayed | type[idempotency.Replayed]) -> HttpResponse:
    assert isinstance(error, idempotency.Replayed)
    return idempotency.replay(error.kept)


@csrf_exempt
def not_found(_: HttpRequest) -> HttpResponse:
    """Answer whoever asks for an address under the API that is none."""
    return problems.answered(Problem(404, "not-found", "There is no such thing", "See /api/v1/docs for what there is."))


def api(*, description: str) -> VividPagesAPI:
    """Make the API without its routes."""
    made = VividPagesAPI(
        title="VividPages",
        version=VERSION,
        description=description,
        urls_namespace="api",
        docs_url="/docs",
        openapi_url="/openapi.json",
    )
    problems.install(made)
    made.add_exception_handler(idempotency.Replayed, _replay)
    return made
