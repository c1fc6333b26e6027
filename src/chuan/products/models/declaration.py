# SPDX-License-Identifier: Apache-2.0
"""Declarations of conformity: the dossier of a party, and what became of it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.accounts.scope import Scope
from chuan.audit.rows import Row, search_column, track
from chuan.documents.models import StoredFile
from chuan.parties.models import Party
from chuan.products.choices import (
    Assessment,
    DeclarationKind,
    DeclarationStanding,
    DeclarationState,
)
from chuan.products.models.document import NormativeDocument
from chuan.products.models.goods import Goods

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chuan.accounts.models import User

#: A declaration is called "due soon" within so many days of its last valid one.
SOON_DAYS = 60


def _ordered(earlier: str, later: str) -> Q:
    return Q(**{earlier: None}) | Q(**{later: None}) | Q(**{f"{later}__gte": F(earlier)})


class DeclarationQuerySet(QuerySet["Declaration"]):
    """Reads of declarations."""

    def visible_to(self, user: "User | AnonymousUser") -> "DeclarationQuerySet":
        """Declarations of parties this user may see."""
        scope = Scope.of(user)
        if scope.everything:
            return self
        return self.filter(party__in=Party.objects.visible_to(user).values("pk"))

    def standing(self, standing: str, day: date) -> "DeclarationQuerySet":
        """Declarations that stand so on a day: `Declaration.standing_on` for many."""
        noticed, soon = self.filter(state=DeclarationState.NOTICED), day + timedelta(days=SOON_DAYS)
        return {
            DeclarationStanding.VALID: noticed.filter(valid_until__gt=soon),
            DeclarationStanding.DUE_SOON: noticed.filter(valid_until__range=(day, soon)),
            DeclarationStanding.EXPIRED: noticed.filter(valid_until__lt=day),
            DeclarationStanding.UNKNOWN: noticed.filter(valid_until=None),
        }.get(DeclarationStanding(standing)) or self.filter(state=standing)


@track
class Declaration(Row):
    """What a party declares of its goods by one standard or technical regulation, and how its dossier was handled."""

    kind = models.CharField(_("Kind"), max_length=10, choices=DeclarationKind)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="declarations", verbose_name=_("Party"))
    document = models.ForeignKey(
        NormativeDocument, on_delete=models.PROTECT, related_name="declarations", verbose_name=_("Declared by")
    )
    goods = models.ManyToManyField(Goods, related_name="declarations", blank=True, verbose_name=_("Goods"))
    #: the number the party gave its declaration
    number = models.CharField(_("Number of the declaration"), max_length=80)
    number_key = models.CharField(max_length=80, editable=False)
    declared_on = models.DateField(_("Declared on"))
    dossier = models.CharField(_("Dossier"), max_length=80, blank=True)
    received_on = models.DateField(_("Received on"))
    assessment = models.CharField(_("Assessment"), max_length=20, choices=Assessment)
    assessor = models.CharField(_("Assessed by"), max_length=200, blank=True)
    certificate = models.CharField(_("Certificate or report"), max_length=80, blank=True)
    certificate_until = models.DateField(_("Certificate valid until"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=20, choices=DeclarationState, default=DeclarationState.RECEIVED)
    asked_on = models.DateField(_("Supplement asked on"), null=True, blank=True)
    supplemented_on = models.DateField(_("Supplemented on"), null=True, blank=True)
    notice_number = models.CharField(_("Number of the notice of receipt"), max_length=80, blank=True)
    noticed_on = models.DateField(_("Notice of receipt on"), null=True, blank=True)
    #: None while nobody knows how long a notice holds
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    closed_on = models.DateField(_("Dossier closed on"), null=True, blank=True)
    registered_at = models.DateTimeField(_("Registered at"))
    search = search_column("number", "notice_number", "dossier", "assessor")

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["party", "number_key"], name="declaration_number_once"),
            models.UniqueConstraint(fields=["notice_number"], condition=~Q(notice_number=""), name="declaration_notice_once"),
            models.CheckConstraint(
                condition=Q(received_on__gte=F("declared_on")) & _ordered("received_on", "asked_on")
                & _ordered("asked_on", "supplemented_on") & _ordered("received_on", "noticed_on")
                & _ordered("noticed_on", "valid_until") & _ordered("received_on", "closed_on"),
                name="declaration_days_in_order",
            ),
            models.CheckConstraint(
                condition=(Q(state="noticed") & ~Q(notice_number="") & Q(noticed_on__isnull=False)) | ~Q(state="noticed"),
                name="declaration_notice_whole",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="declaration_search"),
            models.Index(fields=["valid_until", "id"], condition=Q(state="noticed"), name="declaration_due"),
        ]

    def __str__(self) -> str:
        return self.number

    def standing_on(self, day: date) -> DeclarationStanding:
        """Where it stands on a day."""
        if self.state != DeclarationState.NOTICED:
            return DeclarationStanding(self.state)
        if self.valid_until is None:
            return DeclarationStanding.UNKNOWN
        if self.valid_until < day:
            return DeclarationStanding.EXPIRED
        soon = self.valid_until <= day + timedelta(days=SOON_DAYS)
        return DeclarationStanding.DUE_SOON if soon else DeclarationStanding.VALID


class DeclarationFile(Row):
    """A file of a declaration's dossier."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("What it is"), max_length=200)

    class Meta:
        ordering = ["file__stored_at", "id"]
        constraints = [models.UniqueConstraint(fields=["declaration", "file"], name="declaration_file_once")]

    def __str__(self) -> str:
        return self.title
