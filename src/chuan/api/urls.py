# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room, below /api/: pages for people, and v1/ for programs."""

from django.urls import URLPattern, path, re_path

from chuan.api import operations, views
from chuan.api.border import guarded, nothing_here
from chuan.api.program import api

__all__ = ["operations"]

#: the library's own pages are left out: they fetch scripts from elsewhere
_FOR_PROGRAMS = [guarded(one) for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]

app_name = "api"
urlpatterns = [
    path("", views.reference, name="reference"),
    path("keys/", views.keys, name="keys"),
    path("keys/new/", views.new_key, name="new_key"),
    path("keys/<uuid:pk>/revoke/", views.revoke, name="revoke"),
    path("v1/openapi.json", views.description, name="description"),
    path("v1/", (_FOR_PROGRAMS, "api-v1", "api-v1")),
    re_path(r"^v1/?(?P<rest>.*)$", nothing_here),
]
