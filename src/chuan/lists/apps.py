# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """Lists."""

    name = "chuan.lists"
