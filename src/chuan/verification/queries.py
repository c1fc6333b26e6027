# SPDX-License-Identifier: Apache-2.0
"""Reads that several pages share."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, When

from chuan import law
from chuan.accounts.choices import Role
from chuan.accounts.models import User
from chuan.audit.models import Entry
from chuan.audit.queries import entries_about
from chuan.audit.rows import Fold, Subject
from chuan.lib.errors import RuleViolation
from chuan.lib.text import fold
from chuan.metrology.dispenser import DispenserReading, Findings, Measure
from chuan.registry.models import Instrument
from chuan.ui.messages import explain
from chuan.verification.choices import JobStatus, MarkStatus
from chuan.verification.errors import NoProcedure
from chuan.verification.models import (
    Job,
    MeasurementStandard,
    Order,
    Reading,
    VerificationCertificate,
)
from chuan.verification.rules import (
    Procedure,
    StandardFacts,
    accuracy_refusal,
    calibration_refusal,
    hoses_of,
    work_out,
)

#: A calibration that ends within so many days is shown as ending soon.
CALIBRATION_WARNING_DAYS = 30
#: A verifier with fewer marks than this is told to fetch some.
FEW_MARKS = 20
#: What a PostgreSQL integer holds.
_LARGEST = 2_147_483_647


def procedure_on(kind: str, *, day: date) -> Procedure:
    """What the law of a day asks for when a kind of instrument is verified, with what it cites."""
    mpe, root = f"verification/mpe/{kind}", f"verification/procedures/{kind}"
    paths = [f"{root}/{name}" for name in ("document", "repeats", "flow-rates", "standard-ratio")]
    edition = law.at(day)
    try:
        document, repeats, flow_rates, ratio = (edition.value(path) for path in paths)
        return Procedure(
            document=f"{document.value}: {document.source_text.title}", repeats=int(repeats.value),
            flow_rates=tuple(flow_rates.value),
            mpe_percent=Decimal(str(edition.value(mpe).value)), standard_ratio=Decimal(str(ratio.value)),
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
    """Jobs with what their rows show: the user's own open ones first, then by the planned day; done ones newest first."""
    return (
        Job.objects.visible_to(user)
        .select_related("order__premises", "instrument__premises", "instrument__owner", "verifier", "certificate")
        .annotate(turn=Case(
            When(verifier=user, status=JobStatus.OPEN, then=0), When(status=JobStatus.OPEN, then=1),
            When(status=JobStatus.PASSED, then=2), default=3, output_field=IntegerField(),
        ), done_on=Case(When(turn=3, then=F("measured_on"))))
        .order_by("turn", F("done_on").desc(nulls_last=True), "order__planned_on", "order__number", "instrument__serial", "pk")
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
        .order_by("-year", "-number")
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


def orders_matching(user: User, text: str) -> QuerySet[Order]:
    """Orders whose number, place or customer holds the text."""
    found = orders_of(user)
    digits = re.match(r"\d+", text)
    if digits:
        return found.filter(number=min(int(digits[0]), _LARGEST))
    for word in fold(text).split():
        found = found.alias(place=Fold("premises__name"), customer=Fold("party__name")).filter(
            Q(place__contains=word) | Q(customer__contains=word)
        )
    return found


def jobs_matching(user: User, *, q: str = "", status: str = "", mine: bool = False) -> QuerySet[Job]:
    """Jobs whose order, serial number or place holds the text."""
    found = jobs_of(user)
    if status:
        found = found.filter(status=status)
    if mine:
        found = found.filter(verifier=user)
    for word in fold(q.replace("\0", "")).split():
        found = found.alias(place=Fold("order__premises__name"), folded=Fold("instrument__serial")).filter(
            Q(place__contains=word) | Q(folded__contains=word) | Q(order__number=_number(word))
        )
    return found


def certificates_matching(
    user: User, *, on: date, q: str = "", year: int | None = None, verifier: str = "", kind: str = "",
    standing: str = "",
) -> QuerySet[VerificationCertificate]:
    """Certificates by number, serial or place, year of issue, verifier, kind of instrument and standing on a day."""
    found = certificates_of(user)
    for word in fold(q.replace("\0", "")).split():
        found = found.alias(place=Fold("instrument__premises__name"), folded=Fold("instrument__serial")).filter(
            Q(place__contains=word) | Q(folded__contains=word) | _by_code(word)
        )
    if year:
        found = found.filter(year=year)
    if verifier:
        found = found.filter(job__verifier=UUID(verifier))
    if kind:
        found = found.filter(instrument__kind=kind)
    return found.standing_as(standing, on) if standing else found  # type: ignore[attr-defined]


def years_of_certificates() -> list[int]:
    """Years in which certificates were issued, the newest first."""
    return list(VerificationCertificate.objects.order_by("-year").values_list("year", flat=True).distinct())


def verifiers_of_certificates() -> QuerySet[User]:
    """Who measured what was certified."""
    return User.objects.filter(jobs__status=JobStatus.ISSUED).distinct().order_by("full_name")


def kinds_of_certificates() -> list[str]:
    """Kinds of instrument with certificates."""
    return list(Instrument.objects.filter(certificates__isnull=False).order_by("kind").values_list("kind", flat=True).distinct())


def open_jobs_of(instruments: Iterable[Instrument]) -> dict[UUID, Job]:
    """The open or passed job of each instrument that has one."""
    busy = Job.objects.filter(
        instrument__in=list(instruments), status__in=[JobStatus.OPEN, JobStatus.PASSED]
    ).select_related("order")
    return {job.instrument_id: job for job in busy}


@dataclass(frozen=True)
class StandardChoice:
    """A standard on the sheet: chosen or not, and why it cannot be."""

    standard: MeasurementStandard
    chosen: bool
    refusal: RuleViolation | None

    @property
    def reason(self) -> str:
        """Why it cannot be chosen, in the reader's language."""
        return explain(self.refusal) if self.refusal else ""


def standards_to_choose(job: Job, *, procedure: Procedure, day: date) -> list[StandardChoice]:
    """Every standard of the centre, those that cannot be used on the day with the reason; withdrawn ones left out."""
    chosen = set(job.standards.values_list("pk", flat=True))
    choices = []
    for standard in MeasurementStandard.objects.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day)):
        facts = facts_of(standard)
        refusal = calibration_refusal(facts, on=day) or accuracy_refusal(facts, procedure)
        choices.append(StandardChoice(standard, standard.pk in chosen, refusal))
    return choices


def _by_code(word: str) -> Q:
    match = re.fullmatch(r"(\d{2})\.(\d{1,9})", word, re.ASCII)
    if match:
        return Q(year=2000 + int(match[1]), number=min(int(match[2]), _LARGEST))
    return Q(number=_number(word))


def _number(word: str) -> int:
    """The number a word is, or one that no row has."""
    digits = word.split("/")[0]
    return min(int(digits), _LARGEST) if digits.isascii() and digits.isdigit() and len(digits) < 12 else 0


def calibration_state(standard: MeasurementStandard, *, on: date) -> str:
    """How a calibration stands, as a status the look knows."""
    if calibration_refusal(facts_of(standard), on=on) is not None:
        return "out_of_use" if standard.withdrawn_on is not None and standard.withdrawn_on <= on else "expired"
    assert standard.calibrated_until is not None
    soon = standard.calibrated_until <= on + timedelta(days=CALIBRATION_WARNING_DAYS)
    return "due_soon" if soon else "in_force"
