# SPDX-License-Identifier: Apache-2.0
"""The public calculator: lots and instruments judged without signing in. Nothing typed is kept."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuan.accounts import throttle
from chuan.accounts.permissions import permitted
from chuan.judge import examples, papers, program, results
from chuan.judge.errors import NoSuchCalculator, NoSuchSchema, TooManyPapers
from chuan.judge.forms import LotForm
from chuan.judge.grid_forms import GridForm
from chuan.judge.instrument_forms import PAGES
from chuan.judge.instruments import judge_instrument
from chuan.judge.lots import judge_lot
from chuan.lib import clock
from chuan.lib.errors import ChuanError
from chuan.ui.pages import render_page

#: Papers per address and minute: each takes the server some tenths of a second.
PAPERS_PER_MINUTE = 20


@permitted("judge.use")
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What can be calculated here."""
    return render_page(request, "judge/index.html", {"pages": PAGES})


@permitted("judge.use")
@require_http_methods(["GET", "HEAD", "POST"])
def lot(request: HttpRequest) -> HttpResponse:
    """The form for a lot, and what comes of it."""
    form = _lot_form(request)
    return render_page(request, "judge/lot.html", {"form": form, "result": _judged_lot(form), "examples": examples.LOTS})


@permitted("judge.use")
@require_POST
def lot_paper(request: HttpRequest) -> HttpResponse:
    """The same as PDF."""
    form = _lot_form(request)
    result = _judged_lot(form)
    if result is None:
        return render_page(request, "judge/lot.html", {"form": form, "result": None, "examples": examples.LOTS})
    throttle.count(request, "judge.paper", per_minute=PAPERS_PER_MINUTE, refusal=TooManyPapers)
    at = clock.now()
    return _attachment(papers.lot_pdf(result, at=at), "lo-hang", clock.day_of(at))


@permitted("judge.use")
@require_http_methods(["GET", "HEAD", "POST"])
def instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a family of instruments, and what comes of it."""
    form = _instrument_form(request, slug)
    return _instrument_page(request, slug, form, _judged_instrument(form))


@permitted("judge.use")
@require_POST
def instrument_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as PDF."""
    form = _instrument_form(request, slug)
    result = _judged_instrument(form)
    if result is None:
        return _instrument_page(request, slug, form, None)
    throttle.count(request, "judge.paper", per_minute=PAPERS_PER_MINUTE, refusal=TooManyPapers)
    at = clock.now()
    return _attachment(papers.instrument_pdf(str(form.title), form.plate(), result, at=at), slug, clock.day_of(at))


@permitted("judge.use")
@require_GET
def schema(request: HttpRequest, what: str) -> HttpResponse:  # noqa: ARG001
    """The JSON Schema of what programs send and get."""
    if what not in ("lot", "instrument"):
        raise NoSuchSchema()
    response = HttpResponse(program.schema(what), content_type="application/schema+json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _lot_form(request: HttpRequest) -> LotForm:
    initial = {"on": clock.today(), "mark": "", "reading": "net"} | examples.lot(request.GET.get("vi-du", ""))
    return LotForm(request.POST if request.method == "POST" else None, initial=initial)


def _judged_lot(form: LotForm) -> dict[str, Any] | None:
    if not form.is_valid():
        return None
    try:
        answer = judge_lot(form.payload())
    except ChuanError as error:
        form.refuse(error)
        return None
    return results.lot(form.payload(), answer, form.pasted.lines)


def _instrument_form(request: HttpRequest, slug: str) -> GridForm:
    page = PAGES.get(slug)
    if page is None:
        raise NoSuchCalculator(slug=slug[:40])
    given = examples.payload(request.GET.get("vi-du", ""))
    filled = page.initial_from(given) if given.get("kind") in page.kinds else {}
    initial = {"on": clock.today(), "verification": "periodic"} | filled
    return page(request.POST if request.method == "POST" else None, initial=initial)


def _judged_instrument(form: GridForm) -> dict[str, Any] | None:
    if not form.is_valid():
        return None
    try:
        answer = judge_instrument(form.payload())
    except ChuanError as error:
        form.refuse(error)
        return None
    return results.instrument(answer, form)


def _instrument_page(request: HttpRequest, slug: str, form: GridForm, result: dict[str, Any] | None) -> HttpResponse:
    return render_page(request, "judge/instrument.html", {"form": form, "slug": slug, "result": result})


def _attachment(content: bytes, name: str, on: date) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=True, filename=f"tinh-toan-{name}-{on.isoformat()}.pdf")
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Cache-Control"] = "no-store"
    return response
