# SPDX-License-Identifier: Apache-2.0
"""Batches: every item is found, entered, changed, left as it is, or refused with its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from pydantic import ValidationError

from chuan.accounts.permissions import require
from chuan.api.actions.sets import Told
from chuan.api.choices import Mode, Outcome
from chuan.api.errors import EnteredMeanwhile, ItemTwice, NotAsDescribed
from chuan.api.models import ApiKey
from chuan.api.problems import problem_of
from chuan.api.schemas import Strict
from chuan.audit.actions import record
from chuan.audit.rows import Row
from chuan.lib.errors import ChuanError


class Writer(Protocol):
    """How the records of one kind are written."""

    what: str
    act: str

    @property
    def item(self) -> type[Strict]:
        """The form of an item."""
        ...

    def lock(self, items: list[Any]) -> None:
        """Lock what the items are about, in the order of the room."""

    def in_sets(self, items: dict[int, Any], *, key: ApiKey, at: datetime) -> Told:
        """Write those items together whose way is plain (`sets`), by the actions for many of the room."""

    def write(self, item: Any, *, key: ApiKey, at: datetime) -> tuple[Row, Outcome]:
        """Enter or change one record through the action of its room."""


@dataclass
class Result:
    """What became of a batch."""

    results: list[dict[str, Any]]
    written: bool

    def counts(self) -> dict[str, int]:
        """How many of each outcome."""
        return {one.value: sum(result["outcome"] == one for result in self.results) for one in Outcome}


class _TakeBack(Exception):
    """Leaves the savepoint of a batch of which nothing is to be written."""


def write_batch(*, key: ApiKey, at: datetime, writer: Writer, items: list[Any], mode: Mode) -> Result:
    """Write the items: together what is plain, then the rest in its order; with mode all_or_nothing nothing, when one is
    refused. Batches wait for each other."""
    require(key.user, writer.act)
    read = [_read(writer.item, item) for item in items]
    _one_at_a_time()
    writer.lock([item for item in read if isinstance(item, Strict)])
    results: list[dict[str, Any]] = []
    seen: dict[UUID, int] = {}
    try:
        with transaction.atomic():
            told = _together(writer, read, key, at)
            seen |= {one[0].pk: index for index, one in told.items() if isinstance(one, tuple)}
            for index, item in enumerate(read):
                results.append({"index": index} | (
                    _answer(told[index]) if index in told
                    else _written(item, index, seen, lambda one: writer.write(one, key=key, at=at))))
            if mode == Mode.ALL_OR_NOTHING and any(one["outcome"] == Outcome.REFUSED for one in results):
                raise _TakeBack
    except _TakeBack:
        added = [one for one in results if one["outcome"] == Outcome.ADDED]
        for one in added:
            one["id"] = None
        return Result(results, written=False)
    result = Result(results, written=True)
    record("api.batch.written", actor=key.user, subject=key, data={
        "what": writer.what, "mode": mode.value, "items": len(items), **result.counts(),
    })
    return result


def _read(schema: type[Strict], item: Any) -> Strict | ChuanError | list[Any]:
    try:
        return schema.model_validate(item)
    except ValidationError as error:
        return list(error.errors(include_url=False, include_input=False, include_context=False))


def _together(writer: Writer, read: list[Any], key: ApiKey, at: datetime) -> Told:
    """What could be written in sets; nothing, when somebody entered one of them in the same moment."""
    try:
        with transaction.atomic():
            return writer.in_sets({n: item for n, item in enumerate(read) if isinstance(item, Strict)}, key=key, at=at)
    except (IntegrityError, ChuanError):
        return {}


def _answer(told: tuple[Row, Outcome] | ChuanError) -> dict[str, Any]:
    if isinstance(told, ChuanError):
        return _refused(problem_of(told))
    return {"outcome": told[1], "id": str(told[0].pk)}


def _written(
    item: Any, index: int, seen: dict[UUID, int], write: Callable[[Any], tuple[Row, Outcome]]
) -> dict[str, Any]:
    if isinstance(item, list):
        faults = [{"where": ".".join(map(str, one["loc"])) or "item", "what": one["msg"]} for one in item]
        where = ", ".join(sorted({fault["where"] for fault in faults}))
        return _refused(problem_of(NotAsDescribed(where=where)) | {"faults": faults})
    try:
        with transaction.atomic():
            row, outcome = write(item)
            if row.pk in seen:
                raise ItemTwice(first=seen[row.pk])
    except IntegrityError:
        return _refused(problem_of(EnteredMeanwhile()))
    except ChuanError as error:
        return _refused(problem_of(error))
    seen[row.pk] = index
    return _answer((row, outcome))


def _refused(problem: dict[str, Any]) -> dict[str, Any]:
    return {"outcome": Outcome.REFUSED, "id": None, "problem": problem}


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('chuan.api.batches', 0))")
