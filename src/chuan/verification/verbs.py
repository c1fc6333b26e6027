# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _

from chuan.audit.sentences import Sentence, register
from chuan.verification.choices import VerificationKind

register(
    {
        "verification.order.received": Sentence(_("Received the verification order"), "clipboard-list"),
        "verification.job.opened": Sentence(_("Opened the job"), "ruler-measure"),
        "verification.job.assigned": Sentence(_("Gave the job to another verifier"), "user-share"),
        "verification.job.cancelled": Sentence(_("Cancelled the job"), "circle-minus"),
        "verification.sheet.begun": Sentence(_("Began the measurement sheet"), "pencil"),
        "verification.sheet.submitted": Sentence(_("Submitted the measurement sheet"), "clipboard-check"),
        "verification.sheet.returned": Sentence(_("Sent the sheet back to the verifier"), "arrow-back-up"),
        "verification.rejection_notice.issued": Sentence(_("Issued the rejection notice"), "file-x"),
        "verification.certificate.issued": Sentence(_("Issued the certificate"), "certificate"),
        "verification.certificate.paper_written": Sentence(_("Made and signed the paper"), "signature"),
        "verification.certificate.revoked": Sentence(_("Revoked the certificate"), "ban"),
        "verification.marks.received": Sentence(_("Received verification marks"), "packages"),
        "verification.mark.voided": Sentence(_("Voided the mark"), "ban"),
        "verification.card.entered": Sentence(_("Entered the verifier card"), "id-badge-2"),
        "verification.standard.added": Sentence(_("Put the standard on record"), "weight"),
        "verification.standard.edited": Sentence(_("Corrected the standard"), "pencil"),
        "verification.standard.recalibrated": Sentence(_("Entered a new calibration"), "certificate-2"),
        "verification.standard.withdrawn": Sentence(_("Withdrew the standard"), "circle-minus"),
    },
    fields={
        "verifier": _("Verifier"), "planned_on": _("Planned for"), "instruments": _("Instruments"),
        "order": _("Order"), "kind": _("Kind of verification"), "reason": _("Reason"), "passed": _("Passed"),
        "measured_on": _("Measured on"), "mark": _("Mark"), "mpe_percent": _("Error limit (%)"),
        "instrument": _("Instrument"), "valid_until": _("Holds until"), "sha256": _("Fingerprint of the file"),
        "law": _("Fingerprint of the law"), "holder": _("Holder"), "series": _("Series"), "first": _("First number"),
        "last": _("Last number"), "job": _("Order"), "calibration_certificate": _("Calibration certificate"),
        "calibrated_on": _("Calibrated on"), "calibrated_until": _("Calibration valid until"),
        "max_error_percent": _("Error limit of the standard (%)"),
    },
    values={"kind": VerificationKind},
    kinds={
        "verification.order": _("Verification order"), "verification.job": _("Job"),
        "verification.verificationcertificate": _("Verification certificate"),
        "verification.rejectionnotice": _("Rejection notice"), "verification.verifiercard": _("Verifier card"), "verification.verificationmark": _("Verification mark"),
        "verification.measurementstandard": _("Measurement standard"),
    },
)
