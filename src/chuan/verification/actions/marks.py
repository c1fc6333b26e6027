# SPDX-License-Identifier: Apache-2.0
"""Verification marks: handed to verifiers by range, voided one by one."""

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit import actions as audit
from chuan.lib import clock
from chuan.verification import queries
from chuan.verification.choices import MarkStatus
from chuan.verification.errors import (
    MarkNotInStock,
    MarkRangeWrong,
    MarksExist,
    NotAVerifier,
    ReasonMissing,
)
from chuan.verification.models import VerificationMark

#: A range of more is a slip of the pen.
MOST_AT_ONCE = 5000


@transaction.atomic
def receive_marks(*, holder: User, series: str, first: int, last: int, actor: User) -> list[VerificationMark]:
    """Put a printed range of marks into a verifier's stock; both numbers included."""
    require(actor, "verification.manage_marks")
    series = series.strip().upper()
    if not (0 < first <= last < first + MOST_AT_ONCE):
        raise MarkRangeWrong(first=first, last=last, most=MOST_AT_ONCE)
    if not queries.verifiers_on(clock.today()).filter(pk=holder.pk).exists():
        raise NotAVerifier(person=holder.get_full_name())
    known = VerificationMark.objects.filter(series=series, number__range=(first, last)).count()
    if known:
        raise MarksExist(count=known, first=first, last=last, series=series)
    marks = VerificationMark.objects.bulk_create(
        VerificationMark(series=series, number=number, holder=holder) for number in range(first, last + 1)
    )
    audit.record("verification.marks.received", actor=actor, subject=marks[0], data={
        "holder": holder.get_full_name(), "series": series, "first": first, "last": last,
    })
    return marks


@transaction.atomic
def void_mark(*, mark: VerificationMark, reason: str, actor: User) -> VerificationMark:
    """Take a torn or lost mark out of stock for good."""
    require(actor, "verification.manage_marks", mark)
    if not reason.strip():
        raise ReasonMissing
    mark = VerificationMark.objects.select_for_update().get(pk=mark.pk)
    if mark.status != MarkStatus.IN_STOCK:
        raise MarkNotInStock(mark=mark.code)
    mark.status = MarkStatus.VOID
    mark.save(update_fields=["status"])
    audit.record("verification.mark.voided", actor=actor, subject=mark, data={"reason": reason.strip()})
    return mark
