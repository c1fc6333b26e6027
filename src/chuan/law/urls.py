# SPDX-License-Identifier: Apache-2.0
"""Addresses of the law browser, in Vietnamese: it is public."""

from django.urls import path

from chuan.law import views

app_name = "law"
urlpatterns = [
    path("", views.index, name="index"),
    path("van-ban/<slug:text_id>/", views.text, name="text"),
    path("tham-so/<path:path>/", views.parameter, name="parameter"),
]
