# SPDX-License-Identifier: Apache-2.0
"""The list of regulated products as the law of a day has it, and where a product of one list went in another.

A row's code lives as long as its list. What outlives a re-listing is the technical regulation: a product of one list is
followed to the rows of the other that name the same regulation of the same ministry, and the HS code decides among
several where it can. Where it cannot, a person must choose.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

from chuan import law
from chuan.law import words
from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import UNKNOWN, Row, Version
from chuan.lib.text import fold
from chuan.products.rules import hs_covers, hs_settles, regulation_keys

PATH = "products/regulated"
State = Literal["listed", "relisted", "choose", "not_listed", "unknown"]


@dataclass(frozen=True)
class Regulated:
    """A row of the list. An unknown cell is None, an empty one is empty."""

    code: str
    name_vi: str
    name_en: str
    hs: tuple[str, ...] | None
    level: str | None
    ministry: str
    regulation: str | None
    measure_vi: str | None
    measure_en: str | None
    remark_vi: str
    remark_en: str
    confidence: str

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if words.is_english() else self.name_vi

    @property
    def measure(self) -> str | None:
        """How conformity is shown, in the reader's language."""
        return self.measure_en if words.is_english() else self.measure_vi

    @property
    def remark(self) -> str:
        """What is to be known about the row, in the reader's language."""
        return self.remark_en if words.is_english() else self.remark_vi

    @property
    def keys(self) -> frozenset[str]:
        """The technical regulations it stands under, with their ministry."""
        return frozenset(f"{self.ministry} {number}" for number in regulation_keys(self.regulation or ""))

    def fits(self, folded: list[str]) -> bool:
        """True if every word stands in its names, regulation or code, accents or not."""
        text = fold(" ".join((self.name_vi, self.name_en, self.regulation or "", self.code)))
        return all(word in text for word in folded)


@dataclass(frozen=True)
class Listing:
    """The list of a day; `version` None: there was none, or nobody knows which (`gap`)."""

    day: date
    rows: dict[str, Regulated]
    version: Version | None
    until: date | None
    gap: Literal["", "unknown", "none"] = ""


@dataclass(frozen=True)
class Standing:
    """Where a product of some list stands on a day."""

    code: str
    state: State
    rows: tuple[Regulated, ...]


@dataclass(frozen=True)
class Move:
    """What a change of the list did with the products of one technical regulation."""

    regulation: str
    before: tuple[Regulated, ...]
    after: tuple[Regulated, ...]


def listing(day: date) -> Listing:
    """The list of a day; never refuses: a day without a known list says so."""
    return _listing(law.corpus(), day)


@lru_cache(maxsize=64)
def _listing(of: Corpus, day: date) -> Listing:
    parameter = of.parameter(PATH)
    version = parameter.version_on(day)
    if version is None:
        return Listing(day, {}, None, parameter.versions[0].from_day if parameter.versions else None, "none")
    until = parameter.until(version)
    if version.rows is None:
        return Listing(day, {}, version if version.is_unknown else None, until, "unknown")
    return Listing(day, {row["id"]: _read(row) for row in version.rows}, version, until)


def days_of_change() -> list[date]:
    """The days on which another list came into force, the newest first."""
    versions = law.corpus().parameter(PATH).versions
    return [version.from_day for version in reversed(versions) if version.rows is not None]


def ever_listed(code: str) -> Regulated | None:
    """The newest row of that code in any list."""
    return next((found for day in days_of_change() if (found := listing(day).rows.get(code))), None)


def standing(code: str, day: date, *, hs: str = "") -> Standing:
    """Where a product stands on a day: in the list itself, or in the rows that took its place."""
    today = listing(day)
    if today.gap:
        return Standing(code, "unknown", ())
    if code in today.rows:
        return Standing(code, "listed", (today.rows[code],))
    origin = ever_listed(code)
    candidates = [row for row in today.rows.values() if origin and row.keys & origin.keys]
    settled = [row for row in candidates if any(hs_settles(one, hs) for one in row.hs or ())]
    rows = tuple(settled or candidates)
    return Standing(code, "not_listed" if not rows else "relisted" if len(rows) == 1 else "choose", rows)


def search(day: date, *, text: str = "", hs: str = "", ministry: str = "", level: str = "") -> list[Regulated]:
    """The rows of a day that fit all that is asked; a row whose HS codes nobody has found never fits an HS code."""
    folded = fold(text).split()
    return [
        row for row in listing(day).rows.values()
        if row.fits(folded) and ministry in {"", row.ministry} and level in {"", row.level or "?"}
        and (not hs or any(hs_covers(listed, hs) for listed in row.hs or ()))
    ]


def moves(day: date) -> list[Move]:
    """What became of each product when the list of `day` came: by technical regulation, then what names none."""
    before, after = listing(day - timedelta(days=1)).rows, listing(day).rows
    return list(_moves(list(before.values()), list(after.values())))


def _moves(before: list[Regulated], after: list[Regulated]) -> Iterator[Move]:
    for key in dict.fromkeys(key for row in [*before, *after] for key in sorted(row.keys)):
        old, new = (tuple(row for row in rows if key in row.keys) for rows in (before, after))
        yield Move(f"QCVN {key.rpartition(' ')[2]}", old, new)
    for row in before:
        if not row.keys:
            yield Move("", (row,), ())
    for row in after:
        if not row.keys:
            yield Move("", (), (row,))


def _read(row: Row) -> Regulated:
    codes = row["hs"]
    return Regulated(
        code=row["id"], name_vi=row["product"], name_en=row["product_en"],
        hs=None if codes is UNKNOWN else (codes,) if isinstance(codes, str) else tuple(codes or ()),
        level=_known(row["level"]), ministry=str(row["ministry"]), regulation=_known(row["regulation"]),
        measure_vi=_known(row["measure"]), measure_en=_known(row["measure_en"]), remark_vi=row["remark"] or "",
        remark_en=row["remark_en"] or "", confidence=row["confidence"],
    )


def _known(cell: Any) -> str | None:
    return None if cell is UNKNOWN or cell is None else str(cell)
