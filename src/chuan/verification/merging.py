# SPDX-License-Identifier: Apache-2.0
"""What points from here to parties, premises and instruments, for a merge; and what is held here about a person."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chuan.merging import kinds
from chuan.parties import personal
from chuan.parties.models import Party
from chuan.verification.models import Order, VerificationCertificate


def _papers_of(party: Party) -> Iterator[personal.Holding]:
    orders = Order.objects.filter(party=party).values_list("year", "number", "planned_on")
    yield personal.Holding(
        title=_("Verification orders"), headings=(_("Year"), _("No."), _("Planned for")), rows=list(orders),
        kept_because=_("They are records of a public service."),
    )
    issued = VerificationCertificate.objects.filter(instrument__owner=party).values_list("year", "number", "issued_on")
    yield personal.Holding(
        title=_("Verification certificates"), headings=(_("Year"), _("No."), _("Issued on")), rows=list(issued),
        kept_because=_("Signed papers are evidence and stay as they were signed."),
    )


def register() -> None:
    """Enter all of it."""
    kinds.declare("verification.Order.party", _("Verification orders"))
    kinds.declare("verification.Order.premises", _("Verification orders"))
    kinds.declare("verification.Job.instrument", _("Verification jobs"))
    kinds.declare("verification.VerificationCertificate.instrument", _("Verification certificates"))
    personal.register(_papers_of)
