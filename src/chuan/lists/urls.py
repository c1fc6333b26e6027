# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.lists import views

app_name = "lists"
urlpatterns = [
    path("exports/", views.export_list, name="exports"),
    path("exports/<uuid:pk>/", views.export, name="export"),
    path("exports/<uuid:pk>/file/", views.export_file, name="export_file"),
    path("views/<uuid:pk>/remove/", views.remove_view, name="remove_view"),
    path("views/<uuid:pk>/default/", views.choose_default, name="choose_default"),
    path("<str:code>/save/", views.save_view, name="save_view"),
    path("<str:code>/export/", views.request_export, name="request_export"),
]
