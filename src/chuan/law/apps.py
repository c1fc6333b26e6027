# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Law."""

    name = "chuan.law"
