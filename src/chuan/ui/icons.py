# SPDX-License-Identifier: Apache-2.0
"""Tabler's outline icons, put into the page as SVG so that they take the colour of the text."""

import logging
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

logger = logging.getLogger("chuan.ui")
_NAME = re.compile(r"[a-z0-9-]+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_EMPTY = '<svg class="icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"></svg>'


class UnknownIcon(LookupError):
    """Tabler has no outline icon of that name."""


def folder() -> Path:
    """Where npm put the icons."""
    return Path(settings.NODE_MODULES) / "@tabler" / "icons" / "icons" / "outline"


@cache
def svg(name: str) -> SafeString:
    """The icon as inline SVG, hidden from screen readers; raises `UnknownIcon`."""
    path = folder() / f"{name}.svg"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise UnknownIcon(name)
    text = " ".join(_COMMENT.sub("", path.read_text(encoding="utf-8")).split())
    text = re.sub(r'class="[^"]*"', 'class="icon" aria-hidden="true" focusable="false"', text, count=1)
    return mark_safe(text.replace('xmlns="http://www.w3.org/2000/svg" ', "").replace("> <", "><"))  # noqa: S308


#: The tests set this, so that a misspelt name is a failure there and an empty square for the user.
strict = False


def svg_or_square(name: str) -> SafeString:
    """The icon, or a square of the same size when there is none."""
    try:
        return svg(name)
    except UnknownIcon:
        if strict:
            raise
        logger.warning("no icon named %r in %s", name, folder())
        return mark_safe(_EMPTY)  # noqa: S308
