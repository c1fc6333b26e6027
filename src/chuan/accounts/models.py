# SPDX-License-Identifier: Apache-2.0
"""Users, units and memberships."""

from datetime import date
from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuan.accounts.choices import Role, UnitKind
from chuan.audit.rows import Row
from chuan.lib import clock


class Unit(Row):
    """A unit people work in: the authority, its centre, a commune's committee, an enterprise."""

    kind = models.CharField(_("Kind"), max_length=20, choices=UnitKind)
    code = models.SlugField(_("Code"), max_length=40, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    place_code = models.CharField(
        _("Place"), max_length=10, blank=True, help_text=_("Code of the province or commune; empty for enterprises.")
    )
    tax_code = models.CharField(_("Tax code"), max_length=14, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class User(Row, AbstractUser):
    """A person who signs in. The name stands as Vietnamese names do: in one piece."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("Full name"), max_length=150)
    position = models.CharField(_("Position"), max_length=150, blank=True)
    language = models.CharField(_("Language"), max_length=2, default="vi")
    #: set with a one-time password: until its owner chose another, every page leads to the form for that
    must_change_password = models.BooleanField(default=False, editable=False)

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_absolute_url(self) -> str:
        """The administrator's page about this person."""
        return reverse("accounts:user", args=[self.pk])

    def get_full_name(self) -> str:
        """The name shown on papers and in the record."""
        return self.full_name or self.username

    def get_short_name(self) -> str:
        """The given name, which in Vietnamese comes last."""
        return self.get_full_name().split()[-1]

    @cached_property
    def current_memberships(self) -> list["Membership"]:
        """What this person is today, units included; one query per request."""
        return list(self.memberships.in_force_on(clock.today()).select_related("unit"))

    @property
    def roles(self) -> frozenset[str]:
        """The roles held today."""
        return frozenset(m.role for m in self.current_memberships)

    @property
    def main_membership(self) -> "Membership | None":
        """The first membership held, for the title under the name."""
        return self.current_memberships[0] if self.current_memberships else None


class MembershipQuerySet(QuerySet["Membership"]):
    """Reads of memberships."""

    def in_force_on(self, day: date) -> "MembershipQuerySet":
        """Memberships that hold on a day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)


class Membership(Row):
    """Role × unit × place: `place_code` narrows the unit's own place when it is not empty."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    place_code = models.CharField(_("Place"), max_length=10, blank=True)
    started_on = models.DateField(_("From"))
    ended_on = models.DateField(_("Until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["started_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"], condition=Q(ended_on=None), name="membership_once",
                violation_error_message=_("This person already holds this role in this unit."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.unit}"

    @property
    def effective_place_code(self) -> str:
        """The place the role reaches."""
        return self.place_code or self.unit.place_code
