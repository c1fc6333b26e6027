# SPDX-License-Identifier: Apache-2.0
"""States and kinds of the room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SupplementKind(TextChoices):
    """What a supplement does to the law files: it never changes a value that is known."""

    FILLS = "fills", _("Fills a gap")
    CONFIRMS = "confirms", _("Confirms a value")


class SupplementState(TextChoices):
    """The life of a supplement; nothing leaves the last four."""

    PROPOSED = "proposed", _("Waiting for review")
    ACCEPTED = "accepted", _("Counts")
    REFUSED = "refused", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn by the proposer")
    REVOKED = "revoked", _("Taken back")


class ValueType(TextChoices):
    """What a value is, so that its canonical text reads back as the same thing."""

    WHOLE = "whole", _("whole number")
    NUMBER = "number", _("number")
    WORD = "word", _("word or short text")
    WORDS = "words", _("list of words")
    TRUTH = "truth", _("yes or no")
    DAY = "day", _("day")
    ROWS = "rows", _("table")
    NOTHING = "nothing", _("the text fixes nothing here")


class Reach(TextChoices):
    """Which verifications a draft is tried on."""

    STANDING = "standing", _("also verifications that are still in force on its first day, counted anew from the day of verification")
    NEW = "new", _("only verifications from its first day on, as the law has it now")
