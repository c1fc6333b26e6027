# SPDX-License-Identifier: Apache-2.0
"""Who may fine: ranks and the most each may impose, in the law of the day the decision is signed.

The amount to ask with is the maximum of the frame of the act. A rank has a share of the field's ceiling, a fixed cap,
or both (the lower counts); over an organisation everyone may impose twice as much. A fine that is a multiple of a gain
or of a value goes to the rank the special law names.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chuan import law
from chuan.law.engine.edition import Edition
from chuan.law.engine.nodes import UNKNOWN, Row
from chuan.law.reckoning.amounts import money, one_of
from chuan.law.reckoning.penalties import CEILINGS, Frame, field_of, treated_as
from chuan.metrology.decimals import exact

RANKS = "competence/ranks"
FACTOR = "competence/organisation-factor"
MULTIPLES = "competence/multiples"


@dataclass(frozen=True)
class Rank:
    """A sanctioning rank and the most it may impose on the offender at hand.

    `may_suspend`: withdraw a licence or suspend activity; None if nobody has found out. `remedies`: `all`, `none`, the
    letters it may order, or `?`. `limits`: in which field or when only. `limit_vnd` None: no limit in money (multiples).
    """

    id: str
    title: str
    title_en: str
    limit_vnd: Decimal | None
    may_suspend: bool | None
    remedies: str
    limits: str | None
    limits_en: str | None


@dataclass(frozen=True)
class Competence:
    """Those who may impose the fine, the lowest limit first, and the paths to cite."""

    ranks: tuple[Rank, ...]
    cites: tuple[str, ...]


def who_may_fine(amount_vnd: Any, *, field: str, person: str, on: date) -> Competence:
    """The ranks that may impose the amount (the maximum of the frame) on that kind of offender on that day.

    >>> found = who_may_fine(60_000_000, field="metrology", person="individual", on=date(2026, 6, 1))
    >>> found.ranks[0].id, found.ranks[0].limit_vnd
    ('department-director', Decimal('80000000'))
    """
    amount, edition = money(amount_vnd), law.at(on)
    ranks = [_rank(row, limit) for row, limit in _limits(edition, field, person) if limit > 0 and limit >= amount]
    ranks.sort(key=lambda rank: (rank.limit_vnd or 0, rank.title))
    return Competence(tuple(ranks), (RANKS, FACTOR, CEILINGS))


def who_may_decide(frame: Frame, *, on: date) -> Competence:
    """The ranks for a frame: by its maximum; a multiple goes to the rank that the special law names."""
    field = field_of(frame.path.rpartition("art-")[2], on)
    if frame.kind == "multiple":
        return who_may_fine_multiple(field, on=on)
    return who_may_fine(frame.max_vnd or 0, field=field, person=frame.person, on=on)


def who_may_fine_multiple(field: str, *, on: date) -> Competence:
    """The rank for a fine that is a multiple of a gain or a value.

    >>> [rank.id for rank in who_may_fine_multiple("metrology", on=date(2026, 6, 1)).ranks]
    ['province-chairman']
    """
    edition = law.at(on)
    one_of(field, {row["id"] for row in edition.table(MULTIPLES)})
    wanted = edition.cell(MULTIPLES, field, "rank")
    row = edition.version(RANKS).by_row[wanted]
    return Competence((_rank(row, None),), (MULTIPLES, RANKS))


def limit_of(rank: str, *, field: str, person: str, on: date) -> Decimal:
    """The most a rank may impose; 0 for a rank that may only draw up minutes.

    >>> limit_of("standards-subdepartment-head", field="quality", person="organisation", on=date(2026, 6, 1))
    Decimal('150000000')
    """
    limits = {row["id"]: limit for row, limit in _limits(law.at(on), field, person)}
    one_of(rank, limits)
    return limits[rank]


def _limits(edition: Edition, field: str, person: str) -> list[tuple[Row, Decimal]]:
    one_of(field, {row["id"] for row in edition.table(CEILINGS)})
    top = Decimal(edition.cell(CEILINGS, field, "individual_vnd"))
    factor = Decimal(edition.value(FACTOR).value) if treated_as(person, edition.day) == "organisation" else Decimal(1)
    with exact():
        return [(row, _individual(row, top) * factor) for row in edition.table(RANKS)]


def _individual(row: Row, top: Decimal) -> Decimal:
    """What the rank may impose on an individual: its share of the ceiling, its cap, or the lower of both."""
    bounds = [] if row["percent"] is None else [top * Decimal(row["percent"]) / 100]
    if row["cap_vnd"] is not None:
        bounds.append(Decimal(row["cap_vnd"]))
    return min(bounds)


def _rank(row: Row, limit: Decimal | None) -> Rank:
    may_suspend = None if row["licence"] is UNKNOWN else bool(row["licence"])
    return Rank(row["id"], row["rank"], row["rank_en"], limit, may_suspend, str(row["remedies"]), row["limits"], row["limits_en"])
