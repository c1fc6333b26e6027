# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.merging import views

app_name = "merging"
urlpatterns = [
    path("", views.pairs, name="pairs"),
    path("look/", views.look_for_pairs, name="look"),
    path("done/", views.merges, name="merges"),
    path("done/<uuid:pk>/", views.merge, name="merge"),
    path("done/<uuid:pk>/undo/", views.undo, name="undo"),
    path("pair/<uuid:pk>/reopen/", views.reopen, name="reopen"),
    path("<str:label>/<uuid:pk>/", views.choose, name="choose"),
    path("<str:label>/<uuid:first>/<uuid:second>/", views.compare, name="compare"),
    path("<str:label>/<uuid:first>/<uuid:second>/not-the-same/", views.not_same, name="not_same"),
]
