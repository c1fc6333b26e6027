# SPDX-License-Identifier: Apache-2.0
"""The room in Django."""

from django.apps import AppConfig


class MergingConfig(AppConfig):
    """Merging."""

    name = "chuan.merging"
    label = "merging"
