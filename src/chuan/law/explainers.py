# SPDX-License-Identifier: Apache-2.0
"""Acts that were done by the law and kept their citation: higher rooms say how one is found by its number."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from chuan.law.engine.citation import freeze
from chuan.law.engine.corpus import Corpus
from chuan.lib.errors import NotFound, RuleViolation


def noop(text: str) -> str:
    """Mark a message for the catalogue."""
    return text


class NothingExplained(NotFound):
    """No act kept under this number."""

    code = "law.nothing-to-explain"
    message = noop("No certificate or other act has the number {number}.")
    next_step = noop("Give the number as printed, for instance 26.00042.")


class SeveralExplained(RuleViolation):
    """More than one act has this number."""

    code = "law.several-to-explain"
    message = noop("{number} may be any of: {found}.")
    next_step = noop("Give one of these numbers whole.")


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something done by the law: what was cited then, and the fingerprint of the law data it was done by."""

    number: str
    title: str
    done_on: date
    citation: list[dict[str, Any]]
    fingerprint: str


@dataclass(frozen=True)
class Cited:
    """One thing an act cited. `corrected`: today's files for the same day, if they say otherwise; `today`: the law of today, if it
    does; each a citation, or the reason why there is none."""

    frozen: dict[str, Any]
    corrected: dict[str, Any] | str | None
    today: dict[str, Any] | str | None


#: number as typed -> the acts it may mean
Finder = Callable[[str], Iterable[Act]]
_FINDERS: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    """Let acts of a kind be explained."""
    _FINDERS[kind] = finder


def find(number: str) -> Act:
    """The one act with the number; `NothingExplained` or `SeveralExplained`."""
    found = [act for _kind, finder in sorted(_FINDERS.items()) for act in finder(number.strip())]
    if not found:
        raise NothingExplained(number=number)
    if len(found) > 1:
        raise SeveralExplained(number=number, found=", ".join(act.number for act in found))
    return found[0]


def explain(act: Act, corpus: Corpus, today: date) -> list[Cited]:
    """What each cited value is by today's law data, on the day it was used and today."""
    return [
        Cited(frozen, _otherwise(corpus, frozen, date.fromisoformat(frozen["on"])), _otherwise(corpus, frozen, today))
        for frozen in act.citation
    ]


def _otherwise(corpus: Corpus, frozen: dict[str, Any], day: date) -> dict[str, Any] | str | None:
    parameter = corpus.parameters.get(frozen["path"])
    if parameter is None:
        return "no such parameter any more"
    version = parameter.version_on(day)
    if version is None:
        return "no rule in force"
    if version.is_unknown:
        return "not known"
    now = freeze(corpus, parameter, version, day)
    return None if (now["value"], now["rows"]) == (frozen["value"], frozen["rows"]) else now
