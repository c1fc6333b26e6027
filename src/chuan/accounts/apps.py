# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "chuan.accounts"
