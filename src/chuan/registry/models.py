# SPDX-License-Identifier: Apache-2.0
"""Instruments."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from chuan import law
from chuan.accounts.scope import Scope
from chuan.audit.rows import Row, search_column, track
from chuan.imports.models import Import
from chuan.parties.models import Party, Premises
from chuan.registry.choices import InstrumentStatus, Standing
from chuan.registry.kinds import fields_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


def _is_free(kind: str, day: date) -> bool:
    """True if the law of the day asks for no periodic verification of the kind; False if nobody knows."""
    try:
        return law.cycle_months(kind, day) is None
    except (law.LawUnknown, law.NoLawInForce, law.NoSuchParameter):
        return False


#: the last valid day in SQL, as the indexes have it: what has none comes after everything
LAST_DAY = Coalesce("valid_until", Value(date.max))
#: An instrument is called "due soon" within so many days of its last valid one.
DUE_SOON_DAYS = 30


class InstrumentQuerySet(QuerySet["Instrument"]):
    """Reads of instruments."""

    def visible_to(self, user: "User | AnonymousUser") -> "InstrumentQuerySet":
        """Instruments this user may see."""
        scope = Scope.of(user)
        if scope.everything:
            return self
        return self.filter(
            Q(premises__current_unit__code__in=scope.place_codes) | Q(owner__tax_code__in=scope.tax_codes)
        )

    def in_use(self) -> "InstrumentQuerySet":
        """Instruments in use."""
        return self.filter(status=InstrumentStatus.IN_USE)

    def due_between(self, first: date, last: date) -> "InstrumentQuerySet":
        """Instruments in use whose last valid day lies in [first, last]."""
        return self.in_use().filter(GreaterThanOrEqual(LAST_DAY, first), LessThanOrEqual(LAST_DAY, last))

    def standing(self, standing: str, day: date) -> "InstrumentQuerySet":
        """Instruments that stand so on a day: `Instrument.standing_on` for many."""
        soon = day + timedelta(days=DUE_SOON_DAYS)
        used = self.in_use()
        return {
            Standing.IN_FORCE: lambda: used.filter(GreaterThan(LAST_DAY, soon), valid_until__isnull=False),
            Standing.DUE_SOON: lambda: self.due_between(day, soon),
            Standing.OVERDUE: lambda: self.overdue_on(day),
            Standing.NEVER: lambda: used.filter(last_verified_on=None),
            Standing.NOT_SUBJECT: lambda: used._without_last_day(free=True),
            Standing.UNKNOWN: lambda: used._without_last_day(free=False),
            Standing.UNRECORDED: lambda: self.none(),  # noqa: PLW0108 — the bare method is untyped
            Standing.INVALID: lambda: self.exclude(status__in=[InstrumentStatus.IN_USE, InstrumentStatus.OUT_OF_USE]),
            Standing.OUT_OF_USE: lambda: self.filter(status=InstrumentStatus.OUT_OF_USE),
        }[Standing(standing)]()

    def _without_last_day(self, *, free: bool) -> "InstrumentQuerySet":
        open_ended = self.filter(valid_until=None).exclude(last_verified_on=None)
        asked = open_ended.order_by().values_list("kind", "last_verified_on").distinct()
        fitting: dict[str, list[date]] = {}
        for kind, verified_on in asked:
            if verified_on is not None and _is_free(kind, verified_on) == free:
                fitting.setdefault(kind, []).append(verified_on)
        wanted = Q(pk__in=[])
        for kind, days in fitting.items():
            wanted |= Q(kind=kind, last_verified_on__in=days)
        return open_ended.filter(wanted)

    def overdue_on(self, day: date) -> "InstrumentQuerySet":
        """Instruments in use whose last valid day is past."""
        return self.in_use().filter(valid_until__lt=day)


@track
class Instrument(Row):
    """A measuring instrument (VIM 3.1) of a kind that the law lists, at its place of use."""

    kind = models.CharField(_("Kind"), max_length=40)
    maker = models.CharField(_("Maker"), max_length=120)
    model = models.CharField(_("Model"), max_length=120)
    serial = models.CharField(_("Serial number"), max_length=80)
    #: lib.text.key of maker and serial: what survives spelling
    maker_key = models.CharField(max_length=120, editable=False)
    serial_key = models.CharField(max_length=80, editable=False)
    type_approval_mark = models.CharField(_("Type-approval mark"), max_length=60, blank=True)
    #: what the kind needs: {"hoses": 2, "q_max_l_min": "45"}
    characteristics = models.JSONField(_("Characteristics"), default=dict)
    owner = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="instruments", verbose_name=_("Owner"))
    premises = models.ForeignKey(
        Premises, on_delete=models.PROTECT, related_name="instruments", verbose_name=_("Place of use"), db_index=False
    )
    status = models.CharField(_("Status"), max_length=30, choices=InstrumentStatus, default=InstrumentStatus.IN_USE)
    last_verified_on = models.DateField(_("Last verified on"), null=True, blank=True)
    #: last valid day, by the cycle of the law on last_verified_on; None where the law asks for no periodic verification
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    #: an import's own record of what it made refers to it, so it cannot go; the database would look it up row by row
    source_import = models.ForeignKey(
        Import, null=True, on_delete=models.PROTECT, related_name="instruments", db_constraint=False, db_index=False
    )
    registered_at = models.DateTimeField(_("Registered at"))
    search = search_column("serial", "maker", "model")

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "maker_key", "serial_key"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "maker_key", "serial_key"], name="instrument_once"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(last_verified_on__isnull=False), name="instrument_last_day_of_a_verification"
            ),
        ]
        indexes = [
            models.Index(LAST_DAY, "id", name="instrument_by_last_day"),
            models.Index(fields=["kind", "valid_until"], condition=Q(status="in_use"), name="instrument_kind_due"),
            models.Index("premises", LAST_DAY, name="instrument_at_place"),
            GinIndex(fields=["search"], name="instrument_search"),
        ]

    def __str__(self) -> str:
        return f"{self.maker} {self.model} · {self.serial}"

    @property
    def kind_name(self) -> str:
        """The kind in the reader's language."""
        return law.kind_name(self.kind)

    @property
    def typed_values(self) -> list[tuple[str, str]]:
        """The fields of its kind that are known, with their names in the reader's language."""
        known = self.characteristics
        return [(field.label, field.shown(known[field.code])) for field in fields_of(self.kind) if field.code in known]

    def standing_on(self, day: date) -> Standing:
        """Where the instrument stands on a day."""
        if self.status == InstrumentStatus.OUT_OF_USE:
            return Standing.OUT_OF_USE
        if self.status != InstrumentStatus.IN_USE:
            return Standing.INVALID
        if self.last_verified_on is None:
            return Standing.NEVER
        if self.valid_until is None:
            return Standing.NOT_SUBJECT if _is_free(self.kind, self.last_verified_on) else Standing.UNKNOWN
        if self.valid_until < day:
            return Standing.OVERDUE
        soon = self.valid_until <= day + timedelta(days=DUE_SOON_DAYS)
        return Standing.DUE_SOON if soon else Standing.IN_FORCE


