# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import URLPattern

app_name = "verification"
urlpatterns: list[URLPattern] = []
