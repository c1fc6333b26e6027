# SPDX-License-Identifier: Apache-2.0
"""Reads that several pages share."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from chuan import law
from chuan.accounts.choices import Role
from chuan.accounts.models import User
from chuan.audit.models import Entry
from chuan.audit.queries import entries_about
from chuan.audit.rows import Subject
from chuan.metrology.dispenser import DispenserReading, Findings, Measure
from chuan.registry.models import Instrument
from chuan.verification.choices import JobStatus, MarkStatus
from chuan.verification.errors import NoProcedure
from chuan.verification.models import (
    Job,
    MeasurementStandard,
    Order,
    Reading,
    VerificationCertificate,
)
from chuan.verification.rules import Procedure, StandardFacts, hoses_of, work_out

#: A calibration that ends within so many days is shown as ending soon.
CALIBRATION_WARNING_DAYS = 30
#: A verifier with fewer marks than this is told to fetch some.
FEW_MARKS = 20


def procedure_on(kind: str, *, day: date) -> Procedure:
    """What the law of a day asks for when a kind of instrument is verified, with what it cites."""
    mpe, root = f"verification/mpe/{kind}", f"verification/procedures/{kind}"
    paths = [f"{root}/{name}" for name in ("document", "repeats", "flow-rates", "standard-ratio")]
    edition = law.at(day)
    try:
        document, repeats, flow_rates, ratio = (edition.value(path).value for path in paths)
        return Procedure(
            document=str(document), repeats=int(repeats), flow_rates=tuple(flow_rates),
            mpe_percent=Decimal(str(edition.value(mpe).value)), standard_ratio=Decimal(str(ratio)),
            citation=tuple(edition.cite(mpe, *paths)),
        )
    except law.NoSuchParameter as error:
        raise NoProcedure(kind=law.kind_name(kind), day=day.strftime("%d/%m/%Y")) from error


def citation_of(kind: str, *, day: date) -> list[dict[str, object]]:
    """All the law that a certificate of the kind rests on, as it stood on the day."""
    cycle = law.at(day).cite(f"verification/cycles/{kind}", law.VALIDITY_RULE)
    return [*procedure_on(kind, day=day).citation, *cycle]


def facts_of(standard: MeasurementStandard) -> StandardFacts:
    """A standard as the rules see it."""
    return StandardFacts(
        label=str(standard), kind=standard.kind, max_error_percent=standard.max_error_percent,
        calibrated_on=standard.calibrated_on, calibrated_until=standard.calibrated_until,
        withdrawn_on=standard.withdrawn_on,
        measure=Measure(
            nominal_l=standard.nominal_volume_l, expansion_per_c=standard.expansion_per_c,
            reference_temperature_c=standard.reference_temperature_c,
        ),
    )


def readings_of(rows: Iterable[Reading]) -> list[DispenserReading]:
    """Stored readings as the metrology sees them."""
    return [
        DispenserReading(
            hose=row.hose, flow_rate=row.flow_rate, repeat=row.repeat, indication_l=row.indication_l,
            reference_l=row.reference_l, temperature_c=row.temperature_c,
        )
        for row in rows
    ]


def findings_of(job: Job, procedure: Procedure) -> Findings:
    """What a job's stored readings amount to now."""
    return work_out(
        readings_of(job.readings.all()), hoses=hoses_of(job.instrument.characteristics), procedure=procedure,
        standards=[facts_of(standard) for standard in job.standards.all()],
    )


def jobs_of(user: User) -> QuerySet[Job]:
    """Jobs with what their rows show, the user's own open ones first, then by the planned day."""
    return (
        Job.objects.visible_to(user)
        .select_related("order__premises", "instrument__premises", "instrument__owner", "verifier", "certificate")
        .annotate(is_mine=Count("pk", filter=Q(verifier=user, status=JobStatus.OPEN)))
        .order_by("-is_mine", "order__planned_on", "order__number", "instrument__serial", "pk")
    )


def waiting_for_issue(user: User) -> QuerySet[Job]:
    """Passed jobs, the oldest measurement first."""
    return (
        Job.objects.visible_to(user).waiting_for_certificate()
        .select_related("order", "instrument__premises__party", "instrument__owner", "verifier", "mark")
        .order_by("measured_on", "pk")
    )


def orders_of(user: User) -> QuerySet[Order]:
    """Orders with how many jobs they hold and how many are done."""
    return (
        Order.objects.visible_to(user).select_related("party", "premises__current_unit")
        .annotate(jobs_total=Count("jobs"), jobs_open=Count("jobs", filter=Q(jobs__status=JobStatus.OPEN)))
    )


def certificates_of(user: User) -> QuerySet[VerificationCertificate]:
    """Certificates with what their rows show."""
    return (
        VerificationCertificate.objects.visible_to(user)
        .select_related("instrument__premises", "instrument__owner", "job__verifier", "mark")
        .defer("content", "citation")
    )


def certificates_issued(*, between: tuple[date, date]) -> QuerySet[VerificationCertificate]:
    """Certificates issued from the first day to the last, both included."""
    return VerificationCertificate.objects.issued_between(*between)


def verifiers_on(day: date) -> QuerySet[User]:
    """People who hold the role of verifier on a day."""
    return User.objects.filter(
        Q(memberships__ended_on=None) | Q(memberships__ended_on__gt=day),
        memberships__role=Role.VERIFIER, memberships__started_on__lte=day, is_active=True,
    ).distinct().order_by("full_name")


def standards_expiring(user: User, *, on: date) -> QuerySet[MeasurementStandard]:
    """Standards in use whose calibration is past or ends soon."""
    return MeasurementStandard.objects.visible_to(user).filter(
        withdrawn_on=None, calibrated_until__lte=on + timedelta(days=CALIBRATION_WARNING_DAYS)
    ).order_by("calibrated_until")


def marks_in_stock() -> list[tuple[User, int]]:
    """Every holder of marks with how many are left, the fewest first."""
    users = User.objects.filter(marks__isnull=False).annotate(
        left=Count("marks", filter=Q(marks__status=MarkStatus.IN_STOCK))
    )
    return sorted(((user, user.left) for user in users), key=lambda pair: (pair[1], pair[0].username))


def history_of(certificate: VerificationCertificate) -> QuerySet[Entry]:
    """Everything recorded from the upload of the list to today, in order of time."""
    instrument: Instrument = certificate.instrument
    subjects: list[Subject] = [certificate, instrument]
    if instrument.source_import is not None:
        subjects.append(instrument.source_import)
    if certificate.job is not None:
        subjects += [certificate.job, certificate.job.order]
    return entries_about(*subjects)
