# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room, below /audit/."""

from django.urls import path

from chuan.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("<str:kind>/<str:pk>/", views.subject, name="subject"),
]
