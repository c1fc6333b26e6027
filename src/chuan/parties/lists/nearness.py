# SPDX-License-Identifier: Apache-2.0
"""Parties that are probably the same as a row of a list: nearly the same name in one commune, or the same words of it at
nearly the same address. Two tax codes are two parties, whatever their names.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import ceil
from uuid import UUID

from django.db.models import F, Q

from chuan.audit.rows import Fold, Words
from chuan.imports.fields import likeness, pieces
from chuan.lib.text import fold
from chuan.parties.merging import CoreName
from chuan.parties.models import FormerName, Party, Premises
from chuan.parties.rules import core_name

#: names, and addresses, that share as much of their pieces are shown to a person
_ALIKE = 0.6
#: what a product of it may lie above the whole number it stands for
_ROUNDING = 1e-9
_CORE = CoreName(Words(Fold(F("name"))))


@dataclass(frozen=True)
class Wanted:
    """A row nobody on file answers to yet."""

    line: int
    name: str
    tax_code: str
    address: str
    unit: UUID | None
    unit_name: str

    @cached_property
    def core(self) -> str:
        """The words of the name that tell it from others."""
        return core_name(self.name)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """The pieces of these words."""
        return pieces(self.core)


class Candidate:
    """A party on file, with its names of then and now and where it has premises."""

    def __init__(self, party: Party, former: Iterable[str], units: Iterable[UUID]) -> None:
        self.pk, self.tax_code, self.address, self.units = party.pk, party.tax_code, party.address, frozenset(units)
        self.cores = frozenset(map(core_name, (party.name, *former)))
        self.note = " · ".join(filter(None, (party.name, party.shown_tax_code, party.address)))

    @cached_property
    def names(self) -> list[frozenset[str]]:
        """The pieces of each of its names."""
        return [pieces(core) for core in self.cores]

    def likeness(self, row: Wanted) -> float:
        """How much the nearest of its names shares with the row's."""
        return max([likeness(row.pieces, one) for one in self.names])


class Neighbours:
    """Parties of one commune by the pieces of their names: few of thousands are looked at for a row."""

    def __init__(self, found: Iterable[Candidate]) -> None:
        self._names = [(name, one) for one in found for name in one.names]
        self._holding: dict[str, list[int]] = defaultdict(list)
        for at, (name, _one) in enumerate(self._names):
            for piece in name:
                self._holding[piece].append(at)

    def alike(self, row: Wanted) -> Iterator[Candidate]:
        """Those of which a name is nearly the row's.

        A name that shares `needed` of the row's pieces shares nearly as many of any of them, so only the rarer ones are
        asked: `spare` more than there may be lacking, of which it shares more than `spare`.
        """
        needed = ceil(_ALIKE * len(row.pieces) - _ROUNDING)
        spare = needed // 2
        rarer = sorted(row.pieces, key=lambda piece: len(self._holding.get(piece, ())))[: len(row.pieces) - needed + 1 + spare]
        shared = Counter(chain.from_iterable(self._holding.get(piece, ()) for piece in rarer))
        for at in [at for at, count in shared.items() if count > spare]:
            name, one = self._names[at]
            if likeness(row.pieces, name) >= _ALIKE:
                yield one


class OnFile:
    """The parties that one of these rows may mean, found by the words of the name and by the commune."""

    def __init__(self, rows: list[Wanted]) -> None:
        self._by_core: dict[str, list[Candidate]] = defaultdict(list)
        self._by_unit: dict[UUID, list[Candidate]] = defaultdict(list)
        self._by_unit_name: dict[str, list[Candidate]] = defaultdict(list)
        self._neighbours: dict[tuple[UUID, str], Neighbours] = {}
        unit_names = {row.unit_name: fold(row.unit_name) for row in rows if row.unit_name}
        for one in _candidates(rows, unit_names) if rows else ():
            for core in one.cores:
                self._by_core[core].append(one)
            for unit in one.units:
                self._by_unit[unit].append(one)
            address = fold(one.address)
            for name, folded in unit_names.items():
                if folded in address:
                    self._by_unit_name[name].append(one)

    def nearest(self, row: Wanted) -> Candidate | None:
        """The likeliest, if any is likely."""
        likely = list(self._in_commune(row.unit, row.unit_name).alike(row)) if row.unit else []
        likely += [one for one in self._by_core.get(row.core, ()) if _at_one_place(row, one)]
        likely = [one for one in likely if not (row.tax_code and one.tax_code)]
        return max(likely, default=None, key=lambda one: (one.likeness(row), one.pk))

    def _in_commune(self, unit: UUID, name: str) -> Neighbours:
        """Who has premises in a commune, or an address that names it."""
        found = self._neighbours.get((unit, name))
        if found is None:
            here = {one.pk: one for one in (*self._by_unit.get(unit, ()), *self._by_unit_name.get(name, ()))}
            found = self._neighbours[unit, name] = Neighbours(here.values())
        return found


def _at_one_place(row: Wanted, one: Candidate) -> bool:
    """True if nothing known keeps the places apart."""
    if not (row.address and one.address) and not (row.unit and one.units):
        return True
    return likeness(pieces(row.address), pieces(one.address)) >= _ALIKE


def _candidates(rows: list[Wanted], unit_names: Iterable[str]) -> list[Candidate]:
    """Parties with the words of one of these names, or with premises or an address in one of these communes."""
    cores, units = {row.core for row in rows}, {row.unit for row in rows if row.unit}
    wanted = Q(core__in=cores) | Q(pk__in=Premises.objects.filter(current_unit__in=units).values("party"))
    wanted |= Q(pk__in=FormerName.objects.annotate(core=_CORE).filter(core__in=cores).values("party"))
    for name in unit_names:
        wanted |= Q(address__icontains=name)
    found = {one.pk: one for one in Party.objects.filter(erased_on=None).annotate(core=_CORE).filter(wanted).defer("search")}
    former: dict[UUID, list[str]] = defaultdict(list)
    for party, name in FormerName.objects.filter(party__in=list(found)).values_list("party", "name"):
        former[party].append(name)
    at: dict[UUID, list[UUID]] = defaultdict(list)
    for party, unit in Premises.objects.filter(party__in=list(found)).exclude(current_unit=None).values_list("party", "current_unit"):
        at[party].append(unit)
    return [Candidate(one, former.get(pk, ()), at.get(pk, ())) for pk, one in sorted(found.items())]
