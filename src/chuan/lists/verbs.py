# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _

from chuan.audit.sentences import Sentence, register

register(
    {
        "lists.view.saved": Sentence(_("Saved a view of a list"), "bookmark-plus"),
        "lists.view.removed": Sentence(_("Removed a view of a list"), "bookmark-off"),
        "lists.view.default_chosen": Sentence(_("Chose the view a list opens with"), "star"),
        "lists.export.requested": Sentence(_("Exported a list"), "file-spreadsheet"),
    },
    fields={"list": _("List"), "shared": _("Shared with the unit"), "query": _("Filters"), "format": _("Format"),
            "chosen": _("Chosen"), "name": _("Name")},
    kinds={"lists.savedview": _("Saved view"), "lists.export": _("Export")},
)
