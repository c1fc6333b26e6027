# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.parties import views

app_name = "parties"
urlpatterns = [
    path("", views.parties, name="parties"),
    path("new/", views.edit_party, name="new_party"),
    path("undecided/", views.undecided, name="undecided"),
    path("premises/<uuid:pk>/", views.premises, name="premises"),
    path("premises/<uuid:pk>/edit/", views.edit_premises, name="edit_premises"),
    path("premises/<uuid:pk>/commune/", views.decide, name="decide"),
    path("<uuid:pk>/", views.party, name="party"),
    path("<uuid:pk>/edit/", views.edit_party, name="edit_party"),
    path("<uuid:pk>/premises/new/", views.new_premises, name="new_premises"),
]
