# SPDX-License-Identifier: Apache-2.0
"""Pages for people: the reference of the API, and the administrator's keys."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuan.accounts.permissions import may, permitted
from chuan.api import description as described
from chuan.api import queries
from chuan.api.actions.keys import issue_key, revoke_key
from chuan.api.border import LANGUAGES, language_of
from chuan.api.forms import KeyForm
from chuan.api.models import ApiKey
from chuan.api.schemas import MOST_ITEMS
from chuan.lib import clock
from chuan.ui.lists import page_of
from chuan.ui.pages import StaffRequest, refusals_into, render_page


@permitted("api.describe")
@require_GET
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation and every shape, from the OpenAPI document, in the language of the page."""
    language = get_language() or settings.LANGUAGE_CODE
    return render_page(request, "api/reference.html", {
        "operations": described.entries(language), "shapes": described.shapes(language), "most_items": MOST_ITEMS,
    })


@permitted("api.describe")
@require_GET
def description(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, in the language of `lang`, else of Accept-Language."""
    asked = request.GET.get("lang", "")
    language = asked if asked in LANGUAGES else language_of(request)
    return JsonResponse(
        described.document(language), json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Language": language, "Vary": "Accept-Language"},
    )


@permitted("api.read_keys")
@require_GET
def keys(request: StaffRequest) -> HttpResponse:
    """Every key and its last use."""
    page = page_of(request, queries.keys_shown(request.user))
    today = clock.today()
    context = {"page": page, "rows": [(one, one.state_on(today)) for one in page.rows],
               "may_manage": may(request.user, "api.manage_keys")}
    return render_page(request, "api/keys.html", context)


@permitted("api.manage_keys")
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_variables("text")
def new_key(request: StaffRequest) -> HttpResponse:
    """Issue a key and show it once."""
    form = KeyForm(request.POST or None)
    if form.is_valid():
        with refusals_into(form):
            key, text = issue_key(actor=request.user, at=clock.now(), **form.cleaned_data)
            return render_page(request, "api/issued.html", {"key": key, "text": text})
    return render_page(request, "api/new_key.html", {"form": form})


@permitted("api.manage_keys")
@require_POST
def revoke(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Take a key back."""
    revoke_key(actor=request.user, at=clock.now(), key=get_object_or_404(ApiKey, pk=pk))
    messages.success(request, _("The key is revoked."))
    return redirect("api:keys")
