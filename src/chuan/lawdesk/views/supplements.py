# SPDX-License-Identifier: Apache-2.0
"""Pages of supplied values: the list, proposing, confirming, one of them with its review."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuan.accounts.permissions import may, permitted
from chuan.audit.queries import entries_about
from chuan.documents.responses import file_response
from chuan.lawdesk import errors, queries, rules
from chuan.lawdesk.actions import supplements as acts
from chuan.lawdesk.choices import SupplementState, ValueType
from chuan.lawdesk.forms import (
    ConfirmForm,
    PlaceForm,
    ReasonForm,
    RemarkForm,
    SupplementFilter,
    SupplementForm,
)
from chuan.lawdesk.models import Supplement
from chuan.lib import clock
from chuan.ui.lists import page_of
from chuan.ui.pages import StaffRequest, refusals_into, render_page


@permitted("lawdesk.read")
@require_GET
def supplements(request: StaffRequest) -> HttpResponse:
    """All supplied values, narrowed."""
    form = SupplementFilter(request.GET)
    wanted = form.wanted()
    page = page_of(request, queries.supplements_matching(request.user, **wanted))
    return render_page(request, "lawdesk/supplements.html", {
        "form": form, "page": page, "rows": [queries.shown(one) for one in page.rows],
        "is_narrowed": any(wanted.values()), "overtaken": queries.overtaken(request.user),
    })


@permitted("lawdesk.propose")
@require_http_methods(["GET", "POST"])
def propose(request: StaffRequest) -> HttpResponse:
    """Supply the value of a gap from the signed text."""
    spot, place = _spot(request)
    form = SupplementForm(*_posted(request), spot=spot)
    if form.is_valid():
        with refusals_into(form):
            given = form.cleaned_data
            made = acts.propose_supplement(
                actor=request.user, at=clock.now(), place=place, value=given["value"], fixes_nothing=given["fixes_nothing"],
                source_text=given["source_text"], source_place=form.source_place(), page=_page(given["page"]), note=given["note"],
            )
            messages.success(request, _("Proposed. It counts once a second person has agreed."))
            return redirect(made)
    return render_page(request, "lawdesk/propose.html", _around(request, spot) | {"form": form})


@permitted("lawdesk.propose")
@require_http_methods(["GET", "POST"])
def confirm(request: StaffRequest) -> HttpResponse:
    """Say that a known value was compared with the signed text."""
    spot, place = _spot(request)
    form = ConfirmForm(*_posted(request), spot=spot)
    if form.is_valid():
        with refusals_into(form):
            made = acts.propose_confirmation(
                actor=request.user, at=clock.now(), place=place, source_place=form.source_place(),
                page=_page(form.cleaned_data["page"]), note=form.cleaned_data["note"],
            )
            messages.success(request, _("Proposed. It counts once a second person has agreed."))
            return redirect(made)
    return render_page(request, "lawdesk/confirm.html", _around(request, spot) | {"form": form})


@permitted("lawdesk.read")
@require_GET
def supplement(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One supplied value: what it says, where the text says it, who agreed."""
    return _detail(request, _find(request, pk))


@permitted("lawdesk.read")
@require_GET
def page_file(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The copy of the page, to be kept and opened outside the browser."""
    found = _find(request, pk)
    if found.page is None:
        raise Http404
    return file_response(found.page, made_by_us=False)


@permitted("lawdesk.review")
@require_POST
def accept(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Agree."""
    return _decide(request, pk, RemarkForm, "accept_form", lambda found, said: acts.accept_supplement(
        actor=request.user, at=clock.now(), supplement=found, note=said
    ), _("The value counts from now on."))


@permitted("lawdesk.review")
@require_POST
def refuse(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Disagree."""
    return _decide(request, pk, ReasonForm, "refuse_form", lambda found, said: acts.refuse_supplement(
        actor=request.user, at=clock.now(), supplement=found, note=said
    ), _("Refused. The proposer sees your reason."))


@permitted("lawdesk.propose")
@require_POST
def withdraw(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Take one's own proposal back."""
    return _decide(request, pk, RemarkForm, "withdraw_form", lambda found, said: acts.withdraw_supplement(
        actor=request.user, at=clock.now(), supplement=found, reason=said
    ), _("The proposal is withdrawn."))


@permitted("lawdesk.review")
@require_POST
def revoke(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Take back what had counted."""
    return _decide(request, pk, ReasonForm, "revoke_form", lambda found, said: acts.revoke_supplement(
        actor=request.user, at=clock.now(), supplement=found, reason=said
    ), _("The value does not count any more; the place is a gap again."))


def _posted(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _spot(request: HttpRequest) -> tuple[queries.Spot, acts.Place]:
    given = PlaceForm(request.GET).place()
    if given is None:
        raise Http404
    return queries.spot_at(**given), acts.Place(**given)


def _around(request: StaffRequest, spot: queries.Spot) -> dict[str, Any]:
    there = queries.at_spot(request.user, spot)
    return {"spot": spot, "there": [queries.shown(one) for one in there], "is_rows": spot.wanted.type == ValueType.ROWS and not spot.row}


def _page(upload: "UploadedFile[Any] | None") -> acts.Page | None:
    if upload is None:
        return None
    size, name = upload.size or 0, upload.name or ""
    if size > settings.UPLOAD_MAX_BYTES:  # before it is read into memory
        raise errors.PageTooLarge(size=round(size / 2**20, 1), limit=settings.UPLOAD_MAX_BYTES // 2**20)
    return acts.Page(name=name, content=upload.read())


def _find(request: StaffRequest, pk: UUID) -> Supplement:
    rows = Supplement.objects.visible_to(request.user).select_related("proposed_by", "reviewed_by", "ended_by", "page").defer("page__content")
    return get_object_or_404(rows, pk=pk)


def _detail(request: StaffRequest, found: Supplement, **forms: Any) -> HttpResponse:
    user, own = request.user, found.proposed_by_id == request.user.pk
    reviews = may(user, "lawdesk.review")
    return render_page(request, "lawdesk/supplement.html", {
        "accept_form": RemarkForm(auto_id="accept_%s"), "refuse_form": ReasonForm(auto_id="refuse_%s"),
        "withdraw_form": RemarkForm(auto_id="withdraw_%s"), "revoke_form": ReasonForm(auto_id="revoke_%s"),
        "shown": queries.shown(found), "supplement": found, "entries": entries_about(found),
        "rows": rules.rows_to_show(found.value) if found.value_type == ValueType.ROWS else None,
        "may_review": reviews and not own and found.is_waiting, "is_own": own,
        "may_withdraw": own and found.is_waiting and may(user, "lawdesk.propose"),
        "may_revoke": reviews and found.state == SupplementState.ACCEPTED,
    } | forms)


def _decide(
    request: StaffRequest, pk: UUID, kind: type[RemarkForm | ReasonForm], name: str,
    act: Callable[[Supplement, str], object], done: str,
) -> HttpResponse:
    """Carry out an act on a supplement with what was said about it, or show the form again with what is wrong."""
    found, form = _find(request, pk), kind(request.POST)
    if form.is_valid():
        with refusals_into(form):
            act(found, form.cleaned_data["note"])
            messages.success(request, done)
            return redirect(found)
    return _detail(request, _find(request, pk), **{name: form})
