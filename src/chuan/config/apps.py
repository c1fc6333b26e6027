# SPDX-License-Identifier: Apache-2.0
"""App configuration: it makes the commands of this folder known to Django."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Config."""

    name = "chuan.config"
