# SPDX-License-Identifier: Apache-2.0
"""Risk of goods by decree 37/2026, Article 4 and Annex VI: R = k · C · P, the highest hazard decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from chuan import law
from chuan.law.reckoning.errors import NoTier, OutsideScale
from chuan.metrology.decimals import exact

LEVELS = "risk/levels"
_SCALES = (("risk/hazard-factor", "k"), ("risk/consequence", "points"), ("risk/probability", "points"))


@dataclass(frozen=True)
class Risk:
    """A score and its level (`low`, `medium`, `high`)."""

    score: Decimal
    level: str


@dataclass(frozen=True)
class Hazard:
    """One hazard: factor k, consequence C, probability P, each a value of its scale."""

    k: Decimal | int | str
    c: Decimal | int | str
    p: Decimal | int | str


def level_of(score: Decimal | int | str, on: date) -> str:
    """The level of a score by the thresholds of the day.

    >>> [level_of(score, date(2026, 7, 1)) for score in ("4.4", "4.5", "15.996", "16")]
    ['low', 'medium', 'medium', 'high']
    """
    value = _number(score, "R")
    for row in law.at(on).table(LEVELS):
        if value >= row["from_score"] and (row["below_score"] is None or value < row["below_score"]):
            return str(row["id"])
    raise NoTier(path=LEVELS, given=score)


def assess(hazard: Hazard, on: date) -> Risk:
    """The score and level of one hazard; a value that its scale lacks is refused.

    >>> assess(Hazard("0.8", 3, 2), date(2026, 7, 1))
    Risk(score=Decimal('4.8'), level='medium')
    """
    with exact():
        score = Decimal(1)
        for (path, column), given in zip(_SCALES, (hazard.k, hazard.c, hazard.p), strict=True):
            score *= _on_scale(path, column, given, on)
    return Risk(score, level_of(score, on))


def worst(hazards: Iterable[Hazard], on: date) -> Risk:
    """The risk of a product: that of its highest-scoring hazard (Article 5.3.b).

    >>> worst([Hazard(1, 4, 4), Hazard("0.2", 5, 5)], date(2026, 7, 1)).level
    'high'
    """
    found = [assess(hazard, on) for hazard in hazards]
    if not found:
        raise OutsideScale(given="0", name="hazards", allowed="1, 2, 3…")
    return max(found, key=lambda risk: risk.score)


def is_by_levels(on: date) -> bool:
    """True from the day goods are ranked by risk levels; before it, by groups 1 and 2.

    >>> is_by_levels(date(2026, 6, 30)), is_by_levels(date(2026, 7, 1))
    (False, True)
    """
    return bool(law.at(on).value("risk/regime").value == "levels")


def _on_scale(path: str, column: str, given: Any, on: date) -> Decimal:
    value = _number(given, path)
    allowed = [Decimal(row[column]) for row in law.at(on).table(path)]
    if value not in allowed:
        raise OutsideScale(given=given, name=path, allowed=", ".join(format(number, "f") for number in allowed))
    return value


def _number(given: Any, name: str) -> Decimal:
    try:
        value = Decimal(given) if not isinstance(given, bool | float) else Decimal("NaN")
    except (InvalidOperation, TypeError, ValueError):
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        raise OutsideScale(given=given, name=name, allowed="0, 1, 2…")
    return value
