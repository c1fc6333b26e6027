# SPDX-License-Identifier: Apache-2.0
"""How a demonstration is told from a province at work: its units carry codes that begin with `demo-`."""

from chuan.accounts.models import Unit

PREFIX = "demo-"


def is_demonstration() -> bool:
    """True if this database holds the demonstration province; the ribbon on every page asks this."""
    return Unit.objects.filter(code__startswith=PREFIX).exists()
