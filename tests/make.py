# SPDX-License-Identifier: Apache-2.0
"""Makers: small, typed, deterministic. Each gives a valid row; name what matters to the test."""

import itertools
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from stdnum.vn import mst

from chuan.accounts.choices import Role, UnitKind
from chuan.accounts.models import Membership, Unit, User
from chuan.lib.text import key
from chuan.parties.choices import PremisesKind
from chuan.parties.models import Party, Premises
from chuan.places.choices import Level
from chuan.places.models import AdministrativeUnit
from chuan.registry.models import Instrument

#: Tells what is made apart; begins at 1 in every test, whatever ran before it (conftest).
NUMBERS = itertools.count(1)
#: Sunday of the suite: no test asks the clock.
TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
PASSWORD = "mot-mat-khau-dai"

_UNIT_OF = {
    **dict.fromkeys((Role.RECEPTION, Role.VERIFIER, Role.TESTER, Role.ACCOUNTANT, Role.CENTRE_DIRECTOR), "centre"),
    **dict.fromkeys((Role.LOCAL_OFFICER, Role.LOCAL_LEAD), "local"),
    Role.ENTERPRISE: "enterprise",
}


class Cast:
    """`cast.verifier` is a verifier; `cast.stranger` has no role. The same person each time within a test."""

    def __getattr__(self, name: str) -> User:
        if name.startswith("_"):
            raise AttributeError(name)
        user = make_user(name) if name == "stranger" else make_member(Role(name))
        setattr(self, name, user)
        return user


def make_unit(kind: str = "centre", **over: Any) -> Unit:
    """A unit of the kind, one per kind and test."""
    values: dict[str, Any] = {
        "name": {"authority": "Sở Khoa học và Công nghệ", "centre": "Trung tâm Kỹ thuật TĐC",
                 "local": "UBND phường Tô Hiệu", "enterprise": "Công ty Xăng dầu"}[kind],
        "kind": UnitKind(kind),
        "place_code": {"local": "03646", "enterprise": ""}.get(kind, "14"),
        "tax_code": make_tax_code(9_999_000) if kind == "enterprise" else "",
    }
    unit, _ = Unit.objects.get_or_create(code=over.pop("code", f"unit-{kind}"), defaults=values | over)
    return unit


def make_user(username: str, **over: Any) -> User:
    """A person without any role."""
    user = User(username=username, full_name=over.pop("full_name", f"Người {username}"), **over)
    user.set_password(PASSWORD)
    user.save()
    return user


def make_member(role: Role, *, unit: Unit | None = None, username: str = "") -> User:
    """A person holding one role."""
    user = make_user(username or role.value)
    unit = unit or make_unit(_UNIT_OF.get(role, "authority"))
    Membership.objects.create(user=user, unit=unit, role=role, started_on=date(2020, 1, 1))
    return user


def make_tax_code(number: int | None = None) -> str:
    """A ten-digit tax code whose check digit is right; different numbers sixteen apart give different codes."""
    stem = number if number is not None else 16 * next(NUMBERS)
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    while True:  # one stem in eleven has no check digit: take the one after it
        digits = f"55{stem:07d}"
        check = 10 - sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11
        if check < 10:
            code = f"{digits}{check}"
            assert mst.is_valid(code)
            return code
        stem += 1


def make_place(code: str = "03646", **over: Any) -> AdministrativeUnit:
    """A commune of today; the same row for the same code."""
    values: dict[str, Any] = {
        "kind": "Phường", "name": "Tô Hiệu", "full_name": "Phường Tô Hiệu", "parent_code": "14",
        "valid_from": date(2025, 7, 1), "source": "NQ 1681/NQ-UBTVQH15",
    }
    unit, _ = AdministrativeUnit.objects.get_or_create(
        code=code, level=Level.COMMUNE, valid_until=None, defaults=values | over
    )
    return unit


def make_party(**over: Any) -> Party:
    """An organisation with a right tax code."""
    number = next(NUMBERS)
    return Party.objects.create(**{"name": f"Công ty Xăng dầu {number}", "tax_code": make_tax_code(16 * number)} | over)


def make_premises(**over: Any) -> Premises:
    """A petrol station in phường Tô Hiệu."""
    party = over.pop("party", None) or make_party()
    unit = over.pop("current_unit", None) or make_place()
    values = {"kind": PremisesKind.PETROL_STATION, "name": f"Cửa hàng xăng dầu số {next(NUMBERS)}",
              "address": "Số 1 đường Tô Hiệu", "stated_unit": unit, "current_unit": unit}
    return Premises.objects.create(party=party, **values | over)


