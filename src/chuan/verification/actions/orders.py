# SPDX-License-Identifier: Apache-2.0
"""Orders: from the due list to jobs."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit import actions as audit
from chuan.documents.actions import next_number
from chuan.lib import clock
from chuan.registry.choices import InstrumentStatus
from chuan.registry.models import Instrument
from chuan.verification import queries
from chuan.verification.choices import JobStatus, VerificationKind
from chuan.verification.errors import (
    InstrumentHasOpenJob,
    InstrumentOutOfUse,
    JobNotOpen,
    NoInstrumentChosen,
    NotAVerifier,
    SeveralPremises,
)
from chuan.verification.models import Job, Order


@transaction.atomic
def receive_order(
    *, instruments: Sequence[Instrument], verifier: User, planned_on: date, actor: User, at: datetime, note: str = ""
) -> Order:
    """Take an order for instruments of one place: number it and give a job per instrument to the verifier."""
    require(actor, "verification.order")
    if not instruments:
        raise NoInstrumentChosen
    chosen = list(
        Instrument.objects.visible_to(actor).filter(pk__in=[i.pk for i in instruments])
        .select_for_update(of=("self",)).select_related("premises__party").order_by("pk")
    )
    _check_instruments(chosen, planned_on)
    if not queries.verifiers_on(clock.day_of(at)).filter(pk=verifier.pk).exists():
        raise NotAVerifier(person=verifier.get_full_name())
    day = clock.day_of(at)
    order = Order.objects.create(
        number=next_number("order", on=day), year=day.year, party=chosen[0].premises.party,
        premises=chosen[0].premises, planned_on=planned_on, note=note, received_by=actor, received_at=at,
    )
    jobs = Job.objects.bulk_create(
        Job(order=order, instrument=instrument, kind=kind_of_verification(instrument), verifier=verifier)
        for instrument in chosen
    )
    audit.record(
        "verification.order.received", actor=actor, subject=order,
        data={"verifier": verifier.get_full_name(), "planned_on": planned_on, "instruments": len(jobs)},
    )
    for job in jobs:
        audit.record("verification.job.opened", actor=actor, subject=job, data={"order": order.code, "kind": job.kind})
    return order


def kind_of_verification(instrument: Instrument) -> VerificationKind:
    """Initial if never verified, after repair if it was found invalid, else periodic (circular 23/2013, article 19)."""
    if instrument.status in {InstrumentStatus.INVALID_DEFECTIVE, InstrumentStatus.INVALID_MODIFIED,
                             InstrumentStatus.INVALID_CERTIFICATE_LOST}:
        return VerificationKind.AFTER_REPAIR
    return VerificationKind.INITIAL if instrument.last_verified_on is None else VerificationKind.PERIODIC


@transaction.atomic
def assign_job(*, job: Job, verifier: User, actor: User, at: datetime) -> Job:
    """Give an open job to another verifier."""
    require(actor, "verification.order", job)
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.status != JobStatus.OPEN:
        raise JobNotOpen(instrument=str(job.instrument))
    if not queries.verifiers_on(clock.day_of(at)).filter(pk=verifier.pk).exists():
        raise NotAVerifier(person=verifier.get_full_name())
    job.verifier = verifier
    job.save(update_fields=["verifier"])
    audit.record("verification.job.assigned", actor=actor, subject=job, data={"verifier": verifier.get_full_name()})
    return job


@transaction.atomic
def cancel_job(*, job: Job, reason: str, actor: User) -> Job:
    """Take an open job off the list, so that the instrument may be ordered again."""
    require(actor, "verification.order", job)
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.status != JobStatus.OPEN:
        raise JobNotOpen(instrument=str(job.instrument))
    job.status = JobStatus.CANCELLED
    job.save(update_fields=["status"])
    audit.record("verification.job.cancelled", actor=actor, subject=job, data={"reason": reason})
    return job


def _check_instruments(chosen: Sequence[Instrument], planned_on: date) -> None:
    if not chosen:
        raise NoInstrumentChosen
    places = {instrument.premises_id: instrument.premises.name for instrument in chosen}
    if len(places) > 1:
        raise SeveralPremises(count=len(places), names=", ".join(sorted(places.values())[:5]))
    for instrument in chosen:
        if instrument.status == InstrumentStatus.OUT_OF_USE:
            raise InstrumentOutOfUse(instrument=str(instrument))
        queries.procedure_on(instrument.kind, day=planned_on)
    busy = Job.objects.filter(
        instrument__in=chosen, status__in=[JobStatus.OPEN, JobStatus.PASSED]
    ).select_related("order", "instrument").first()
    if busy is not None:
        raise InstrumentHasOpenJob(instrument=str(busy.instrument), order=busy.order.code)
