# SPDX-License-Identifier: Apache-2.0
"""The first page (what waits for me), the search box, and the language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from chuan.accounts import actions
from chuan.accounts.permissions import permitted
from chuan.lib import clock
from chuan.ui import searches, worklists
from chuan.ui.pages import StaffRequest, render_page

_A_YEAR_S = 365 * 24 * 60 * 60
_LONGEST_SEARCH = 100


@permitted("ui.home")
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """The worklist of the user's roles: late work first."""
    hour = clock.now().astimezone(clock.VIETNAM).hour
    part_of_day = "morning" if hour < 11 else "noon" if hour < 13 else "afternoon" if hour < 18 else "evening"
    context = {"items": worklists.items_for(request.user), "part_of_day": part_of_day}
    return render_page(request, "accounts/home.html", context)


@permitted("ui.search")
@require_GET
def search(request: StaffRequest) -> HttpResponse:
    """What all rooms find for a text, by kind; the fragment is the box under the search field."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:_LONGEST_SEARCH]
    limit = 6 if getattr(request, "htmx", None) else 30
    hits = searches.find(request.user, text, limit) if text else []
    context = {"search_text": text, "groups_of_hits": searches.grouped(hits, limit), "count": len(hits)}
    return render_page(request, "accounts/search.html", context, fragment="hits")


@permitted("ui.set_language")
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie, and in the account of somebody signed in; go back to the page."""
    language = request.POST.get("language", "")
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=_A_YEAR_S, samesite="Lax", httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
        if request.user.is_authenticated:
            actions.choose_language(actor=request.user, language=language)
    return response
