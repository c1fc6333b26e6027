# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _

from chuan.audit.sentences import Sentence, register

register(
    {
        "planning.plan.loaded": Sentence(_("Loaded the plan"), "target-arrow"),
        "planning.task.target_set": Sentence(_("Set the target of the task"), "target"),
    },
    fields={
        "file": _("File"), "rows": _("Rows"), "reference": _("Clause"), "before": _("Before"), "after": _("After"),
    },
    kinds={"planning.plan": _("Plan"), "planning.task": _("Task")},
)
