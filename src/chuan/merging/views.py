# SPDX-License-Identifier: Apache-2.0
"""Pages of merging: pairs to decide, two rows side by side, merges and their undoing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuan.accounts.permissions import may, permitted
from chuan.lib import clock
from chuan.lib.errors import ChuanError
from chuan.merging import actions, kinds, queries
from chuan.merging.choices import PairStatus, Side
from chuan.merging.forms import ChoiceForm
from chuan.merging.kinds import MergeKind
from chuan.merging.models import Merge, Pair
from chuan.ui.forms import SearchForm
from chuan.ui.keysets import ID, Order
from chuan.ui.lists import keyset_page
from chuan.ui.messages import explain
from chuan.ui.pages import StaffRequest, refusals_into, render_page

_SHOWN = 20


@permitted("merging.read")
@require_GET
def pairs(request: StaffRequest) -> HttpResponse:
    """Pairs to decide, kind by kind."""
    counts = queries.pair_counts(request.user)
    known = {kind.label for kind, _count in counts}
    wanted = request.GET.get("kind", "")
    filled = next((kind.label for kind, count in counts if count), counts[0][0].label if counts else "")
    label = wanted if wanted in known else filled
    kind = _kind(label)
    page = keyset_page(request, queries.open_pairs(request.user, kind), order=Order((ID,)), size=_SHOWN)
    return render_page(request, "merging/pairs.html", {
        "counts": counts, "kind": kind, "page": page, "rows": queries.pairs_with_rows(request.user, kind, page.rows),
        "may_merge": may(request.user, "merging.merge"),
    })


@permitted("merging.merge")
@require_POST
def look_for_pairs(request: StaffRequest) -> HttpResponse:
    """Look for pairs now."""
    kind = _kind(request.POST.get("kind", ""))
    found = actions.find_pairs(kind=kind)
    messages.success(request, _("%(count)s new pairs found.") % {"count": found})
    return redirect(f"{reverse('merging:pairs')}?kind={kind.label}")


@permitted("merging.merge")
@require_GET
def choose(request: StaffRequest, label: str, pk: UUID) -> HttpResponse:
    """Look up the row that is the same thing as this one."""
    kind = _kind(label)
    row = get_object_or_404(kind.rows(request.user), pk=pk)
    form = SearchForm(request.GET or {"q": str(row)})
    found = kind.search(request.user, form.text()).exclude(pk=pk)[:_SHOWN] if form.text() else []
    return render_page(request, "merging/choose.html", {"kind": kind, "row": row, "form": form, "found": found})


@permitted("merging.merge")
@require_http_methods(["GET", "POST"])
def compare(request: StaffRequest, label: str, first: UUID, second: UUID) -> HttpResponse:
    """Two rows side by side; decide what they are."""
    kind = _kind(label)
    comparison = queries.compare(request.user, kind, first, second)
    form = ChoiceForm(request.POST or None, comparison=comparison, initial={"keep": comparison.proposed})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            kept, away = (first, second) if form.cleaned_data["keep"] == Side.FIRST else (second, first)
            done = actions.merge(actor=request.user, at=clock.now(), kind=kind, kept_id=kept, away_id=away,
                                 taken=form.taken(), seen=form.cleaned_data["seen"])
            messages.success(request, _("Merged. It can be undone while nothing depends on it."))
            return redirect("merging:merge", done.pk)
    return render_page(request, "merging/compare.html", {
        "form": form, "kind": kind, "comparison": comparison, "lines": _lines(form, comparison),
        "seen": actions.fingerprint(kind, first, second), "said": queries.decided(kind, first, second),
        "refusals": [explain(error) for error in comparison.refusals],
        "keep": form["keep"].value(), "statuses": PairStatus,
    })


@permitted("merging.merge")
@require_POST
def not_same(request: StaffRequest, label: str, first: UUID, second: UUID) -> HttpResponse:
    """Remember that two rows are two things."""
    kind = _kind(label)
    actions.decide_not_same(actor=request.user, at=clock.now(), kind=kind, first_id=first, second_id=second)
    messages.success(request, _("Remembered: they are not the same. The pair is not offered again."))
    return redirect(f"{reverse('merging:pairs')}?kind={kind.label}")


@permitted("merging.merge")
@require_POST
def reopen(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Offer a pair again."""
    pair = get_object_or_404(Pair.objects.visible_to(request.user), pk=pk)
    kind = _kind(pair.kind)
    actions.reopen_pair(actor=request.user, kind=kind, pair=pair)
    return redirect("merging:compare", kind.label, pair.first_id, pair.second_id)


@permitted("merging.read")
@require_GET
def merges(request: StaffRequest) -> HttpResponse:
    """Merges, the latest first."""
    page = keyset_page(request, queries.merges_shown(request.user), order=queries.LATEST)
    names = {kind.label: kind for kind in kinds.all_kinds()}
    rows = [(one, names.get(one.kind)) for one in page.rows]
    return render_page(request, "merging/merges.html", {"page": page, "rows": rows})


@permitted("merging.read")
@require_GET
def merge(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One merge: what became of what, and whether it can be undone."""
    found = get_object_or_404(queries.merges_shown(request.user), pk=pk)
    return _merge_page(request, found, [explain(error) for error in actions.reasons_against_undo(found)])


@permitted("merging.merge")
@require_POST
def undo(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Bring both rows back."""
    found = get_object_or_404(Merge.objects.visible_to(request.user), pk=pk)
    try:
        actions.undo_merge(actor=request.user, at=clock.now(), merge=found)
    except ChuanError as error:
        return _merge_page(request, found, [explain(error)], status=error.status)
    messages.success(request, _("Undone: both records are there again, as they were."))
    return redirect("merging:merge", pk)


def _merge_page(request: StaffRequest, found: Merge, reasons: list[str], *, status: int = 200) -> HttpResponse:
    kind = _kind(found.kind)
    moved = [(kinds.title_of(one.relation) or one.relation, len(one.moved)) for one in found.relations.exclude(moved=[])]
    taken = [str(kind.model._meta.get_field(name).verbose_name) for name in found.taken]  # type: ignore[union-attr]
    return render_page(request, "merging/merge.html", {
        "merge": found, "kind": kind, "moved": moved, "taken": taken, "reasons": reasons,
        "kept_url": kind.page(found.kept_id), "away_url": kind.page(found.away_id),
        "may_merge": may(request.user, "merging.merge"),
    }, status=status)


def _lines(form: ChoiceForm, comparison: queries.Comparison) -> list[tuple[queries.FieldLine, Any]]:
    return [(line, form[f"f-{line.name}"].value()) for line in comparison.fields]


def _kind(label: str) -> MergeKind:
    try:
        return kinds.get(label)
    except KeyError as error:
        raise Http404 from error
