# SPDX-License-Identifier: Apache-2.0
"""Who may verify, and until when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chuan.accounts.permissions import may, permitted, require
from chuan.lib import clock
from chuan.ui.pages import StaffRequest, refusals_into, render_page
from chuan.verification import queries
from chuan.verification.actions.cards import enter_card
from chuan.verification.forms import CardForm


@permitted("verification.read")
@require_http_methods(["GET", "POST"])
def verifiers(request: StaffRequest) -> HttpResponse:
    """The verifiers with their cards; entering or renewing one."""
    people = queries.verifiers_on(clock.today())
    form = CardForm(request.POST or None, verifiers=people)
    if request.method == "POST":
        require(request.user, "verification.manage_cards")
    if form.is_valid():
        with refusals_into(form):
            enter_card(actor=request.user, **form.cleaned_data)
            messages.success(request, _("The card is on record."))
            return redirect("verification:verifiers")
    return render_page(request, "verification/verifiers.html", {
        "people": people.select_related("verifier_card"), "form": form,
        "may_manage": may(request.user, "verification.manage_cards"),
    })
