# SPDX-License-Identifier: Apache-2.0
"""Legal texts among each other: who replaced and amended whom, and what a text was worth on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import Text

Standing = Literal["not_issued", "not_yet", "in_force", "amended", "replaced", "ended", "unknown"]
STANDINGS: tuple[Standing, ...] = ("in_force", "amended", "not_yet", "not_issued", "replaced", "ended", "unknown")
Relation = Literal["self", "earlier", "later", "amends", "amended_by", "beside", "base_later"]

#: The most texts a picture of a chain shows.
_MOST = 16
_TAIL = timedelta(days=365)
_HEAD = timedelta(days=120)


@dataclass(frozen=True)
class Link:
    """A text of a chain with its place (per cent of the width) in the picture; `end` None while it is in force."""

    text: Text
    relation: Relation
    end: date | None
    left: float
    width: float


@dataclass(frozen=True)
class _Backwards:
    replaced_by: Mapping[str, list[Text]]
    amended_by: Mapping[str, list[Text]]
    cited: Mapping[str, int]


def related(corpus: Corpus, text: Text) -> dict[str, list[Text]]:
    """Texts it replaces or amends, and those that replace or amend it."""
    back = _backwards(corpus)
    return {
        "replaces": [corpus.texts[other] for other in text.replaces],
        "amends": [corpus.texts[other] for other in text.amends],
        "replaced_by": list(back.replaced_by.get(text.id, [])),
        "amended_by": list(back.amended_by.get(text.id, [])),
    }


def times_cited(corpus: Corpus, text: Text) -> int:
    """How many versions of parameters have it as their source."""
    return _backwards(corpus).cited.get(text.id, 0)


def standing_on(corpus: Corpus, text: Text, day: date) -> Standing:
    """What a text was worth on a day, as far as its days are known; `unknown` where they are not."""
    if text.issued_on and day < text.issued_on:
        return "not_issued"
    if text.in_force_from is None:
        return "unknown"
    if day < text.in_force_from:
        return "not_yet"
    end = ended_on(corpus, text)
    if end is not None and end <= day:
        return "replaced"
    if end is None and text.status in {"replaced", "ended"}:  # it ended, nobody knows when
        return "unknown" if text.status == "replaced" else "ended"
    changes = (other.in_force_from for other in _backwards(corpus).amended_by.get(text.id, ()))
    return "amended" if any(change is not None and change <= day for change in changes) else "in_force"


def ended_on(corpus: Corpus, text: Text) -> date | None:
    """The first day another text stood in its place; None while none does, or if the day is not known."""
    starts = (other.in_force_from for other in _backwards(corpus).replaced_by.get(text.id, ()))
    return min((start for start in starts if start), default=None)


def chain(corpus: Corpus, text: Text, today: date) -> list[Link]:
    """The text, all it replaced and was replaced by, its amendments, and what became of the texts it amends; by time."""
    found: dict[str, Relation] = {text.id: "self"}
    _follow(corpus, text, "replaces", "earlier", found)
    _follow(corpus, text, "replaced_by", "later", found)
    neighbours = related(corpus, text)
    for other in neighbours["amends"]:
        found.setdefault(other.id, "amends")
        for beside in related(corpus, other)["amended_by"]:
            found.setdefault(beside.id, "beside")
        for later in related(corpus, other)["replaced_by"]:
            found.setdefault(later.id, "base_later")
    for other in neighbours["amended_by"]:
        found.setdefault(other.id, "amended_by")
    texts = sorted((corpus.texts[name] for name in list(found)[:_MOST]), key=lambda t: (_start(t) or date.min, t.id))
    first, last = reach(texts, today)
    return [_link(corpus, t, found[t.id], first, last) for t in texts]


def reach(texts: Iterable[Text], today: date) -> tuple[date, date]:
    """The first and last day of a picture of these texts."""
    known = [start for text in texts if (start := _start(text))]
    return min(known, default=today) - _HEAD, max([today, *known]) + _TAIL


def _link(corpus: Corpus, text: Text, relation: Relation, first: date, last: date) -> Link:
    total = (last - first).days
    start, end = _start(text) or first, ended_on(corpus, text)
    width = ((end or last) - start).days
    return Link(text, relation, end, round(100 * (start - first).days / total, 2), max(round(100 * width / total, 2), 0.5))


def _start(text: Text) -> date | None:
    return text.in_force_from or text.issued_on


def _follow(corpus: Corpus, text: Text, way: str, relation: Relation, found: dict[str, Relation]) -> None:
    for other in related(corpus, text)[way]:
        if other.id not in found:
            found[other.id] = relation
            _follow(corpus, other, way, relation, found)


@lru_cache(maxsize=2)
def _backwards(corpus: Corpus) -> _Backwards:
    replaced_by: dict[str, list[Text]] = {}
    amended_by: dict[str, list[Text]] = {}
    cited: dict[str, int] = {}
    for text in sorted(corpus.texts.values(), key=lambda text: (_start(text) or date.max, text.id)):
        for other in text.replaces:
            replaced_by.setdefault(other, []).append(text)
        for other in text.amends:
            amended_by.setdefault(other, []).append(text)
    for parameter in corpus.parameters.values():
        for version in parameter.versions:
            cited[version.source.text] = cited.get(version.source.text, 0) + 1
    return _Backwards(replaced_by, amended_by, cited)
