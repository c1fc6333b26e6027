# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.planning import views

app_name = "planning"
urlpatterns = [
    path("plans/", views.plans, name="plans"),
    path("plans/<uuid:pk>/", views.plan, name="plan"),
    path("plans/<uuid:pk>/workbook/", views.plan_file, name="plan_file"),
    path("tasks/<uuid:pk>/records/", views.records, name="records"),
    path("tasks/<uuid:pk>/target/", views.target, name="target"),
]
