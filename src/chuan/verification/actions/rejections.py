# SPDX-License-Identifier: Apache-2.0
"""Rejection notices: the paper of a failed job."""

from datetime import datetime

from chuan.accounts.models import User
from chuan.audit import actions as audit
from chuan.documents.actions import next_number, store_file
from chuan.lib import clock
from chuan.metrology.dispenser import Findings
from chuan.registry.actions.instruments import set_status
from chuan.registry.choices import InstrumentStatus
from chuan.verification import papers
from chuan.verification.models import Job, RejectionNotice
from chuan.verification.rules import Procedure


def write_notice(*, job: Job, findings: Findings, procedure: Procedure, actor: User, at: datetime) -> RejectionNotice:
    """Number, write, sign and keep the notice of a failed job, and mark the instrument; inside the act of submission."""
    day = clock.day_of(at)
    notice = RejectionNotice(number=next_number("rejection", on=day), year=day.year, job=job, issued_on=day)
    notice.content = papers.rejection_content(
        job=job, code=notice.code, actor=actor, issued_on=day, reasons=findings.reasons,
        mpe_percent=procedure.mpe_percent,
    )
    notice.document = store_file(
        name=f"thong-bao-khong-dat-{notice.code}.pdf", content_type="application/pdf",
        content=papers.rejection_pdf(notice.content, at=at), actor=actor,
    )
    notice.save()
    set_status(instrument=job.instrument, status=InstrumentStatus.INVALID_DEFECTIVE, actor=None, reason=notice.code)
    audit.record("verification.rejection_notice.issued", actor=actor, subject=notice, data={
        "instrument": str(job.instrument), "job": job.order.code, "sha256": notice.document.sha256,
    })
    return notice
