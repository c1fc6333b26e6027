# SPDX-License-Identifier: Apache-2.0
"""What each status looks like: a tone, an icon and a word, so that nobody depends on seeing the colour."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.ui import icons


@dataclass(frozen=True)
class Look:
    """The look of a status; `label` speaks when the value brings no word of its own."""

    tone: str
    icon: str
    label: "str | Promise" = ""


_GOOD, _SOON, _BAD, _CALM, _BUSY = "good", "soon", "bad", "calm", "busy"

LOOKS: dict[str, Look] = {
    # instruments and certificates
    "in_force": Look(_GOOD, "circle-check", _("In force")),
    "valid": Look(_GOOD, "circle-check", _("In force")),
    "due_soon": Look(_SOON, "clock-exclamation", _("Due soon")),
    "overdue": Look(_BAD, "alert-triangle", _("Overdue")),
    "never": Look(_BAD, "circle-dashed", _("Never verified")),
    "point_ready": Look(_GOOD, "circle-check"),
    "point_part_overdue": Look(_SOON, "alert-circle"),
    "point_not_in_force": Look(_BAD, "alert-triangle"),
    "point_no_scale": Look(_BAD, "circle-dashed"),
    "not_subject": Look(_CALM, "circle-minus", _("Not subject")),
    "invalid": Look(_BAD, "circle-x", _("No longer valid")),
    "invalid_modified": Look(_BAD, "circle-x", _("Invalid: modified")),
    "invalid_defective": Look(_BAD, "circle-x", _("Invalid: defective")),
    "invalid_certificate_lost": Look(_BAD, "circle-x", _("Invalid: mark or certificate lost")),
    "expired": Look(_BAD, "calendar-x", _("Expired")),
    "revoked": Look(_BAD, "ban", _("Revoked")),
    "unrecorded": Look(_CALM, "help-circle", _("Nothing on file for this day")),
    "unknown": Look(_CALM, "help-circle", _("Unknown")),
    "in_use": Look(_GOOD, "circle-check", _("In use")),
    "out_of_use": Look(_CALM, "circle-minus", _("Out of use")),
    # jobs, orders, imports
    "open": Look(_BUSY, "circle-dot", pgettext_lazy("status", "Open")),
    "draft": Look(_CALM, "pencil", _("Draft")),
    "planned": Look(_CALM, "calendar-event", _("Planned")),
    "in_progress": Look(_BUSY, "progress", _("In progress")),
    "passed": Look(_GOOD, "circle-check", _("Passed")),
    "failed": Look(_BAD, "circle-x", _("Failed")),
    "issued": Look(_GOOD, "certificate", _("Issued")),
    "cancelled": Look(_CALM, "circle-minus", _("Cancelled")),
    "closed": Look(_CALM, "lock", pgettext_lazy("status", "Closed")),
    "waiting": Look(_CALM, "clock", pgettext_lazy("status", "Waiting")),
    "reading": Look(_BUSY, "file-search", pgettext_lazy("status", "Reading")),
    "checking": Look(_BUSY, "list-check", pgettext_lazy("status", "Checking")),
    "writing": Look(_BUSY, "database-import", pgettext_lazy("status", "Writing")),
    "done": Look(_GOOD, "circle-check", pgettext_lazy("status", "Done")),
    "refused": Look(_BAD, "circle-x", _("Refused")),
    "added": Look(_GOOD, "circle-plus", pgettext_lazy("status", "Added")),
    "same": Look(_CALM, "equal", _("Already registered")),
    "late": Look(_BAD, "alert-triangle", pgettext_lazy("status", "Late")),
    "due": Look(_SOON, "clock-exclamation", pgettext_lazy("status", "Due")),
    # goods, normative documents, declarations
    "on_sale": Look(_GOOD, "circle-check"),
    "stopped": Look(_CALM, "circle-minus"),
    "recalled": Look(_BAD, "alert-triangle"),
    "not_yet": Look(_SOON, "calendar-event"),
    "replaced": Look(_CALM, "replace"),
    "group-1": Look(_CALM, "circle"),
    "group-2": Look(_SOON, "shield-check"),
    "high": Look(_BAD, "alert-triangle"),
    "medium": Look(_SOON, "alert-circle"),
    "low": Look(_GOOD, "shield-check"),
    "received": Look(_BUSY, "inbox"),
    "supplement_asked": Look(_SOON, "file-plus"),
    "noticed": Look(_GOOD, "circle-check"),
    "withdrawn": Look(_CALM, "circle-minus"),
    # findings of reviews
    "corrected": Look(_SOON, "pencil"),
    "closed_down": Look(_CALM, "door-off"),
    "not_found": Look(_BAD, "zoom-question"),
    "new": Look(_BUSY, "circle-plus"),
    # marks
    "in_stock": Look(_CALM, "packages", _("In stock")),
    "reserved": Look(_BUSY, "bookmark", pgettext_lazy("status", "Reserved")),
    "applied": Look(_GOOD, "rosette-discount-check", pgettext_lazy("status", "Applied")),
    "void": Look(_BAD, "ban", _("Void")),
    # people and law
    "active": Look(_GOOD, "circle-check", _("Active")),
    "inactive": Look(_CALM, "lock", _("Deactivated")),
    "ended": Look(_CALM, "calendar-x", pgettext_lazy("status", "Ended")),
    "confirmed": Look(_GOOD, "rosette-discount-check", _("Confirmed")),
    "unconfirmed": Look(_SOON, "alert-triangle", _("Not confirmed")),
    "supplied": Look(_BUSY, "file-plus"),
    "on": Look(_GOOD, "circle-check", pgettext_lazy("status", "On")),
    "off": Look(_CALM, "circle-dashed", pgettext_lazy("status", "Off")),
    "yes": Look(_GOOD, "check", _("Yes")),
    "no": Look(_CALM, "minus", _("No")),
}


@lru_cache(maxsize=500)
def tag(look: Look, word: str) -> SafeString:
    """A status as colour, icon and word; the same few stand in every row of a list."""
    return format_html(
        '<span class="status-tag tone-{}">{}<span>{}</span></span>', look.tone, icons.svg_or_square(look.icon), word
    )


def look_of(value: Any, label: "str | Promise" = "") -> tuple[Look, str]:
    """The look of a value and the word to show: the given label, else the value's own, else ours."""
    plain = value.value if isinstance(value, Choices) else value
    key = {True: "yes", False: "no", None: "unknown"}.get(plain, plain) if isinstance(plain, bool | None) else plain
    look = LOOKS.get(str(key), Look(_CALM, "circle"))
    own = getattr(value, "label", "") if isinstance(value, Choices) else ""
    return look, str(label or own or look.label or plain)
