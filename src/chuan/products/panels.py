# SPDX-License-Identifier: Apache-2.0
"""What this room shows on others' pages: goods and own standards of a party, search hits, what rests on the list."""

from collections.abc import Iterator

from django.contrib.postgres.search import SearchQuery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chuan.accounts.models import User
from chuan.accounts.permissions import may
from chuan.parties.models import Party
from chuan.products import queries
from chuan.ui.searches import Hit

_SHOWN = 20


def goods_of_party(request: HttpRequest, party: Party) -> str:
    """What a party makes or sells, and its own standards."""
    assert isinstance(request.user, User)
    may_edit = may(request.user, "products.edit")
    goods = queries.goods_shown(request.user).filter(party=party).order_by("name", "id")
    standards = queries.documents_shown(request.user).filter(owner=party).order_by("number")
    context = {
        "party": party, "goods": goods[:_SHOWN], "standards": standards[:_SHOWN], "count": goods.count(),
        "may_edit": may_edit, "more": goods.count() > _SHOWN,
    }
    shown = may_edit or context["goods"] or context["standards"]
    return render_to_string("products/_goods_panel.html", context, request) if shown else ""


def search(user: User, query: SearchQuery, limit: int) -> Iterator[Hit]:
    """Goods by name, brand and barcode; normative documents by number and title."""
    if not may(user, "products.read"):
        return
    for one in queries.goods_shown(user).filter(search=query).order_by("name")[:limit]:
        yield Hit(title=str(one), note=one.party.name, kind=_("Goods"),
                  url=reverse("products:goods", args=[one.pk]), icon="package")
    for document in queries.documents_shown(user).filter(search=query).order_by("number")[:limit]:
        yield Hit(title=document.number, note=document.title, kind=_("Normative document"),
                  url=reverse("products:document", args=[document.pk]), icon="book")


def goods_regulated(user: User, _path: str) -> tuple[int, str] | None:
    """How many goods are on file as regulated products, and their list."""
    if not may(user, "products.read"):
        return None
    return queries.goods_shown(user).exclude(regulated_codes=[]).count(), reverse("products:goods_list")
