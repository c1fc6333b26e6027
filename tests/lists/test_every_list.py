# SPDX-License-Identifier: Apache-2.0
"""What holds for every list of the program: it opens, walks in each order, and its files carry nothing out."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse

from chuan.lib import clock
from chuan.lib.text import key
from chuan.lists import kinds
from chuan.lists.choices import Format
from chuan.lists.files import write
from chuan.parties.choices import PremisesKind
from chuan.parties.models import Party
from chuan.products.models import (
    Declaration,
    Goods,
    KeyProduct,
    KeyProductOutput,
    NormativeDocument,
)
from chuan.registry.models import ReferencePoint, ReferenceScale
from chuan.ui.lists import keyset_page
from tests import make
from tests.make import NOON, TODAY, Cast

SignIn = Callable[[Any], Client]
CODES = (
    "registry.instruments", "registry.due", "registry.markets", "registry.reference_points", "parties.parties",
    "parties.premises", "products.declarations", "products.goods", "products.documents", "products.key_products",
)
EVIL = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def province(db: None) -> Iterator[None]:
    """A few rows in every list, every text of them a formula, owned by a household with a personal number."""
    for number, evil in enumerate(EVIL):
        owner = make.make_party(name=f"{evil} {number}", kind="household", tax_code=f"0140990012{number:02d}",
                                address=evil, phone="0912345678", email="a.b@example.vn")
        market = make.make_premises(party=owner, kind=PremisesKind.MARKET, name=f"{evil} c {number}", address=evil)
        make.make_premises(party=owner, kind=PremisesKind.STALL, market=market, name=f"{evil} q {number}")
        scale = make.make_instrument(
            kind="scale-counter", premises=market, maker=evil, model=evil, serial=f"{evil}{number}", type_approval_mark=evil,
            characteristics={"plate": evil}, valid_until=date(2026, 11, 1), last_verified_on=date(2025, 10, 30),
        )
        point = ReferencePoint.objects.create(premises=market, place=f"{evil} {number}", place_key=f"k{number}", keeper=evil,
                                              hours=evil, since=date(2026, 1, 1))
        ReferenceScale.objects.create(point=point, instrument=scale, since=date(2026, 1, 1))
        _products(owner, evil, number)
    yield


def _products(owner: Party, evil: str, number: int) -> None:
    document = NormativeDocument.objects.create(
        kind="tccs", owner=owner, number=f"{evil} {number}", number_key=f"n{number}", title=evil, managing_body=evil,
    )
    goods = Goods.objects.create(
        party=owner, role="trader", name=f"{evil} {number}", brand=evil, model=evil, identity=f"i{number}", standard=document,
        status_since=TODAY, registered_at=NOON, quantity_kind="mass", nominal_value=500, nominal_unit="g",
    )
    declaration = Declaration.objects.create(
        kind="standard", party=owner, document=document, number=f"{evil} {number}", number_key=key(f"d{number}"),
        declared_on=date(2026, 1, 1), received_on=date(2026, 1, 2), assessment="self", assessor="", state="received",
        registered_at=NOON,
    )
    declaration.goods.add(goods)
    product = KeyProduct.objects.create(name=f"{evil} {number}", name_key=f"p{number}", area=evil, marks=evil, indication=evil,
                                        traceability=evil, listed_by=evil, standard=document)
    KeyProductOutput.objects.create(product=product, year=2025, unit=evil, quantity=3, source="x")
    product.producers.add(owner)


def _all_columns(kind: kinds.ListKind, extra: str = "") -> QueryDict:
    columns = "&".join(f"columns={column.code}" for column in kind.columns)
    return QueryDict(f"{columns}&{extra}{'&within=overdue' if kind.code == 'registry.due' else ''}")


def _rows(cast: Cast, kind: kinds.ListKind, query: QueryDict) -> list[Any]:
    found = kind.read(kind.order_of(query).sorted(kind.find(cast.registrar, query, TODAY)))
    return list(found.iterator(chunk_size=100))


def test_these_are_all_the_lists_there_are() -> None:
    assert set(kinds._KINDS) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_no_file_carries_a_formula_or_a_whole_personal_number(province: None, cast: Cast, code: str) -> None:
    # given
    kind = kinds.find_kind(code)
    assert kind is not None
    query = _all_columns(kind)

    # when
    out, book = io.BytesIO(), io.BytesIO()
    count = write(out, _rows(cast, kind, query), kind.columns_of(query), day=TODAY, fmt=Format.CSV)
    write(book, _rows(cast, kind, query), kind.columns_of(query), day=TODAY, fmt=Format.XLSX)

    # then
    assert count >= len(EVIL)
    text = out.getvalue().decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], row
    sheet = openpyxl.load_workbook(io.BytesIO(book.getvalue())).active
    assert sheet is not None
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert sheet.max_row == count + 1
    for whole in (f"0140990012{number:02d}" for number in range(len(EVIL))):
        assert whole not in text and not [cell for cell in cells if whole in str(cell.value)]


@pytest.mark.parametrize("code", CODES)
def test_every_list_walks_page_by_page_in_every_order(province: None, cast: Cast, code: str) -> None:
    kind = kinds.find_kind(code)
    assert kind is not None
    for order_code in kind.orders:
        query = _all_columns(kind, f"order={order_code}")
        found, order = kind.find(cast.registrar, query, TODAY), kind.order_of(query)
        walked, url = [], "/"
        while url:
            page = keyset_page(RequestFactory().get(f"/{url.lstrip('/')}"), found, order=order, size=2)
            walked += [row.pk for row in page.rows]
            url = page.next_url
        assert len(walked) == len(set(walked)) == page.count >= len(EVIL), (code, order_code)
        assert set(walked) == set(found.values_list("pk", flat=True)), (code, order_code)


NONSENSE = (
    "?q=%00&kind=%27&commune=%27&status=zz&standing=zz&role=zz&regulated=%00&order=zz&columns=%00&after=%00&before=zz",
    "?q=%3D1%2B1&sector=zz&openness=zz&gap=zz&on=31/02/2026&page=-1&after=WzEsMl0&within=zz",
    "?q=%F0%9F%98%80&on=9999-12-31&owner=%27%3B--&after=bnVsbA", "?all=1&order=newest&order=name&columns=tax_code&columns=tax_code",
)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("query", NONSENSE)
def test_every_list_opens_whatever_its_address_holds(province: None, cast: Cast, sign_in: SignIn, code: str, query: str) -> None:
    kind = kinds.find_kind(code)
    assert kind is not None
    page = sign_in(cast.registrar).get(reverse(kind.url_name) + query)
    assert page.status_code == 200
    assert "0140990012" not in page.content.decode()


@pytest.mark.parametrize("code", CODES)
def test_every_list_keeps_views_and_is_exported_from_its_page(province: None, cast: Cast, sign_in: SignIn, code: str) -> None:
    kind = kinds.find_kind(code)
    assert kind is not None
    client = sign_in(cast.registrar)
    kept = client.post(reverse("lists:save_view", args=[code]), {"name": "Của tôi", "query": "q=c", "is_default": "on"})
    assert kept["Location"] == reverse(kind.url_name) + "?q=c"
    assert client.get(reverse(kind.url_name))["Location"].endswith("?q=c")
    whole = client.get(reverse(kind.url_name) + "?all=1").content.decode()
    assert "Của tôi" in whole and reverse("lists:request_export", args=[code]) in whole
    for fmt in Format:
        answer = client.post(reverse("lists:request_export", args=[code]), {"query": "", "format": fmt})
        assert answer["Content-Disposition"].startswith(f'attachment; filename="{kind.file_name}')
