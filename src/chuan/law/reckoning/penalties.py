# SPDX-License-Identifier: Apache-2.0
"""Penalty frames of decree 119/2017 for the offender at hand, and the rules around them.

A frame is printed for organisations or for individuals; which of them is an open question of the decree (Article 3.2):
the province's reading counts if it has given one, else what is believed, and the frame says so in its `warnings`.
The frame is that of the day the act ended; competence and procedure are of the day of the decision.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chuan import law
from chuan.law.engine.edition import Edition
from chuan.law.engine.errors import LawUnknown
from chuan.law.engine.nodes import UNKNOWN, Row
from chuan.law.reckoning.amounts import money, one_of
from chuan.law.reckoning.errors import NoTier
from chuan.metrology.decimals import exact

DECREE = "penalties/nd-119-2017"
BASE = "penalties/fine-base"
BASE_OF_PROVINCE = "penalties/fine-base-of-the-province"
FACTOR = "penalties/organisation-factor"
HOUSEHOLD = "penalties/household-treated-as"
CEILINGS = "penalties/ceilings"
FIELDS = "penalties/article-fields"
CRIME = "penalties/crime-thresholds"
GAIN = "penalties/multiple-of-gain"
SOLD = "penalties/value-of-goods-sold"

PERSONS = ("individual", "organisation", "household")


@dataclass(frozen=True)
class Frame:
    """The frame of one behaviour for one kind of offender.

    `kind`: amount, multiple or warning. For a multiple `min_times`, `max_times` and `times_of` are set, else the
    amounts. `warnings`: law.fine-base-open (nobody confirmed whom the amounts address), law.other-subject (the act is
    one of organisations or of individuals alone), law.above-ceiling.
    """

    path: str
    row: str
    kind: str
    person: str
    min_vnd: Decimal | None
    max_vnd: Decimal | None
    min_times: int | None
    max_times: int | None
    times_of: str | None
    warnings: tuple[str, ...]
    cites: tuple[str, ...]


def frame(article: str, row: str, *, person: str, on: date) -> Frame:
    """The frame of a row of an article for the offender; a gap of the decree comes out as `LawUnknown`.

    An individual who sold unverified instruments (2–4 million as printed, half of it):

    >>> found = frame("9", "9-2-a", person="individual", on=date(2026, 6, 1))
    >>> found.min_vnd, found.max_vnd, found.warnings
    (Decimal('1000000'), Decimal('2000000'), ('law.fine-base-open',))
    """
    edition, path = law.at(on), f"{DECREE}/art-{article}"
    offender = treated_as(person, on)
    kind = edition.cell(path, row, "fine_kind")
    if kind == "unknown":
        raise LawUnknown(path=f"{path}#{row}/max_vnd", day=on)
    if kind != "amount":
        least, most, of = _times(edition, path, row) if kind == "multiple" else (None, None, None)
        return Frame(path, row, kind, offender, None, None, least, most, of, (), (path,))
    printed, warnings, cites = _printed_for(edition, edition.cell(path, row, "applies_to"), offender)
    from_vnd, to_vnd = (
        _scaled(edition, edition.cell(path, row, column), printed, offender) for column in ("min_vnd", "max_vnd")
    )
    if to_vnd > ceiling(field_of(article, on), person=person, on=on):
        warnings = (*warnings, "law.above-ceiling")
    return Frame(path, row, kind, offender, from_vnd, to_vnd, None, None, None, warnings, (path, *cites))


def midpoint(of: Frame) -> Decimal:
    """The middle of the frame, from which mitigating and aggravating circumstances start.

    >>> midpoint(frame("9", "9-2-a", person="organisation", on=date(2026, 6, 1)))
    Decimal('3000000')
    """
    if of.min_vnd is None or of.max_vnd is None:
        raise NoTier(path=of.path, given=of.row)
    with exact():
        return (of.min_vnd + of.max_vnd) / 2


def tier(article: str, value_vnd: Any, *, on: date, rows: str = "") -> str:
    """The row of an article whose band holds the value (gain, value of goods or of instruments).

    `rows` narrows to ids that begin so: Article 31 has two tables. A band whose limits nobody found raises
    `LawUnknown` naming the cell, if no known band holds the value.

    >>> tier("14", 60_000_000, on=date(2026, 6, 1)), tier("31", 8_000_000, on=date(2021, 6, 1), rows="31-none")
    ('14-2-c', '31-none-10')
    """
    path, value = f"{DECREE}/art-{article}", money(value_vnd)
    bands = [row for row in law.at(on).table(path) if row.get("band_of") and row["id"].startswith(rows)]
    for row in bands:
        if not _open_cell(row) and _holds(row, value):
            return str(row["id"])
    for row in bands:
        if cell := _open_cell(row):
            raise LawUnknown(path=f"{path}#{row['id']}/{cell}", day=on)
    raise NoTier(path=path, given=value_vnd)


def treated_as(person: str, on: date) -> str:
    """`individual` or `organisation`: a household business counts as the law of the day has it."""
    one_of(person, PERSONS)
    return str(law.at(on).value(HOUSEHOLD).value) if person == "household" else person


def field_of(article: str, on: date) -> str:
    """`metrology` or `quality`: the field an article belongs to.

    >>> field_of("14", date(2026, 6, 1)), field_of("29a", date(2026, 6, 1))
    ('metrology', 'quality')
    """
    number = int("".join(figure for figure in article if figure.isdecimal()) or 0)
    for row in law.at(on).table(FIELDS):
        if row["from_article"] <= number <= row["to_article"]:
            return str(row["id"])
    raise NoTier(path=FIELDS, given=article)


def ceiling(field: str, *, person: str, on: date) -> Decimal:
    """The highest fine of a field for the offender, multiples aside.

    >>> ceiling("metrology", person="organisation", on=date(2026, 6, 1))
    Decimal('200000000')
    """
    edition = law.at(on)
    one_of(field, {row["id"] for row in edition.table(CEILINGS)})
    return Decimal(edition.cell(CEILINGS, field, f"{treated_as(person, on)}_vnd"))


def gain_range(gain_vnd: Any, *, person: str, on: date) -> tuple[Decimal, Decimal] | None:
    """The least and the most by the Law on Measurement, Article 52.5, if the gain is above the ceiling; else None.

    >>> gain_range(250_000_000, person="organisation", on=date(2026, 6, 1))
    (Decimal('250000000'), Decimal('1250000000'))
    """
    gain, edition = money(gain_vnd), law.at(on)
    if gain <= ceiling("metrology", person=person, on=on):
        return None
    least, most = (edition.cell(GAIN, "metrology-gain", column) for column in ("min_times", "max_times"))
    with exact():
        return gain * least, gain * most


def value_of_goods_sold(*, last_purchase: Any, stock: Any, unit_price_vnd: Any, on: date) -> Decimal:
    """The value of violating goods already sold, as the text of the day counts them; a gap from July 2026.

    >>> value_of_goods_sold(last_purchase=500, stock=120, unit_price_vnd=9000, on=date(2026, 6, 1))
    Decimal('3420000')
    """
    if law.at(on).value(SOLD).value != "last-purchase-minus-stock":
        raise NoTier(path=SOLD, given=last_purchase)
    bought, left, price = money(last_purchase), money(stock), money(unit_price_vnd)
    with exact():
        return max(bought - left, Decimal(0)) * price


def crime_flags(gain_vnd: Any, *, penalised_before: bool, on: date) -> tuple[str, ...]:
    """The clauses of Article 198 of the Criminal Code that the figures alone may touch: a flag to refer the file.

    >>> crime_flags(6_000_000, penalised_before=False, on=date(2026, 6, 1))
    ('198-1',)
    """
    gain = money(gain_vnd)
    rows = law.at(on).table(CRIME)
    by_gain = [r for r in rows if gain >= r["gain_from_vnd"] and (r["gain_below_vnd"] is None or gain < r["gain_below_vnd"])]
    found = by_gain or [row for row in rows if penalised_before and row["or_penalised_before"]]
    return tuple(str(row["id"]) for row in found)


def _times(edition: Edition, path: str, row: str) -> tuple[int, int, str]:
    least, most, of = (edition.cell(path, row, column) for column in ("min_times", "max_times", "times_of"))
    return int(least), int(most), str(of)


def _printed_for(edition: Edition, applies_to: str, offender: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Whom the printed amount addresses, the warnings, and what else is to be cited."""
    if applies_to != "base":
        return offender, () if applies_to == offender else ("law.other-subject",), ()
    try:
        return str(edition.value(BASE_OF_PROVINCE).value), (), (BASE_OF_PROVINCE, FACTOR)
    except LawUnknown:
        return str(edition.value(BASE).value), ("law.fine-base-open",), (BASE, FACTOR)


def _scaled(edition: Edition, printed_vnd: int, printed_for: str, offender: str) -> Decimal:
    if printed_for == offender:
        return Decimal(printed_vnd)
    factor = Decimal(edition.value(FACTOR).value)
    with exact():
        return printed_vnd * factor if offender == "organisation" else printed_vnd / factor


def _open_cell(row: Row) -> str:
    return next((column for column in ("band_from_vnd", "band_to_vnd") if row[column] is UNKNOWN), "")


def _holds(row: Row, value: Decimal) -> bool:
    low, high = row["band_from_vnd"], row["band_to_vnd"]
    if row["band_includes"] == "from":
        return value >= low and (high is None or value < high)
    return (value > low or low == value == 0) and (high is None or value <= high)
