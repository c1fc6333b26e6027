# SPDX-License-Identifier: Apache-2.0
"""The room in Django."""

from django.apps import AppConfig


class JudgeConfig(AppConfig):
    """Judge."""

    name = "chuan.judge"
    label = "judge"
