# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.registry.views import entry, instruments, maps, markets, weighing

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
    path("markets/", markets.markets, name="markets"),
    path("markets/<uuid:place>/points/new/", markets.new_reference_point, name="new_reference_point"),
    path("markets/points/", markets.reference_points, name="reference_points"),
    path("markets/points/<uuid:pk>/", markets.reference_point, name="reference_point"),
    path("markets/points/<uuid:pk>/edit/", markets.edit_reference_point, name="edit_reference_point"),
    path("markets/points/<uuid:pk>/close/", markets.close_reference_point, name="close_reference_point"),
    path("markets/points/<uuid:pk>/weigh/", weighing.weigh_again, name="weigh_again"),
    path("markets/points/<uuid:pk>/scales/", markets.place_scale, name="place_scale"),
    path("markets/points/scales/<uuid:pk>/away/", markets.take_scale_away, name="take_scale_away"),
]
