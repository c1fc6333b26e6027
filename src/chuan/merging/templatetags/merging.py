# SPDX-License-Identifier: Apache-2.0
"""Template filters of merging."""

from typing import Any

from django import template

from chuan.merging.kinds import MergeKind

register = template.Library()


@register.filter
def row_note(row: Any, kind: MergeKind) -> str:
    """What stands under a row's heading so that two of one name can be told apart."""
    return kind.note(row)


@register.filter
def row_page(row: Any, kind: MergeKind) -> str:
    """The address of a row's page."""
    return kind.page(row.pk)