def make_instrument(**over: Any) -> Instrument:
    """A fuel dispenser with two hoses, verified on 2025-12-10 and so valid until 2026-12-31."""
    premises = over.pop("premises", None) or make_premises()
    values: dict[str, Any] = {
        "kind": "fuel-dispenser", "maker": "Tatsuno", "model": "Sunny-XE", "serial": f"TS-{next(NUMBERS):05d}",
        "type_approval_mark": "PDM 123-2019", "characteristics": {"hoses": 2, "q_max_l_min": "45"},
        "owner": premises.party, "premises": premises, "last_verified_on": date(2025, 12, 10),
        "valid_until": date(2026, 12, 31), "registered_at": NOON,
    } | over
    return Instrument.objects.create(maker_key=key(values["maker"]), serial_key=key(values["serial"]), **values)


def make_standard(**over: Any) -> Any:
    """A 20 L proving measure of 0.1 %, in calibration all of 2026."""
    from chuan.verification.choices import StandardKind
    from chuan.verification.models import MeasurementStandard

    values: dict[str, Any] = {
        "unit": over.pop("unit", None) or make_unit("centre"), "kind": StandardKind.PROVING_MEASURE,
        "name": "Bình chuẩn kim loại 20 L", "serial": f"BC-{next(NUMBERS):03d}", "nominal_volume_l": Decimal(20),
        "max_error_percent": Decimal("0.1"), "calibration_certificate": "V02.CN5.0123.26",
        "calibrated_on": date(2026, 1, 5), "calibrated_until": date(2027, 1, 31),
    }
    return MeasurementStandard.objects.create(**values | over)


def make_card(user: User, **over: Any) -> Any:
    """A verifier's card, valid until the end of 2028; the same one for the same person."""
    from chuan.verification.models import VerifierCard

    values = {"number": f"KĐV {next(NUMBERS):04d}", "valid_until": date(2028, 12, 31)} | over
    return VerifierCard.objects.get_or_create(user=user, defaults=values)[0]


def make_marks(user: User, count: int = 5, **over: Any) -> list[Any]:
    """Marks in a verifier's stock."""
    from chuan.verification.models import VerificationMark

    return [VerificationMark.objects.create(**{"series": "SL26", "number": next(NUMBERS), "holder": user} | over)
            for _ in range(count)]


def make_job(verifier: User, **over: Any) -> Any:
    """An open job in an order of its own, for a new dispenser unless `instrument` is given."""
    from chuan.verification.choices import VerificationKind
    from chuan.verification.models import Job, Order

    instrument = over.pop("instrument", None) or make_instrument()
    order = over.pop("order", None) or Order.objects.create(
        number=1000 + next(NUMBERS), year=2026, party=instrument.owner, premises=instrument.premises,
        planned_on=TODAY, received_by=verifier, received_at=NOON,
    )
    values = {"order": order, "instrument": instrument, "kind": VerificationKind.PERIODIC, "verifier": verifier}
    return Job.objects.create(**values | over)


def make_sheet(job: Any, standards: list[Any], error_percent: str = "0.1", **over: Any) -> Any:
    """A complete draft whose every error is `error_percent`."""
    from chuan.metrology.dispenser import DispenserReading
    from chuan.verification.actions.sheets import Draft

    indication = 20 * (1 + Decimal(error_percent) / 100)
    readings = [
        DispenserReading(hose=hose, flow_rate=flow, repeat=repeat, indication_l=indication, reference_l=Decimal(20),
                         temperature_c=Decimal(25))
        for hose in range(1, job.instrument.characteristics["hoses"] + 1)
        for flow in ("maximum", "minimum") for repeat in (1, 2, 3)
    ]
    values: dict[str, Any] = {
        "measured_on": TODAY, "liquid": "RON 95-III", "visual_passed": True, "technical_passed": True,
        "standards": [s.pk for s in standards], "readings": readings,
    }
    return Draft(**values | over)


def make_passed_job(verifier: User, **over: Any) -> Any:
    """A job that passed and waits for its certificate, a mark reserved."""
    from chuan.verification.actions.sheets import submit_sheet

    make_card(verifier)
    make_marks(verifier, 1)
    job = make_job(verifier, **over)
    return submit_sheet(job=job, draft=make_sheet(job, [make_standard()]), actor=verifier, at=NOON)


def make_certificate(cast: Cast, **over: Any) -> Any:
    """A certificate issued at noon of the suite's day."""
    from chuan.verification.actions.certificates import issue_certificate

    return issue_certificate(job=make_passed_job(cast.verifier, **over), actor=cast.centre_director, at=NOON)
