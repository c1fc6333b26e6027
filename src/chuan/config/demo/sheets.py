# SPDX-License-Identifier: Apache-2.0
"""Measurement sheets of the history: readings by arithmetic, findings by the same rules as every real sheet."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from chuan import law
from chuan.accounts.models import User
from chuan.metrology.dispenser import Reason
from chuan.verification import papers, queries
from chuan.verification.models import Job, MeasurementStandard, Reading
from chuan.verification.rules import Procedure, hoses_of, work_out

_VOLUME_L = Decimal(20)


@dataclass
class Sheets:
    """Remembers the procedures of the days."""

    _procedures: dict[date, Procedure] = field(default_factory=dict)
    _failures: dict[Any, tuple[Reason, ...]] = field(default_factory=dict)

    def fill(self, job: Job, measure: MeasurementStandard, *, number: int, passes: bool) -> list[Reading]:
        """Give a dispenser's job its readings and findings; within the limit unless it shall fail."""
        procedure = self._procedure(job)
        hoses = hoses_of(job.instrument.characteristics)
        job.liquid, job.ambient_c = ("Xăng E5 RON 92" if number % 2 else "Dầu DO 0,05S"), Decimal(18 + number % 14)
        readings = [
            Reading(
                job=job, hose=hose, flow_rate=flow_rate, repeat=repeat, indication_l=_VOLUME_L,
                reference_l=_held(procedure.mpe_percent, number + 7 * hose + 3 * place + repeat, passes=passes),
                temperature_c=Decimal(20 + number % 9),
            )
            for hose in range(1, hoses + 1)
            for place, flow_rate in enumerate(procedure.flow_rates)
            for repeat in range(1, procedure.repeats + 1)
        ]
        findings = work_out(queries.readings_of(readings), hoses=hoses, procedure=procedure,
                            standards=[queries.facts_of(measure)])
        assert findings.passed is passes, "a sheet came out otherwise than it was made"
        if not passes:
            self._failures[job.pk] = findings.reasons
        job.findings = findings.as_json() | {
            "citation": list(procedure.citation), "law_fingerprint": law.fingerprint(), "document": procedure.document,
            "standards": [_standard(measure)], "verifier_card": job.verifier.verifier_card.number,
        }
        return readings

    def rejection(self, job: Job, code: str, actor: User) -> dict[str, Any]:
        """What the rejection notice of a failed job says: every reading beyond the limit."""
        procedure = self._procedure(job)
        assert job.measured_on is not None
        return papers.rejection_content(
            job=job, code=code, actor=actor, issued_on=job.measured_on, mpe_percent=procedure.mpe_percent,
            reasons=self._failures.get(job.pk, ()),
        )

    def citation(self, kind: str, day: date) -> list[dict[str, Any]]:
        """The law a certificate rests on: all of it for dispensers, cycle and validity for kinds without a sheet yet."""
        if kind == "fuel-dispenser":
            return list(queries.citation_of(kind, day=day))
        return law.at(day).cite(f"{law.CYCLES}/{kind}", law.VALIDITY_RULE)

    def _procedure(self, job: Job) -> Procedure:
        assert job.measured_on is not None
        if job.measured_on not in self._procedures:
            self._procedures[job.measured_on] = queries.procedure_on(job.instrument.kind, day=job.measured_on)
        return self._procedures[job.measured_on]


def _held(mpe_percent: Decimal, number: int, *, passes: bool) -> Decimal:
    """What the measure held when the dispenser showed 20 L: the error wanders within half the limit, or lies beyond it."""
    error = mpe_percent * (Decimal(number % 11 - 5) / 10 if passes else Decimal("1.6"))
    return (_VOLUME_L / (1 + error / 100)).quantize(Decimal("0.001"))


def _standard(measure: MeasurementStandard) -> dict[str, str]:
    assert measure.calibrated_until is not None
    return {
        "kind": measure.kind, "name": measure.name, "serial": measure.serial,
        "calibration_certificate": measure.calibration_certificate,
        "calibrated_until": measure.calibrated_until.isoformat(),
    }