class ReferencePointQuerySet(QuerySet["ReferencePoint"]):
    """Reads of reference-scale points."""

    def visible_to(self, user: "User | AnonymousUser") -> "ReferencePointQuerySet":
        """Points at premises this user may see."""
        return self.filter(premises__in=Premises.objects.visible_to(user).values("pk"))

    def open_on(self, day: date) -> "ReferencePointQuerySet":
        """Points that buyers could use on a day."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


@track
class ReferencePoint(Row):
    """A place in a market or trading centre where buyers weigh again what they bought (circular 09/2017)."""

    premises = models.ForeignKey(
        Premises, on_delete=models.PROTECT, related_name="reference_points", verbose_name=_("Market or trading place")
    )
    place = models.CharField(_("Where in it"), max_length=120)
    #: lib.text.key of the place: what survives spelling
    place_key = models.CharField(max_length=120, editable=False)
    #: a position or a team, never the name of a person
    keeper = models.CharField(_("Looked after by"), max_length=120, blank=True)
    hours = models.CharField(_("Opening hours"), max_length=80, blank=True)
    since = models.DateField(_("Since"))
    until = models.DateField(_("Until"), null=True, blank=True)
    search = search_column("place", "keeper")

    objects = ReferencePointQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["premises", "place_key"], condition=Q(until=None), name="reference_point_open_once"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="reference_point_days_in_order"),
            models.CheckConstraint(condition=~Q(place_key=""), name="reference_point_has_place"),
        ]
        indexes = [GinIndex(fields=["search"], name="reference_point_search")]

    def __str__(self) -> str:
        return self.place


@track
class ReferenceScale(Row):
    """A scale, or a set of control weights, at a reference-scale point from a day to the day it was taken away."""

    point = models.ForeignKey(
        ReferencePoint, on_delete=models.PROTECT, related_name="scales", verbose_name=_("Reference-scale point")
    )
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="reference_uses", verbose_name=_("Scale or control weights")
    )
    since = models.DateField(_("Since"))
    #: the day on which it was taken away
    until = models.DateField(_("Taken away on"), null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["instrument"], condition=Q(until=None), name="reference_scale_at_one_point"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="reference_scale_days_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.instrument)
