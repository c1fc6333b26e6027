# SPDX-License-Identifier: Apache-2.0
"""Every icon named anywhere in our templates and Python exists."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from chuan.config.navigation import SIDEBAR
from chuan.ui import icons, statuses

_IN_TEMPLATES = re.compile(r"""{%\s*icon\s+["']([^"']+)["']\s*%}|\bicon=["']([^"'{]+)["']""")


def named_in_templates() -> set[str]:
    texts = [path.read_text() for path in Path(settings.PACKAGE).rglob("templates/**/*.html")]
    return {name for text in texts for pair in _IN_TEMPLATES.findall(text) for name in pair if name}


@pytest.mark.parametrize("name", sorted(named_in_templates()))
def test_an_icon_named_in_a_template_exists(name: str) -> None:
    icons.svg(name)


def test_the_icons_of_statuses_and_of_the_sidebar_exist() -> None:
    for look in statuses.LOOKS.values():
        icons.svg(look.icon)
    for _, entries in SIDEBAR:
        for entry in entries:
            icons.svg(entry.icon)
