# SPDX-License-Identifier: Apache-2.0
"""The room in Django."""

from django.apps import AppConfig


class JudgeConfig(AppConfig):
    """Judge."""

    name = "chuan.judge"
    label = "judge"

    def ready(self) -> None:
        """Say what in the law the judge rests on."""
        from django.utils.translation import gettext_lazy as _

        from chuan.law import relies

        relies.register("prepackages", _("Judging a lot of prepackages"))
