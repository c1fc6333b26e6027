# SPDX-License-Identifier: Apache-2.0
"""The room in Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Imports."""

    name = "chuan.imports"
    label = "imports"
