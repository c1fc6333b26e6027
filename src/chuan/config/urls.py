# SPDX-License-Identifier: Apache-2.0
"""All addresses: English slugs for the staff, Vietnamese ones for the public."""

from django.urls import include, path

from chuan.accounts.views.home import home, search, set_language

urlpatterns = [
    path("", home, name="home"),
    path("search/", search, name="search"),
    path("language/", set_language, name="set_language"),
    path("", include("chuan.portal.urls")),
    path("accounts/", include("allauth.urls")),
    path("people/", include("chuan.accounts.urls")),
    path("audit/", include("chuan.audit.urls")),
    path("luat/", include("chuan.law.urls")),
    path("tinh-toan/", include("chuan.judge.urls")),
    path("law-desk/", include("chuan.lawdesk.urls")),
    path("places/", include("chuan.places.urls")),
    path("lists/", include("chuan.lists.urls")),
    path("parties/", include("chuan.parties.urls")),
    path("merging/", include("chuan.merging.urls")),
    path("products/", include("chuan.products.urls")),
    path("imports/", include("chuan.imports.urls")),
    path("registry/", include("chuan.registry.urls")),
    path("verification/", include("chuan.verification.urls")),
    path("campaigns/", include("chuan.campaigns.urls")),
    path("api/", include("chuan.api.urls")),
    path("planning/", include("chuan.planning.urls")),
]

handler404 = "chuan.ui.errors.not_found"
handler403 = "chuan.ui.errors.forbidden"
handler500 = "chuan.ui.errors.server_error"
