"""Pages of Canva. None of them is there while this site is not set up for it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from accounts.access.site import at_own_address
from publishing.canva import connections, consent, templates
from publishing.canva.refusals import CanvaRefused
from publishing.canva.settings import is_on
from publishing.kinds.canva.kind import KIND
from publishing.models import Template
from publishing.services import making
from publishing.services.making import EditionRefused
from publishing.services.telling import can_mail
from web.publishing import live as progress
from web.publishing.canva.forms import MappingForm
from web.requests import SignedIn, read_or_send, vividpage_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from books.models import VividPage

ASKING = "canva_asking"
"""In the session: what Canva is to send back, and what only we know of it."""
NOT_ASKED = "Canva sent you back, but this browser has not asked for it. Press “Connect” once more."
NOT_ALLOWED = "Canva was not allowed anything, so nothing is connected."

Arguments = ParamSpec("Arguments")


def only_if_on(
    view: Callable[Concatenate[SignedIn, Arguments], HttpResponse],
) -> Callable[Concatenate[SignedIn, Arguments], HttpResponse]:
    """Answer that there is no such page where Canva is not set up."""

    @wraps(view)
    def guarded(request: SignedIn, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        if not is_on():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@login_required
@require_safe
@only_if_on
def account(request: SignedIn) -> HttpResponse:
    """Show whether the account is connected, and the templates that were looked up."""
    context = {
        "is_connected": connections.is_connected(request.user.pk),
        "templates": Template.objects.filter(owner=request.user),
    }
    return render(request, "publishing/canva.html", context)


@login_required
@require_POST
@only_if_on
@sensitive_variables()
def connect(request: SignedIn) -> HttpResponse:
    """Send the reader to Canva to consent; what comes back counts in this session only."""
    asking = consent.new_asking()
    request.session[ASKING] = [asking.state, asking.verifier]
    return HttpResponseRedirect(consent.consent_url(asking, redirect_uri=_redirect_uri()))


@login_required
@never_cache
@require_safe
@only_if_on
@sensitive_variables()
def returned(request: SignedIn) -> HttpResponse:
    """Take what Canva sends the reader back with. An answer counts once."""
    asked = request.session.pop(ASKING, None)
    if not asked or not constant_time_compare(request.GET.get("state", ""), asked[0]):
        messages.error(request, NOT_ASKED)
        return redirect("canva")
    code = request.GET.get("code", "")
    if not code:
        messages.error(request, NOT_ALLOWED)
        return redirect("canva")
    try:
        grant = consent.granted(consent.Asking(*asked), code, redirect_uri=_redirect_uri())
        connections.connect(owner_id=request.user.pk, grant=grant)
    except CanvaRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Your account is connected with Canva.")
    return redirect("canva")


@login_required
@require_POST
@only_if_on
def disconnect(request: SignedIn) -> HttpResponse:
    """Forget the connection, here and at Canva."""
    if connections.disconnect(owner_id=request.user.pk):
        messages.success(request, "Your account is no longer connected with Canva.")
    else:
        messages.warning(
            request,
            "The connection is deleted here, but Canva did not answer: remove it in your settings at Canva, too.",
        )
    return redirect("canva")


@login_required
@require_POST
@only_if_on
def look_up(request: SignedIn) -> HttpResponse:
    """Read the reader's templates at Canva."""
    try:
        number = templates.look_up(owner_id=request.user.pk)
    except CanvaRefused as refused:
        messages.error(request, str(refused))
    else:
        if not number:
            messages.info(request, "You have no brand templates with fields at Canva.")
    return redirect("canva")


@login_required
@read_or_send
@only_if_on
def edition(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Choose a template and what fills it, and ask for the edition."""
    vividpage = vividpage_of(request, vividpage_id)
    if not connections.is_connected(request.user.pk):
        return redirect("canva")
    chosen = (request.POST if request.method == "POST" else request.GET).get("template", "")
    if not chosen:
        return _page(request, vividpage)
    template = get_object_or_404(Template, owner=request.user, pk=_uuid(chosen))
    if request.method == "POST":
        return _asked(request, vividpage, template)
    try:
        templates.look_up_fields(template=template)
    except CanvaRefused as refused:
        messages.error(request, str(refused))
        return redirect("canva_edition", vividpage.pk)
    return _page(request, vividpage, template, MappingForm(template))


def _asked(request: SignedIn, vividpage: VividPage, template: Template) -> HttpResponse:
    form = MappingForm(template, request.POST)
    if not form.is_valid():
        return _page(request, vividpage, template, form, status=422)
    templates.map_fields(template=template, sources=form.sources())
    options = {"template": str(template.pk), "quality": form.cleaned_data["quality"] or "regular"}
    mails = request.POST.get("mails") == "on"
    try:
        making.request_edition(vividpage=vividpage, kind=KIND.name, options=options, by=request.user, mails=mails)
    except (EditionRefused, LimitReached) as refused:
        form.add_error(None, str(refused))
        return _page(request, vividpage, template, form, status=429 if isinstance(refused, LimitReached) else 422)
    request.session[progress.AWAITED] = True
    return redirect("editions", vividpage.pk)


def _page(
    request: SignedIn,
    vividpage: VividPage,
    template: Template | None = None,
    form: MappingForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "vividpage": vividpage,
        "templates": Template.objects.filter(owner=request.user),
        "template": template,
        "form": form,
        "kind": KIND,
        "can_mail": can_mail(),
    }
    return render(request, "publishing/canva_edition.html", context, status=status)


def _redirect_uri() -> str:
    """Return the address that Canva knows of this site, of those that are registered there."""
    return at_own_address(reverse("canva_return"))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
