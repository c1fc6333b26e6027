# SPDX-License-Identifier: Apache-2.0
"""Refusals of the public pages."""

from django.utils.translation import gettext_noop as _

from chuan.lib.errors import ChuanError


class TooManyChecks(ChuanError):
    """Somebody tries codes (429)."""

    code = "portal.too-many-checks"
    message = _("Too many checks came from your address within a minute.")
    next_step = _("Wait a minute, then try again.")
    status = 429
