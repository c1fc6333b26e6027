# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.registry.views import entry, instruments, maps

app_name = "registry"
urlpatterns = [
    path("", instruments.instruments, name="instruments"),
    path("instruments/<uuid:pk>/", instruments.instrument, name="instrument"),
    path("instruments/<uuid:pk>/edit/", entry.edit_instrument, name="edit_instrument"),
    path("instruments/<uuid:pk>/status/", entry.change_status, name="change_status"),
    path("instruments/<uuid:pk>/move/", entry.choose_new_place, name="choose_new_place"),
    path("instruments/<uuid:pk>/move/<uuid:place>/", entry.move_instrument, name="move_instrument"),
    path("instruments/new/", entry.choose_place, name="choose_place"),
    path("instruments/new/<uuid:place>/", entry.new_instrument, name="new_instrument"),
    path("map/", maps.registry_map, name="map"),
    path("map/dots/", maps.map_dots, name="map_dots"),
    path("due/", instruments.due, name="due"),
]
