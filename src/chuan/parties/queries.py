# SPDX-License-Identifier: Apache-2.0
"""Reads of parties and premises."""

from django.db.models import Count, Q, QuerySet

from chuan.accounts.models import User
from chuan.parties.models import Party, Premises, PremisesQuerySet
from chuan.ui.searches import prefix_query


def parties_matching(user: User, *, text: str = "", kind: str = "", commune: str = "") -> QuerySet[Party]:
    """Parties the user may see, with the number of their premises."""
    parties = Party.objects.visible_to(user).defer("search").annotate(
        premises_count=Count("premises", filter=Q(premises__closed_on=None))
    )
    if kind:
        parties = parties.filter(kind=kind)
    if commune:
        parties = parties.filter(pk__in=Premises.objects.filter(current_unit__code=commune).values("party"))
    query = prefix_query(text)
    if query:
        at = Premises.objects.filter(search=query).values("party")
        parties = parties.filter(Q(search=query) | Q(pk__in=at))
    return parties.order_by("name", "id")


def premises_shown(user: User) -> PremisesQuerySet:
    """Premises the user may see, with owner and communes."""
    return Premises.objects.visible_to(user).defer("search").select_related("party", "stated_unit", "current_unit")


def premises_undecided(user: User) -> PremisesQuerySet:
    """Premises whose commune of today a person must say, as far as the user sees them."""
    return premises_shown(user).undecided().order_by("stated_unit__code", "name")
