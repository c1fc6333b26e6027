# SPDX-License-Identifier: Apache-2.0
"""The record of acts, to be read and never to be written."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from chuan.accounts.permissions import permitted
from chuan.audit import queries, sentences
from chuan.audit.forms import EntryFilter
from chuan.ui.lists import page_of
from chuan.ui.pages import StaffRequest, render_page


@permitted("audit.read")
@require_GET
def entries(request: StaffRequest) -> HttpResponse:
    """All acts, the latest first."""
    form = EntryFilter(request.GET, verbs=queries.verbs(), kinds=queries.kinds())
    length, head = queries.chain_head()
    context = {
        "page": page_of(request, queries.entries(**form.choices())), "filter": form, "length": length, "head": head,
    }
    return render_page(request, "audit/entries.html", context, status=200)


@permitted("audit.read")
@require_GET
def subject(request: StaffRequest, kind: str, pk: str) -> HttpResponse:
    """Everything done to one record, the first act on top."""
    recorded = queries.entries_of(kind, pk)
    last = recorded.last()
    if last is None:
        raise Http404
    context = {
        "entries": recorded, "label": last.subject_label, "kind": sentences.kind(kind),
        "url": queries.subject_url(kind, pk, user=request.user),
    }
    return render_page(request, "audit/subject.html", context)
