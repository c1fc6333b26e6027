# SPDX-License-Identifier: Apache-2.0
"""The law arranged for reading: shelves of parameters, the spans of one parameter, what a text is cited for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from chuan.law.engine.citation import as_text
from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import Folder, Parameter, Text, Version
from chuan.lib.text import fold

State = Literal["confirmed", "unconfirmed", "unknown", "none"]

#: How far the picture of a parameter reaches beyond its newest version, at least.
_TAIL = timedelta(days=365)


@dataclass(frozen=True)
class Span:
    """A version between two days; `last` is the last day it holds, None while it does."""

    version: Version
    text: Text
    last: date | None
    is_current: bool
    state: State
    left: float = 0
    width: float = 0

    @property
    def value(self) -> str:
        """The value in its canonical spelling."""
        return as_text(self.version.value)


@dataclass(frozen=True)
class Line:
    """A parameter on a day; `span` None if no version had started."""

    parameter: Parameter
    span: Span | None

    @property
    def state(self) -> State:
        """How sure the shown value is."""
        return self.span.state if self.span else "none"


@dataclass(frozen=True)
class Shelf:
    """A folder and its parameters on a day."""

    folder: Folder
    lines: list[Line]

    @property
    def anchor(self) -> str:
        """Its place in the page."""
        return self.folder.path.replace("/", "-")


def shelves(corpus: Corpus, parameters: Iterable[Parameter], on: date) -> list[Shelf]:
    """The parameters by folder, in the order the folders' indexes give, each by title; no empty folders."""
    chosen = {parameter.path for parameter in parameters}
    ordered = sorted(corpus.folders.values(), key=lambda folder: _rank(corpus, folder.path))
    found = (
        Shelf(folder, [_line(corpus, p, on) for p in _by_title(corpus.under(folder.path)) if p.path in chosen])
        for folder in ordered
    )
    return [shelf for shelf in found if shelf.lines]


def spans(corpus: Corpus, parameter: Parameter, on: date) -> list[Span]:
    """All versions in order, with their place (per cent of the width) in a picture from the first day to after `on`."""
    versions = parameter.versions
    if not versions:
        return []
    start = versions[0].from_day
    end = max(on, versions[-1].from_day) + _TAIL
    return [_span(corpus, parameter, version, on, start, end) for version in versions]


def citing(corpus: Corpus, text: Text) -> Iterator[tuple[Parameter, Version]]:
    """Every version that a text is the source of."""
    for parameter in corpus.parameters.values():
        for version in parameter.versions:
            if version.source.text == text.id:
                yield parameter, version


def related(corpus: Corpus, text: Text) -> dict[str, list[Text]]:
    """Texts it replaces or amends, and those that replace or amend it."""
    others = corpus.texts.values()
    return {
        "replaces": [corpus.texts[other] for other in text.replaces],
        "amends": [corpus.texts[other] for other in text.amends],
        "replaced_by": [other for other in others if text.id in other.replaces],
        "amended_by": [other for other in others if text.id in other.amends],
    }


def _by_title(parameters: Iterable[Parameter]) -> list[Parameter]:
    return sorted(parameters, key=lambda parameter: fold(parameter.title))


def _rank(corpus: Corpus, path: str) -> list[tuple[int, str]]:
    steps = path.split("/")
    paths = ["/".join(steps[: n + 1]) for n in range(len(steps))]
    return [(corpus.folders[p].order if p in corpus.folders else 0, p) for p in paths]


def _line(corpus: Corpus, parameter: Parameter, on: date) -> Line:
    version = parameter.version_on(on)
    return Line(parameter, _span(corpus, parameter, version, on, on, on) if version else None)


def _span(corpus: Corpus, parameter: Parameter, version: Version, on: date, start: date, end: date) -> Span:
    until = parameter.until(version)
    total = (end - start).days or 1
    state: State = "unknown" if version.is_unknown else "confirmed" if parameter.is_confirmed(version) else "unconfirmed"
    return Span(
        version=version, text=corpus.text(version.source.text), last=until - timedelta(days=1) if until else None,
        is_current=parameter.version_on(on) is version, state=state,
        left=round(100 * (version.from_day - start).days / total, 2),
        width=round(100 * ((until or end) - version.from_day).days / total, 2),
    )
