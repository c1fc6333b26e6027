# SPDX-License-Identifier: Apache-2.0
"""One's own account."""

from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from chuan.accounts.permissions import permitted
from chuan.audit.queries import entries_about
from chuan.ui.pages import StaffRequest, render_page

_SIGN_INS = ("accounts.user.signed_in", "accounts.user.sign_in_failed")


@permitted("accounts.profile")
@require_GET
def profile(request: StaffRequest) -> HttpResponse:
    """Who I am here, how my account is guarded, and when it was used."""
    context = {
        "has_second_factor": Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists(),
        "session_ends_at": request.session.get_expiry_date(),
        "sign_ins": entries_about(request.user).filter(verb__in=_SIGN_INS).order_by("-sequence")[:6],
    }
    return render_page(request, "accounts/profile.html", context)
