# SPDX-License-Identifier: Apache-2.0
"""What if: a draft beside the law in force. Nothing is written; PostgreSQL refuses to, while a draft is tried."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from chuan import law
from chuan.accounts.permissions import permitted
from chuan.lawdesk import drafts, effects, errors, exports
from chuan.lawdesk.choices import Reach
from chuan.lawdesk.forms import AskedForm, CycleForm, DraftForm
from chuan.lawdesk.picture import drawing_of
from chuan.lawdesk.trial import Trial
from chuan.lib import clock
from chuan.ui.pages import StaffRequest, refusals_into, render_page

PAGE = "lawdesk/what_if.html"


@permitted("lawdesk.try_draft")
@require_http_methods(["GET", "POST"])
def what_if(request: StaffRequest) -> HttpResponse:
    """Ask for a draft; show what it would change."""
    how = request.POST.get("how", "")
    cycle = CycleForm(request.POST if how == "cycle" else None, kinds=_kinds(), prefix="cycle")
    loads = how in {"draft", "example"}
    draft = DraftForm(request.POST if loads else None, request.FILES if loads else None, prefix="draft")
    form = {"cycle": cycle, "draft": draft, "example": draft}.get(how)
    if form is not None and form.is_valid():
        with refusals_into(form):
            text = _text_of(how, form)
            trial = _trial(request, text, form.cleaned_data["on"], form.cleaned_data["reach"])
            with drafts.nothing_is_written():
                return render_page(request, "lawdesk/trial.html", _shown(trial, text))
    return render_page(request, PAGE, {"cycle": cycle, "draft": draft, "how": how or "cycle", "example": drafts.example()})


@permitted("lawdesk.try_draft")
@require_POST
def what_if_list(request: StaffRequest) -> HttpResponse:
    """All rows behind a figure, as a file."""
    asked = DraftForm(request.POST, prefix="draft")
    key, _dot, fmt = request.POST.get("list", "").rpartition(".")
    if not asked.is_valid() or fmt not in exports.FORMATS:
        raise Http404
    trial = _trial(request, asked.cleaned_data["text"], asked.cleaned_data["on"], asked.cleaned_data["reach"])
    with drafts.nothing_is_written():
        listing = effects.listing_of(trial, key)
        if listing is None:
            raise Http404
        return exports.export(listing, fmt=fmt, on=trial.on)


def _kinds() -> list[tuple[str, str]]:
    return sorted(((code, law.kind_name(code)) for code in law.kinds()), key=lambda pair: pair[1])


def _text_of(how: str, form: AskedForm) -> str:
    given = form.cleaned_data
    if how == "cycle":
        return drafts.cycles(given["kinds"], months=None if given["ends"] else given["months"], since=given["since"])
    if how == "example":
        return drafts.example()
    if given["file"] is not None:
        if given["file"].size > drafts.MOST_BYTES:  # before it is read into memory
            raise errors.DraftTooLarge(size=given["file"].size // 1024, limit=drafts.MOST_BYTES // 1024)
        return drafts.decoded(given["file"].read())
    return str(given["text"])


def _trial(request: StaffRequest, text: str, on: date | None, reach: str) -> Trial:
    after = drafts.laid_over(text)
    before = law.corpus()
    found = Trial(before=before, after=after, on=date.min, reach=Reach(reach), user=request.user)
    begins = [change.from_day for change in found.changes]
    day = on or max([clock.today(), *begins[:1], *found.begins.values()])
    return Trial(before=before, after=after, on=day, reach=Reach(reach), user=request.user)


def _shown(trial: Trial, text: str) -> dict[str, Any]:
    found = effects.of_draft(trial)
    asked = {"draft-text": text, "draft-on": trial.on.isoformat(), "draft-reach": trial.reach.value}
    return {
        "trial": trial, "text": text, "asked": asked, "kinds": trial.names(),
        "form": DraftForm(initial={"text": text, "on": trial.on, "reach": trial.reach}, prefix="draft"),
        "effects": [(effect, [drawing_of(bars) for bars in effect.bars], _tables(effect)) for effect in found],
    }


def _tables(effect: effects.Effect) -> list[tuple[effects.Listing, list[Any]]]:
    return [(listing, listing.first) for listing in effect.listings]
