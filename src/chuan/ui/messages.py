# SPDX-License-Identifier: Apache-2.0
"""Errors in the reader's language: one sentence, and what to do next."""

from typing import Any

from django.utils.translation import gettext

from chuan.lib.errors import ChuanError


def explain(error: ChuanError) -> str:
    """The message with its data and the next step, translated."""
    return " ".join(part for part in (say(error.message, error.data), say(error.next_step, error.data)) if part)


def say(template: str, data: dict[str, Any]) -> str:
    """Translate a literal template, then put the data in; an empty template stays empty."""
    return gettext(template).format(**data) if template else ""
