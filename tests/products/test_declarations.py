# SPDX-License-Identifier: Apache-2.0
"""Declarations of conformity: dossiers, time limits, notices, and what is refused."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from chuan.audit.models import Entry
from chuan.lib.errors import NotAllowed
from chuan.lists import files
from chuan.products import panels, tables, terms
from chuan.products.actions import declarations as acts
from chuan.products.choices import DeclarationStanding
from chuan.products.errors import (
    AssessorMissing,
    DayInFuture,
    DaysSwapped,
    DeclarationTaken,
    FileEmpty,
    GoodsOfOthers,
    KindMismatch,
    NoticeTaken,
    StandardNotInForce,
    ValidityTooLong,
    WrongState,
)
from chuan.products.models import Declaration
from tests import make
from tests.products.makers import make_declaration, make_document, make_goods

pytestmark = pytest.mark.django_db
#: a Monday on which circular 28/2012 counted
MONDAY = date(2026, 3, 2)


def _given(**over: Any) -> acts.Particulars:
    document = over.pop("document", None) or make_document(kind="qcvn")
    return acts.Particulars(**{
        "kind": "regulation", "document": document, "number": "01/2026/CB", "declared_on": MONDAY, "received_on": MONDAY,
        "assessment": "self",
    } | over)


def _receive(cast: make.Cast, **over: Any) -> Declaration:
    party, goods = over.pop("party", None) or make.make_party(), over.pop("goods", ())
    return acts.receive_declaration(actor=cast.registrar, at=make.NOON, party=party, particulars=_given(**over), goods=goods)


def _notice(cast: make.Cast, declaration: Declaration, **over: Any) -> Declaration:
    values = {"notice_number": "15/TB", "noticed_on": date(2026, 3, 6), "valid_until": None} | over
    return acts.issue_notice(actor=cast.registrar, on=make.TODAY, declaration=declaration, **values)


def test_a_dossier_goes_from_receipt_over_a_supplement_to_its_notice(cast: make.Cast) -> None:
    # given
    goods = make_goods()
    declaration = _receive(cast, party=goods.party, goods=[goods])
    # when
    acts.ask_supplement(actor=cast.registrar, on=make.TODAY, declaration=declaration, asked_on=date(2026, 3, 4), missing="Phiếu thử nghiệm")
    acts.receive_supplement(actor=cast.registrar, on=make.TODAY, declaration=declaration, supplemented_on=date(2026, 3, 10))
    noticed = _notice(cast, declaration, noticed_on=date(2026, 3, 12))
    # then
    assert noticed.standing_on(make.TODAY) is DeclarationStanding.VALID
    assert noticed.valid_until == date(2029, 3, 12)
    verbs = Entry.objects.filter(subject_id=str(declaration.pk)).order_by("sequence").values_list("verb", flat=True)
    assert [verb.rpartition(".")[2] for verb in verbs] == ["received", "supplement_asked", "supplemented", "noticed"]


def test_time_limits_are_counted_in_working_days_of_the_law_of_their_day(cast: make.Cast) -> None:
    asking, check = terms.running(_receive(cast))
    assert asking.deadline and asking.deadline.day == date(2026, 3, 5)
    assert check.deadline and check.deadline.day == date(2026, 3, 9)
    assert check.is_late(date(2026, 3, 10)) and not check.is_late(date(2026, 3, 9))


def test_where_the_law_has_not_been_read_the_time_limit_is_a_gap(cast: make.Cast) -> None:
    day = date(2026, 6, 1)
    declaration = _receive(cast, declared_on=day, received_on=day)
    assert [term.deadline for term in terms.running(declaration)] == [None, None]
    assert not any(term.is_late(make.TODAY) for term in terms.running(declaration))
    noticed = _notice(cast, declaration, noticed_on=day)
    assert noticed.standing_on(make.TODAY) is DeclarationStanding.UNKNOWN


def test_a_certified_declaration_holds_as_long_as_its_certificate(cast: make.Cast) -> None:
    until = date(2027, 8, 31)
    declaration = _receive(cast, assessment="certified", assessor="QUATEST 1", certificate_until=until)
    with pytest.raises(ValidityTooLong):
        _notice(cast, declaration, valid_until=date(2027, 9, 1))
    assert _notice(cast, declaration).valid_until == until


@pytest.mark.parametrize(("over", "error"), [
    ({"received_on": date(2026, 3, 1)}, DaysSwapped), ({"certificate_until": date(2026, 3, 1)}, DaysSwapped),
    ({"received_on": date(2026, 11, 23)}, DayInFuture), ({"kind": "standard"}, KindMismatch),
    ({"assessment": "certified"}, AssessorMissing), ({"number": " / "}, Exception),
])
def test_a_bad_dossier_is_refused(cast: make.Cast, over: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        _receive(cast, **over)
    assert not Declaration.objects.exists()


def test_a_document_replaced_before_the_day_of_the_declaration_is_refused(cast: make.Cast) -> None:
    ended = make_document(kind="qcvn", ended_on=MONDAY)
    with pytest.raises(StandardNotInForce):
        _receive(cast, document=ended)
    assert _receive(cast, document=ended, declared_on=date(2026, 3, 1))


def test_the_same_declaration_does_not_come_in_twice(cast: make.Cast) -> None:
    party = make.make_party()
    _receive(cast, party=party)
    with pytest.raises(DeclarationTaken):
        _receive(cast, party=party, number="01-2026 cb")


def test_two_notices_never_share_a_number(cast: make.Cast) -> None:
    _notice(cast, _receive(cast))
    with pytest.raises(NoticeTaken):
        _notice(cast, _receive(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_declaration(notice_number="15/TB")


def test_goods_of_somebody_else_are_not_declared(cast: make.Cast) -> None:
    with pytest.raises(GoodsOfOthers):
        _receive(cast, goods=[make_goods()])


def test_a_step_that_does_not_follow_is_refused(cast: make.Cast) -> None:
    declaration = _notice(cast, _receive(cast))
    with pytest.raises(WrongState):
        acts.ask_supplement(actor=cast.registrar, on=make.TODAY, declaration=declaration, asked_on=make.TODAY, missing="x")
    with pytest.raises(WrongState):
        acts.close_declaration(actor=cast.registrar, on=make.TODAY, declaration=declaration, state="refused",
                               closed_on=make.TODAY, reason="x")
    withdrawn = acts.close_declaration(actor=cast.registrar, on=make.TODAY, declaration=declaration, state="withdrawn",
                                       closed_on=make.TODAY, reason="Ngừng sản xuất")
    assert withdrawn.standing_on(make.TODAY) is DeclarationStanding.WITHDRAWN


def test_a_supplement_is_asked_for_once(cast: make.Cast) -> None:
    declaration = make_declaration(asked_on=date(2026, 3, 3), supplemented_on=date(2026, 3, 4))
    with pytest.raises(WrongState):
        acts.ask_supplement(actor=cast.registrar, on=make.TODAY, declaration=declaration, asked_on=make.TODAY, missing="x")


def test_without_permission_nothing_comes_in(cast: make.Cast) -> None:
    with pytest.raises(NotAllowed):
        acts.receive_declaration(actor=cast.reception, at=make.NOON, party=make.make_party(), particulars=_given())


@pytest.mark.parametrize("over", [
    {"received_on": date(2026, 3, 1)}, {"asked_on": date(2026, 3, 1)}, {"state": "noticed"}, {"closed_on": date(2026, 3, 1)},
    {"noticed_on": date(2026, 3, 9), "valid_until": date(2026, 3, 8)},
])
def test_the_database_refuses_what_cannot_be(over: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_declaration(**over)


def test_an_enterprise_sees_its_own_declarations(cast: make.Cast, sign_in: Callable[[Any], Client]) -> None:
    own = make_declaration(party=make.make_party(tax_code=make.make_tax_code(9_999_000)))
    other = make_declaration()
    client = sign_in(cast.enterprise)
    assert client.get(reverse("products:declaration", args=[own.pk])).status_code == 200
    assert client.get(reverse("products:declaration", args=[other.pk])).status_code == 404


def test_what_runs_out_is_work_for_the_registrar(cast: make.Cast) -> None:
    from chuan.lib import clock

    noticed = {"state": "noticed", "noticed_on": date(2026, 3, 6)}
    make_declaration(**noticed, notice_number="1", valid_until=clock.today())
    make_declaration(**noticed, notice_number="2", valid_until=date(2099, 1, 1))
    make_declaration()
    counts = [item.count for item in panels.work(cast.registrar)]
    assert counts == [1, 1] and not list(panels.work(cast.verifier))


@pytest.mark.parametrize("standing", list(DeclarationStanding))
def test_the_register_finds_by_standing_what_the_page_says(cast: make.Cast, standing: DeclarationStanding) -> None:
    noticed = {"state": "noticed", "noticed_on": date(2026, 3, 6)}
    for number, until in (("1", date(2026, 12, 1)), ("2", date(2028, 1, 1)), ("3", date(2026, 11, 21)), ("4", None)):
        make_declaration(**noticed, notice_number=number, valid_until=until)
    for state in ("received", "supplement_asked", "refused", "withdrawn"):
        make_declaration(state=state)
    found = tables.DECLARATIONS.find(cast.registrar, QueryDict(f"standing={standing.value}"), make.TODAY)
    assert [one.standing_on(make.TODAY) for one in found] == [standing]


def test_the_register_is_exported_with_nothing_a_spreadsheet_would_carry_out(cast: make.Cast) -> None:
    from openpyxl import load_workbook

    make_declaration(number="=1+1", party=make.make_party(name="+Công ty"))
    out, columns = io.BytesIO(), list(tables.DECLARATIONS.columns)
    count = files.write(out, tables.DECLARATIONS.find(cast.registrar, QueryDict(""), make.TODAY), columns, day=make.TODAY, fmt="xlsx")
    row = next(load_workbook(io.BytesIO(out.getvalue())).active.iter_rows(min_row=2))
    assert count == 1 and row[0].value == "=1+1" and row[0].data_type == "s"


def test_a_dossier_is_handled_on_its_pages(cast: make.Cast, sign_in: Callable[[Any], Client]) -> None:
    client, goods, document = sign_in(cast.registrar), make_goods(), make_document(kind="qcvn")
    values = {"kind": "regulation", "document": document.number, "number": "02/CB", "declared_on": "2026-03-02",
              "received_on": "2026-03-01", "assessment": "self", "goods": [goods.pk]}
    address = reverse("products:new_declaration", args=[goods.party_id])
    assert client.post(address, values).status_code == 422
    assert client.post(address, values | {"received_on": "2026-03-02"}, follow=True).status_code == 200
    declaration = Declaration.objects.get()
    step = reverse("products:take_step", args=[declaration.pk, "notice"])
    assert client.get(step).status_code == 200
    assert client.post(step, {"notice_number": "9/TB", "noticed_on": "2026-03-06"}, follow=True).status_code == 200
    declaration.refresh_from_db()
    assert declaration.valid_until == date(2029, 3, 6) and list(declaration.goods.all()) == [goods]
    for name in ("goods", "document"):
        pk = goods.pk if name == "goods" else document.pk
        assert "02/CB" in client.get(reverse(f"products:{name}", args=[pk])).content.decode()
    assert "02/CB" in client.get(reverse("parties:party", args=[goods.party_id])).content.decode()


def test_a_paper_is_attached_and_never_shown_inline(cast: make.Cast, sign_in: Callable[[Any], Client]) -> None:
    client, declaration = sign_in(cast.registrar), make_declaration()
    address = reverse("products:attach", args=[declaration.pk])
    empty = client.post(address, {"title": "Bản công bố", "file": SimpleUploadedFile("a.html", b"")})
    assert empty.status_code == 422
    client.post(address, {"title": "Bản công bố", "file": SimpleUploadedFile("a.html", b"<script>1</script>")})
    kept = declaration.files.get()
    response = client.get(reverse("products:declaration_file", args=[declaration.pk, kept.pk]))
    assert response["Content-Disposition"].startswith("attachment") and response["Content-Type"] == "application/octet-stream"
    with pytest.raises(FileEmpty):
        acts.attach_file(actor=cast.registrar, declaration=declaration, title="x", name="x", content_type="x", content=b"")


@pytest.mark.parametrize("query", ["", "?standing=x&kind=y&q=%00", "?after=x&order=last_day", "?columns=zzz&order=oldest", "?standing=due_soon"])
def test_no_query_breaks_the_register(cast: make.Cast, sign_in: Callable[[Any], Client], query: str) -> None:
    declaration, client = make_declaration(), sign_in(cast.registrar)
    for name, args in (("declarations", []), ("choose_declarant", []), ("declaration", [declaration.pk]),
                       ("new_declaration", [declaration.party_id]), ("attach", [declaration.pk])):
        assert client.get(reverse(f"products:{name}", args=args) + query).status_code == 200, name
    for step in ("ask", "supplement", "notice", "close"):
        assert client.get(reverse("products:take_step", args=[declaration.pk, step]) + query).status_code == 200
    assert client.get(reverse("products:take_step", args=[declaration.pk, "x"])).status_code == 404
