# SPDX-License-Identifier: Apache-2.0
"""Addresses of the calculator, in Vietnamese: it is public."""

from django.urls import path

from chuan.judge import views

app_name = "judge"
urlpatterns = [
    path("", views.index, name="index"),
    path("lo-hang/", views.lot, name="lot"),
    path("lo-hang/pdf/", views.lot_paper, name="lot_paper"),
    path("schema/<slug:what>.json", views.schema, name="schema"),
    path("<slug:slug>/", views.instrument, name="instrument"),
    path("<slug:slug>/pdf/", views.instrument_paper, name="instrument_paper"),
]
