# SPDX-License-Identifier: Apache-2.0
"""How many queries each page asks on the demonstration province; UPDATE_QUERY_COUNTS=1 writes the baseline anew.

A page that asks once per row asks hundreds here.
"""

import json
import os
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuan.accounts.models import User
from chuan.planning.models import Plan, Task
from chuan.registry.models import Instrument
from chuan.verification.models import Job, Order, VerificationCertificate

BASELINE = Path(__file__).with_name("query_counts.json")
#: what a page of a province may ask at the very most, sign-in and sidebar included
CEILING = 30


def pages() -> dict[str, tuple[str, str]]:
    """name → (who, address), each with real rows behind it."""
    certificate = VerificationCertificate.objects.filter(instrument__kind="fuel-dispenser").latest("number")
    dispenser = Instrument.objects.filter(kind="fuel-dispenser").earliest("id")
    task = Task.objects.filter(indicator="fuel-dispensers-verified").first() or Task.objects.exclude(indicator="").earliest("id")
    lists = {
        "registrar": ("home", "registry:instruments", "imports:imports", "parties:parties", "places:units"),
        "reception": ("registry:due", "verification:orders"),
        "verifier": ("verification:jobs", "verification:standards", "verification:marks"),
        "centre_director": ("home", "verification:certificates"),
        "planner": ("planning:plans",),
        "auditor": ("audit:entries",),
        "admin": ("accounts:users",),
    }
    found = {f"{name} ({who})": (who, reverse(name)) for who, names in lists.items() for name in names}
    return found | {
        "search": ("registrar", reverse("search") + "?q=xang"),
        "registry:instrument": ("registrar", reverse("registry:instrument", args=[dispenser.pk])),
        "parties:party": ("registrar", reverse("parties:party", args=[dispenser.owner_id])),
        "parties:premises": ("registrar", reverse("parties:premises", args=[dispenser.premises_id])),
        "verification:order": ("reception", reverse("verification:order", args=[Order.objects.earliest("id").pk])),
        "verification:job": ("verifier", reverse("verification:job", args=[Job.objects.filter(status="open").earliest("id").pk])),
        "verification:certificate": ("auditor", reverse("verification:certificate", args=[certificate.pk])),
        "planning:plan": ("planner", reverse("planning:plan", args=[Plan.objects.get(year=2026).pk])),
        "planning:records": ("planner", reverse("planning:records", args=[task.pk])),
    }


def test_no_page_asks_more_than_it_did(demonstration: str) -> None:
    counts: dict[str, int] = {}
    for name, (who, address) in pages().items():
        client = Client()
        client.force_login(User.objects.get(username=who), backend=settings.AUTHENTICATION_BACKENDS[0])
        client.get(address)  # the first visit fills caches of the process
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code == 200, (name, answer.status_code)
        counts[name] = len(captured)
    if os.environ.get("UPDATE_QUERY_COUNTS") == "1":
        BASELINE.write_text(json.dumps(counts, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    baseline = json.loads(BASELINE.read_text(encoding="utf-8"))
    assert {name: count for name, count in counts.items() if count > baseline.get(name, 0)} == {}
    assert {name: count for name, count in counts.items() if count > CEILING} == {}
