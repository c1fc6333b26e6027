# SPDX-License-Identifier: Apache-2.0
"""Keeping views of lists, and letting them go."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import QueryDict

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.lib.errors import NotAllowed
from chuan.lib.text import tidy
from chuan.lists.errors import NameMissing, NameTaken, QueryTooLong
from chuan.lists.kinds import ListKind
from chuan.lists.models import SavedView

#: where in a list one is, and what only the way there was for
_PASSING = ("after", "before", "page", "all", "csrfmiddlewaretoken")
_LONGEST = 2000


@transaction.atomic
def save_view(
    *, actor: User, at: datetime, kind: ListKind, name: str, query: str, shared: bool = False, is_default: bool = False
) -> SavedView:
    """Keep a list as it is now; shared with one's unit if wanted. The name is one's own for this list."""
    require(actor, "lists.use")
    require(actor, kind.act)
    name, kept = tidy(name)[:80], kept_query(query)
    if not name:
        raise NameMissing
    if len(kept) > _LONGEST:
        raise QueryTooLong
    membership = actor.main_membership if shared else None
    if is_default:
        SavedView.objects.filter(owner=actor, list=kind.code, is_default=True).update(is_default=False)
    try:
        with transaction.atomic():
            view = SavedView.objects.create(
                list=kind.code, name=name, query=kept, owner=actor, unit=membership.unit if membership else None,
                is_default=is_default, saved_at=at,
            )
    except IntegrityError:
        raise NameTaken(name=name) from None
    record("lists.view.saved", actor=actor, subject=view, data={"list": kind.code, "shared": bool(membership)})
    return view


@transaction.atomic
def remove_view(*, actor: User, view: SavedView) -> None:
    """Let a view go: its owner alone may."""
    require(actor, "lists.use")
    view = SavedView.objects.select_for_update().get(pk=view.pk)
    if view.owner_id != actor.pk:
        raise NotAllowed(act="lists.use")
    record("lists.view.removed", actor=actor, subject=view, data={"list": view.list, "name": view.name})
    view.delete()


@transaction.atomic
def choose_default(*, actor: User, view: SavedView, chosen: bool) -> None:
    """Open one's list with a view of one's own, or no longer."""
    require(actor, "lists.use")
    if view.owner_id != actor.pk:
        raise NotAllowed(act="lists.use")
    SavedView.objects.filter(owner=actor, list=view.list, is_default=True).update(is_default=False)
    SavedView.objects.filter(pk=view.pk).update(is_default=chosen)
    record("lists.view.default_chosen", actor=actor, subject=view, data={"list": view.list, "chosen": chosen})


def kept_query(query: str) -> str:
    """What of a query makes the view: without empty values and the place in the list."""
    read = QueryDict(query, mutable=True)
    for name in list(read):
        values = [value for value in read.getlist(name) if value and "\0" not in value]
        if name in _PASSING or not values:
            del read[name]
        else:
            read.setlist(name, values)
    return read.urlencode()
