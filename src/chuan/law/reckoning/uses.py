# SPDX-License-Identifier: Apache-2.0
"""What is worked out from which folders of the law: shown where a parameter says who relies on it."""

from django.utils.translation import gettext_lazy as _

#: (folder or parameter, what is worked out from it)
USES = (
    ("calendar", _("Deadlines in working days")),
    ("procedures", _("Deadlines in working days")),
    ("penalties", _("Penalty frames for an offender")),
    ("competence", _("Who may impose a fine")),
    ("risk", _("Risk scores of goods")),
    ("pesticides", _("Verdicts on pesticide samples")),
    ("finance/autonomy", _("Groups and funds of public service units")),
    ("reports/administrative-cutoff", _("Periods of reports")),
    ("reports/administrative-deadline", _("Periods of reports")),
)
