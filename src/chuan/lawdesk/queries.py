# SPDX-License-Identifier: Apache-2.0
"""Reads of the room."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from chuan import law
from chuan.accounts.models import User
from chuan.audit.rows import Fold
from chuan.law import labels, standing
from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import Parameter, Text, Version
from chuan.lawdesk import rules
from chuan.lawdesk.choices import SupplementState, ValueType
from chuan.lawdesk.models import Supplement
from chuan.lawdesk.reasons import said
from chuan.lib.text import fold


@dataclass(frozen=True)
class Spot:
    """A place of the law files as the pages show it."""

    parameter: Parameter
    version: Version
    row: str
    column: str
    until: date | None

    @property
    def is_gap(self) -> bool:
        """True if nobody has found what stands there."""
        return rules.is_gap(self.version, self.row, self.column)

    @property
    def text(self) -> Text:
        """The legal text the files name."""
        return law.corpus().text(self.version.source.text)

    @property
    def line(self) -> dict[str, object] | None:
        """The row of the table the cell stands in."""
        found = next((line for line in self.version.rows or () if line["id"] == self.row), None)
        return dict(found) if found is not None else None

    @property
    def unit_name(self) -> str:
        """The unit in words; empty where the value has none, or the column's name says it."""
        if self.row or self.parameter.unit in {"table", "words", "document", "count"}:
            return ""
        return labels.value_label("1", self.parameter.unit).removeprefix("1").strip()

    @property
    def wanted(self) -> rules.Wanted:
        """What it takes."""
        return rules.wanted(self.parameter, self.row, self.column)


def spot_at(path: str, from_day: date, row: str = "", column: str = "", corpus: Corpus | None = None) -> Spot:
    """The place; `NoSuchParameter` if the law files have none such."""
    parameter = (corpus or law.corpus()).parameter(path)
    version = rules.version_from(parameter, from_day)
    cells = {(line["id"], name) for line in version.rows or () for name in line} if version and row else {("", "")}
    if version is None or (row, column) not in cells:
        raise law.NoSuchParameter(path=f"{path}#{row}/{column}" if row else path)
    return Spot(parameter, version, row, column, parameter.until(version))


def supplements_matching(user: User, *, state: str = "", kind: str = "", q: str = "", mine: bool = False) -> QuerySet[Supplement]:
    """Supplements by state, kind and words in path, source or note; the newest first."""
    found = Supplement.objects.visible_to(user).select_related("proposed_by", "reviewed_by").order_by("-proposed_at", "-id")
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    if mine:
        found = found.filter(proposed_by=user)
    for word in fold(q.replace("\0", "")).split():
        titled = [p.path for p in law.corpus().parameters.values() if word in fold(f"{p.title} {p.title_en}")]
        found = found.alias(folded_note=Fold("note"), folded_path=Fold("path"), folded_source=Fold("source_text")).filter(
            Q(folded_note__contains=word) | Q(folded_path__contains=word) | Q(folded_source__contains=word) | Q(path__in=titled)
        )
    return found


def waiting_for(user: User) -> QuerySet[Supplement]:
    """What this user may review: everything waiting but their own."""
    return Supplement.objects.visible_to(user).waiting().exclude(proposed_by=user).select_related("proposed_by")


def refused_of(user: User) -> QuerySet[Supplement]:
    """The user's refused proposals for places nobody has proposed anything for since."""
    later = Supplement.objects.filter(
        path=OuterRef("path"), from_day=OuterRef("from_day"), row=OuterRef("row"), column=OuterRef("column"),
        state__in=[SupplementState.PROPOSED, SupplementState.ACCEPTED],
    )
    refused = Supplement.objects.filter(~Exists(later), proposed_by=user, state=SupplementState.REFUSED)
    return refused.select_related("proposed_by").order_by("-reviewed_at")


@dataclass(frozen=True)
class Shown:
    """A supplement as lists and pages show it."""

    supplement: Supplement
    #: None if the law files do not have it any more
    parameter: Parameter | None
    #: with its unit; empty for tables
    value: str
    text: Text | None


def shown(supplement: Supplement) -> Shown:
    """A supplement with the parameter it belongs to and its value as people read it."""
    corpus = law.corpus()
    parameter = corpus.parameters.get(supplement.path)
    unit = parameter.unit if parameter is not None and not supplement.row else "count"
    is_table = supplement.value_type == ValueType.ROWS
    return Shown(
        supplement, parameter, "" if is_table else labels.value_label(rules.shown(supplement.value, ValueType(supplement.value_type)), unit), corpus.texts.get(supplement.source_text)
    )


def at_spot(user: User, spot: Spot) -> QuerySet[Supplement]:
    """Everything ever supplied for a place, the newest first."""
    rows = Supplement.objects.visible_to(user).select_related("proposed_by", "reviewed_by")
    return rows.at_place(spot.parameter.path, spot.version.from_day, spot.row, spot.column).order_by("-proposed_at", "-id")


def overtaken(user: User) -> list[tuple[Shown, str]]:
    """Accepted supplements that fit these law files no more, each with the reason: a release brought the value."""
    reasons = {laid.marker: said(error.data["reason"]) for laid, error in standing.refused()}
    rows = Supplement.objects.visible_to(user).accepted().filter(pk__in=reasons) if reasons else []
    return [(shown(one), reasons[str(one.pk)]) for one in rows]
