# SPDX-License-Identifier: Apache-2.0
"""The administrator's pages: who has an account, and what their roles let them do."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuan.accounts import actions, queries
from chuan.accounts.forms import MembershipForm, NewUserForm, PeopleFilter, PersonForm
from chuan.accounts.models import Membership, User
from chuan.accounts.permissions import may, permitted
from chuan.audit.queries import entries_about
from chuan.lib import clock
from chuan.ui.lists import page_of
from chuan.ui.pages import StaffRequest, refusals_into, render_page

_SHOWN_ENTRIES = 30


@permitted("accounts.read")
@require_GET
def users(request: StaffRequest) -> HttpResponse:
    """Everybody with an account."""
    form = PeopleFilter(request.GET)
    found = queries.people(on=clock.today(), **form.choices())
    context = {"page": page_of(request, found), "filter": form, "may_manage": may(request.user, "accounts.manage")}
    return render_page(request, "accounts/users.html", context, status=200)


@permitted("accounts.read")
@require_GET
def user(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One person: roles held and ended, and what was done to the account."""
    return _show_user(request, get_object_or_404(User, pk=pk))


@permitted("accounts.manage")
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_variables("password")
def new_user(request: StaffRequest) -> HttpResponse:
    """Give an account with its first role; the one-time password is shown once."""
    form = NewUserForm(request.POST or None)
    if form.is_valid():
        with refusals_into(form):
            person, password = actions.open_account(actor=request.user, on=clock.today(), **form.cleaned_data)
            return render_page(request, "accounts/password.html", {"person": person, "password": password, "is_new": True})
    return render_page(request, "accounts/new_user.html", {"form": form})


@permitted("accounts.manage")
@require_http_methods(["GET", "POST"])
def edit_user(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Correct name, position, email."""
    person = get_object_or_404(User, pk=pk)
    known = {"full_name": person.full_name, "position": person.position, "email": person.email}
    form = PersonForm(request.POST or None, initial=known)
    if form.is_valid():
        with refusals_into(form):
            actions.change_user(actor=request.user, user=person, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("accounts:user", pk=pk)
    return render_page(request, "accounts/edit_user.html", {"form": form, "person": person})


@permitted("accounts.manage")
@require_POST
def grant(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Give a role in a unit from today on."""
    person = get_object_or_404(User, pk=pk)
    form = MembershipForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            actions.grant_membership(actor=request.user, user=person, on=clock.today(), **form.cleaned_data)
            messages.success(request, _("The role is given."))
            return redirect("accounts:user", pk=pk)
    return _show_user(request, person, form)


@permitted("accounts.manage")
@require_POST
def end(request: StaffRequest, pk: UUID, membership_pk: UUID) -> HttpResponse:
    """End a role as of today."""
    membership = get_object_or_404(Membership, pk=membership_pk, user_id=pk)
    actions.end_membership(actor=request.user, membership=membership, on=clock.today())
    messages.success(request, _("The role has ended."))
    return redirect("accounts:user", pk=pk)


@permitted("accounts.manage")
@require_POST
def deactivate(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Close the account, or open it again with `active=1`."""
    person = get_object_or_404(User, pk=pk)
    if request.POST.get("active") == "1":
        actions.activate_user(actor=request.user, user=person)
        messages.success(request, _("The account is active again."))
    else:
        actions.deactivate_user(actor=request.user, user=person, on=clock.today())
        messages.success(request, _("The account is deactivated."))
    return redirect("accounts:user", pk=pk)


@permitted("accounts.manage")
@require_POST
@never_cache
@sensitive_variables("password")
def reset_password(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Make a one-time password and show it once."""
    person = get_object_or_404(User, pk=pk)
    password = actions.reset_password(actor=request.user, user=person)
    return render_page(request, "accounts/password.html", {"person": person, "password": password})


@permitted("accounts.manage")
@require_POST
def remove_second_factor(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Let somebody in who lost the telephone and the recovery codes."""
    actions.remove_second_factor(actor=request.user, user=get_object_or_404(User, pk=pk))
    messages.success(request, _("The second factor is removed."))
    return redirect("accounts:user", pk=pk)


def _show_user(request: StaffRequest, person: User, form: MembershipForm | None = None) -> HttpResponse:
    context = {
        "person": person,
        "memberships": queries.memberships_of(person),
        "entries": reversed(entries_about(person).order_by("-sequence")[:_SHOWN_ENTRIES]),
        "form": form or MembershipForm(),
        "may_manage": may(request.user, "accounts.manage"),
        "has_second_factor": Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists(),
    }
    return render_page(request, "accounts/user.html", context)
