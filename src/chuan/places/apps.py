# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Places."""

    name = "chuan.places"
