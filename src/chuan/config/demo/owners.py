# SPDX-License-Identifier: Apache-2.0
"""Parties and premises: petrol stations, supply networks, taxi depots, markets and their households."""

from dataclasses import dataclass, field

from chuan.config.demo import words
from chuan.config.demo.stage import Stage, at_hour
from chuan.parties.choices import PartyKind, PremisesKind
from chuan.parties.models import Party, Premises
from chuan.places.models import AdministrativeUnit

STATIONS, MARKETS, WATER_NETWORKS, HOUSEHOLDS = 60, 40, 15, 600
#: Stations that give their commune by a name of before 2025-07.
_OLD_NAME = (4, 1)
#: The two towns that were divided: which part a station lies in, somebody must say.
_DIVIDED_TOWNS = ("03979", "03982")


@dataclass
class Owners:
    """Everything made here, in order."""

    stations: list[Premises] = field(default_factory=list)
    power: list[Premises] = field(default_factory=list)
    water: list[Premises] = field(default_factory=list)
    depots: list[Premises] = field(default_factory=list)
    markets: list[Premises] = field(default_factory=list)
    households: list[Party] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)


def make_owners(stage: Stage) -> Owners:
    """Make and write all of them."""
    owners = Owners()
    companies = [_company(stage, owners, name) for name in words.FUEL_COMPANIES]
    for index in range(STATIONS):
        owners.stations.append(_station(stage, index, companies[index % len(companies)]))
    power, water = _company(stage, owners, words.POWER_COMPANY), _company(stage, owners, words.WATER_COMPANY)
    for unit in stage.communes:
        owners.power.append(_premises(stage, power, PremisesKind.NETWORK, f"Lưới điện {unit.full_name}", unit))
    for unit in stage.communes[::5]:
        owners.water.append(_premises(stage, water, PremisesKind.NETWORK, f"Mạng cấp nước {unit.full_name}", unit))
    for index, name in enumerate(words.TAXI_COMPANIES):
        unit = stage.communes[index * 11 % len(stage.communes)]
        depot = _premises(stage, _company(stage, owners, name), PremisesKind.GARAGE, f"Bãi xe {unit.name}", unit)
        owners.depots.append(depot)
    for index in range(MARKETS):
        unit = stage.communes[index * 13 % len(stage.communes)]
        board = _company(stage, owners, f"Ban quản lý chợ {unit.name}")
        owners.markets.append(_premises(stage, board, PremisesKind.MARKET, f"Chợ {unit.name}", unit))
    for index in range(HOUSEHOLDS):
        owners.households.append(_household(stage, index))
    Party.objects.bulk_create([*owners.parties, *owners.households])
    Premises.objects.bulk_create(
        [*owners.stations, *owners.power, *owners.water, *owners.depots, *owners.markets]
    )
    return owners


def company_of_the_enterprise() -> tuple[str, str]:
    """Name and tax code of the company that has an account of its own: the first one made."""
    return words.FUEL_COMPANIES[0] + words.INVENTED, words.tax_code(0)


def _company(stage: Stage, owners: Owners, name: str) -> Party:
    index = len(owners.parties)
    party = Party(
        id=stage.next_id(at_hour(stage.days_ago(980), 8)), kind=PartyKind.PUBLIC_BODY if name.startswith("Ban ") else PartyKind.ENTERPRISE,
        name=name + words.INVENTED,
        tax_code=words.tax_code(index), phone=words.phone(index),
        address=f"Số {index + 1} {words.STREETS[index % len(words.STREETS)]}, tỉnh Sơn La",
    )
    owners.parties.append(party)
    return party


def _household(stage: Stage, index: int) -> Party:
    return Party(
        id=stage.next_id(at_hour(stage.days_ago(970), 9)), kind=PartyKind.HOUSEHOLD,
        name=f"Hộ kinh doanh {words.person(index)}", phone=words.phone(1000 + index),
    )


def _station(stage: Stage, index: int, company: Party) -> Premises:
    unit = stage.communes[index * 5 % len(stage.communes) + (index * 5 // len(stage.communes)) % 5]
    name = f"Cửa hàng xăng dầu số {index + 1} {unit.name}"
    stated: AdministrativeUnit | None = None
    every, which = _OLD_NAME
    if index >= STATIONS - len(_DIVIDED_TOWNS):
        stated = stage.divided.get(_DIVIDED_TOWNS[index - (STATIONS - len(_DIVIDED_TOWNS))])
        if stated is not None:
            name = f"Cửa hàng xăng dầu số {index + 1} {stated.name}"
            return _premises(stage, company, PremisesKind.PETROL_STATION, name, None, stated=stated)
    if index % every == which and (former := stage.before.get(unit.pk)):
        stated = former[index % len(former)]
    return _premises(stage, company, PremisesKind.PETROL_STATION, name, unit, stated=stated)


def _premises(
    stage: Stage, party: Party, kind: PremisesKind, name: str, unit: AdministrativeUnit | None, *,
    stated: AdministrativeUnit | None = None,
) -> Premises:
    made = stage.next_id(at_hour(stage.days_ago(980), 8))
    nudge = made.int % 97
    where = stated or unit
    longitude = latitude = None
    if unit is not None and unit.longitude is not None and unit.latitude is not None:
        longitude = round(unit.longitude + (nudge % 11 - 5) * 0.002, 5)
        latitude = round(unit.latitude + (nudge % 7 - 3) * 0.002, 5)
    return Premises(
        id=made, party=party, kind=kind, name=name, stated_unit=where, current_unit=unit, longitude=longitude,
        latitude=latitude, address=f"Số {nudge + 1} {words.STREETS[nudge % len(words.STREETS)]}",
    )
