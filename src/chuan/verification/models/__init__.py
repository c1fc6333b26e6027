# SPDX-License-Identifier: Apache-2.0
"""Tables of the room, a file per aggregate."""

from chuan.verification.models.certificate import RejectionNotice, VerificationCertificate
from chuan.verification.models.job import Job, Order, Reading
from chuan.verification.models.mark import VerificationMark
from chuan.verification.models.standard import MeasurementStandard
from chuan.verification.models.verifier import VerifierCard

__all__ = [
    "Job",
    "MeasurementStandard",
    "Order",
    "Reading",
    "RejectionNotice",
    "VerificationCertificate",
    "VerificationMark",
    "VerifierCard",
]
