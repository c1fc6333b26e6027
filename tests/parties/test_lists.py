# SPDX-License-Identifier: Apache-2.0
"""Lists of parties and premises: in, again, changed, undone; what is wrong; what is probably the same."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuan.imports import errors
from chuan.imports.actions.imports import answer_columns, start_import
from chuan.imports.actions.undo import undo_import
from chuan.imports.choices import ImportStatus
from chuan.imports.models import Import, ImportRow
from chuan.imports.run import run_import
from chuan.lib.errors import NotAllowed
from chuan.parties.models import Party, Premises
from tests import make
from tests.imports.filling import counts, filled, judged, reasons
from tests.make import NOON, Cast, make_tax_code
from tests.registry.files import workbook

Upload = Callable[..., Import]
SignIn = Callable[[Any], Client]
CODE, OTHER = make_tax_code(160_000), make_tax_code(320_000)
COOP = {"name": "HTX Xoài Yên Châu", "kind": "Hợp tác xã", "tax_code": CODE, "address": "Bản Khóong", "commune": "Xã Yên Châu"}
MAN = {"name": "Nguyễn Thị Mận", "kind": "Hộ kinh doanh", "address": "Số 5 đường Tô Hiệu", "commune": "Phường Tô Hiệu"}
SHOP = {"name": "Cửa hàng số 1", "kind": "Cửa hàng", "tax_code": CODE, "owner": "Công ty A", "address": "Số 1", "commune": "Phường Tô Hiệu"}


def test_parties_go_in_are_the_same_again_change_and_come_back(upload: Upload, cast: Cast) -> None:
    # given the template filled in
    first = upload(filled("parties", COOP, MAN), kind="parties")
    assert (first.status, counts(first)) == (ImportStatus.DONE, (2, 0, 0, 0, 0))
    coop, man = Party.objects.get(tax_code=CODE), Party.objects.get(tax_code="")
    assert (coop.kind, coop.address) == ("cooperative", "Bản Khóong, Xã Yên Châu")
    assert (man.kind, man.status) == ("household", "active")
    assert counts(upload(filled("parties", COOP, MAN), kind="parties")) == (0, 0, 2, 0, 0)

    # when cells change, one of them spelled otherwise
    closed = MAN | {"name": "NGUYEN THI MAN", "address": "so 5, đường tô hiệu", "status": "Giải thể", "status_since": "01/03/2026"}
    changing = upload(filled("parties", COOP | {"name": "HTX Xoài tròn Yên Châu"}, closed), kind="parties")
    assert counts(changing) == (0, 2, 0, 0, 0)
    row = ImportRow.objects.get(source=changing, number=2)
    assert (row.before["name"], row.values["name"]) == ("HTX Xoài Yên Châu", "HTX Xoài tròn Yên Châu")
    man.refresh_from_db()
    assert (man.status, man.status_since) == ("closed", date(2026, 3, 1))

    # then undo gives the former values back, and then the first list can go as well
    undo_import(actor=cast.registrar, import_id=changing.pk, at=NOON)
    man.refresh_from_db()
    assert (man.name, man.status, man.status_since) == ("Nguyễn Thị Mận", "active", None)
    assert Party.objects.get(tax_code=CODE).name == "HTX Xoài Yên Châu"


def test_an_import_of_parties_is_undone_unless_something_rests_on_one(upload: Upload, cast: Cast) -> None:
    imported = upload(filled("parties", COOP, MAN), kind="parties")
    place = make.make_premises(party=Party.objects.get(tax_code=CODE))

    with pytest.raises(errors.StillNeeded):
        undo_import(actor=cast.registrar, import_id=imported.pk, at=NOON)
    place.delete()
    undo_import(actor=cast.registrar, import_id=imported.pk, at=NOON)

    assert not Party.objects.exists()


def test_what_somebody_changed_since_is_not_given_back(upload: Upload, cast: Cast) -> None:
    upload(filled("parties", COOP), kind="parties")
    changing = upload(filled("parties", COOP | {"name": "HTX mới"}), kind="parties")
    Party.objects.update(name="HTX mới nhất")

    with pytest.raises(errors.ChangedSince):
        undo_import(actor=cast.registrar, import_id=changing.pk, at=NOON)
    assert Party.objects.get().name == "HTX mới nhất"


def test_zeros_in_front_and_branches_are_kept(upload: Upload) -> None:
    rows: list[dict[str, Any]] = [
        {"name": "Công ty mất số 0", "tax_code": 100112437},  # a number: Excel took the zero
        {"name": "Chi nhánh", "tax_code": "0100112437001"}, {"name": "Hộ ông A", "tax_code": "014099001234"},
    ]
    upload(filled("parties", *rows), kind="parties")

    assert dict(Party.objects.values_list("tax_code", "kind")) == {
        "0100112437": "organisation", "0100112437-001": "organisation", "014099001234": "household"}


def test_wrong_cells_of_parties_say_why(upload: Upload) -> None:
    imported = upload(filled(
        "parties", COOP | {"tax_code": "0100112430"}, COOP | {"tax_code": "12345"}, COOP | {"tax_code": "12A"},
        {"name": "Công ty B", "kind": "Doanh nghiệp", "tax_code": "014099001234"}, MAN | {"status": "Tạm ngừng"},
        {"name": "C", "kind": "Tàu vũ trụ"}, {"kind": "Hộ kinh doanh"}, {"name": "D", "commune": "Xã Không Có"}, COOP, COOP | {"name": "E"},
        {"name": "F", "status": "Giải thể", "status_since": "31/02/2026"}, MAN, MAN | {"name": "nguyen thi man"},
    ), kind="parties")

    assert reasons(imported) == {
        2: [("tax_code", "parties.tax-code-impossible")], 3: [("tax_code", "parties.tax-code-too-short")],
        4: [("tax_code", "parties.tax-code-not-digits")], 5: [("tax_code", "parties.tax-code-of-person")],
        6: [("status_since", "parties.status-date-missing")], 7: [("kind", "imports.choice-unknown")],
        8: [("name", "imports.value-missing")], 9: [("commune", "parties.commune-unknown")],
        11: [("name", "imports.row-twice")], 12: [("status_since", "imports.date-impossible")],
        13: [("name", "imports.row-twice")], 14: [("name", "imports.row-twice")],
    }
    assert imported.marked_file is not None
    assert list(Party.objects.values_list("name", flat=True)) == ["HTX Xoài Yên Châu"]


def test_a_person_says_whether_parties_are_the_same(upload: Upload, cast: Cast) -> None:
    # given a party without tax code in a commune, and a row nearly of its name there, now with a tax code
    upload(filled("parties", COOP | {"tax_code": None}), kind="parties")
    near = COOP | {"name": "Hợp tác xã xoài tròn Yên Châu", "address": "Bản Khóong 2"}
    preview = upload(filled("parties", near), kind="parties", decision="")
    assert counts(preview) == (0, 0, 0, 1, 0)

    # when it is the same
    done = judged(preview, cast, "same")

    # then the party has a tax code and the new name; otherwise it would be another one
    assert counts(done) == (0, 1, 0, 0, 0)
    assert Party.objects.get().tax_code == CODE
    other = upload(filled("parties", near | {"tax_code": None, "address": "Bản Khóong 9"}), kind="parties", decision="")
    assert counts(judged(other, cast, "new")) == (1, 0, 0, 0, 0)
    assert Party.objects.count() == 2


def test_two_tax_codes_are_two_parties_whatever_their_names(upload: Upload) -> None:
    assert counts(upload(filled("parties", COOP, COOP | {"tax_code": OTHER}), kind="parties")) == (2, 0, 0, 0, 0)
    assert counts(upload(filled("parties", COOP | {"tax_code": make_tax_code(480_000)}), kind="parties")) == (1, 0, 0, 0, 0)


def test_lists_in_an_old_font_are_offered_converted(upload: Upload, cast: Cast) -> None:
    content = workbook([["C«ng ty Cæ phÇn x¨ng dÇu S¬n La", "§­êng T« HiÖu, ph­êng T« HiÖu", CODE]], headings=["Tªn doanh nghiÖp", "§Þa chØ", "MST"])
    asking = upload(content, kind="parties")
    assert (asking.status, asking.question["encoding"]) == (ImportStatus.ASKING, "tcvn3")

    mapping = {one["key"]: one["field"] for one in asking.question["columns"]}
    answer_columns(actor=cast.registrar, import_id=asking.pk, mapping=mapping, at=NOON, encoding="tcvn3")

    assert counts(run_import(asking.pk, NOON)) == (1, 0, 0, 0, 0)
    assert Party.objects.get().name == "Công ty Cổ phần xăng dầu Sơn La"


def test_premises_of_every_kind_go_in_with_their_owners_and_come_back(upload: Upload, cast: Cast) -> None:
    # given a market, its stall, a clinic and a shop
    rows: list[dict[str, Any]] = [
        {"name": "Quầy 12", "kind": "Ki ốt", "tax_code": OTHER, "owner": "Hộ bà Mận", "market": "Gốc Phượng", "commune": "Phường Tô Hiệu"},
        {"name": "Chợ Gốc Phượng", "kind": "Chợ", "tax_code": CODE, "owner": "Công ty A", "commune": "Phường Tô Hiệu"},
        {"name": "Phòng khám B", "kind": "Phòng khám", "tax_code": CODE, "latitude": "21,3270", "longitude": "103.9141"}, SHOP,
    ]
    first = upload(filled("premises", *rows), kind="premises")
    assert (reasons(first), counts(first)) == ({4: [("owner", "parties.owner-nameless")]}, (3, 0, 0, 0, 1))
    assert counts(upload(filled("premises", *rows), kind="premises")) == (1, 0, 3, 0, 0)
    stall = Premises.objects.get(kind="stall")
    assert stall.market == Premises.objects.get(kind="market") and stall.party.name == "Hộ bà Mận"
    assert Premises.objects.get(kind="clinic").latitude == 21.327
    assert str(stall.current_unit) == "Phường Tô Hiệu"

    # when the shop closes, and that is undone
    changing = upload(filled("premises", SHOP | {"name": "CỬA HÀNG SỐ 1", "closed_on": "01/02/2026", "kind": "Xưởng"}), kind="premises")
    assert counts(changing) == (0, 1, 0, 0, 0)
    assert Premises.objects.get(closed_on=date(2026, 2, 1)).kind == "workshop"
    undo_import(actor=cast.registrar, import_id=changing.pk, at=NOON)

    # then all is as it was, and undoing the first takes the owners only it brought
    shop = Premises.objects.get(kind="shop")
    assert (shop.name, shop.closed_on) == ("Cửa hàng số 1", None)
    undo_import(actor=cast.registrar, import_id=first.pk, at=NOON)
    assert list(Premises.objects.values_list("name", flat=True)) == ["Phòng khám B"]
    assert list(Party.objects.values_list("name", flat=True)) == ["Công ty A"]


def test_wrong_cells_of_premises_say_why(upload: Upload) -> None:
    party = make.make_party(tax_code=CODE)
    market = make.make_premises(party=party, kind="market", name="Chợ Trung tâm")
    make.make_premises(party=party, kind="stall", name="Quầy 1", market=market)
    imported = upload(filled(
        "premises", SHOP | {"tax_code": None, "owner": None}, SHOP | {"tax_code": None, "owner": "Nobody"}, SHOP | {"tax_code": OTHER, "owner": None},
        SHOP | {"name": "S2", "kind": "Ki ốt"}, SHOP | {"name": "S3", "market": "Chợ Trung tâm"},
        SHOP | {"name": "S4", "kind": "Ki ốt", "market": "Chợ Xa"}, SHOP | {"name": "S5", "opened_on": "02/02/2026", "closed_on": "01/02/2026"},
        SHOP | {"name": "S6", "latitude": "21"}, SHOP | {"name": "S7", "latitude": "210", "longitude": "1"},
        {"name": "Chợ Trung tâm", "kind": "Cửa hàng", "tax_code": CODE}, SHOP | {"name": "S8", "commune": "Xã Không Có"}, SHOP | {"address": "9"}, SHOP | {"address": "8"},
    ), kind="premises")

    assert {number: found[0] for number, found in reasons(imported).items()} == {
        2: ("tax_code", "parties.owner-missing"), 3: ("owner", "parties.owner-unknown"), 4: ("owner", "parties.owner-nameless"),
        5: ("market", "parties.stall-without-market"), 6: ("market", "parties.stall-without-market"), 7: ("market", "parties.market-unknown"),
        8: ("closed_on", "parties.days-out-of-order"), 9: ("latitude", "parties.coordinates-wrong"),
        10: ("latitude", "parties.coordinates-wrong"), 11: ("kind", "parties.market-has-stalls"), 12: ("commune", "parties.commune-unknown"),
        14: ("name", "imports.row-twice"),
    }


def test_a_shop_that_moved_or_was_renamed_is_probably_the_same(upload: Upload, cast: Cast) -> None:
    upload(filled("premises", SHOP), kind="premises")
    moved, renamed = SHOP | {"commune": "Xã Mường Chanh", "address": "Bản Giáng"}, SHOP | {"name": "Siêu thị Mini"}
    preview = upload(filled("premises", renamed), kind="premises", decision="")
    assert counts(preview) == (0, 0, 0, 1, 0)
    assert counts(judged(preview, cast, "same")) == (0, 1, 0, 0, 0)
    assert Premises.objects.get().name == "Siêu thị Mini"

    preview = upload(filled("premises", moved | {"name": "siêu thị mini"}), kind="premises", decision="")
    assert counts(judged(preview, cast, "same")) == (0, 1, 0, 0, 0)
    assert str(Premises.objects.get().current_unit) == "Xã Mường Chanh"


def test_who_may_not_import_is_refused_and_sees_no_button(cast: Cast, sign_in: SignIn, places: None) -> None:
    for kind in ("parties", "premises"):
        with pytest.raises(NotAllowed):
            start_import(actor=cast.local_officer, at=NOON, name="a.xlsx", content=filled(kind), kind=kind)
    for page, code in (("parties:parties", "parties"), ("parties:all_premises", "premises")):
        address = reverse("imports:new_import", args=[code])
        assert address in sign_in(cast.registrar).get(reverse(page)).content.decode()
        assert sign_in(cast.registrar).get(address).status_code == 200
        assert address not in sign_in(cast.local_officer).get(reverse(page)).content.decode()
        assert sign_in(cast.local_officer).get(address).status_code == 403


def test_every_stage_of_these_imports_has_its_page(upload: Upload, sign_in: SignIn, cast: Cast) -> None:
    upload(filled("parties", COOP | {"tax_code": None}), kind="parties")
    rows: list[dict[str, Any]] = [COOP | {"name": "HTX xoài Yên Châu 2", "tax_code": None, "address": "Bản Khóong 3"}, MAN, {"name": "X", "tax_code": "1"}]
    preview = upload(filled("parties", *rows), kind="parties", decision="")
    for outcome in ("likely", "added", "refused", "changed", "same"):
        assert sign_in(cast.registrar).get(reverse("imports:import", args=[preview.pk]) + f"?outcome={outcome}").status_code == 200


def test_a_party_is_found_by_its_former_name_and_by_the_commune_of_its_premises(upload: Upload) -> None:
    party = make.make_party(name="Công ty Xăng dầu Tây Bắc", tax_code="")
    party.former_names.create(name="Công ty TNHH Vật tư Sơn La")
    place = make.make_premises(party=make.make_party(name="Hộ kinh doanh Lò Văn Nam", tax_code="", kind="household"))
    rows = ({"name": "Cty vật tư Sơn La", "tax_code": CODE}, {"name": "HKD Lò Văn Năm", "commune": str(place.current_unit)}, {"name": "HKD Lò Văn Nam", "commune": "Xã Mường Chanh", "address": "Bản Giáng"})

    preview = upload(filled("parties", *rows), kind="parties", decision="")

    likely = dict(ImportRow.objects.filter(source=preview, outcome="likely").values_list("number", "subject"))
    assert likely == {2: party.pk, 3: place.party_id}  # the same name in another commune is another household
