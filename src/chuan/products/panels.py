# SPDX-License-Identifier: Apache-2.0
"""What this room shows on others' pages: goods and own standards of a party, search hits, what rests on the list."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from chuan.accounts.models import User
from chuan.accounts.permissions import may
from chuan.lib import clock
from chuan.parties.happenings import FEW
from chuan.parties.models import Party
from chuan.products import queries, terms
from chuan.products.choices import DeclarationStanding, DeclarationState
from chuan.products.models import Declaration, DeclarationQuerySet, Goods, NormativeDocument
from chuan.products.models.declaration import SOON_DAYS
from chuan.ui.figures import day
from chuan.ui.searches import Hit
from chuan.ui.slots import next_line
from chuan.ui.worklists import WorkItem

_SHOWN = 20
_FIRST = 5
#: so many of the oldest dossiers are asked whether they are late
_LOOKED_AT = 200


def goods_of_party(request: HttpRequest, party: Party) -> str:
    """What a party makes or sells, and its own standards."""
    assert isinstance(request.user, User)
    may_edit = may(request.user, "products.edit")
    goods = queries.goods_shown(request.user).filter(party=party).order_by("name", "id")
    first = list(goods[:_SHOWN + 1])
    standards = queries.documents_shown(request.user).filter(owner=party).order_by("number")
    context = {
        "party": party, "goods": first[:_SHOWN], "standards": standards[:_SHOWN],
        "declarations": _rows(queries.declarations_shown(request.user).filter(party=party)),
        "may_receive": may(request.user, "products.receive"), "may_edit": may_edit, "count": goods.count() if len(first) > _SHOWN else 0,
    }
    shown = may_edit or context["goods"] or context["standards"] or context["declarations"]
    return render_to_string("products/_goods_panel.html", context, request) if shown else ""


def search(user: User, query: SearchQuery, limit: int) -> Iterator[Hit]:
    """Goods by name, brand and barcode; normative documents by number and title."""
    if not may(user, "products.read"):
        return
    for one in queries.goods_shown(user).filter(search=query).order_by("name")[:limit]:
        yield Hit(title=str(one), note=one.party.name, kind=_("Goods"),
                  url=reverse("products:goods", args=[one.pk]), icon="package")
    for product in queries.key_products_shown(user).filter(search=query).order_by("name")[:limit]:
        yield Hit(title=product.name, note=product.area, kind=_("Key product"),
                  url=reverse("products:key_product", args=[product.pk]), icon="star")
    for document in queries.documents_shown(user).filter(search=query).order_by("number")[:limit]:
        yield Hit(title=document.number, note=document.title, kind=_("Normative document"),
                  url=reverse("products:document", args=[document.pk]), icon="book")


def goods_regulated(user: User, _path: str) -> tuple[int, str] | None:
    """How many goods are on file as regulated products, and their list."""
    if not may(user, "products.read"):
        return None
    return queries.goods_shown(user).exclude(regulated_codes=[]).count(), reverse("products:goods_list")


def declarations_of_goods(request: HttpRequest, goods: Goods) -> str:
    """What is declared of goods."""
    assert isinstance(request.user, User)
    return _declarations(request, queries.declarations_shown(request.user).filter(goods=goods))


def declarations_by_document(request: HttpRequest, document: NormativeDocument) -> str:
    """What is declared by a document."""
    assert isinstance(request.user, User)
    return _declarations(request, queries.declarations_shown(request.user).filter(document=document))


def declarations_on_file(user: User, _path: str) -> tuple[int, str] | None:
    """How many declarations are on file, and their register."""
    if not may(user, "products.read"):
        return None
    return Declaration.objects.visible_to(user).count(), reverse("products:declarations")


def work(user: User) -> Iterator[WorkItem]:
    """For those who take dossiers in: the ones that wait, and declarations that run out."""
    if not may(user, "products.receive"):
        return
    today, found = clock.today(), queries.declarations_shown(user)
    states = [DeclarationState.RECEIVED, DeclarationState.SUPPLEMENT_ASKED]
    waiting = found.filter(state__in=states).order_by("received_on", "id")
    late = [one for one in waiting[:_LOOKED_AT] if any(term.is_late(today) for term in terms.running(one))]
    yield WorkItem(title=_("Declarations waiting for their next step"), count=waiting.count(), icon="inbox",
                   url=f"{reverse('products:declarations')}?order=oldest", act=_("Open the register"),
                   urgency="late" if late else "waiting", first=_lines(late or list(waiting[:_FIRST])))
    soon = found.standing(DeclarationStanding.DUE_SOON, today).order_by("valid_until", "id")
    yield WorkItem(title=_("Declarations that run out soon"), count=soon.count(), icon="calendar-due", urgency="due",
                   url=f"{reverse('products:declarations')}?standing=due_soon&order=last_day", act=_("Open the register"),
                   first=_lines(list(soon[:_FIRST])))


def _lines(found: list[Declaration]) -> tuple[tuple[str, str, str], ...]:
    return tuple((one.number, reverse("products:declaration", args=[one.pk]), one.party.name) for one in found[:_FIRST])


def _rows(found: DeclarationQuerySet) -> list[tuple[Declaration, DeclarationStanding]]:
    today = clock.today()
    return [(one, one.standing_on(today)) for one in found.order_by("-received_on", "id")[:_SHOWN]]


def _declarations(request: HttpRequest, found: DeclarationQuerySet) -> str:
    rows = _rows(found)
    return render_to_string("products/_declarations_panel.html", {"rows": rows}, request) if rows else ""


def next_of_party(request: HttpRequest, party: Party) -> str:
    """Declarations that wait for a step, run out soon or have run out."""
    assert isinstance(request.user, User)
    if not may(request.user, "products.read"):
        return ""
    today = clock.today()
    waits = Q(state__in=[DeclarationState.RECEIVED, DeclarationState.SUPPLEMENT_ASKED])
    soon = Q(state=DeclarationState.NOTICED, valid_until__lte=today + timedelta(days=SOON_DAYS))
    found = queries.declarations_shown(request.user).filter(waits | soon, party=party).order_by("valid_until", "received_on", "id")
    words = {
        DeclarationStanding.EXPIRED: _("The declaration %(number)s has run out"),
        DeclarationStanding.DUE_SOON: _("The declaration %(number)s runs out soon"),
        DeclarationStanding.SUPPLEMENT_ASKED: _("The dossier %(number)s waits for its supplement"),
    }
    lines = [
        next_line(
            one.standing_on(today), words.get(one.standing_on(today), _("The dossier %(number)s waits for its check")) % {"number": one.number},
            reverse("products:declaration", args=[one.pk]), day(one.valid_until) if one.valid_until else "",
        )
        for one in found[:_FIRST]
    ]
    return format_html_join("", "{}", ((line,) for line in lines))


def happened(user: User, about: Any) -> list[Any]:
    """The declarations and goods of a party."""
    if not (isinstance(about, Party) and may(user, "products.read")):
        return []
    declared = Declaration.objects.visible_to(user).filter(party=about).only("pk").order_by("-received_on", "-id")[:FEW]
    return [*declared, *Goods.objects.visible_to(user).filter(party=about).only("pk").order_by("-id")[:FEW]]
