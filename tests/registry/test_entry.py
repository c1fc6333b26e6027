# SPDX-License-Identifier: Apache-2.0
"""One instrument entered, corrected, moved, given another status: by whom, with what refusals, and what is kept of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from chuan.audit.models import Entry
from chuan.lib import clock
from chuan.lib.errors import ChuanError, NotAllowed
from chuan.registry.actions import instruments as acts
from chuan.registry.choices import InstrumentStatus
from chuan.registry.errors import IdentityEmpty, InstrumentTaken, ReasonMissing, VerifiedInFuture
from chuan.registry.models import Instrument
from chuan.ui.messages import explain
from tests import make
from tests.make import NOON, Cast

SignIn = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def typed(**over: Any) -> dict[str, Any]:
    """What a registrar types into the form of a new dispenser."""
    return {"kind": "fuel-dispenser", "maker": "Tatsuno", "model": "Sunny-XE", "serial": "TS-01", "hoses": "2",
            "type_approval_mark": "PDM 123-2019", "q_max_l_min": "22,50", "last_verified_on": "10/12/2025"} | over


def history(instrument: Instrument) -> list[Any]:
    """The row as it was before each change."""
    events: Any = Instrument.pgh_event_model  # type: ignore[attr-defined]
    return list(events.objects.filter(pgh_obj_id=instrument.pk).order_by("pgh_id"))


def the_entry(verb: str) -> Entry:
    return Entry.objects.get(verb=verb)


def test_a_place_is_found_by_name_owner_or_tax_code_without_javascript(db: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    party = make.make_party(name="Công ty Hồng Hà")
    wanted = make.make_premises(party=party, name="Trạm Đồng Mỏ")
    closed = make.make_premises(party=party, name="Trạm Đồng Mỏ cũ", closed_on=date(2025, 1, 1))
    for _ in range(25):
        make.make_premises()
    client, url = sign_in(cast.registrar), reverse("registry:choose_place")

    # when / then
    for text in ("dong mo", "hong ha", party.tax_code):
        assert [place for place, _ in client.get(url, {"premises": text}).context["rows"]] == [wanted]
    everything = client.get(url).context
    assert (len(everything["rows"]), everything["count"]) == (20, 26)
    assert client.get(reverse("registry:new_instrument", args=[wanted.pk])).status_code == 200
    assert client.get(reverse("registry:new_instrument", args=[closed.pk])).status_code == 404


def test_an_instrument_is_entered_on_the_page(db: None, cast: Cast, sign_in: SignIn) -> None:
    premises = make.make_premises()

    answer = sign_in(cast.registrar).post(reverse("registry:new_instrument", args=[premises.pk]) + "?kind=fuel-dispenser", typed())

    saved = Instrument.objects.get()
    assert answer["Location"] == reverse("registry:instrument", args=[saved.pk])
    assert saved.characteristics == {"hoses": 2, "q_max_l_min": "22.5"}
    assert (saved.premises, saved.owner, saved.valid_until) == (premises, premises.party, date(2026, 12, 31))
    assert the_entry("registry.instrument.registered").actor_id == cast.registrar.pk


def test_a_second_one_is_refused_and_the_page_says_where_it_stands(db: None, cast: Cast, sign_in: SignIn) -> None:
    standing = make.make_instrument(serial="TS-01")
    url = reverse("registry:new_instrument", args=[make.make_premises().pk]) + "?kind=fuel-dispenser"

    answer = sign_in(cast.registrar).post(url, typed(maker="TATSUNO ", serial="ts 01"))

    assert answer.status_code == 422
    said = str(answer.context["form"].non_field_errors())
    assert standing.premises.name in said and standing.owner.name in said
    assert Instrument.objects.count() == 1


@pytest.mark.parametrize("wrong", [
    {"kind": ""}, {"kind": "sundial"}, {"maker": "–"}, {"serial": " "}, {"serial": "x" * 81}, {"hoses": "0"}, {"hoses": "a"},
    {"q_max_l_min": "0"}, {"q_max_l_min": "nhanh"}, {"q_max_l_min": "NaN"}, {"q_max_l_min": "1e9"}, {"last_verified_on": "31/02/2025"},
    {"last_verified_on": "23/11/2026"}, {"maker": "a\x00b"},
], ids=str)
def test_what_cannot_be_is_refused_on_the_form(db: None, cast: Cast, sign_in: SignIn, wrong: dict[str, str]) -> None:
    url = reverse("registry:new_instrument", args=[make.make_premises().pk])

    values = typed(**wrong)

    answer = sign_in(cast.registrar).post(f"{url}?kind={values['kind']}", values)

    assert answer.status_code == 422
    assert not Instrument.objects.exists()


def test_other_kinds_have_no_hoses_and_may_never_have_been_verified(db: None, cast: Cast, sign_in: SignIn) -> None:
    url = reverse("registry:new_instrument", args=[make.make_premises().pk])

    sign_in(cast.registrar).post(f"{url}?kind=taximeter", typed(kind="taximeter", hoses="", q_max_l_min="", last_verified_on=""))

    saved = Instrument.objects.get()
    assert (saved.characteristics, saved.last_verified_on, saved.valid_until) == ({}, None, None)


def test_each_refusal_says_what_to_do_in_vietnamese(db: None, cast: Cast) -> None:
    there = make.make_premises()
    instrument = make.make_instrument(serial="TS-01")
    new = {"actor": cast.registrar, "at": NOON, "kind": "fuel-dispenser", "maker": "Tatsuno", "model": "S", "premises": there}
    attempts: list[tuple[type[ChuanError], Callable[[], object]]] = [
        (InstrumentTaken, lambda: acts.register_instrument(**new, serial="ts01")),  # type: ignore[arg-type]
        (IdentityEmpty, lambda: acts.register_instrument(**new, serial="--")),  # type: ignore[arg-type]
        (VerifiedInFuture, lambda: acts.register_instrument(
            **new, serial="9", last_verified_on=date(2026, 11, 23))),  # type: ignore[arg-type]
        (ReasonMissing, lambda: acts.set_status(actor=cast.registrar, instrument=instrument, status="out_of_use", reason=" ")),
    ]
    for refusal, attempt in attempts:
        with pytest.raises(refusal) as raised, translation.override("vi"):
            attempt()
        with translation.override("vi"):
            said = explain(raised.value)
        assert str(raised.value) not in said and "{" not in said
    assert not Entry.objects.exists()


def test_a_correction_keeps_the_values_before_and_after(db: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    instrument = make.make_instrument(serial="TS-01", characteristics={"hoses": 2, "q_max_l_min": "45", "colour": "đỏ"})
    url = reverse("registry:edit_instrument", args=[instrument.pk])
    client = sign_in(cast.registrar)
    assert client.get(url).context["form"].initial["q_max_l_min"] == "45"

    # when
    values = {"maker": "Tatsuno", "model": "Sunny-GII", "serial": "TS-0 1", "type_approval_mark": "", "hoses": "4", "q_max_l_min": "45"}
    answer = client.post(url, values)
    again = client.post(url, values)

    # then
    assert (answer.status_code, again.status_code) == (302, 302)
    instrument.refresh_from_db()
    assert (instrument.model, instrument.serial_key) == ("Sunny-GII", "ts01")
    assert instrument.characteristics == {"hoses": 4, "q_max_l_min": "45", "colour": "đỏ"}
    assert the_entry("registry.instrument.changed").data == {
        "before": {"model": "Sunny-XE", "serial": "TS-01", "type_approval_mark": "PDM 123-2019", "hoses": 2},
        "after": {"model": "Sunny-GII", "serial": "TS-0 1", "hoses": 4},
    }
    assert [row.model for row in history(instrument)] == ["Sunny-XE"]
    shown = client.get(reverse("registry:instrument", args=[instrument.pk])).content.decode()
    assert "Sunny-XE" in shown and "Sửa thông tin phương tiện đo" in shown


def test_a_serial_number_is_not_corrected_into_another_instrument(db: None, cast: Cast) -> None:
    make.make_instrument(serial="TS-01")
    other = make.make_instrument(serial="TS-02")
    twin = make.make_instrument(serial="TS-01", kind="taximeter", characteristics={})

    with pytest.raises(InstrumentTaken):
        acts.edit_instrument(actor=cast.registrar, instrument=other, serial="ts 01")
    with pytest.raises(IdentityEmpty):
        acts.edit_instrument(actor=cast.registrar, instrument=other, maker="*")
    assert acts.edit_instrument(actor=cast.registrar, instrument=twin, serial="TS.01").serial == "TS.01"


def test_a_form_never_changes_the_kind(db: None, cast: Cast, sign_in: SignIn) -> None:
    meter = make.make_instrument(kind="taximeter", serial="7", characteristics={"k": "1"})
    values = typed(serial="7", kind="fuel-dispenser", k="1")

    sign_in(cast.registrar).post(reverse("registry:edit_instrument", args=[meter.pk]), values)

    meter.refresh_from_db()
    assert (meter.kind, meter.characteristics, meter.last_verified_on) == ("taximeter", {"k": "1"}, date(2025, 12, 10))


def test_at_another_place_it_belongs_to_the_owner_of_the_place(db: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    instrument = make.make_instrument()
    left = instrument.premises
    there = make.make_premises(party=make.make_party(name="Công ty Hồng Hà"), name="Trạm Đồng Mỏ")
    client = sign_in(cast.registrar)
    choose = client.get(reverse("registry:choose_new_place", args=[instrument.pk]))
    assert [place for place, _ in choose.context["rows"]] == [there]
    url = choose.context["rows"][0][1]
    assert "Công ty Hồng Hà" in client.get(url).content.decode()

    # when
    assert client.post(url).status_code == 302

    # then
    instrument.refresh_from_db()
    assert (instrument.premises, instrument.owner) == (there, there.party)
    data = the_entry("registry.instrument.changed").data
    assert data["before"]["place"] == left.name
    assert data["after"] == {"place": "Trạm Đồng Mỏ", "owner": f"Công ty Hồng Hà ({there.party.tax_code})"}
    assert [row.premises_id for row in history(instrument)] == [left.pk]


def test_a_status_is_changed_with_its_reason(db: None, cast: Cast, sign_in: SignIn) -> None:
    # given
    instrument = make.make_instrument()
    url = reverse("registry:change_status", args=[instrument.pk])
    client = sign_in(cast.registrar)
    offered = [value for value, _ in client.get(url).context["form"].fields["status"].choices]
    assert offered == [status for status in InstrumentStatus.values if status != "in_use"]

    # when / then
    for wrong in ({"status": "in_use", "reason": "x"}, {"status": "burnt", "reason": "x"}, {"status": "out_of_use"},
                  {"status": "out_of_use", "reason": "  "}):
        assert client.post(url, wrong).status_code == 422
    assert client.post(url, {"status": "invalid_modified", "reason": "Thay bo mạch, biên bản 12"}).status_code == 302
    instrument.refresh_from_db()
    assert instrument.status == InstrumentStatus.INVALID_MODIFIED
    assert the_entry("registry.instrument.status_set").data == {
        "before": "in_use", "after": "invalid_modified", "reason": "Thay bo mạch, biên bản 12"}
    assert [row.status for row in history(instrument)] == ["in_use"]


def test_only_those_who_keep_the_registry_change_it(db: None, cast: Cast, sign_in: SignIn) -> None:
    instrument = make.make_instrument()
    there = make.make_premises()
    addresses = [
        reverse("registry:choose_place"), reverse("registry:new_instrument", args=[there.pk]),
        *(reverse(f"registry:{name}", args=[instrument.pk]) for name in ("edit_instrument", "choose_new_place", "change_status")),
        reverse("registry:move_instrument", args=[instrument.pk, there.pk]),
    ]
    offers = [reverse("registry:instruments"), reverse("registry:instrument", args=[instrument.pk]),
              reverse("parties:premises", args=[there.pk])]
    for user, allowed in ((cast.registrar, True), (cast.auditor, False), (cast.local_officer, False), (cast.enterprise, False)):
        client = sign_in(user)
        assert {client.get(url).status_code for url in addresses} == {200 if allowed else 403}
        if user != cast.enterprise:
            pages = [client.get(url).content.decode() for url in offers]
            assert [any(url in page for url in addresses) for page in pages] == [allowed] * 3
    assert client.post(addresses[-1]).status_code == 403
    with pytest.raises(NotAllowed):
        acts.edit_instrument(actor=cast.auditor, instrument=instrument, model="X")
    with pytest.raises(NotAllowed):
        acts.edit_instrument(actor=cast.verifier, instrument=instrument, premises=there)


def test_no_query_breaks_the_choice_of_a_place(db: None, cast: Cast, sign_in: SignIn) -> None:
    instrument = make.make_instrument()
    client = sign_in(cast.registrar)
    for url in (reverse("registry:choose_place"), reverse("registry:choose_new_place", args=[instrument.pk])):
        for query in ("?premises=%00", "?premises='%3B--((", "?premises=" + "a" * 3000, "?premises=%F0%9F%98%80", "?page=x"):
            assert client.get(url + query).status_code == 200
            fragment = client.get(url + query, headers={"HX-Request": "true"}).content.decode()
            assert 'id="rows"' in fragment and "<html" not in fragment
