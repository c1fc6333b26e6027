# SPDX-License-Identifier: Apache-2.0
"""Time limits of a declaration's dossier by the law of the day each begins; what nobody knows is a gap, never a guess."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from chuan import law
from chuan.law.reckoning.working_days import Deadline, deadline
from chuan.lib.dates import add_months
from chuan.products.choices import Assessment, DeclarationState
from chuan.products.models import Declaration

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REQUEST, SUPPLEMENT, CHECK = "conformity/request", "conformity/supplement", "conformity/check"
SELF_VALIDITY, CERTIFIED_VALIDITY = "conformity/self-assessment-validity", "conformity/certified-validity"
_AS_THE_CERTIFICATE = "as-the-certificate"


@dataclass(frozen=True)
class Term:
    """A time limit that runs; `deadline` None: nobody has found how long it is."""

    label: "StrOrPromise"
    path: str
    start: date
    deadline: Deadline | None

    def is_late(self, day: date) -> bool:
        """True if its known last day is past."""
        return self.deadline is not None and self.deadline.day < day


def running(declaration: Declaration) -> list[Term]:
    """The time limits that run in the state the dossier is in."""
    if declaration.state == DeclarationState.SUPPLEMENT_ASKED and declaration.asked_on:
        return [_term(_("Supplement of the party"), SUPPLEMENT, declaration.asked_on)]
    if declaration.state != DeclarationState.RECEIVED:
        return []
    check = _term(_("Check and notice of receipt"), CHECK, declaration.supplemented_on or declaration.received_on)
    if declaration.supplemented_on:
        return [check]
    return [_term(_("Asking for what is missing"), REQUEST, declaration.received_on), check]


def last_valid_day(declaration: Declaration, noticed_on: date) -> date | None:
    """The last day a notice of that day may hold by the law of it; None where the law or the certificate does not say."""
    try:
        if declaration.assessment == Assessment.SELF:
            years = law.at(noticed_on).value(SELF_VALIDITY).value
            return add_months(noticed_on, 12 * int(years)) if years is not None else None
        rule = law.at(noticed_on).value(CERTIFIED_VALIDITY).value
    except (law.LawUnknown, law.NoLawInForce):
        return None
    return declaration.certificate_until if rule == _AS_THE_CERTIFICATE else None


def _term(label: "StrOrPromise", path: str, start: date) -> Term:
    try:
        return Term(label, path, start, deadline(path, start))
    except (law.LawUnknown, law.NoLawInForce):
        return Term(label, path, start, None)
