# SPDX-License-Identifier: Apache-2.0
"""What if: a draft beside the law in force. Nothing is written."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from chuan.accounts.permissions import permitted
from chuan.ui.pages import StaffRequest, render_page


@permitted("lawdesk.try_draft")
@require_GET
def what_if(request: StaffRequest) -> HttpResponse:
    """Try."""
    return render_page(request, "lawdesk/what_if.html", {})


@permitted("lawdesk.try_draft")
@require_POST
def what_if_list(request: StaffRequest) -> HttpResponse:
    """List."""
    return render_page(request, "lawdesk/what_if.html", {})
