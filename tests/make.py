# SPDX-License-Identifier: Apache-2.0
"""Makers: small, typed, deterministic. Each gives a valid row; name what matters to the test."""

import itertools
from datetime import UTC, date, datetime
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

_NUMBERS = itertools.count(1)
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
        "tax_code": make_tax_code(9) if kind == "enterprise" else "",
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
    """A ten-digit tax code whose check digit is right."""
    stem = f"55{number if number is not None else next(_NUMBERS):07d}"
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    for index in range(10):
        if mst.is_valid(code := f"{stem}{(10 - sum(w * int(d) for w, d in zip(weights, stem, strict=True)) % 11) % 10}"):
            return code
        stem = f"55{(int(stem[2:]) + 1 + index):07d}"
    raise AssertionError(stem)


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
    number = next(_NUMBERS)
    return Party.objects.create(**{"name": f"Công ty Xăng dầu {number}", "tax_code": make_tax_code(number)} | over)


def make_premises(**over: Any) -> Premises:
    """A petrol station in phường Tô Hiệu."""
    party = over.pop("party", None) or make_party()
    unit = over.pop("current_unit", None) or make_place()
    values = {"kind": PremisesKind.PETROL_STATION, "name": f"Cửa hàng xăng dầu số {next(_NUMBERS)}",
              "address": "Số 1 đường Tô Hiệu", "stated_unit": unit, "current_unit": unit}
    return Premises.objects.create(party=party, **values | over)


def make_instrument(**over: Any) -> Instrument:
    """A fuel dispenser with two hoses, verified on 2025-12-10 and so valid until 2026-12-31."""
    premises = over.pop("premises", None) or make_premises()
    values: dict[str, Any] = {
        "kind": "fuel-dispenser", "maker": "Tatsuno", "model": "Sunny-XE", "serial": f"TS-{next(_NUMBERS):05d}",
        "type_approval_mark": "PDM 123-2019", "characteristics": {"hoses": 2, "q_max_l_min": "45"},
        "owner": premises.party, "premises": premises, "last_verified_on": date(2025, 12, 10),
        "valid_until": date(2026, 12, 31), "registered_at": NOON,
    } | over
    return Instrument.objects.create(maker_key=key(values["maker"]), serial_key=key(values["serial"]), **values)
