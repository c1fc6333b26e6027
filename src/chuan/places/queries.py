# SPDX-License-Identifier: Apache-2.0
"""Reads of places: which unit a code or a name means, on which day."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from uuid import UUID

from django.db.models import QuerySet

from chuan.lib.errors import NotFound
from chuan.lib.text import fold
from chuan.places.choices import Level
from chuan.places.models import AdministrativeUnit, Succession
from chuan.ui.searches import prefix_query

_NOT_WORD = re.compile(r"[^0-9a-z]+")
#: how people shorten the kinds
_SHORT = {"tt": "thi tran", "p": "phuong", "x": "xa", "tx": "thi xa", "tp": "thanh pho", "h": "huyen", "t": "tinh"}
_KINDS = ("thi tran ", "phuong ", "xa ", "thi xa ", "thanh pho ", "huyen ", "tinh ")


def unit_on(code: str, day: date, *, level: str = Level.COMMUNE) -> AdministrativeUnit:
    """The unit that carries the code on a day."""
    unit = AdministrativeUnit.objects.on(day).filter(level=level, code=code).first()
    if unit is None:
        raise NotFound(code=code)
    return unit


def communes_on(day: date) -> QuerySet[AdministrativeUnit]:
    """The communes that exist on a day, in the order of their codes."""
    return AdministrativeUnit.objects.on(day).filter(level=Level.COMMUNE).order_by("code")


def days_of_change() -> list[date]:
    """The days on which units began: each opens a new state of the province."""
    days = AdministrativeUnit.objects.order_by("valid_from").values_list("valid_from", flat=True).distinct()
    return [day for day in days if day is not None]


def current_units_named(text: str, on: date) -> list[AdministrativeUnit]:
    """The units of `on` that a name of any time may mean; more than one: a person must say which."""
    units = {unit.pk: unit for match in Gazetteer.load(on).named(text) for unit in match.current}
    return sorted(units.values(), key=lambda unit: unit.code)


@dataclass(frozen=True)
class Match:
    """A unit of some day that a text names, and who holds its place today (several: it was divided)."""

    stated: AdministrativeUnit
    current: tuple[AdministrativeUnit, ...]


class Gazetteer:
    """All communes of all days in memory, for lists of thousands of addresses: two queries, then none."""

    def __init__(self, units: list[AdministrativeUnit], after: dict[UUID, list[UUID]], on: date) -> None:
        self._by_id = {unit.pk: unit for unit in units}
        self._after = after
        self._on = on
        self._full: dict[str, list[AdministrativeUnit]] = {}
        self._bare: dict[str, list[AdministrativeUnit]] = {}
        self._parents: dict[str, set[str]] = {}
        self._answers: dict[str, list[Match]] = {}
        for unit in units:
            if unit.level == Level.COMMUNE:
                self._enter(unit)
            else:
                for name in {normal(unit.full_name), normal(unit.name)}:
                    self._parents.setdefault(name, set()).add(unit.code)

    @classmethod
    def load(cls, on: date) -> "Gazetteer":
        """Read units and successions."""
        after: dict[UUID, list[UUID]] = {}
        for before, successor in Succession.objects.values_list("predecessor_id", "successor_id"):
            after.setdefault(before, []).append(successor)
        return cls(list(AdministrativeUnit.objects.defer("search")), after, on)

    def named(self, text: str) -> list[Match]:
        """What a text like "Xã Chiềng Chung, huyện Mai Sơn" may mean; the newest unit first."""
        if text not in self._answers:
            self._answers[text] = self._find(text)
        return self._answers[text]

    def spelled_like(self, text: str) -> list[str]:
        """Names of today's communes spelled almost like the text, best first."""
        name = normal(text.partition(",")[0])
        today = {normal(u.full_name): u.full_name for u in self._by_id.values()
                 if u.level == Level.COMMUNE and u.exists_on(self._on)}
        bare = {without_kind(short): full for short, full in today.items()}
        near = get_close_matches(without_kind(name), list(bare), n=3, cutoff=0.75)
        return [bare[one] for one in near]

    def describe(self, match: Match) -> str:
        """A match in words that the same search understands: with the former district."""
        names = [match.stated.full_name]
        parent = next((u for u in self._by_id.values() if u.code == match.stated.parent_code
                       and u.level != Level.COMMUNE and self._same_days(u, match.stated)), None)
        if parent is not None and parent.level == Level.DISTRICT:
            names.append(parent.full_name)
        return ", ".join(names)

    @staticmethod
    def _same_days(one: AdministrativeUnit, other: AdministrativeUnit) -> bool:
        return (one.valid_from or date.min) <= (other.valid_until or date.max) and (
            other.valid_from or date.min
        ) <= (one.valid_until or date.max)

    def _enter(self, unit: AdministrativeUnit) -> None:
        for spelling in filter(None, (unit.full_name, unit.also_spelled)):
            name = normal(spelling)
            self._full.setdefault(name, []).append(unit)
            self._bare.setdefault(without_kind(name), []).append(unit)
        self._full.setdefault(unit.code, []).append(unit)

    def _find(self, text: str) -> list[Match]:
        name, *rest = [normal(part) for part in re.split(r"[,;]| - ", text)]
        units = self._full.get(name) or self._bare.get(name) or []
        parents = [self._parents[part] for part in rest if part in self._parents]
        for codes in parents:
            units = [unit for unit in units if unit.parent_code in codes] if self._divides(codes) else units
        newest_first = sorted(units, key=lambda unit: unit.valid_from or date.min, reverse=True)
        matches: dict[tuple[object, ...], Match] = {}
        for unit in newest_first:
            current = self._successors(unit)
            matches.setdefault(tuple(u.pk for u in current), Match(unit, current))
        return [match for match in matches.values() if match.current]

    def _divides(self, codes: set[str]) -> bool:
        """True for districts: the name of the province tells nothing."""
        return not any(len(code) <= 2 for code in codes)

    def _successors(self, unit: AdministrativeUnit) -> tuple[AdministrativeUnit, ...]:
        found: set[UUID] = set()
        frontier: list[UUID] = [unit.pk]
        while frontier:
            here = [self._by_id[pk] for pk in frontier]
            found.update(u.pk for u in here if u.exists_on(self._on))
            ended = [u for u in here if u.valid_until is not None and u.valid_until < self._on]
            frontier = [pk for u in ended for pk in self._after.get(u.pk, []) if pk not in found]
        return tuple(sorted((self._by_id[pk] for pk in found), key=lambda u: u.code))


