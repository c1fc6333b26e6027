# SPDX-License-Identifier: Apache-2.0
"""The room in Django."""

from django.apps import AppConfig


class LawdeskConfig(AppConfig):
    """Law desk."""

    name = "chuan.lawdesk"
    label = "lawdesk"
