"""Choosing how a book is made: one service for the pages, the command and programs."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.keys import usable_key
from accounts.models import ApiKey, User
from accounts.services import one_at_a_time
from books import services as books
from books.choices import Choices, ChoicesRefused, choices_of, set_columns
from books.models import VividPage
from books.services import apply_density, choose_scenes
from characters.embeddings.requesting import request_refresh
from providers.choosing import model_choices
from providers.choosing.catalogue import Kind, ModelEntry, entry_named, usable_entry
from providers.errors import ProviderError
from providers.money.budgets import set_limit, too_little
from providers.services import title_of
from sketch.styles import own_number
from storyboards.styles.resolving import may_choose

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from decimal import Decimal
    from uuid import UUID

    from django.db.models import QuerySet

    from storyboards.looks.look import Look

KINDS: tuple[Kind, ...] = ("text", "image", "embedding")
CALLED_WITH_A_KEY: tuple[Kind, ...] = ("text", "image")
"""The kinds for which a key can be chosen."""
TAKEN_UP_BY = ("style", "density", "keeps_own", "resolution", "text_model", "image_model")
"""What makes two books of one file different books to a command that is run again."""


def checked(choices: Choices, *, vividpage: VividPage) -> Choices:
    """Return the choices that will hold for a book: with the keys that fit, and economy only where there are batches.

    Of a book whose making has begun only what is to change is checked. May ask the owner's servers which of them has a
    model. Raises ChoicesRefused with every problem.
    """
    return _checked(choices, vividpage=vividpage, servers=_servers_for(choices, owner=vividpage.owner))


def _checked(choices: Choices, *, vividpage: VividPage, servers: Mapping[Kind, UUID | None]) -> Choices:
    before = choices_of(vividpage) if vividpage.is_started else None
    problems = {
        **(_problems_of_pictures(choices, before) if before else {}),
        **_problems_of_models(choices, before, owner=vividpage.owner),
        **_problems_of_budget(choices, before, vividpage=vividpage),
        **_problems_of_style(choices, vividpage=vividpage),
        **_problems_of_values(choices),
    }
    if problems:
        raise ChoicesRefused(problems)
    entry = entry_or_none(choices.text_model, "text")
    is_economical = before is not None and before.economy and before.text_model == choices.text_model
    return replace(
        choices,
        text_key=_fitting_key("text", choices, vividpage=vividpage, server=servers.get("text")),
        image_key=_fitting_key("image", choices, vividpage=vividpage, server=servers.get("image")),
        economy=choices.economy and (is_economical or (entry is not None and entry.has_batches)),
    )


def choose(*, vividpage: VividPage, choices: Choices) -> VividPage:
    """Make a book as `choices` say from now on; what is made already stays as it is.

    But for its vectors: those of two models cannot be compared, so a worker makes them anew. Raises ChoicesRefused;
    then nothing has changed.
    """
    servers = _servers_for(choices, owner=vividpage.owner)  # over the network, so before anything is locked
    _choose(vividpage, choices, servers)
    vividpage.refresh_from_db()
    return vividpage


@transaction.atomic
def _choose(vividpage: VividPage, choices: Choices, servers: Mapping[Kind, UUID | None]) -> None:
    alone = VividPage.objects.select_for_update(of=("self",), no_key=True)  # calls that are entered wait for its owner
    held = alone.select_related("budget", "owner").get(pk=vividpage.pk)
    before = choices_of(held)
    accepted = _checked(choices, vividpage=held, servers=servers)
    try:
        set_limit(budget=held.budget, limit=accepted.budget)
    except ValidationError as error:  # it was spent since it was checked
        raise ChoicesRefused({"budget": " ".join(error.messages)}) from error
    held.save(update_fields=set_columns(held, accepted))
    if accepted.density != before.density and held.chapters.exists():
        apply_density(vividpage=held, before=before.density)
    if accepted.keeps_own != before.keeps_own:
        choose_scenes(vividpage=held)
    if accepted.embedding_model != before.embedding_model:
        request_refresh(vividpage_id=held.pk)


def take_up_or_upload(
    *,
    owner: User,
    epub: IO[bytes],
    origin: VividPage.Origin = VividPage.Origin.UPLOAD,
    choices: Choices | None = None,
    given: Collection[str] = (),
) -> VividPage:
    """Return the owner's book of the same file, made in the same way if `choices` are given, or a new one.

    So a command that is run again goes on where it stopped, and nothing is made or paid for twice; a known book takes
    on what of the choices was `given` ("budget", "economy"), and keeps what was not. Raises what
    `books.services.upload` and `choose` raise; then nothing is kept.
    """
    known = books.uploaded_before(owner=owner, epub=epub)
    if choices is None:
        with transaction.atomic():
            one_at_a_time(owner)
            return known.first() or books.upload(owner=owner, epub=epub, origin=origin)
    servers = _servers_for(choices, owner=owner)  # over the network, so before anything is locked
    with books.dropped_on_error(), transaction.atomic():
        one_at_a_time(owner)
        if problems := _problems_of_models(choices, None, owner=owner):
            raise ChoicesRefused(problems)
        vividpage = known.filter(**{name: getattr(choices, name) for name in TAKEN_UP_BY}).first()
        if vividpage is None:
            vividpage = books.upload(owner=owner, epub=epub, origin=origin)
        else:
            changes: dict[str, Any] = {name: getattr(choices, name) for name in given}
            choices = replace(choices_of(vividpage), **changes)
        _choose(vividpage, choices, servers)
    vividpage.refresh_from_db()
    return vividpage


def with_choices(vividpage: VividPage, choices: Choices) -> VividPage:
    """Copy a book as it would be made with `choices`, for estimates; it is not saved."""
    changed = copy.copy(vividpage)
    set_columns(changed, choices)
    return changed


def with_look(*, vividpage: VividPage, look: Look) -> Choices:
    """Return what is chosen for a book once it has another look, whatever has been made of it; with the key that fits.

    Raises ChoicesRefused for a look that it could not be drawn in, as with a model for which there is no key, or of
    whose price nobody knows while the book has a budget.
    """
    before = choices_of(vividpage)
    choices = _in_look(before, look)
    problems = _problems_of_budget(choices, before, vividpage=vividpage)
    return _with_fitting_key(choices, before, vividpage=vividpage, problems=problems)


def for_variant(*, vividpage: VividPage, look: Look, budget: Decimal | None) -> Choices:
    """Return what is chosen for another variant of a book, in a look and with a budget of its own.

    Raises ChoicesRefused as `with_look` does.
    """
    before = choices_of(vividpage)
    choices = replace(_in_look(before, look), budget=budget)
    problems = _problems_of_price(choices) if budget is not None else {}
    return _with_fitting_key(choices, before, vividpage=vividpage, problems=problems)


def _in_look(choices: Choices, look: Look) -> Choices:
    changes: dict[str, Any] = look.as_json()
    return replace(choices, **changes)


def _with_fitting_key(
    choices: Choices, before: Choices, *, vividpage: VividPage, problems: Mapping[str, str]
) -> Choices:
    """Return choices that hold for a book, with the key that fits. Raises ChoicesRefused with every problem."""
    found = {
        **_problems_of_models(choices, before, owner=vividpage.owner),
        **problems,
        **_problems_of_style(choices, vividpage=vividpage),
        **_problems_of_values(choices),
    }
    if found:
        raise ChoicesRefused(found)
    return replace(choices, image_key=_fitting_key("image", choices, vividpage=vividpage, server=None))


def entry_or_none(name: str, kind: Kind) -> ModelEntry | None:
    """Return the model of that name, retired or not; None if there is none."""
    try:
        return entry_named(name, kind)
    except ProviderError:
        return None


def _problems_of_values(choices: Choices) -> dict[str, str]:
    try:
        choices.check()
    except ChoicesRefused as error:
        return error.problems
    return {}


def _problems_of_pictures(choices: Choices, before: Choices) -> dict[str, str]:
    changed = [name for name in Choices.OF_THE_PICTURES if getattr(choices, name) != getattr(before, name)]
    return dict.fromkeys(changed, "This cannot be changed once the making of a book has begun.")


def _problems_of_style(choices: Choices, *, vividpage: VividPage) -> dict[str, str]:
    """Return a problem for a style that the owner has not made, or has deleted; a book that is drawn in it keeps it."""
    if own_number(choices.style) is None or choices.style == vividpage.style:
        return {}
    return {} if may_choose(vividpage.owner, choices.style) else {"style": "You have no such style. Choose another."}


def _problems_of_models(choices: Choices, before: Choices | None, *, owner: User) -> dict[str, str]:
    problems = {}
    for kind in KINDS:
        field = f"{kind}_model"
        name: str = getattr(choices, field)
        if before is not None and getattr(before, field) == name:
            continue
        if problem := _problem_of_model(name, kind, owner=owner):
            problems[field] = problem
    return problems


def _problem_of_model(name: str, kind: Kind, *, owner: User) -> str:
    try:
        entry = usable_entry(name, kind)
    except ProviderError as error:
        return str(error)
    if not entry.is_built_in and usable_key(owner=owner, service=entry.service) is None:
        return f"For {entry.title} you need a key for {title_of(entry.service)}."
    return ""


def _problems_of_budget(choices: Choices, before: Choices | None, *, vividpage: VividPage) -> dict[str, str]:
    budget = choices.budget
    if budget is None or (before is not None and _terms(before) == _terms(choices)):
        return {}
    if budget < vividpage.budget.committed and (before is None or budget != before.budget):
        return {"budget": too_little(vividpage.budget)}
    return _problems_of_price(choices)


def _problems_of_price(choices: Choices) -> dict[str, str]:
    """Return a problem for a model of unknown price: no budget can be kept with it."""
    for kind in KINDS:
        entry = entry_or_none(getattr(choices, f"{kind}_model"), kind)
        if entry is not None and model_choices.price_of(entry) is None:
            words = f"The price of {entry.title} is not known, so no budget can be set."
            return {"budget": f"{words} Leave it empty, or choose another model."}
    return {}


def _terms(choices: Choices) -> tuple[object, ...]:
    return (choices.budget, choices.text_model, choices.image_model, choices.embedding_model)


def _servers_for(choices: Choices, *, owner: User) -> dict[Kind, UUID | None]:
    """Return the keys of servers that have the chosen models, where no key is chosen and there are several.

    Asks the servers.
    """
    unsaid: list[Kind] = [kind for kind in CALLED_WITH_A_KEY if getattr(choices, f"{kind}_key") is None]
    chosen = {kind: entry_or_none(getattr(choices, f"{kind}_model"), kind) for kind in unsaid}
    wanted = {kind: e for kind, e in chosen.items() if e and not e.is_built_in and _own_keys(e, owner).count() > 1}
    available = model_choices.choices_for(owner) if wanted else None
    return {kind: available.key_with(entry.name, kind) for kind, entry in wanted.items()} if available else {}


def _own_keys(entry: ModelEntry, owner: User) -> QuerySet[ApiKey]:
    return ApiKey.objects.owned_by(owner).usable().filter(service=entry.service)


def _fitting_key(kind: Kind, choices: Choices, *, vividpage: VividPage, server: UUID | None) -> ApiKey | None:
    """Return the chosen key if it is one for this model, else that of the `server` that has it.

    One that was chosen before stays if it is switched off or deleted: no other is billed in its place before somebody
    has chosen that.
    """
    entry = entry_or_none(getattr(choices, f"{kind}_model"), kind)
    if entry is None or entry.is_built_in:
        return None
    chosen: ApiKey | None = getattr(choices, f"{kind}_key")
    if chosen is None:
        return _own_keys(entry, vividpage.owner).filter(pk=server).first() if server else None
    known = ApiKey.objects.owned_by(vividpage.owner).filter(pk=chosen.pk).first()
    if known is None:
        before = entry_or_none(getattr(vividpage, f"{kind}_model"), kind)
        is_kept = before is not None and before.service == entry.service
        return chosen if is_kept and chosen.pk == getattr(vividpage, f"{kind}_key_id") else None
    return known if known.service == entry.service else None
