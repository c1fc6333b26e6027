# SPDX-License-Identifier: Apache-2.0
"""What this room shows on others' pages: panels, heaps of work, search hits."""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from chuan.accounts.choices import Role
from chuan.accounts.permissions import may
from chuan.lib import clock
from chuan.parties.happenings import FEW
from chuan.parties.models import Party, Premises
from chuan.registry.models import Instrument
from chuan.ui.figures import day
from chuan.ui.searches import Hit
from chuan.ui.slots import next_line
from chuan.ui.worklists import WorkItem
from chuan.verification import queries
from chuan.verification.choices import JobStatus
from chuan.verification.models import Job, Order, VerificationCertificate

_ABOUT = 50
_SHOWN = 5
#: Digits in a raw search query: a number, or year and number as 26.00042 and 2600042 become there.
_TYPED = re.compile(r"'(?:(\d{2})(?::\* & |(?=\d{5})))?(\d{1,9}):\*'", re.ASCII)


def panel_for_instrument(request: HttpRequest, instrument: Instrument) -> str:
    """Certificates and jobs on the instrument's page."""
    today = clock.today()
    certificates = (
        VerificationCertificate.objects.visible_to(request.user).filter(instrument=instrument)
        .select_related("mark").only("year", "number", "verified_on", "valid_until", "revoked_on", "mark__series", "mark__number")
        .order_by("-issued_at")
    )
    jobs = Job.objects.visible_to(request.user).filter(instrument=instrument).select_related("order", "verifier").only(
        "status", "order__year", "order__number", "verifier__full_name", "verifier__username"
    )
    return render_to_string("verification/_instrument_panel.html", {
        "certificates": [(c, c.standing_on(today)) for c in certificates[:20]],
        "jobs": jobs.order_by("-order__year", "-order__number")[:20],
    }, request)


def happened_to(user: Any, instrument: Instrument) -> list[Any]:
    """The jobs, orders and certificates about an instrument that the user may see, the latest first; their keys only."""
    jobs = list(
        Job.objects.visible_to(user).filter(instrument=instrument)
        .order_by("-order__year", "-order__number").only("pk", "order_id")[:_ABOUT]
    )
    certificates = VerificationCertificate.objects.visible_to(user).filter(instrument=instrument).order_by("-issued_at")
    return [*jobs, *(Order(pk=pk) for pk in dict.fromkeys(job.order_id for job in jobs)), *certificates.only("pk")[:_ABOUT]]


def next_of(request: HttpRequest, about: Party | Premises) -> str:
    """Orders of a customer, or at a place, whose instruments are not all measured and certified yet."""
    if not may(request.user, "verification.read"):
        return ""
    today = clock.today()
    found = _orders_of(request.user, about).filter(jobs__status__in=[JobStatus.OPEN, JobStatus.PASSED]).distinct()
    lines = [
        next_line(
            "late" if one.planned_on < today else "planned", _("Verification order %(code)s") % {"code": one.code},
            one.get_absolute_url(), day(one.planned_on),
        )
        for one in found.order_by("planned_on", "id")[:_SHOWN]
    ]
    return format_html_join("", "{}", ((line,) for line in lines))


def happened_at(user: Any, about: Party | Premises) -> list[Any]:
    """The orders of a customer, or at a place."""
    return list(_orders_of(user, about).order_by("-received_at")[:FEW]) if may(user, "verification.read") else []


def _orders_of(user: Any, about: Party | Premises) -> "QuerySet[Order]":
    mine = Q(party=about) if isinstance(about, Party) else Q(premises=about)
    return Order.objects.visible_to(user).filter(mine)


def due_actions(request: HttpRequest, subject: Any) -> str:  # noqa: ARG001 — the list as a whole
    """The button that turns ticked instruments into an order."""
    if not may(request.user, "verification.order"):
        return ""
    return render_to_string("verification/_due_button.html", {}, request)


def work(user: Any) -> Iterable[WorkItem]:
    """What waits for a verifier, the centre's director and reception."""
    today = clock.today()
    if may(user, "verification.measure"):
        yield from _work_of_verifier(user, today)
    if may(user, "verification.issue"):
        waiting = queries.waiting_for_issue(user)
        yield WorkItem(
            title=_("Certificates waiting for signature"), count=waiting.count(), url=reverse("verification:waiting"),
            icon="signature", act=_("Read and sign"),
            first=tuple((str(j.instrument), j.get_absolute_url(), j.instrument.premises.name) for j in waiting[:_SHOWN]),
        )
    if may(user, "verification.manage_standards"):
        expiring = queries.standards_expiring(user, on=today)
        yield WorkItem(
            title=_("Standards whose calibration ends"), count=expiring.count(), url=reverse("verification:standards"),
            icon="weight", act=_("See the standards"),
            urgency="late" if expiring.filter(calibrated_until__lt=today).exists() else "due",
            first=tuple(
                (str(s), reverse("verification:standard", args=[s.pk]), f"{s.calibrated_until:%d/%m/%Y}")
                for s in expiring[:_SHOWN]
            ),
        )
    if may(user, "verification.manage_marks"):
        few = [(holder, left) for holder, left in queries.marks_in_stock() if left < queries.FEW_MARKS]
        yield WorkItem(
            title=_("Marks running out"), count=len(few), url=reverse("verification:marks"), icon="rosette-discount-check",
            act=_("Hand out marks"), urgency="due" if any(left == 0 for _h, left in few) else "waiting",
            first=tuple((str(holder), reverse("verification:marks"), str(left)) for holder, left in few[:_SHOWN]),
        )


def find(user: Any, query: SearchQuery, limit: int) -> Iterable[Hit]:
    """Certificates by number: 26.00042, 42, or the start of a code."""
    if not (user.is_authenticated and may(user, "verification.read_certificate")):
        return
    match = _TYPED.search(str(query))
    if match is None:
        return
    year, digits = match[1], match[2]
    number = Q(number=min(int(digits), 2_147_483_647))
    if year:  # the search box drops the point of 26.00042
        number = Q(year=2000 + int(year), number=min(int(digits), 2_147_483_647)) | Q(number=int(year + digits))
    found = queries.certificates_of(user).filter(number)
    today = clock.today()
    for certificate in found[:limit]:
        yield Hit(
            title=certificate.code, note=f"{certificate.instrument} · {certificate.standing_on(today).label}",
            url=certificate.get_absolute_url(), icon="certificate", kind=_("Certificate"),
        )


def _work_of_verifier(user: Any, today: Any) -> Iterable[WorkItem]:
    mine = queries.jobs_of(user).open().filter(verifier=user)  # type: ignore[attr-defined]
    late = mine.filter(order__planned_on__lt=today).exists()
    yield WorkItem(
        title=_("Dispensers to measure"), count=mine.count(), url=reverse("verification:jobs") + "?mine=on&status=open",
        icon="ruler-measure", act=_("Open my jobs"), urgency="late" if late else "due",
        first=tuple(
            (str(j.instrument), j.get_absolute_url(), f"{j.order.premises.name} · {j.order.planned_on:%d/%m/%Y}")
            for j in mine[:_SHOWN]
        ),
    )
    left = dict(queries.marks_in_stock()).get(user, 0)
    if Role.VERIFIER in user.roles and left < queries.FEW_MARKS:
        yield WorkItem(
            title=_("Your marks are running out"), count=1, url=reverse("verification:marks"), urgency="due",
            icon="rosette-discount-check", act=_("See my marks"),
            first=((_("Left: %(count)s") % {"count": left}, reverse("verification:marks"), ""),),
        )
