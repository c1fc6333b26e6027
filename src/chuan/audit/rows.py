# SPDX-License-Identifier: Apache-2.0
"""The base of every table of ours."""

from typing import Any, Protocol, TypeVar

import pghistory
from django.conf import settings
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Coalesce, Concat

from chuan.lib.ids import uuid7


class Actor(Protocol):
    """Whoever acts: a user."""

    pk: Any

    def get_full_name(self) -> str:
        """The name to be shown for ever."""
        ...


class Subject(Protocol):
    """Whatever is acted on: a `Row`."""

    pk: Any

    @property
    def audit_subject(self) -> str:
        """Its kind."""
        ...


def province_code() -> str:
    """The province this database belongs to."""
    code: str = settings.PROVINCE_CODE
    return code


class Row(models.Model):
    """A row with an identifier unique in the whole country and the province it comes from."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    province = models.CharField(max_length=2, default=province_code, editable=False)

    class Meta:
        abstract = True

    @property
    def audit_subject(self) -> str:
        """The kind of row as the audit names it: `verification.certificate`."""
        return self._meta.label_lower


class Fold(models.Func):
    """SQL twin of `lib.text.fold`: lower case without accents."""

    function = "chuan_fold"
    output_field = models.TextField()


class Words(models.Func):
    """Folded letters and digits with blanks between: PostgreSQL's parser would take "TS-0001" for a number below zero."""

    function = "regexp_replace"
    template = "%(function)s(%(expressions)s, '[^0-9a-z]+', ' ', 'g')"
    output_field = models.TextField()


def search_column(*names: str) -> Any:
    """A generated full-text column over the folded text of other columns; give it a GIN index."""
    parts: list[Any] = []
    for name in names:
        parts += [Coalesce(models.F(name), models.Value("")), models.Value(" ")]
    return models.GeneratedField(
        expression=SearchVector(Words(Fold(Concat(*parts, output_field=models.TextField()))), config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )


M = TypeVar("M", bound=models.Model)


def track(model: type[M]) -> type[M]:
    """Keep the history of a table's rows by triggers: what a row was before it changed or went.

    What it is now stands in the row itself, so inserting costs nothing.
    """
    generated = [field.name for field in model._meta.local_fields if getattr(field, "generated", False)]
    tracker = pghistory.track(
        pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(row=pghistory.Old), exclude=generated
    )
    tracked: type[M] = tracker(model)
    return tracked
