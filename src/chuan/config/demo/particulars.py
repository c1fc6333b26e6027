# SPDX-License-Identifier: Apache-2.0
"""What parties do, who is to be reached there, what they were called; stalls in markets; and some parties entered twice."""

from datetime import timedelta

from chuan.config.demo import words
from chuan.config.demo.owners import Owners
from chuan.config.demo.stage import Stage, at_hour
from chuan.merging.actions import find_pairs
from chuan.merging.kinds import all_kinds
from chuan.parties.choices import ActivityRole, ContactBasis, PartyKind, PremisesKind, Sector
from chuan.parties.models import Activity, Contact, FormerName, Party, Premises

STALLS = 200
_TWICE = 4


def make_particulars(stage: Stage, owners: Owners) -> None:
    """Make and write all of them, then look for pairs as the night does."""
    _activities(stage, owners)
    _contacts(stage, owners)
    _stalls(stage, owners)
    _twins(stage, owners)
    renamed = owners.stations[1].party
    FormerName.objects.create(
        id=stage.next_id(at_hour(stage.days_ago(960), 8)), party=renamed, until=stage.days_ago(1400),
        name=renamed.name.replace(words.INVENTED, "").replace("Công ty", "Xí nghiệp") + words.INVENTED,
    )
    for kind in all_kinds():
        find_pairs(kind=kind)


def _activities(stage: Stage, owners: Owners) -> None:
    done: dict[tuple[object, str, str], Activity] = {}
    for places, sector, role in (
        (owners.stations, Sector.FUEL, ActivityRole.TRADER), (owners.power, Sector.ELECTRICITY, ActivityRole.TRADER),
        (owners.water, Sector.WATER, ActivityRole.TRADER), (owners.depots, Sector.TRANSPORT, ActivityRole.USER),
    ):
        for premises in places:
            key = (premises.party_id, sector, role)
            if key not in done:
                done[key] = Activity(id=stage.next_id(at_hour(stage.days_ago(970), 9)), party=premises.party, sector=sector,
                                     role=role, valid_from=stage.days_ago(2000))
    for party in owners.households[: STALLS + 80]:
        done[party.pk, "trade", "trader"] = Activity(
            id=stage.next_id(at_hour(stage.days_ago(965), 9)), party=party, sector=Sector.TRADE, role=ActivityRole.TRADER
        )
    Activity.objects.bulk_create(done.values())


def _contacts(stage: Stage, owners: Owners) -> None:
    made = []
    for index, party in enumerate(owners.parties):
        consented = stage.days_ago(900 - index)
        made.append(Contact(
            id=stage.next_id(at_hour(consented, 10)), party=party, name=words.person(2000 + index), role="Phụ trách kỹ thuật",
            phone=words.phone(2000 + index), purpose="Hẹn ngày kiểm định, giao nhận giấy chứng nhận",
            basis=ContactBasis.CONSENT, consent_on=consented, consent_by="Phiếu yêu cầu kiểm định có chữ ký",
            withdrawn_on=consented + timedelta(days=200) if index % 17 == 5 else None,
        ))
    Contact.objects.bulk_create(made)


def _stalls(stage: Stage, owners: Owners) -> None:
    Premises.objects.bulk_create([
        Premises(
            id=stage.next_id(at_hour(stage.days_ago(960), 10)), party=party, kind=PremisesKind.STALL, market=market,
            name=f"Quầy {index // len(owners.markets) + 1} {market.name}", stated_unit_id=market.stated_unit_id,
            current_unit_id=market.current_unit_id, address=market.address, opened_on=stage.days_ago(1500 + index),
        )
        for index, party in enumerate(owners.households[:STALLS])
        for market in (owners.markets[index % len(owners.markets)],)
    ])


def _twins(stage: Stage, owners: Owners) -> None:
    companies = list({premises.party_id: premises.party for premises in owners.stations}.values())[:_TWICE]
    twins = [
        Party(
            id=stage.next_id(at_hour(stage.days_ago(300 - index), 9)), kind=PartyKind.ORGANISATION, address=party.address,
            name=party.name.replace("Công ty", "CTY").replace("cổ phần", "CP"), phone=words.phone(3000 + index),
        )
        for index, party in enumerate(companies)
    ]
    twins += [
        Party(id=stage.next_id(at_hour(stage.days_ago(280), 9)), kind=PartyKind.HOUSEHOLD, phone=party.phone,
              name=party.name.replace("Hộ kinh doanh", "HKD"))
        for party in owners.households[:_TWICE]
    ]
    Party.objects.bulk_create(twins)
    Premises.objects.bulk_create([
        Premises(id=stage.next_id(at_hour(stage.days_ago(290), 9)), party=twin, kind=PremisesKind.OFFICE,
                 name="Văn phòng", address=twin.address)
        for twin in twins[:_TWICE]
    ])
