# SPDX-License-Identifier: Apache-2.0
"""Keys of organisations, and the answers kept for calls that are repeated."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuan.accounts.choices import Role
from chuan.accounts.models import Unit, User
from chuan.accounts.permissions import may
from chuan.api.choices import KeyState
from chuan.audit.rows import Row

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

CALLS_PER_MINUTE = 120


class ApiKeyQuerySet(QuerySet["ApiKey"]):
    """Reads of keys."""

    def visible_to(self, user: "User | AnonymousUser") -> "ApiKeyQuerySet":
        """All keys for those who may read them, none for others."""
        return self if may(user, "api.read_keys") else self.none()


class ApiKey(Row):
    """A key by which a program of an organisation calls; it acts as an account of its own. Only its hash is kept."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="api_keys", verbose_name=_("Organisation"))
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="api_key")
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    name = models.CharField(_("Name"), max_length=100)
    prefix = models.CharField(_("Key"), max_length=20, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)
    acts = ArrayField(models.CharField(max_length=60), verbose_name=_("Acts"))
    calls_per_minute = models.PositiveIntegerField(_("Calls a minute"), default=CALLS_PER_MINUTE)
    created_at = models.DateTimeField(_("Issued at"))
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField(_("Last day"))
    revoked_at = models.DateTimeField(_("Revoked at"), null=True)
    revoked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(_("Last used"), null=True)
    #: the minute of the last call, and the calls in it
    minute = models.BigIntegerField(default=0)
    calls = models.PositiveIntegerField(default=0)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(calls_per_minute__gt=0), name="api_key_allows_calls"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="api_key_revoked_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def get_absolute_url(self) -> str:
        """The list it stands in."""
        return reverse("api:keys")

    def state_on(self, day: date) -> KeyState:
        """Whether it opens anything on a day."""
        if self.revoked_at is not None:
            return KeyState.REVOKED
        return KeyState.EXPIRED if self.expires_on < day else KeyState.VALID


class KeptAnswer(Row):
    """What a call with an idempotency key was answered, for its repetition."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="answers")
    idempotency_key = models.CharField(max_length=200)
    #: of method, address and body
    call_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    content_type = models.CharField(max_length=60)
    body = models.TextField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "idempotency_key"], name="kept_answer_once")]
        indexes = [models.Index(fields=["answered_at"], name="kept_answer_age")]

    def __str__(self) -> str:
        return self.idempotency_key
