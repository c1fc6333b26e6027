# SPDX-License-Identifier: Apache-2.0
"""Pairs, merges, and what moved with a merge."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.accounts.scope import Scope
from chuan.audit.rows import Row
from chuan.merging.choices import PairStatus

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User


class PairQuerySet(QuerySet["Pair"]):
    """Reads of pairs."""

    def visible_to(self, user: "User | AnonymousUser") -> "PairQuerySet":
        """Everything to those who see the whole province, nothing to others."""
        return self if Scope.of(user).everything else self.none()

    def open(self) -> "PairQuerySet":
        """Pairs nobody has decided."""
        return self.filter(status=PairStatus.OPEN)


class Pair(Row):
    """Two rows of a kind that may be one thing, and what a person said about it. `first_id` is the smaller id."""

    kind = models.CharField(_("Kind"), max_length=60)
    first_id = models.UUIDField()
    second_id = models.UUIDField()
    #: codes of the candidate keys that both share
    found_by = ArrayField(models.CharField(max_length=40), default=list)
    status = models.CharField(_("Status"), max_length=10, choices=PairStatus, default=PairStatus.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "first_id", "second_id"], name="pair_once"),
            models.CheckConstraint(condition=Q(first_id__lt=F("second_id")), name="pair_in_order"),
            models.CheckConstraint(
                condition=Q(status=PairStatus.OPEN) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="pair_decided_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["kind", "id"], condition=Q(status="open"), name="pair_open")]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_id} {self.second_id}"


class MergeQuerySet(QuerySet["Merge"]):
    """Reads of merges."""

    def visible_to(self, user: "User | AnonymousUser") -> "MergeQuerySet":
        """Everything to those who see the whole province, nothing to others."""
        return self if Scope.of(user).everything else self.none()

    def standing(self) -> "MergeQuerySet":
        """Merges that were not undone."""
        return self.filter(undone_at=None)


class Merge(Row):
    """One merge: the rows as PostgreSQL wrote them as JSON before and after, so that both can come back exactly."""

    kind = models.CharField(_("Kind"), max_length=60)
    kept_id = models.UUIDField()
    away_id = models.UUIDField()
    kept_label = models.CharField(max_length=300)
    away_label = models.CharField(max_length=300)
    #: names of the fields whose value was taken from the row merged away
    taken = ArrayField(models.CharField(max_length=60), default=list)
    before = models.JSONField()
    away = models.JSONField()
    after = models.JSONField()
    #: rows the merge itself wrote, by table: {"parties.formername": ["…"]}
    written = models.JSONField(default=dict)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField(_("Merged at"))
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(_("Undone at"), null=True)
    #: personal data was erased from the snapshots: there is no way back
    erased_at = models.DateTimeField(null=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "away_id"], condition=Q(undone_at=None), name="merged_away_once"),
            models.CheckConstraint(condition=~Q(kept_id=F("away_id")), name="merge_of_two"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["kind", "kept_id"], name="merge_kept")]

    def __str__(self) -> str:
        return f"{self.away_label} → {self.kept_label}"


class MergedRelation(models.Model):
    """The rows of one relation at a merge: those that moved, those that were there before."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="relations")
    relation = models.CharField(max_length=120)  # parties.Premises.party
    moved = ArrayField(models.TextField(), default=list)
    stood = ArrayField(models.TextField(), default=list)
    #: rows folded into one that was there already, as PostgreSQL wrote them
    folded = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merge", "relation"], name="merged_relation_once")]

    def __str__(self) -> str:
        return f"{self.relation}: {len(self.moved)}"
