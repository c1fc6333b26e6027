# SPDX-License-Identifier: Apache-2.0
"""Proposing, reviewing, withdrawing and taking back what the province supplies for the law files."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from chuan import law
from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.documents.actions import store_file
from chuan.documents.models import StoredFile
from chuan.law.engine.corpus import Corpus
from chuan.law.engine.errors import SupplementRefused
from chuan.law.engine.overlay import apply
from chuan.lawdesk import errors, followers, rules, sources
from chuan.lawdesk.choices import SupplementKind, SupplementState, ValueType
from chuan.lawdesk.models import Supplement
from chuan.lawdesk.overlay import laid
from chuan.lawdesk.reasons import said
from chuan.lib.text import tidy


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place of the law files: a version by its first day, or one cell of its table."""

    path: str
    from_day: date
    row: str = ""
    column: str = ""

    def __str__(self) -> str:
        return f"{self.path}#{self.row}/{self.column}" if self.row else self.path


@dataclass(frozen=True)
class Page:
    """An uploaded copy of a page."""

    name: str
    content: bytes


@transaction.atomic
def propose_supplement(
    *, actor: User, at: datetime, place: Place, value: str = "", fixes_nothing: bool = False, source_text: str,
    source_place: str, page: Page | None, note: str = "",
) -> Supplement:
    """Propose what stands at a gap, as read in the signed text; nothing counts before a second person accepted it."""
    require(actor, "lawdesk.propose")
    _lock_place(place)
    version = _version(place)
    if not rules.is_gap(version, place.row, place.column):
        raise errors.NotAGap(place=str(place))
    _refuse_taken(place)
    wanted = rules.wanted(law.corpus().parameter(place.path), place.row, place.column)
    kind, text = (ValueType.NOTHING, "") if fixes_nothing else _read(value, wanted)
    note = tidy(note)
    if kind == ValueType.NOTHING and not note:
        raise errors.NoteMissing
    if page is None:
        raise errors.PageMissing
    return _propose(
        actor=actor, at=at, page=page, place=place, kind=SupplementKind.FILLS, value_type=kind, value=text,
        source_text=source_text, source_place=source_place, note=note,
    )


@transaction.atomic
def propose_confirmation(
    *, actor: User, at: datetime, place: Place, source_place: str = "", page: Page | None = None, note: str = ""
) -> Supplement:
    """Say that a known value was compared with the signed text and is right; counts once a second person agreed."""
    require(actor, "lawdesk.propose")
    _lock_place(place)
    version = _version(place)
    if place.row or not rules.is_whole(version):
        raise errors.NothingToConfirm(place=str(place))
    if law.corpus().parameter(place.path).is_confirmed(version):
        raise errors.AlreadyConfirmed(place=str(place))
    _refuse_taken(place)
    kind, text = rules.value_of(version)
    return _propose(
        actor=actor, at=at, page=page, place=place, kind=SupplementKind.CONFIRMS, value_type=kind, value=text,
        source_text=version.source.text, source_place=source_place or "/".join(version.source.places), note=tidy(note),
    )


@transaction.atomic
def accept_supplement(*, actor: User, at: datetime, supplement: Supplement, note: str = "") -> Supplement:
    """Agree, as a second person who looked at the page: from now on it counts, unless the files know better by now."""
    supplement = _locked(actor, "lawdesk.review", supplement)
    _refuse_reviewer(actor, supplement)
    supplement.state, supplement.reviewed_by, supplement.reviewed_at = SupplementState.ACCEPTED, actor, at
    supplement.review_note = tidy(note)
    try:
        _lay(law.corpus(), supplement)
    except errors.ValueDoesNotFit as error:
        raise errors.Overtaken(place=supplement.place) from error
    supplement.save(update_fields=["state", "reviewed_by", "reviewed_at", "review_note"])
    _changed(supplement)
    record("lawdesk.supplement.accepted", actor=actor, subject=supplement, data=_said(supplement) | {"note": supplement.review_note})
    return supplement


@transaction.atomic
def refuse_supplement(*, actor: User, at: datetime, supplement: Supplement, note: str) -> Supplement:
    """Disagree, as a second person, and say why; the proposer sees it on the worklist and may propose anew."""
    supplement = _locked(actor, "lawdesk.review", supplement)
    _refuse_reviewer(actor, supplement)
    supplement.state, supplement.reviewed_by, supplement.reviewed_at = SupplementState.REFUSED, actor, at
    supplement.review_note = _reason(note)
    supplement.save(update_fields=["state", "reviewed_by", "reviewed_at", "review_note"])
    record("lawdesk.supplement.refused", actor=actor, subject=supplement, data={"reason": supplement.review_note})
    return supplement


@transaction.atomic
def withdraw_supplement(*, actor: User, at: datetime, supplement: Supplement, reason: str = "") -> Supplement:
    """Take one's own proposal back before it is reviewed."""
    supplement = _locked(actor, "lawdesk.propose", supplement)
    if supplement.proposed_by_id != actor.pk:
        raise errors.NotOwn(person=supplement.proposed_by.get_full_name())
    _refuse_not_waiting(supplement)
    supplement.state, supplement.ended_by, supplement.ended_at = SupplementState.WITHDRAWN, actor, at
    supplement.end_reason = tidy(reason)
    supplement.save(update_fields=["state", "ended_by", "ended_at", "end_reason"])
    record("lawdesk.supplement.withdrawn", actor=actor, subject=supplement, data={"reason": supplement.end_reason})
    return supplement


