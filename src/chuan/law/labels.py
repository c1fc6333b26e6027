# SPDX-License-Identifier: Apache-2.0
"""Words for what the law files hold in codes: values with their unit, confidence, statuses of texts."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from chuan.law import words
from chuan.ui import figures

CONFIDENCES: dict[str, Promise] = {
    "seen": _("read in a published source"),
    "ocr": _("read in a machine-read scan"),
    "memory": _("from memory, not re-read"),
}
CHANGES: dict[str, Promise] = {
    "added": pgettext_lazy("change of the law", "New"),
    "changed": pgettext_lazy("change of the law", "Changed"),
    "ended": pgettext_lazy("change of the law", "Ended"),
    "restated": pgettext_lazy("change of the law", "Only another source"),
}
RELATIONS: dict[str, Promise] = {
    "self": _("this text"),
    "earlier": _("stood there before it"),
    "later": _("stands in its place"),
    "amends": _("amended by it"),
    "amended_by": _("amends it"),
    "beside": _("amends the same text"),
    "base_later": _("stands in place of the text it amends"),
}
STANDINGS: dict[str, Promise] = {
    "in_force": _("In force"),
    "amended": _("In force, amended"),
    "not_yet": _("Issued, not yet in force"),
    "not_issued": _("Not yet issued"),
    "replaced": pgettext_lazy("legal text", "Replaced"),
    "ended": _("No longer in force"),
    "unknown": _("Not known"),
}
TEXT_STATUSES: dict[str, Promise] = {
    "in_force": _("In force"),
    "amended": _("In force, amended"),
    "replaced": pgettext_lazy("legal text", "Replaced"),
    "ended": _("No longer in force"),
    "unknown": _("Not known"),
}
ANCHORS: dict[str, Promise] = {
    "verification_date": _("the day of verification"),
    "inspection_date": _("the day of inspection"),
    "violation_date": _("the day the violation ended"),
    "decision_date": _("the day the decision is signed"),
    "act_date": _("the day of the act"),
}


def value_label(text: str, unit: str) -> str:
    """A value in its canonical spelling, as people read it: `12 tháng`, `0,3 %`, `không áp dụng` for none."""
    if not text:
        return str(_("not applied"))
    if unit == "words":
        return ", ".join(words.code_label(word) for word in text.split(", "))
    try:
        number = Decimal(text)
    except InvalidOperation:
        return _day_or(text)
    return _with_unit(number, unit)


def _day_or(text: str) -> str:
    try:
        return figures.day(date.fromisoformat(text))
    except ValueError:
        return words.code_label(text)


def _with_unit(number: Decimal, unit: str) -> str:
    shown = figures.number(number)
    if unit == "month":
        return ngettext("{n} month", "{n} months", int(number)).format(n=shown)
    counted = {
        "hour": ngettext("{n} hour", "{n} hours", int(number)),
        "day": ngettext("{n} day", "{n} days", int(number)),
        "working-day": ngettext("{n} working day", "{n} working days", int(number)),
        "year": ngettext("{n} year", "{n} years", int(number)),
    }
    patterns = {**counted, "vnd": _("{n} VND"), "mm": "{n} mm", "percent": "{n} %", "times-mpe": _("{n} × the maximum permissible error"), "ratio": "{n} : 1"}
    return str(patterns.get(unit, "{n}")).format(n=shown)
