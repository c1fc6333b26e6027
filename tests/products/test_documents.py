# SPDX-License-Identifier: Apache-2.0
"""Normative documents: numbers, days, and what replaces what."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from chuan.lib.errors import NotAllowed
from chuan.products import queries
from chuan.products.actions.documents import Particulars, edit_document, register_document
from chuan.products.choices import DocumentStanding
from chuan.products.errors import (
    DaysSwapped,
    DocumentTaken,
    NumberMissing,
    OwnerMissing,
    ReplacesItself,
    TextUnknown,
)
from chuan.products.models import NormativeDocument
from chuan.products.queries import Wanted
from tests import make
from tests.products.makers import make_document

pytestmark = pytest.mark.django_db


def _given(**over: Any) -> Particulars:
    return Particulars(**{
        "kind": "qcvn", "number": "QCVN 7:2019/BKHCN", "title": "Thép làm cốt bê tông", "issued_on": date(2019, 11, 15),
        "in_force_from": date(2020, 1, 1),
    } | over)


def test_a_document_is_on_file_once_however_its_number_is_spelled(cast: make.Cast) -> None:
    register_document(actor=cast.registrar, particulars=_given())
    with pytest.raises(DocumentTaken):
        register_document(actor=cast.registrar, particulars=_given(number="qcvn 07:2019/BKHCN".replace("07", "7")))


def test_two_parties_may_number_their_own_standards_alike(cast: make.Cast) -> None:
    for _ in range(2):
        register_document(actor=cast.registrar, particulars=_given(kind="tccs", number="TCCS 01:2024", owner=make.make_party()))
    assert NormativeDocument.objects.count() == 2


def test_an_own_standard_has_an_owner_and_a_national_one_has_none(cast: make.Cast) -> None:
    for wrong in (_given(kind="tccs"), _given(owner=make.make_party())):
        with pytest.raises(OwnerMissing):
            register_document(actor=cast.registrar, particulars=wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_document(kind="tccs")


def test_a_document_replaced_ends_the_day_its_successor_begins(cast: make.Cast) -> None:
    old = make_document(in_force_from=date(2012, 1, 1), issued_on=date(2011, 6, 1))
    new = register_document(actor=cast.registrar, particulars=_given(), replaces=[old])
    old.refresh_from_db()
    assert old.ended_on == new.in_force_from
    assert old.standing_on(date(2019, 12, 31)) is DocumentStanding.IN_FORCE
    assert old.standing_on(date(2020, 1, 1)) is DocumentStanding.REPLACED


def test_a_document_cannot_replace_itself_through_others(cast: make.Cast) -> None:
    old = make_document(in_force_from=date(2012, 1, 1), issued_on=None)
    new = register_document(actor=cast.registrar, particulars=_given(), replaces=[old])
    same = {"kind": old.kind, "number": old.number, "title": old.title, "in_force_from": old.in_force_from, "issued_on": None}
    with pytest.raises(ReplacesItself):
        edit_document(actor=cast.registrar, document=old, particulars=Particulars(**same), replaces=[new])
    with pytest.raises(ReplacesItself):
        edit_document(actor=cast.registrar, document=old, particulars=Particulars(**same), replaces=[old])


@pytest.mark.parametrize(("over", "error"), [
    ({"in_force_from": date(2019, 1, 1)}, DaysSwapped), ({"ended_on": date(2019, 12, 31)}, DaysSwapped),
    ({"number": " : "}, NumberMissing), ({"law_text": "nobody-knows-it"}, TextUnknown),
])
def test_bad_particulars_are_refused(cast: make.Cast, over: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        register_document(actor=cast.registrar, particulars=_given(**over))


def test_days_in_the_wrong_order_are_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_document(ended_on=date(2020, 12, 31))


def test_without_permission_nothing_is_entered(cast: make.Cast) -> None:
    with pytest.raises(NotAllowed):
        register_document(actor=cast.reception, particulars=_given())


def test_documents_are_found_without_accents_by_number_and_by_standing(cast: make.Cast) -> None:
    steel = make_document(number="QCVN 7:2019/BKHCN", kind="qcvn", title="Thép làm cốt bê tông")
    over = make_document(ended_on=date(2022, 1, 1))
    for text in ("thep lam cot", "qcvn7:2019", "QCVN 7"):
        assert list(queries.documents_matching(cast.registrar, Wanted(text=text), on=make.TODAY)) == [steel]
    for standing in DocumentStanding:
        found = queries.documents_matching(cast.registrar, Wanted(standing=standing), on=make.TODAY)
        assert all(one.standing_on(make.TODAY) is standing for one in found)
    assert list(queries.documents_matching(cast.registrar, Wanted(standing="ended"), on=make.TODAY)) == [over]


def test_an_enterprise_sees_public_documents_and_its_own_standards(cast: make.Cast) -> None:
    own = make.make_party(tax_code=make.make_tax_code(9_999_000))
    make_document(kind="tccs", owner=make.make_party())
    seen = {make_document(), make_document(kind="tccs", owner=own)}
    assert set(NormativeDocument.objects.visible_to(cast.enterprise)) == seen


def test_a_document_is_entered_on_the_page(cast: make.Cast, sign_in: Callable[[Any], Client]) -> None:
    client, old = sign_in(cast.registrar), make_document(number="QCVN 7:2011/BKHCN", issued_on=None, in_force_from=None)
    values = {"kind": "qcvn", "number": "QCVN 7:2019/BKHCN", "title": "Thép làm cốt bê tông", "in_force_from": "2020-01-01",
              "replaces": "QCVN 7:2011/bkhcn; "}
    unknown = client.post(reverse("products:new_document"), values | {"replaces": "TCVN 1"})
    assert unknown.status_code == 422
    saved = client.post(reverse("products:new_document"), values, follow=True)
    assert saved.status_code == 200 and old.number in saved.content.decode()
