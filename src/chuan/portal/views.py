# SPDX-License-Identifier: Apache-2.0
"""The public check of a certificate. Works without JavaScript, without signing in, on any phone."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from chuan.accounts import throttle
from chuan.accounts.permissions import permitted
from chuan.lib import clock
from chuan.portal import queries
from chuan.portal.errors import TooManyChecks
from chuan.portal.forms import CheckForm
from chuan.ui.pages import render_page

#: Checks per address and minute: plenty for a person, far too few for guessing 40 bits.
CHECKS_PER_MINUTE = 30


@permitted("portal.check")
@require_GET
def check_form(request: HttpRequest) -> HttpResponse:
    """The form; a filled one leads to the address that the QR code holds."""
    form = CheckForm(request.GET if request.GET else None)
    if form.is_valid():
        number, code = (re.sub(r"[/\s]", "", form.cleaned_data[name]) for name in ("number", "code"))
        if number and code:
            return redirect("portal:check", number=number, code=code)
    return render_page(request, "portal/check_form.html", {"form": form})


@permitted("portal.check")
@require_GET
def check(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The verdict."""
    throttle.count(request, "portal.check", per_minute=CHECKS_PER_MINUTE, refusal=TooManyChecks)
    answer = queries.answer(number=number, code=code, on=clock.today())
    response = render_page(request, "portal/check.html", {"answer": answer})
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
