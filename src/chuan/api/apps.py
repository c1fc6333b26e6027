# SPDX-License-Identifier: Apache-2.0
"""The room in Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Api."""

    name = "chuan.api"
    label = "api"
