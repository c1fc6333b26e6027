# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a row: a code and its data are kept, the sentence is made for the reader."""

from typing import TYPE_CHECKING, Any, TypedDict

from django.utils.translation import gettext_noop

from chuan.ui.messages import say

if TYPE_CHECKING:
    from chuan.imports.kinds import ImportKind


class Problem(TypedDict):
    """A problem as it is stored: which column, which cause, with which data."""

    column: str
    code: str
    data: dict[str, Any]


#: code -> (sentence, next step); kinds add theirs when they are registered
TEXTS: dict[str, tuple[str, str]] = {
    "imports.value-missing": (gettext_noop("there is no value"), gettext_noop("fill it in")),
    "imports.value-too-long": (
        gettext_noop("{value}… has {length} characters, at most {limit} are kept"), gettext_noop("shorten it")
    ),
    "imports.formula-without-value": (
        gettext_noop("the formula was never calculated"), gettext_noop("open the file in Excel and save it, or write the value")
    ),
    "imports.without-characters": (
        gettext_noop("{value} holds neither letter nor digit"), gettext_noop("write what stands on the label")
    ),
    "imports.number-unreadable": (
        gettext_noop("{value} is not a number greater than zero"), gettext_noop("write a number, such as 45 or 22,5")
    ),
    "imports.count-unreadable": (
        gettext_noop("{value} is not a whole number from 1 to {limit}"), gettext_noop("write how many there are")
    ),
    "imports.choice-unknown": (
        gettext_noop("{value} is none of the values that are possible here"), gettext_noop("write one of: {choices}")
    ),
    "imports.date-unreadable": (
        gettext_noop("{value} is not a date"), gettext_noop("write day/month/year, such as 05/12/2025")
    ),
    "imports.date-impossible": (
        gettext_noop("there is no such day as {value}"), gettext_noop("correct the day or the month")
    ),
    "imports.date-in-future": (
        gettext_noop("{value} has not come yet"), gettext_noop("write a day that has come")
    ),
    "imports.row-twice": (
        gettext_noop("{value} already stands in row {row} of this file"),
        gettext_noop("delete one of the two rows, or correct what differs"),
    ),
    "imports.likely-same": (
        gettext_noop("it is probably the same as {other} on file"),
        gettext_noop("say on the page of the import whether it is the same, or correct the spelling"),
    ),
}


def problem(column: str, code: str, **data: Any) -> Problem:
    """A problem of a cell."""
    assert code in TEXTS, code
    return {"column": column, "code": code, "data": data}


def sentence(found: Problem, kind: "ImportKind | None") -> str:
    """The problem in the reader's language: column, cause, next step; codes no room knows any more stay codes."""
    message, next_step = TEXTS.get(found["code"], (found["code"], ""))
    said = say(message, found["data"]).rstrip(".")
    then = say(next_step, found["data"]).rstrip(".")
    heading = next((c.title for c in kind.columns if c.field == found["column"]), found["column"]) if kind else found["column"]
    tail = f"; {then[:1].lower()}{then[1:]}" if then else ""
    return f"{heading}: {said}{tail}." if heading else f"{said}{tail}."


def sentences(found: list[Problem], kind: "ImportKind | None") -> str:
    """All problems of a row, in one cell's text."""
    return " ".join(sentence(one, kind) for one in found)
