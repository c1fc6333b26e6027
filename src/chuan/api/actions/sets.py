# SPDX-License-Identifier: Apache-2.0
"""Items of a batch that are written together: looked up by a few queries, written by a few statements.

A writer takes those whose way is plain: new ones, those that are as on file, those of which plain columns change. The
others, and all that mean the same record as another item, go one by one, in their order.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from chuan.accounts.models import User
from chuan.api.choices import Outcome
from chuan.audit.rows import Row
from chuan.lib.errors import ChuanError
from chuan.lib.text import key as spelled
from chuan.parties.models import Party, Premises
from chuan.parties.rules import check_tax_code

#: what became of items, by their places in the batch
Told = dict[int, tuple[Row, Outcome] | ChuanError]
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def alone(targets: Mapping[int, Iterable[Hashable]]) -> list[int]:
    """The places of items that mean something, and nothing that another item means as well."""
    sets = {place: set(found) for place, found in targets.items()}
    counted = Counter(one for found in sets.values() for one in found)
    return [place for place, found in sets.items() if found and all(counted[one] == 1 for one in found)]


def told(places: Iterable[int], found: Sequence[Any], outcome: Outcome) -> Told:
    """What an act for many returned, by places."""
    return {place: one if isinstance(one, ChuanError) else (one, outcome) for place, one in zip(places, found, strict=True)}


def cached(find: Callable[[K], V]) -> Callable[[K], V]:
    """A look-up that asks once for each thing, within one batch. What it refuses is refused each time."""
    kept: dict[K, V] = {}

    def found(wanted: K) -> V:
        if wanted not in kept:
            kept[wanted] = find(wanted)
        return kept[wanted]

    return found


class Owners:
    """The parties that items name by id or tax code, as far as the caller may see them; two queries."""

    def __init__(self, user: User, named: Iterable[tuple[UUID | None, str]]) -> None:
        pairs = set(named)
        self._codes = {text: _code(text) for pk, text in pairs if pk is None and text}
        seen = Party.objects.visible_to(user).defer("search")
        self._by_id = seen.in_bulk({pk for pk, _ in pairs if pk is not None})
        self._by_code = {one.tax_code: one for one in seen.filter(tax_code__in=set(self._codes.values()) - {""})}

    def of(self, pk: UUID | None, tax_code: str) -> Party | None:
        """The party, or None: not named, not on file, not to be seen."""
        return self._by_id.get(pk) if pk is not None else self._by_code.get(self._codes.get(tax_code, ""))

    def all(self) -> list[Party]:
        """Every party found."""
        return list({one.pk: one for one in (*self._by_id.values(), *self._by_code.values())}.values())


class Places:
    """The premises of some parties, by owner and name however it is spelled; one query."""

    def __init__(self, owners: Iterable[Party]) -> None:
        self._kept: dict[tuple[UUID, str], list[Premises]] = {}
        own = Premises.objects.filter(party__in=[one.pk for one in owners]).select_related("party", "stated_unit", "market")
        for one in own.defer("search", "party__search", "stated_unit__search", "market__search"):
            self._kept.setdefault((one.party_id, spelled(one.name)), []).append(one)

    def named(self, party: Party, name: str) -> list[Premises]:
        """Those of the name; more than one is for a person to decide."""
        return self._kept.get((party.pk, spelled(name)), [])


def _code(text: str) -> str:
    try:
        return check_tax_code(text)
    except ChuanError:
        return ""
