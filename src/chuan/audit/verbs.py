# SPDX-License-Identifier: Apache-2.0
"""Acts of no room: what the installation does by itself."""

from django.utils.translation import gettext_lazy as _

from chuan.audit.sentences import Sentence, register

register(
    {
        "config.demonstration.loaded": Sentence(
            _("Loaded the demonstration"), "database-import",
            fields={
                "user": _("Users"), "party": _("Organisations and persons"), "premises": _("Premises"),
                "instrument": _("Instruments"), "order": _("Verification orders"), "job": _("Verification jobs"),
                "verificationcertificate": _("Verification certificates"),
            },
        )
    }
)
