# SPDX-License-Identifier: Apache-2.0
"""The law browser: any parameter on any day, with its history and its sources. Open to everybody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from chuan import law
from chuan.law import browse
from chuan.law.forms import LawFilter
from chuan.lib import clock
from chuan.ui.pages import render_page

View = Callable[..., HttpResponse]


def _public(view: View) -> View:
    """Name the act of a view that needs nobody signed in (`accounts.permitted` stands higher than this room)."""
    view.act = "law.read"  # type: ignore[attr-defined]
    return view


@_public
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All parameters by folder on a day, or those that fit the words asked for; and the legal texts."""
    today = clock.today()
    form = LawFilter(request.GET, today=today)
    day, words, corpus = form.day(), form.words(), law.corpus()
    hits = law.search(words) if words.strip() else law.Hits(tuple(corpus.parameters.values()), tuple(corpus.texts.values()))
    shelves = browse.shelves(corpus, hits.parameters, day)
    states = [line.state for shelf in shelves for line in shelf.lines]
    return render_page(request, "law/index.html", {
        "form": form, "day": day, "words": words, "is_today": day == today, "shelves": shelves, "texts": hits.texts,
        "counts": {state: states.count(state) for state in ("confirmed", "unconfirmed", "unknown", "none")},
        "total": len(states),
    })


@_public
@require_GET
def parameter(request: HttpRequest, path: str) -> HttpResponse:
    """One parameter: its value on a day, and all its versions."""
    corpus = law.corpus()
    found = corpus.parameter(path)
    form = LawFilter(request.GET, today=clock.today())
    day = form.day()
    spans = browse.spans(corpus, found, day)
    return render_page(request, "law/parameter.html", {
        "form": form, "day": day, "parameter": found, "folder": corpus.folders[found.folder], "spans": spans,
        "current": next((span for span in spans if span.is_current), None),
    })


@_public
@require_GET
def text(request: HttpRequest, text_id: str) -> HttpResponse:
    """One legal text: its days, its neighbours, and what it is cited for."""
    corpus = law.corpus()
    found = corpus.text(text_id)
    return render_page(request, "law/text.html", {
        "text": found, "related": browse.related(corpus, found), "citing": list(browse.citing(corpus, found)),
    })
