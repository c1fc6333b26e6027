# SPDX-License-Identifier: Apache-2.0
"""What the search box of the program finds in the law."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chuan.law import changes, finding, words
from chuan.law.engine.nodes import Parameter, Text
from chuan.law.standing import corpus
from chuan.lib import clock
from chuan.ui.searches import Hit

#: Words shorter than this find half the law: they are left to the browser of the law.
_SHORTEST = 2


def find(_user: Any, text: str, limit: int) -> Iterator[Hit]:
    """Parameters with their value of today, and legal texts; the best first. Open to everybody."""
    if sum(map(len, finding.words_of(text))) < _SHORTEST:
        return
    today = clock.today()
    for found in finding.find(corpus(), text)[:limit]:
        item = found.item
        title = item.title_en if words.is_english() else item.title
        if isinstance(item, Text):
            yield Hit(title=item.number, note=title, url=reverse("law:text", args=[item.id]), icon="file-text", kind=_("Legal text"))
        else:
            yield Hit(
                title=title, note=_note(item, today), icon="scale", kind=_("Rule of law"),
                url=reverse("law:parameter", args=[item.path]),
            )


def _note(parameter: Parameter, today: date) -> str:
    version = parameter.version_on(today)
    return _("? not known") if version and version.is_unknown else changes.held(version, parameter.unit)
