# SPDX-License-Identifier: Apache-2.0
"""Pages of the people at a party: contacts, what a party does, and a person's rights over their data."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuan.accounts.permissions import permitted
from chuan.lib import clock
from chuan.parties import actions, exports, personal, queries
from chuan.parties.forms import ActivityForm, ContactForm, DayForm, ReasonForm
from chuan.parties.models import Activity, Contact, Party
from chuan.parties.views.parties import party_page
from chuan.ui.lists import keyset_page
from chuan.ui.pages import StaffRequest, refusals_into, render_page


@permitted("parties.edit")
@require_http_methods(["GET", "POST"])
def edit_contact(request: StaffRequest, pk: UUID, contact: UUID | None = None) -> HttpResponse:
    """Keep a person on file, or correct what is kept."""
    owner = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    standing = get_object_or_404(queries.contacts_of(request.user, owner), pk=contact) if contact else None
    if standing is not None and request.method == "GET":
        actions.reveal_contact(actor=request.user, contact=standing)  # the form shows the number in full
    form = ContactForm(request.POST or None, instance=Contact() if standing is None else Contact.objects.get(pk=standing.pk),
                       premises=queries.premises_shown(request.user).filter(party=owner))
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            if standing is None:
                actions.add_contact(actor=request.user, party=owner, **form.cleaned_data)
            else:
                actions.edit_contact(actor=request.user, contact=standing, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("parties:party", owner.pk)
    return render_page(request, "parties/contact_form.html", {"form": form, "party": owner, "contact": standing})


@permitted("parties.see_personal")
@require_POST
def show_contact(request: StaffRequest, pk: UUID) -> HttpResponse:
    """A contact's number and address in full; the record keeps who looked."""
    found = get_object_or_404(Contact.objects.visible_to(request.user).select_related("party"), pk=pk)
    actions.reveal_contact(actor=request.user, contact=found)
    return render_page(request, "parties/contact.html", {"contact": found, "party": found.party}, fragment="shown", status=200)


@permitted("parties.see_personal")
@require_POST
def show_party(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The page of a party with the person's numbers in full; the record keeps who looked."""
    found = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    actions.reveal_party(actor=request.user, party=found)
    return party_page(request, found, revealed=True)


@permitted("parties.edit")
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The person no longer consents."""
    found = get_object_or_404(Contact.objects.visible_to(request.user).select_related("party"), pk=pk)
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    form.fields["on"].label = _("Consent withdrawn on")
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.withdraw_consent(actor=request.user, contact=found, on=form.cleaned_data["on"])
            messages.success(request, _("Nobody is shown any more how to reach this person."))
            return redirect("parties:party", found.party_id)
    return render_page(request, "parties/day_form.html", {
        "form": form, "party": found.party, "heading": _("Withdraw the consent"), "about": found.name,
    })


@permitted("parties.edit")
@require_http_methods(["GET", "POST"])
def add_activity(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Enter what the party does."""
    owner = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    form = ActivityForm(request.POST or None, premises=queries.premises_shown(request.user).filter(party=owner))
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.add_activity(actor=request.user, party=owner, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("parties:party", owner.pk)
    return render_page(request, "parties/activity_form.html", {"form": form, "party": owner})


@permitted("parties.edit")
@require_http_methods(["GET", "POST"])
def end_activity(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Enter the last day of an activity."""
    visible = Activity.objects.filter(party__in=Party.objects.visible_to(request.user).values("pk"))
    found = get_object_or_404(visible.select_related("party"), pk=pk)
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.end_activity(actor=request.user, activity=found, on=form.cleaned_data["on"])
            messages.success(request, _("Saved."))
            return redirect("parties:party", found.party_id)
    return render_page(request, "parties/day_form.html", {
        "form": form, "party": found.party, "heading": _("End the activity"), "about": str(found),
    })


@permitted("parties.answer_person")
@require_GET
def person(request: StaffRequest, pk: UUID) -> HttpResponse:
    """What is held about a person, who looked at it, and what an erasure would leave."""
    found = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    return render_page(request, "parties/person.html", {
        "party": found, "holdings": personal.elsewhere(found) if found.is_personal else [],
        "contacts": queries.contacts_of(request.user, found), "page": keyset_page(request, queries.accesses_to(found), order=queries.LATEST_ENTRY),
        "form": ReasonForm(),
    })


@permitted("parties.answer_person")
@require_POST
def copy_party(request: StaffRequest, pk: UUID, fmt: str) -> HttpResponse:
    """A copy of all data held about a person, for that person."""
    found = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    return _copy(request, found, fmt)


@permitted("parties.answer_person")
@require_POST
def copy_contact(request: StaffRequest, pk: UUID, fmt: str) -> HttpResponse:
    """A copy of what is kept of a contact, for that person."""
    found = get_object_or_404(Contact.objects.visible_to(request.user).select_related("party"), pk=pk)
    return _copy(request, found, fmt)


@permitted("parties.answer_person")
@require_POST
def erase_party(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Erase a person's data as far as no law keeps it, and say what was kept."""
    found = get_object_or_404(Party.objects.visible_to(request.user), pk=pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            kept = actions.erase_party(actor=request.user, at=clock.now(), party=found, reason=form.cleaned_data["reason"])
            return render_page(request, "parties/erased.html", {"party": found, "kept": kept}, status=200)
    return render_page(request, "parties/person.html", {
        "party": found, "holdings": personal.elsewhere(found), "contacts": queries.contacts_of(request.user, found),
        "page": keyset_page(request, queries.accesses_to(found), order=queries.LATEST_ENTRY), "form": form,
    })


@permitted("parties.answer_person")
@require_http_methods(["GET", "POST"])
def erase_contact(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Erase a contact's name and numbers."""
    found = get_object_or_404(Contact.objects.visible_to(request.user).select_related("party"), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.erase_contact(actor=request.user, at=clock.now(), contact=found, reason=form.cleaned_data["reason"])
            messages.success(request, _("Erased. That somebody was on file, on what basis and until when, stays."))
            return redirect("parties:party", found.party_id)
    return render_page(request, "parties/erase_contact.html", {"form": form, "contact": found, "party": found.party})


def _copy(request: StaffRequest, subject: Party | Contact, fmt: str) -> HttpResponse:
    if fmt not in exports.FORMATS or (isinstance(subject, Party) and not subject.is_personal):
        raise Http404
    actions.hand_out_personal_data(actor=request.user, subject=subject, how=fmt)
    return exports.copy_of(subject, fmt=fmt, on=clock.today())
