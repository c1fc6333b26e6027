# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room: short and Vietnamese, since they are printed and typed."""

from django.urls import path

from chuan.portal import views
from chuan.verification.papers import CHECK_PATH

app_name = "portal"
urlpatterns = [
    path(CHECK_PATH, views.check_form, name="check_form"),
    path(f"{CHECK_PATH}<str:number>/<str:code>/", views.check, name="check"),
]
