# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.places import views

app_name = "places"
urlpatterns = [
    path("", views.units, name="units"),
    path("boundaries/", views.boundaries, name="boundaries"),
    path("point-map/", views.point_map, name="point_map"),
    path("<uuid:pk>/", views.unit, name="unit"),
]
