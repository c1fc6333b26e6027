# SPDX-License-Identifier: Apache-2.0
"""A year and a half of work: orders, jobs, marks, certificates, a few rejections and revocations.

Numbers run in the order of the days, and the series are left where they end: the next real certificate follows without a
gap. The papers are not stored; the verification room makes them when somebody asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from chuan import law
from chuan.config.demo.equipment import Equipment
from chuan.config.demo.instruments import Batch
from chuan.config.demo.sheets import Sheets
from chuan.config.demo.stage import Stage, at_hour
from chuan.documents.models import NumberSeries
from chuan.registry.choices import InstrumentStatus
from chuan.registry.models import Instrument
from chuan.verification import papers
from chuan.verification.choices import JobStatus, MarkStatus, VerificationKind
from chuan.verification.models import (
    Job,
    MeasurementStandard,
    Order,
    Reading,
    RejectionNotice,
    VerificationCertificate,
    VerificationMark,
)

#: The open order: a station whose dispensers fall due soon, and how many of them are to be verified.
_OPEN_JOBS = 3


@dataclass(frozen=True)
class _Visit:
    """A batch on one of its days."""

    batch: Batch
    day: date
    place: int
    is_latest: bool


@dataclass
class History:
    """Rows in the making."""

    stage: Stage
    equipment: Equipment
    sheets: Sheets = field(default_factory=Sheets)
    orders: list[Order] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    used: list[tuple[Job, MeasurementStandard]] = field(default_factory=list)
    marks: list[VerificationMark] = field(default_factory=list)
    certificates: list[VerificationCertificate] = field(default_factory=list)
    notices: list[RejectionNotice] = field(default_factory=list)
    invalid: list[Instrument] = field(default_factory=list)
    _series: dict[tuple[str, int], int] = field(default_factory=dict)
    _citations: dict[tuple[str, date], list[dict[str, object]]] = field(default_factory=dict)

    def tell(self, batches: list[Batch]) -> None:
        """Make everything, oldest first, and write it."""
        for visit in sorted(_visits(batches, self.stage.first_day), key=lambda v: (v.day, v.place)):
            self._tell_visit(visit)
        self._revoke_two()
        self._open_order(batches)
        self._write()

    @property
    def last_mark(self) -> tuple[str, int]:
        """Series of this year and the last number used of it."""
        series = _mark_series(self.stage.on)
        return series, self._series.get((series, 0), 0)

    def _next(self, series: str, year: int) -> int:
        self._series[series, year] = number = self._series.get((series, year), 0) + 1
        return number

    def _tell_visit(self, visit: _Visit) -> None:
        order = self._order(visit.batch, visit.day, received_on=visit.day - timedelta(days=5 + visit.place % 6))
        verifier = self.stage.users["verifier" if visit.place % 2 else "verifier2"]
        for place, instrument in enumerate(visit.batch.instruments):
            if instrument.status == InstrumentStatus.OUT_OF_USE:
                continue
            job = Job(
                id=self.stage.next_id(order.received_at), order=order, instrument=instrument, verifier=verifier,
                kind=VerificationKind.PERIODIC, status=JobStatus.ISSUED, measured_on=visit.day,
                measured_at=at_hour(visit.day, 9 + place // 4 % 7, place * 13 % 60), visual_passed=True, technical_passed=True,
            )
            self.jobs.append(job)
            fails = visit.is_latest and visit.place % 23 == 11 and place == 0 and instrument.kind == "fuel-dispenser"
            self._measure(job, passes=not fails)
            if fails:
                self._reject(job)
            else:
                self._issue(job, issued_on=min(visit.day + timedelta(days=visit.place % 3), self.stage.on))

    def _order(self, batch: Batch, planned_on: date, *, received_on: date, note: str = "") -> Order:
        received_at = at_hour(received_on, 8, 30)
        order = Order(
            id=self.stage.next_id(received_at), number=self._next("order", received_on.year), year=received_on.year,
            party=batch.customer, premises=batch.premises, planned_on=planned_on, note=note,
            received_by=self.stage.users["reception"], received_at=received_at,
        )
        self.orders.append(order)
        return order

    def _measure(self, job: Job, *, passes: bool) -> None:
        """Readings for dispensers, with the 20-litre measure of the day; other kinds have no sheet yet."""
        assert job.measured_on is not None
        measure = self.equipment.measure_on(job.measured_on)
        if job.instrument.kind != "fuel-dispenser" or measure is None:
            return
        self.readings += self.sheets.fill(job, measure, number=len(self.jobs), passes=passes)
        self.used.append((job, measure))

    def _reject(self, job: Job) -> None:
        assert job.measured_on is not None
        job.status = JobStatus.FAILED
        year = job.measured_on.year
        notice = RejectionNotice(
            id=self.stage.next_id(at_hour(job.measured_on, 17)), number=self._next("rejection", year), year=year, job=job,
            issued_on=job.measured_on,
        )
        notice.content = self.sheets.rejection(job, notice.code, self.stage.users["verifier"])
        self.notices.append(notice)
        job.instrument.status = InstrumentStatus.INVALID_DEFECTIVE
        self.invalid.append(job.instrument)

    def _issue(self, job: Job, *, issued_on: date) -> None:
        assert job.measured_on is not None
        instrument, director, issued_at = job.instrument, self.stage.users["centre_director"], at_hour(issued_on, 16)
        mark_series = _mark_series(job.measured_on)
        job.mark = VerificationMark(
            id=self.stage.next_id(issued_at), series=mark_series, number=self._next(mark_series, 0), holder=job.verifier,
            status=MarkStatus.APPLIED,
        )
        self.marks.append(job.mark)
        valid_until = law.valid_until(instrument.kind, job.measured_on)
        assert valid_until is not None
        certificate = VerificationCertificate(
            id=self.stage.next_id(issued_at), number=0, year=issued_on.year, job=job, instrument=instrument, mark=job.mark,
            verified_on=job.measured_on, issued_on=issued_on, issued_at=issued_at, issued_by=director,
            valid_until=valid_until, citation=self._citation(instrument.kind, job.measured_on),
            law_fingerprint=law.fingerprint(),
        )
        self.certificates.append(certificate)

    def _citation(self, kind: str, day: date) -> list[dict[str, object]]:
        if (kind, day) not in self._citations:
            self._citations[kind, day] = self.sheets.citation(kind, day)
        return self._citations[kind, day]

    def _revoke_two(self) -> None:
        """Two of the first certificates were revoked when the mark was lost; the instruments were verified anew later."""
        later = {c.instrument.pk for c in self.certificates if c.issued_on > self.stage.on - timedelta(days=180)}
        first = [c for c in self.certificates if c.instrument.pk in later and c.issued_on < self.stage.on - timedelta(days=300)]
        for certificate in first[:60:40]:
            certificate.revoked_on = certificate.issued_on + timedelta(days=150)
            certificate.revocation_reason = "Tem kiểm định bị mất, chủ phương tiện đo báo"
            assert certificate.mark is not None
            certificate.mark.status = MarkStatus.VOID

    def _open_order(self, batches: list[Batch]) -> None:
        """An order for today at the station that falls due next."""
        soon = [b for b in batches if b.instruments[0].kind == "fuel-dispenser" and len(b.instruments) > _OPEN_JOBS
                and (b.instruments[0].valid_until or date.min) >= self.stage.on and b.instruments[0] not in self.invalid]
        batch = min(soon, key=lambda b: (b.instruments[0].valid_until, b.premises.name))
        received_on = self.stage.days_ago(2)
        order = self._order(batch, self.stage.on, received_on=received_on, note="Kiểm định định kỳ trước khi hết hạn")
        self.jobs += [
            Job(id=self.stage.next_id(order.received_at), order=order, instrument=instrument,
                kind=VerificationKind.PERIODIC, verifier=self.stage.users["verifier"])
            for instrument in batch.instruments[:_OPEN_JOBS]
        ]

    def _number_certificates(self) -> None:
        self.certificates.sort(key=lambda c: (c.issued_on, c.pk.int))
        for certificate in self.certificates:
            certificate.number = self._next("certificate", certificate.year)
            assert certificate.job is not None
            certificate.content = papers.certificate_content(
                job=certificate.job, code=certificate.code, actor=certificate.issued_by, issued_on=certificate.issued_on,
                valid_until=certificate.valid_until,
            )

    def _write(self) -> None:
        self._number_certificates()
        Order.objects.bulk_create(self.orders, batch_size=1000)
        VerificationMark.objects.bulk_create(self.marks, batch_size=1000)
        Job.objects.bulk_create(self.jobs, batch_size=1000)
        Reading.objects.bulk_create(self.readings, batch_size=2000)
        through = Job.standards.through
        through.objects.bulk_create(through(job=job, measurementstandard=measure) for job, measure in self.used)
        VerificationCertificate.objects.bulk_create(self.certificates, batch_size=500)
        RejectionNotice.objects.bulk_create(self.notices)
        Instrument.objects.bulk_update(self.invalid, ["status"])
        NumberSeries.objects.bulk_create(
            NumberSeries(series=series, year=year, last=last) for (series, year), last in sorted(self._series.items()) if year
        )


def _mark_series(day: date) -> str:
    return f"SL{day.year % 100:02d}"


def _visits(batches: list[Batch], first_day: date) -> Iterable[_Visit]:
    numbers = count()
    for batch in batches:
        days = batch.days_since(first_day)
        for day in days:
            yield _Visit(batch, day, next(numbers), is_latest=day == days[-1])
