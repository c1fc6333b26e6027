# SPDX-License-Identifier: Apache-2.0
"""What became of a pair."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class PairStatus(TextChoices):
    """What became of a pair."""

    OPEN = "open", pgettext_lazy("pair", "To decide")
    NOT_SAME = "not_same", pgettext_lazy("pair", "Not the same")
    MERGED = "merged", pgettext_lazy("pair", "Merged")


class Side(TextChoices):
    """Which of two rows a value is taken from."""

    FIRST = "first", pgettext_lazy("pair", "the first")
    SECOND = "second", pgettext_lazy("pair", "the second")