@transaction.atomic
def revoke_supplement(*, actor: User, at: datetime, supplement: Supplement, reason: str) -> Supplement:
    """Take back what had counted, because it is wrong; acts done meanwhile keep the citation they were done by."""
    supplement = _locked(actor, "lawdesk.review", supplement)
    if supplement.state != SupplementState.ACCEPTED:
        raise errors.NotCounting(state=supplement.get_state_display())
    supplement.state, supplement.ended_by, supplement.ended_at = SupplementState.REVOKED, actor, at
    supplement.end_reason = _reason(reason)
    supplement.save(update_fields=["state", "ended_by", "ended_at", "end_reason"])
    _changed(supplement)
    record("lawdesk.supplement.revoked", actor=actor, subject=supplement, data=_said(supplement) | {"reason": supplement.end_reason})
    return supplement


# --- steps ---------------------------------------------------------------------------------------------------


def _lock_place(place: Place) -> None:
    """Let one transaction at a time propose for a place; released at its end."""
    key = f"chuan.lawdesk:{place} {place.from_day}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _version(place: Place) -> Any:
    law.refresh()
    version = rules.version_from(law.corpus().parameter(place.path), place.from_day)
    if version is None or bool(place.row) != bool(place.column):
        raise law.NoSuchParameter(path=f"{place} ({place.from_day:%d/%m/%Y})")
    return version


def _refuse_taken(place: Place) -> None:
    there = Supplement.objects.at_place(place.path, place.from_day, place.row, place.column)
    if there.accepted().exists():
        raise errors.AlreadySupplied(place=str(place))
    open_one = there.waiting().select_related("proposed_by").first()
    if open_one is not None:
        raise errors.PlaceTaken(person=open_one.proposed_by.get_full_name(), place=str(place))


def _propose(*, actor: User, at: datetime, page: Page | None, place: Place, kind: SupplementKind, **given: Any) -> Supplement:
    law.corpus().text(given["source_text"])
    supplement = Supplement(
        kind=kind, path=place.path, from_day=place.from_day, row=place.row, column=place.column, proposed_by=actor,
        proposed_at=at, **given,
    )
    _lay(law.corpus(), supplement)
    supplement.page = _stored(page, actor) if page else None
    supplement.save(force_insert=True)
    record("lawdesk.supplement.proposed", actor=actor, subject=supplement, data=_said(supplement) | {"kind": supplement.kind})
    return supplement


def _lay(corpus: Corpus, supplement: Supplement) -> None:
    """Lay it over the law as it stands, with the strictness of the files themselves."""
    try:
        apply(corpus, [laid(supplement)])
    except SupplementRefused as error:
        raise errors.ValueDoesNotFit(reason=said(error.data["reason"])) from error


def _read(value: str, wanted: rules.Wanted) -> tuple[ValueType, str]:
    try:
        return rules.read_value(value, wanted)
    except law.BrokenLawFile as error:
        raise errors.RowsRefused(line=error.data["line"], reason=said(error.data["reason"])) from error


def _stored(page: Page, actor: User) -> StoredFile:
    if not page.content:
        raise errors.PageEmpty(name=page.name)
    if len(page.content) > settings.UPLOAD_MAX_BYTES:
        raise errors.PageTooLarge(size=round(len(page.content) / 2**20, 1), limit=settings.UPLOAD_MAX_BYTES // 2**20)
    media_type = sources.scan_type(page.content)
    if not media_type:
        raise errors.PageNotAScan(name=page.name)
    return store_file(name=page.name, content_type=media_type, content=page.content, actor=actor)


def _locked(actor: User, act: str, supplement: Supplement) -> Supplement:
    """The row as it is now, nobody else's until this transaction ends; and the law as it is now."""
    require(actor, act, supplement)
    found = Supplement.objects.select_for_update(of=("self",)).select_related("proposed_by").get(pk=supplement.pk)
    law.refresh()
    return found


def _refuse_not_waiting(supplement: Supplement) -> None:
    if not supplement.is_waiting:
        raise errors.NotWaiting(state=supplement.get_state_display())


def _refuse_reviewer(actor: User, supplement: Supplement) -> None:
    if supplement.proposed_by_id == actor.pk:
        raise errors.ReviewerProposed
    _refuse_not_waiting(supplement)


def _reason(text: str) -> str:
    reason = tidy(text)
    if not reason:
        raise errors.ReasonMissing
    return reason


def _changed(supplement: Supplement) -> None:
    """The law here is another one as soon as this is committed; elsewhere from the next request."""
    followers.tell(supplement.path)
    transaction.on_commit(law.refresh)


def _said(supplement: Supplement) -> dict[str, Any]:
    value = rules.shown(supplement.value, ValueType(supplement.value_type))
    return {"place": supplement.place, "from_day": supplement.from_day.isoformat(), "value": value, "source": supplement.source}
