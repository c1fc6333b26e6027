# SPDX-License-Identifier: Apache-2.0
"""The law browser: any parameter and text on any day, its history, what changed and what is missing. Open to everybody."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_GET

from chuan import law
from chuan.law import browse, chains, changes, export, finding, order, relies, reviews
from chuan.law.engine.errors import NoSuchFolder, NoSuchVersion
from chuan.law.engine.nodes import Parameter
from chuan.law.forms import ChangeFilter, LawFilter, TextFilter, parse_day
from chuan.law.words import is_english
from chuan.lib import clock
from chuan.lib.text import fold
from chuan.ui.lists import page_of
from chuan.ui.pages import render_page

#: So many citations of a text are shown at once; of more, the folders first.
_FEW = 12
#: Rows of the page of gaps: each may ask another room for its button.
_HEAPS = 25
View = Callable[..., HttpResponse]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _public(view: View) -> View:
    """Name the act of a view that needs nobody signed in (`accounts.permitted` stands higher than this room)."""
    view.act = "law.read"  # type: ignore[attr-defined]
    return view


@_public
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The tree of folders on a day; or what fits the words and the filter asked for."""
    today, corpus = clock.today(), law.corpus()
    form = LawFilter(request.GET, today=today)
    day, words, only = form.day(), form.words(), form.said("only")
    context: dict[str, Any] = {"form": form, "day": day, "is_today": day == today, "texts": len(corpus.texts)}
    if finding.words_of(words) or only:
        context["page"] = _page(request, _results(words, only, day), 50 if words else 100)
    else:
        context |= {"tree": browse.tree(corpus, day),
                    "counts": browse.counts(browse.line(corpus, p, day) for p in corpus.parameters.values())}
    return render_page(request, "law/index.html", context)


@_public
@require_GET
def folder(request: HttpRequest, path: str) -> HttpResponse:
    """One folder: its parameters on a day, and the folders in it."""
    today, corpus = clock.today(), law.corpus()
    if path not in corpus.folders:
        raise NoSuchFolder(path=path)
    form = LawFilter(request.GET, today=today)
    day = form.day()
    return render_page(request, "law/folder.html", {
        "form": form, "day": day, "is_today": day == today, "folder": corpus.folders[path],
        "trail": browse.steps(corpus, path)[:-1], "lines": browse.lines(corpus, corpus.under(path), day),
        "branches": browse.branches(browse.tree(corpus, day), path),
    })


@_public
@require_GET
def parameter(request: HttpRequest, path: str) -> HttpResponse:
    """One parameter: what it is on a day, all its versions, what changed between them, and who relies on it."""
    corpus = law.corpus()
    found = corpus.parameter(path)
    form = LawFilter(request.GET, today=clock.today())
    day = form.day()
    spans = browse.spans(corpus, found, day)
    return render_page(request, "law/parameter.html", {
        "form": form, "day": day, "parameter": found, "trail": browse.steps(corpus, found.folder), "spans": spans,
        "current": next((span for span in spans if span.is_current), None),
        "relying": relies.on(path, request.user), "cases": browse.cases_of(path),
    })


@_public
@require_GET
def version(request: HttpRequest, path: str, day: str) -> HttpResponse:
    """One version for ever: the address to cite."""
    corpus = law.corpus()
    found = corpus.parameter(path)
    start = parse_day(day)
    spans = browse.spans(corpus, found, clock.today())
    at = next((n for n, span in enumerate(spans) if span.version.from_day == start), None)
    if at is None:
        raise NoSuchVersion(path=path, day=day)
    return render_page(request, "law/version.html", {
        "parameter": found, "trail": browse.steps(corpus, found.folder), "span": spans[at],
        "earlier": spans[at - 1] if at else None, "later": spans[at + 1] if at + 1 < len(spans) else None,
        "address": request.build_absolute_uri(request.path), "fingerprint": corpus.fingerprint,
    })


@_public
@require_GET
def texts(request: HttpRequest) -> HttpResponse:
    """The legal texts, with what each was worth on a day."""
    corpus = law.corpus()
    issuers = sorted({text.issuer for text in corpus.texts.values()}, key=fold)
    form = TextFilter(request.GET, today=clock.today(), issuers=issuers)
    day, standing, issuer, words = form.day(), form.said("standing"), form.said("issuer"), finding.words_of(form.said("q"))
    rows = [
        (text, chains.standing_on(corpus, text, day), chains.times_cited(corpus, text))
        for text in sorted(corpus.texts.values(), key=order.newest_first)
        if (not issuer or text.issuer == issuer) and finding.text_has(text, words)
    ]
    page = _page(request, [row for row in rows if standing in {"", row[1]}], 100)
    return render_page(request, "law/texts.html", {"form": form, "day": day, "page": page})


