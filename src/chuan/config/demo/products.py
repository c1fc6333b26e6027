# SPDX-License-Identifier: Apache-2.0
"""Technical regulations as the law files name them; invented goods, own standards, declarations and key products."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from chuan import law
from chuan.config.demo import words
from chuan.config.demo.owners import Owners
from chuan.config.demo.stage import Stage, at_hour
from chuan.lib.dates import add_months
from chuan.lib.text import key
from chuan.parties.choices import PartyKind, PremisesKind
from chuan.parties.models import Party, Premises
from chuan.products import regulated
from chuan.products.models import (
    Declaration,
    Goods,
    KeyProduct,
    KeyProductOutput,
    NormativeDocument,
)
from chuan.products.rules import identity_key

_REGULATIONS = "products/technical-regulations"
_FUELS = (
    ("Xăng RON 95-III", "27101224", ("bk-h01a", "old-1")), ("Xăng E5 RON 92-II", "27101225", ("bk-h01a", "old-1")),
    ("Điêzen 0,05S-II", "27101971", ("bk-h01b", "old-1")), ("Dầu nhờn động cơ 20W-50", "27101946", ("bk-m06", "old-14")),
)
#: name, brand, what is in a pack: of cooperatives that declare their own standards
_PACKED = (
    ("Cà phê rang xay", "Sơn Hương", ("500", "g")), ("Chè shan tuyết", "Tà Nàng", ("200", "g")), ("Mật ong hoa nhãn", "Ong Vàng", ("1000", "g")),
    ("Gạo nếp tan", "Mường Và", ("5", "kg")), ("Nước mơ", "Mộc Xanh", ("330", "mL")), ("Mắc ca sấy", "Núi Cao", ("250", "g")),
    ("Chuối sấy dẻo", "Yên Châu", ("300", "g")), ("Rượu mơ", "Hang Chú", ("500", "mL")),
)
_KEY_PRODUCTS = (
    ("Xoài tròn", "tấn", "18500"), ("Nhãn", "tấn", "96000"), ("Mận hậu", "tấn", "84000"), ("Chè shan tuyết", "tấn", "13200"),
    ("Cà phê", "tấn", "31000"), ("Sữa bò tươi", "tấn", "102000"),
)


@dataclass
class _Shelf:
    """What was made and is pointed to."""

    stage: Stage
    documents: dict[str, NormativeDocument]
    goods: list[Goods]

    def code(self, codes: tuple[str, ...]) -> list[str]:
        """The row of the list of the day that goods fall under."""
        listed = regulated.listing(self.stage.on).rows
        return [code for code in codes if code in listed]


def make_products(stage: Stage, owners: Owners) -> None:
    """Make and write all of them."""
    shelf = _Shelf(stage, _regulations(stage), [])
    sellers: dict[Party, Premises] = {}
    for station in owners.stations:
        sellers.setdefault(station.party, station)
    for party, station in sellers.items():
        shelf.goods += [_fuel(shelf, party, station, index) for index in range(len(_FUELS))]
    cooperatives = _cooperatives(shelf)
    NormativeDocument.objects.bulk_create(shelf.documents.values())
    Goods.objects.bulk_create(shelf.goods)
    _declarations(shelf)
    for goods in shelf.goods[-len(cooperatives)::5]:
        goods.status, goods.status_since = "stopped", stage.days_ago(40)
        goods.save(update_fields=["status", "status_since"])
    _key_products(shelf, owners.households[:40])


def _regulations(stage: Stage) -> dict[str, NormativeDocument]:
    """What the law files know: numbers, subjects and days of issue are real, all else stays unknown."""
    made: dict[str, NormativeDocument] = {}
    try:
        rows = law.at(stage.on).table(_REGULATIONS)
    except (law.LawUnknown, law.NoLawInForce):
        return made
    for row in rows:
        issued = row["issued_on"]
        made[row["id"]] = NormativeDocument(
            id=stage.next_id(at_hour(stage.days_ago(960), 9)), kind="qcvn", number=row["regulation"],
            number_key=key(row["regulation"]), title=row["subject"], issued_on=issued if isinstance(issued, date) else None,
            managing_body=row["regulation"].rpartition("/")[2], source=f"Thông tư {row['circular']}",
        )
    return made


def _fuel(shelf: _Shelf, party: Party, station: Premises, index: int) -> Goods:
    name, hs, codes = _FUELS[index]
    document = shelf.documents.get("qcvn-14" if index == len(_FUELS) - 1 else "qcvn-1")
    brand = f"{words.INVENTED.strip(' ()').capitalize()} {len(shelf.goods) + 1}"
    made = shelf.stage.next_id(at_hour(shelf.stage.days_ago(400), 10))
    return Goods(
        id=made, party=party, premises=station, role="trader", name=name, brand=brand, hs=hs, standard=document,
        identity=identity_key(name, brand, "", ""), regulated_codes=shelf.code(codes),
        status_since=shelf.stage.days_ago(400), registered_at=at_hour(shelf.stage.days_ago(400), 10),
    )


def _cooperatives(shelf: _Shelf) -> list[Party]:
    """Cooperatives, each with a workshop, a standard of its own and the packed goods it declares by it."""
    stage, parties, places = shelf.stage, [], []
    for index, (name, brand, (value, unit)) in enumerate(_PACKED):
        made, commune = at_hour(stage.days_ago(700), 8), stage.communes[index * 9 % len(stage.communes)]
        party = Party(
            id=stage.next_id(made), kind=PartyKind.COOPERATIVE, name=f"Hợp tác xã {brand}{words.INVENTED}",
            tax_code=words.tax_code(90 + index), phone=words.phone(5000 + index), address=f"{commune.full_name}, tỉnh Sơn La",
        )
        place = Premises(
            id=stage.next_id(made), party=party, kind=PremisesKind.WORKSHOP, name=f"Xưởng {name.lower()} {brand}", stated_unit=commune,
            current_unit=commune, address=words.STREETS[index % len(words.STREETS)],
        )
        number = f"TCCS {index + 1:02d}:{stage.on.year - 1}/{key(brand).upper()}{words.INVENTED}"
        standard = NormativeDocument(
            id=stage.next_id(made), kind="tccs", owner=party, number=number, number_key=key(number), title=f"{name} {brand}",
            issued_on=stage.days_ago(420), in_force_from=stage.days_ago(400),
        )
        shelf.documents[f"tccs-{index}"] = standard
        shelf.goods.append(Goods(
            id=stage.next_id(made), party=party, premises=place, role="maker", name=name, brand=brand + words.INVENTED, standard=standard,
            identity=identity_key(name, brand + words.INVENTED, "", f"{value}{unit}"), quantity_kind="volume" if unit == "mL" else "mass",
            nominal_value=Decimal(value), nominal_unit=unit, status_since=stage.days_ago(390), registered_at=made,
        ))
        parties.append(party)
        places.append(place)
    Party.objects.bulk_create(parties)
    Premises.objects.bulk_create(places)
    return parties


def _declarations(shelf: _Shelf) -> None:
    """A dossier for each seller: most with a notice, some that run out, a few that wait."""
    stage, made, covers = shelf.stage, [], []
    by_party: dict[Party, list[Goods]] = {}
    for goods in shelf.goods:
        by_party.setdefault(goods.party, []).append(goods)
    for index, (party, own) in enumerate(by_party.items()):
        document = own[0].standard
        if document is None:
            continue
        received = stage.days_ago((1080, 700, 300, 4)[index % 4])
        noticed = received + timedelta(days=4) if index % 4 != 3 else None
        declaration = Declaration(
            id=stage.next_id(at_hour(received, 9)), kind="standard" if document.kind == "tccs" else "regulation", party=party, document=document,
            number=f"{index + 1:02d}/CB{words.INVENTED}", number_key=key(f"{index + 1:02d}/CB{words.INVENTED}"),
            declared_on=received - timedelta(days=2), received_on=received, assessment="certified",
            assessor=f"Tổ chức chứng nhận{words.INVENTED}", certificate=f"CN-{index + 1:04d}",
            certificate_until=add_months(received, 36), state="noticed" if noticed else "received", noticed_on=noticed,
            notice_number=f"{index + 1}/TB{words.INVENTED}" if noticed else "",
            valid_until=add_months(received, 36) if noticed else None, registered_at=at_hour(received, 9),
        )
        made.append(declaration)
        covers += [Declaration.goods.through(declaration=declaration, goods=one) for one in own if one.standard == document]
    Declaration.objects.bulk_create(made)
    Declaration.goods.through.objects.bulk_create(covers)


def _key_products(shelf: _Shelf, households: list[Party]) -> None:
    stage, outputs, producers = shelf.stage, [], []
    products = []
    for index, (name, unit, quantity) in enumerate(_KEY_PRODUCTS):
        product = KeyProduct(
            id=stage.next_id(at_hour(stage.days_ago(500), 8)), name=name + words.INVENTED, name_key=key(name + words.INVENTED),
            area=f"Vùng {stage.communes[index * 7].name}", marks=f"{name.upper()} SƠN LA{words.INVENTED}",
            traceability=f"TXNG-{index + 1:03d}{words.INVENTED}", listed_by=f"Quyết định số {index + 1}/QĐ-UBND{words.INVENTED}",
            listed_on=stage.days_ago(900),
        )
        products.append(product)
        for back in (1, 2, 3):
            outputs.append(KeyProductOutput(
                id=stage.next_id(at_hour(stage.days_ago(300), 8)), product=product, year=stage.on.year - back, unit=unit,
                quantity=Decimal(quantity) * (100 - 4 * back) / 100, source=f"Số liệu{words.INVENTED}",
            ))
        producers += [KeyProduct.producers.through(keyproduct=product, party=party) for party in households[index::6][:4]]
    KeyProduct.objects.bulk_create(products)
    KeyProductOutput.objects.bulk_create(outputs)
    KeyProduct.producers.through.objects.bulk_create(producers)
