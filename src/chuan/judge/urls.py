# SPDX-License-Identifier: Apache-2.0
"""Addresses of the calculator, in Vietnamese: it is public."""

from django.urls import path

from chuan.judge import views

app_name = "judge"
urlpatterns = [
    path("", views.index, name="index"),
    path("lo-hang/", views.lot, name="lot"),
    path("lo-hang/pdf/", views.lot_paper, name="lot_paper"),
    path("can/", views.scale, name="scale"),
    path("can/pdf/", views.scale_paper, name="scale_paper"),
    path("schema/<slug:what>.json", views.schema, name="schema"),
]