@_public
@require_GET
def text(request: HttpRequest, text_id: str) -> HttpResponse:
    """One legal text: its days, its chain, what it is worth on a day, and what it is cited for."""
    corpus, today = law.corpus(), clock.today()
    found = corpus.text(text_id)
    form = LawFilter(request.GET, today=today)
    citing, chain = browse.citing(corpus, found), chains.chain(corpus, found, today)
    first, last = chains.reach([link.text for link in chain], today)
    return render_page(request, "law/text.html", {
        "form": form, "day": form.day(), "standing": chains.standing_on(corpus, found, form.day()), "text": found,
        "related": chains.related(corpus, found), "chain": chain, "chain_from": first, "chain_to": last,
        "ended_on": chains.ended_on(corpus, found), "citing": citing, "few": sum(len(versions) for _folder, versions in citing) <= _FEW,
    })


@_public
@require_GET
def changed(request: HttpRequest) -> HttpResponse:
    """What changed between two days."""
    corpus = law.corpus()
    form = _change_filter(request)
    first, last = form.days()
    every = changes.between_days(corpus, first, last, under=form.said("under"))
    kind = form.said("kind")
    return render_page(request, "law/changes.html", {
        "form": form, "first": first, "last": last, "counts": changes.counted(every), "total": len(every), "kind": kind,
        "by_folder": changes.by_folder(corpus, [change for change in every if kind in {"", change.kind}]),
        "offers": changes.offers(corpus), "query": request.GET.urlencode(),
    })


@_public
@require_GET
def changes_workbook(request: HttpRequest) -> HttpResponse:
    """The changes as an Excel workbook."""
    form = _change_filter(request)
    first, last = form.days()
    found = changes.between_days(law.corpus(), first, last, under=form.said("under"), kind=form.said("kind"))
    name = f"thay-doi-{first}-{last}.xlsx"
    return HttpResponse(changes.workbook(found), content_type=XLSX,
                        headers={"Content-Disposition": f'attachment; filename="{name}"'})


@_public
@require_GET
def gaps(request: HttpRequest) -> HttpResponse:
    """What nobody has found yet, by family; those who may can supply it from here."""
    corpus = law.corpus()
    every = list(reviews.gaps(corpus))
    counts = Counter(gap.path.partition("/")[0] for gap in every)
    family, path = request.GET.get("family", ""), request.GET.get("path", "")
    chosen = [gap for gap in every if family in {"", gap.path.partition("/")[0]} and path in {"", gap.parameter.path}]
    heaps = reviews.heaps(corpus, chosen, one_each=bool(path))
    return render_page(request, "law/gaps.html", {
        "page": _page(request, heaps, _HEAPS), "total": len(every), "family": family,
        "parameter": corpus.parameters.get(path), "texts": list(reviews.texts_without_days(corpus)),
        "families": [(b.folder, counts[b.folder.path]) for b in browse.tree(corpus, clock.today()) if counts[b.folder.path]],
    })


@_public
@gzip_page
@require_GET
@condition(etag_func=lambda _request: f'"{law.fingerprint()}"')
def law_json(_request: HttpRequest) -> HttpResponse:
    """The whole law for other programs; 304 while it is the same."""
    return HttpResponse(export.as_bytes(law.corpus()), content_type="application/json",
                        headers={"Cache-Control": "public, max-age=300"})


def _page(request: HttpRequest, rows: list[Any], size: int) -> Any:
    return page_of(request, cast("Any", rows), size=size)  # a paginator takes lists as well


def _results(words: str, only: str, day: date) -> list[tuple[finding.Found | None, browse.Line | None]]:
    """What was found, best first, a parameter with its line; without words, all parameters the filter lets through."""
    corpus = law.corpus()
    if not finding.words_of(words):
        every = browse.lines(corpus, corpus.parameters.values(), day)
        return [(None, line) for line in every if _wanted(line, only)]
    found = [(one, browse.line(corpus, one.item, day) if isinstance(one.item, Parameter) else None)
             for one in finding.find(corpus, words)]
    return [(one, line) for one, line in found if not only or _wanted(line, only)]


def _wanted(line: browse.Line | None, only: str) -> bool:
    if line is None:
        return False
    if only == "gaps":
        return line.state == "unknown" or bool(line.span and line.span.holes)
    return line.state == only


def _change_filter(request: HttpRequest) -> ChangeFilter:
    corpus = law.corpus()
    folders = [(path, f"{'– ' * path.count('/')}{_title(found)}") for path, found in sorted(corpus.folders.items())]
    return ChangeFilter(request.GET, today=clock.today(), folders=folders)


def _title(found: Any) -> str:
    return str(found.title_en if is_english() else found.title)
