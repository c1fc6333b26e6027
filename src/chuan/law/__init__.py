# SPDX-License-Identifier: Apache-2.0
"""Law: what the legal texts say on a day, as dated data with sources. This module is the room's only door.

Words: text, parameter, version, edition, value, citation, confidence (seen, ocr, memory), confirmed (by a person,
against the signed text).
Doors: at, fingerprint, kinds, kind_name, cycle_months, valid_until, cycle_versions, search; provide_overlay, refresh,
steady (the overlay of values a province supplied); explainers.register, relies.register (what higher rooms tell).
Files: texts/ and parameters/ (YAML, format in docs/explanation/law-as-data.md), cases/ (what must come out),
engine/ (pure).
Never: knows a row of the database; holds a number of the law in code.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language

from chuan.law.engine.corpus import Corpus
from chuan.law.engine.edition import Edition, Value
from chuan.law.engine.errors import (
    BrokenLawFile,
    LawUnknown,
    NoLawInForce,
    NoSuchParameter,
    NoSuchText,
)
from chuan.law.engine.nodes import Parameter, Text
from chuan.law.standing import ROOT, corpus, provide_overlay, refresh, steady
from chuan.lib.dates import add_months, month_end

__all__ = [
    "ROOT", "BrokenLawFile", "Edition", "Hits", "Kind", "LawUnknown", "NoLawInForce", "NoSuchParameter", "NoSuchText",
    "Value", "at", "corpus", "cycle_months", "cycle_versions", "fingerprint", "kind_name", "kinds", "provide_overlay",
    "refresh", "search", "steady", "valid_until",
]

CYCLES = "verification/cycles"
VALIDITY_RULE = "verification/validity-rule"

#: The ways of counting a certificate's last day that verification/validity-rule may name.
_COUNTED: dict[str, Callable[[date], date]] = {"month-end": month_end}


@dataclass(frozen=True)
class Kind:
    """A kind of measuring instrument of group 2; `code` is also its file under verification/cycles."""

    code: str
    name_vi: str
    name_en: str
    measurand: str


@dataclass(frozen=True)
class Hits:
    """What a search of the law found."""

    parameters: tuple[Parameter, ...]
    texts: tuple[Text, ...]


def at(day: date) -> Edition:
    """The law of a day.

    >>> at(date(2019, 12, 31)).value("verification/cycles/taximeter").value
    12
    >>> at(date(2020, 1, 1)).value("verification/cycles/taximeter").value
    18
    """
    return Edition(corpus(), day)


def fingerprint() -> str:
    """The hash of all texts and parameters: one changed byte changes it. Kept with every legal act."""
    return corpus().fingerprint


def kinds() -> dict[str, Kind]:
    """Every kind of instrument the law has named, by code, in the order of the codes."""
    return _kinds(corpus())


@lru_cache(maxsize=4)
def _kinds(of: Corpus) -> dict[str, Kind]:
    return {
        code: Kind(code, names.name_vi, names.name_en, names.measurand)
        for parameter in of.under(CYCLES)
        if (names := parameter.names) and (code := parameter.path.rpartition("/")[2])
    }


def kind_name(code: str) -> str:
    """The name of a kind in the reader's language; an unknown code is given back as it is."""
    kind = kinds().get(code)
    if kind is None:
        return code
    return kind.name_en if (get_language() or "vi").startswith("en") else kind.name_vi


def cycle_months(kind: str, on: date) -> int | None:
    """Months between periodic verifications by the law of that day; None where the law asks for none.

    Raises `LawUnknown` where the cycle of that day has not been found, `NoLawInForce` before the first rule.
    """
    months: int | None = at(on).value(f"{CYCLES}/{kind}").value
    return months


def valid_until(kind: str, verified_on: date) -> date | None:
    """The last day a verification of that day holds: the last of the cycle's last month; None without a cycle.

    >>> valid_until("fuel-dispenser", date(2024, 11, 26))
    datetime.date(2025, 11, 30)
    """
    months = cycle_months(kind, verified_on)
    if months is None:
        return None
    return _COUNTED[at(verified_on).value(VALIDITY_RULE).value](add_months(verified_on, months))


def cycle_versions() -> list[tuple[str, date, date | None, int | None]]:
    """Every known cycle as (kind, first day, first day no longer, months), for set-based SQL.

    Months None: no periodic verification. Days on which the cycle is not known are in no row.
    """
    return [
        (parameter.path.rpartition("/")[2], version.from_day, parameter.until(version), version.value)
        for parameter in corpus().under(CYCLES)
        for version in parameter.versions
        if not version.is_unknown and (version.value is None or isinstance(version.value, int))
    ]


def search(text: str) -> Hits:
    """Parameters and texts in which every word occurs, accents or not, the best first."""
    from chuan.law import finding

    found = [one.item for one in finding.find(corpus(), text)]
    return Hits(
        tuple(one for one in found if isinstance(one, Parameter)), tuple(one for one in found if isinstance(one, Text))
    )