def normal(text: str) -> str:
    """A name as it compares: folded, shortened kinds written out ("TT. Mộc Châu" → "thi tran moc chau")."""
    words = _NOT_WORD.sub(" ", fold(text)).split()
    if len(words) > 1 and words[0] in _SHORT:
        words[0] = _SHORT[words[0]]
    return " ".join(words)


def without_kind(name: str) -> str:
    """A normal name without the kind in front."""
    return next((name.removeprefix(kind) for kind in _KINDS if name.startswith(kind)), name)


def units_matching(*, day: date, level: str = "", parent: str = "", text: str = "") -> QuerySet[AdministrativeUnit]:
    """Units of a day: of one level (communes by default), in one district, named or coded so."""
    units = AdministrativeUnit.objects.on(day).filter(level=level or Level.COMMUNE).defer("search")
    if parent:
        units = units.filter(parent_code=parent)
    query = prefix_query(text)
    return (units.filter(search=query) if query else units).order_by("parent_code", "code")


def parents_on(day: date) -> dict[str, str]:
    """Code and name of the units above communes on a day."""
    above = AdministrativeUnit.objects.on(day).exclude(level=Level.COMMUNE).order_by("code")
    return dict(above.values_list("code", "full_name"))


@dataclass(frozen=True)
class State:
    """A stretch of days in which the units stayed the same, and how many there were."""

    first_day: date | None
    shown_day: date
    communes: int
    districts: int


def states() -> list[State]:
    """Every state of the units on file, oldest first."""
    units = list(AdministrativeUnit.objects.values_list("level", "valid_from", "valid_until"))
    days = days_of_change()
    shown = [(None, days[0] - timedelta(days=1)), *((day, day) for day in days)] if days else []

    def count(level: str, day: date) -> int:
        return sum(1 for lv, a, b in units if lv == level and (a is None or a <= day) and (b is None or day <= b))

    return [State(first, day, count(Level.COMMUNE, day), count(Level.DISTRICT, day)) for first, day in shown]
