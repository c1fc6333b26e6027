# SPDX-License-Identifier: Apache-2.0
"""The demonstration province: the same in every run, quick, and a place where every role finds work."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Max
from django.http import QueryDict
from django.test import Client
from django.urls import NoReverseMatch, reverse

from chuan.accounts.choices import Role
from chuan.accounts.models import User
from chuan.audit.models import Entry
from chuan.audit.queries import first_broken_link
from chuan.campaigns.models import Campaign
from chuan.config.demo import PASSWORD, words
from chuan.config.demo.build import build
from chuan.config.demo.mark import is_demonstration
from chuan.documents.actions import next_number
from chuan.documents.models import NumberSeries
from chuan.lists.kinds import find_kind
from chuan.parties.models import Party, Premises
from chuan.planning.models import Plan, Task
from chuan.registry import points
from chuan.registry.models import Instrument, ReferenceScale
from chuan.verification.choices import JobStatus, MarkStatus
from chuan.verification.models import (
    Job,
    MeasurementStandard,
    Order,
    VerificationCertificate,
    VerificationMark,
    VerifierCard,
)
from tests import databases, make

#: Lists and other pages without a subject, as they are named in the rooms.
LISTS = (
    "home", "registry:instruments", "registry:due", "imports:imports", "parties:parties", "places:units",
    "verification:orders", "verification:jobs", "verification:certificates", "verification:standards",
    "verification:marks", "planning:plans", "law:index", "audit:entries", "accounts:users", "registry:markets",
    "registry:reference_points", "parties:all_premises", "products:goods_list", "products:declarations", "products:documents",
    "products:key_products", "campaigns:campaigns", "merging:pairs",
)


@pytest.fixture(scope="module")
def province(django_db_blocker: Any, demonstration_database: str) -> Iterator[date]:
    """A demonstration province; the day it was made for."""
    with django_db_blocker.unblock(), databases.clone(demonstration_database) as name, databases.connected_to(name):
        yield date.fromisoformat(Entry.objects.get(verb="config.demonstration.loaded").data["on"])


@contextmanager
def _rolled_back() -> Iterator[None]:
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _client(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_it_holds_what_was_promised(province: date) -> None:
    kinds = list(Instrument.objects.values_list("kind", flat=True))
    assert Premises.objects.filter(kind="petrol_station").count() == 60
    assert Premises.objects.filter(kind="market").count() == 40
    assert {prefix: sum(kind.startswith(prefix) for kind in kinds) for prefix in
            ("fuel-dispenser", "elec-meter-", "water-meter-", "taximeter", "scale-")} == {
        "fuel-dispenser": 220, "elec-meter-": 3000, "water-meter-": 1500, "taximeter": 80, "scale-": 932}
    assert set(Plan.objects.values_list("year", flat=True)) == {2024, 2025, 2026}


def test_every_role_has_an_account_with_the_known_password(province: date, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # as in the installation
    users = {user.username: user for user in User.objects.all()}
    assert set(users) == {role.value for role in Role} | {"verifier2"}
    assert all(user.check_password(PASSWORD) for user in (users["planner"], users["verifier2"]))
    assert all(users[role.value].roles == {role.value} for role in Role)


def test_the_enterprise_sees_its_own_stations(province: date) -> None:
    enterprise = User.objects.get(username="enterprise")
    owners = set(Instrument.objects.visible_to(enterprise).values_list("owner__name", flat=True))
    assert owners == {words.FUEL_COMPANIES[0] + words.INVENTED}


def test_organisations_are_marked_as_invented(province: date) -> None:
    names = Party.objects.filter(kind="organisation").values_list("name", flat=True)
    assert all(name.endswith(words.INVENTED) for name in names)
    assert is_demonstration()


def test_due_lists_and_overdue_are_not_empty(province: date) -> None:
    for kind in ("fuel-dispenser", "elec-meter-1p-static", "water-meter-mech", "taximeter", "scale-counter"):
        instruments = Instrument.objects.filter(kind=kind)
        assert instruments.overdue_on(province).exists(), kind
        assert instruments.due_between(province, province + timedelta(days=90)).exists(), kind
    dispensers = Instrument.objects.filter(kind="fuel-dispenser")
    due = [dispensers.due_between(province, province + timedelta(days=days)).count() for days in (30, 60, 90)]
    assert 0 < due[0] < due[1] < due[2] < 100


def test_validity_is_what_the_law_of_the_day_says(province: date) -> None:
    from chuan import law

    newest = Instrument.objects.exclude(last_verified_on=None).order_by("kind", "-last_verified_on").distinct("kind")
    assert all(law.valid_until(i.kind, i.last_verified_on) == i.valid_until for i in newest if i.last_verified_on)


def test_an_instrument_says_what_its_last_certificate_says(province: date) -> None:
    last = VerificationCertificate.objects.filter(revoked_on=None).values("instrument").annotate(day=Max("verified_on"))
    told = {row["instrument"]: row["day"] for row in last}
    in_use = Instrument.objects.filter(pk__in=told, status="in_use")
    assert all(told[i.pk] == i.last_verified_on for i in in_use)


def test_numbers_of_certificates_run_without_a_gap_and_real_issuing_goes_on(province: date) -> None:
    years = sorted(set(VerificationCertificate.objects.values_list("year", flat=True)))
    for year in years:
        numbers = list(VerificationCertificate.objects.filter(year=year).order_by("number").values_list("number", "issued_on"))
        assert [number for number, _ in numbers] == list(range(1, len(numbers) + 1))
        assert [day for _, day in numbers] == sorted(day for _, day in numbers)
    with _rolled_back():
        last = date(years[-1], 12, 31)
        assert next_number("certificate", on=last) == len(numbers) + 1
        assert next_number("order", on=last) == Order.objects.filter(year=years[-1]).count() + 1


def test_nothing_was_issued_in_the_future(province: date) -> None:
    assert not VerificationCertificate.objects.filter(issued_on__gt=province).exists()
    first = VerificationCertificate.objects.order_by("issued_on").values_list("issued_on", flat=True)[0]
    assert timedelta(days=520) < province - first < timedelta(days=550)


def test_two_towns_still_need_a_persons_decision(province: date) -> None:
    stated = set(Premises.objects.undecided().values_list("stated_unit__code", flat=True))
    assert stated == {"03979", "03982"}
    assert Premises.objects.exclude(current_unit=None).exclude(stated_unit__valid_until=None).exists()


def test_the_verifier_finds_three_jobs_marks_a_card_and_measures(province: date) -> None:
    verifier = User.objects.get(username="verifier")
    jobs = Job.objects.filter(verifier=verifier, status=JobStatus.OPEN)
    assert jobs.count() == 3
    assert jobs.values("order").distinct().count() == 1
    assert VerificationMark.objects.in_stock_of(verifier).count() == 200
    assert VerifierCard.objects.get(user=verifier).is_valid_on(province)
    measures = {s.nominal_volume_l: s for s in MeasurementStandard.objects.filter(kind="proving_measure").order_by("calibrated_on")}
    assert sorted(measures) == [2, 5, 10, 20]
    assert all(measure.is_in_calibration_on(province) for measure in measures.values())
    assert MeasurementStandard.objects.filter(calibrated_until__lt=province).count() == 1


def test_every_certificate_of_a_dispenser_comes_from_a_sheet_that_passed(province: date) -> None:
    jobs = Job.objects.filter(instrument__kind="fuel-dispenser", status=JobStatus.ISSUED)
    assert {job.findings.get("passed") for job in jobs} == {True}
    assert all(job.readings.exists() for job in jobs[:20])
    assert not VerificationMark.objects.filter(status=MarkStatus.APPLIED, certificate=None).exists()


def test_the_record_of_acts_holds(province: date) -> None:
    assert first_broken_link() is None
    assert Entry.objects.filter(verb="config.demonstration.loaded").count() == 1


def test_a_second_run_changes_nothing_and_says_so(province: date) -> None:
    before = _portrait()
    output = io.StringIO()
    call_command("demo", stdout=output)
    assert "nothing was changed" in output.getvalue()
    assert PASSWORD in output.getvalue()
    assert _portrait() == before


def test_two_provinces_of_the_same_day_are_the_same(
    province: date, template_database: str
) -> None:
    here = _portrait()
    with databases.clone(template_database) as name, databases.connected_to(name):
        build(on=province)
        there = _portrait()
    assert here == there


def test_it_refuses_where_other_people_work(db: None) -> None:
    make.make_user("somebody")
    with pytest.raises(CommandError, match="people work here"):
        build(on=date(2026, 11, 22))
    assert not is_demonstration()


def test_it_stands_on_other_days_too(db: None) -> None:
    assert build(on=date(2028, 2, 29)).counts["instrument"] == 5750


@pytest.mark.parametrize("username", ["planner", "registrar", "reception", "verifier", "centre_director", "auditor",
                                      "local_officer", "enterprise", "director", "admin"])
def test_every_list_opens_for_those_who_may_see_it(province: date, username: str) -> None:
    client = _client(username)
    for name in LISTS:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        assert client.get(url).status_code in {200, 403}, (username, name)
    assert client.get(reverse("planning:plans")).status_code == (403 if username == "enterprise" else 200)


def test_details_of_what_was_made_open(province: date) -> None:
    auditor, planner = _client("auditor"), _client("planner")
    certificate = VerificationCertificate.objects.filter(instrument__kind="taximeter").first()
    assert certificate is not None and certificate.job is not None
    subjects = {
        "verification:certificate": certificate, "verification:job": certificate.job, "verification:order": certificate.job.order,
        "registry:instrument": certificate.instrument, "parties:party": certificate.instrument.owner,
        "planning:plan": Plan.objects.get(year=2026),
    }
    for name, subject in subjects.items():
        assert auditor.get(reverse(name, args=[subject.pk])).status_code == 200, name
    for task in Task.objects.filter(group__plan__year=2026).exclude(indicator=""):
        assert planner.get(reverse("planning:records", args=[task.pk])).status_code == 200, task.reference


def test_made_up_tax_codes_are_right_and_telephones_belong_to_nobody() -> None:
    from stdnum.vn import mst

    assert all(mst.is_valid(words.tax_code(index)) for index in range(30))
    assert len({words.tax_code(index) for index in range(80)}) == 80
    assert words.phone(7) == "0212 000 0007"


def _portrait() -> dict[str, Any]:
    """Counts, names and ids of everything that was made."""
    return {
        "parties": list(Party.objects.order_by("pk").values_list("pk", "name", "tax_code")),
        "premises": list(Premises.objects.order_by("pk").values_list("pk", "name", "address", "current_unit__code")),
        "instruments": list(Instrument.objects.order_by("pk").values_list("pk", "serial", "valid_until", "premises_id")),
        "certificates": list(VerificationCertificate.objects.order_by("pk").values_list("pk", "number", "issued_on", "mark__number")),
        "people": list(User.objects.order_by("username").values_list("pk", "username", "full_name")),
        "orders": list(Order.objects.order_by("pk").values_list("pk", "number", "planned_on", "received_at")),
        "series": list(NumberSeries.objects.order_by("series", "year").values_list("series", "year", "last")),
        "entries": Entry.objects.count(),
    }


def test_every_registered_list_has_rows(province: date) -> None:
    registrar = User.objects.get(username="registrar")
    for code in ("registry.instruments", "registry.due", "registry.markets", "registry.reference_points", "parties.parties",
                 "parties.premises", "products.declarations", "products.goods", "products.documents", "products.key_products"):
        kind = find_kind(code)
        assert kind is not None and kind.find(registrar, QueryDict(), province).count() >= 5, code
    assert set(Campaign.objects.values_list("status", flat=True)) == {"open", "closed"}


def test_markets_have_points_in_every_state_and_some_have_none(province: date) -> None:
    registrar = User.objects.get(username="registrar")
    counts = points.gap_counts(registrar, points.Wanted(), on=province, today=province)
    assert counts[""] == 40 and counts["no_point"] == 10 and 0 < counts["not_ready"] < 10 and counts["overdue"]
    shown = points.points_shown(registrar, on=province, today=province)
    assert {points.standing_of(one, province).value for one in shown} >= {
        "point_ready", "point_part_overdue", "point_no_scale", "closed"}
    assert Premises.objects.filter(kind="stall").count() == 200
    assert {one.instrument.owner_id == one.point.premises.party_id for one in
            ReferenceScale.objects.select_related("instrument", "point__premises")} == {True}
