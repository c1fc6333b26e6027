# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a row: a code and its data are kept, the sentence is made for the reader."""

from typing import Any, TypedDict

from django.utils.translation import gettext_noop

from chuan.parties import errors as party_errors
from chuan.registry.imports.columns import HEADINGS
from chuan.ui.messages import say


class Problem(TypedDict):
    """A problem as it is stored: which column, which cause, with which data."""

    column: str
    code: str
    data: dict[str, Any]


_CERTIFICATE = gettext_noop("compare it with the business registration certificate")
_TAX_CODE = gettext_noop("write 10 digits, 13 for a branch, 12 for a household")
#: code -> (sentence, next step)
TEXTS: dict[str, tuple[str, str]] = {
    "registry.value-missing": (gettext_noop("there is no value"), gettext_noop("fill it in")),
    "registry.value-too-long": (
        gettext_noop("{value}… has {length} characters, at most {limit} are kept"), gettext_noop("shorten it")
    ),
    "registry.formula-without-value": (
        gettext_noop("the formula was never calculated"), gettext_noop("open the file in Excel and save it, or write the value")
    ),
    "registry.serial-without-characters": (
        gettext_noop("{value} holds neither letter nor digit"), gettext_noop("write what stands on the label")
    ),
    "registry.number-unreadable": (
        gettext_noop("{value} is not a number greater than zero"), gettext_noop("write a number, such as 45 or 22,5")
    ),
    "registry.count-unreadable": (
        gettext_noop("{value} is not a whole number from 1 to 99"), gettext_noop("write how many there are")
    ),
    "registry.date-unreadable": (
        gettext_noop("{value} is not a date"), gettext_noop("write day/month/year, such as 05/12/2025")
    ),
    "registry.date-impossible": (
        gettext_noop("there is no such day as {value}"), gettext_noop("correct the day or the month")
    ),
    "registry.date-in-future": (
        gettext_noop("{value} has not come yet"), gettext_noop("write the day of the last verification that took place")
    ),
    "registry.commune-unknown": (
        gettext_noop("there is no commune {value} in the province, now or before 2025"),
        gettext_noop("write the name as the resolutions do"),
    ),
    "registry.commune-misspelled": (
        gettext_noop("there is no commune {value} in the province, now or before 2025"),
        gettext_noop("perhaps it is: {candidates}"),
    ),
    "registry.commune-ambiguous": (
        gettext_noop("{value} may be: {candidates}"), gettext_noop("add the former district after a comma")
    ),
    "registry.serial-twice": (
        gettext_noop("{value} of the same maker already stands in row {row} of this file"),
        gettext_noop("delete one of the two rows, or correct the number"),
    ),
    "registry.serial-elsewhere": (
        gettext_noop("{value} is already in the registry, at {place} of {owner}"),
        gettext_noop("compare the label; if the instrument was moved, change its place in the registry"),
    ),
    "registry.station-elsewhere-in-file": (
        gettext_noop("{value} lies in another commune in row {row} of this file"),
        gettext_noop("write the same commune in all rows of the station, or give the stations different names"),
    ),
    "registry.station-elsewhere": (
        gettext_noop("{value} is in the registry with {unit}"),
        gettext_noop("write that commune, or change it in the registry first"),
    ),
    party_errors.TaxCodeNotDigits.code: (gettext_noop("{value} holds characters that are no digits"), _CERTIFICATE),
    party_errors.TaxCodeTooShort.code: (gettext_noop("{value} lacks digits: it has {digits}"), _TAX_CODE),
    party_errors.TaxCodeTooLong.code: (gettext_noop("{value} has too many digits: {digits}"), _TAX_CODE),
    party_errors.TaxCodeImpossible.code: (gettext_noop("{value} is impossible: its check digit does not fit"), _CERTIFICATE),
}


def problem(column: str, code: str, **data: Any) -> Problem:
    """A problem of a cell."""
    assert code in TEXTS, code
    return {"column": column, "code": code, "data": data}


def sentence(found: Problem) -> str:
    """The problem in the reader's language: column, cause, next step."""
    message, next_step = TEXTS[found["code"]]
    said = say(message, found["data"]).rstrip(".")
    then = say(next_step, found["data"]).rstrip(".")
    return f"{HEADINGS[found['column']]}: {said}; {then[:1].lower()}{then[1:]}."


def sentences(found: list[Problem]) -> str:
    """All problems of a row, in one cell's text."""
    return " ".join(sentence(one) for one in found)
