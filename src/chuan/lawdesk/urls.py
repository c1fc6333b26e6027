# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.lawdesk.views import supplements, whatif

app_name = "lawdesk"
urlpatterns = [
    path("", supplements.supplements, name="supplements"),
    path("propose/", supplements.propose, name="propose"),
    path("confirm/", supplements.confirm, name="confirm"),
    path("<uuid:pk>/", supplements.supplement, name="supplement"),
    path("<uuid:pk>/page/", supplements.page_file, name="page"),
    path("<uuid:pk>/accept/", supplements.accept, name="accept"),
    path("<uuid:pk>/refuse/", supplements.refuse, name="refuse"),
    path("<uuid:pk>/withdraw/", supplements.withdraw, name="withdraw"),
    path("<uuid:pk>/revoke/", supplements.revoke, name="revoke"),
    path("what-if/", whatif.what_if, name="what_if"),
    path("what-if/list/", whatif.what_if_list, name="what_if_list"),
]
