# SPDX-License-Identifier: Apache-2.0
"""The law arranged for reading: the tree of folders, the parameters of one, the spans of a parameter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from chuan.law.engine.cases import Case, load_cases
from chuan.law.engine.citation import as_text
from chuan.law.engine.compare import Change, between
from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import Folder, Parameter, Text, Version
from chuan.law.order import by_number, rank
from chuan.law.standing import ROOT
from chuan.law.tables import Grid, grid

State = Literal["confirmed", "unconfirmed", "unknown", "none"]
STATES: tuple[State, ...] = ("confirmed", "unconfirmed", "unknown", "none")

#: How far the picture of a parameter reaches beyond its newest version, at least.
_TAIL = timedelta(days=365)


@dataclass(frozen=True)
class Span:
    """A version between two days; `last` is the last day it holds, None while it does."""

    parameter: Parameter
    version: Version
    text: Text
    last: date | None
    is_current: bool
    state: State
    left: float = 0
    width: float = 0
    change: Change | None = None

    @property
    def value(self) -> str:
        """The value in its canonical spelling."""
        return as_text(self.version.value)

    @property
    def holes(self) -> int:
        """How many cells of its table nobody has found."""
        return len(self.version.unknown_cells)

    @property
    def grid(self) -> Grid | None:
        """Its table, if it is one."""
        return grid(self.version.rows, None, self.version.supplied) if self.version.rows is not None else None

    @property
    def marked_grid(self) -> Grid | None:
        """Its table with what is different from the version before marked; None if nothing in a table is."""
        if self.change is None or self.version.rows is None or self.change.before is None or self.change.before.rows is None:
            return None
        return grid(self.version.rows, self.change, self.version.supplied)

    @property
    def place(self) -> dict[str, object]:
        """Its name for the slots of other rooms."""
        return {"path": self.parameter.path, "from_day": self.version.from_day, "row": "", "column": ""}


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
class Counts:
    """How many parameters are how sure, with their shares of a bar (per cent)."""

    confirmed: int
    unconfirmed: int
    unknown: int
    none: int
    holes: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.confirmed + self.unconfirmed + self.unknown + self.none

    @property
    def bar(self) -> list[tuple[State, float, float]]:
        """(state, from, width) of each part that is not empty."""
        parts, left = [], 0.0
        for state in STATES:
            width = round(100 * int(getattr(self, state)) / (self.total or 1), 2)
            if width:
                parts.append((state, round(left, 2), width))
            left += width
        return parts


@dataclass(frozen=True)
class Branch:
    """A folder with what stands under it; `own` counts the parameters directly in it."""

    folder: Folder
    own: int
    counts: Counts
    children: list["Branch"]


def tree(corpus: Corpus, on: date) -> list[Branch]:
    """The top folders, in the order their indexes give, with everything under them counted on a day."""
    by_folder: dict[str, list[Line]] = {}
    for parameter in corpus.parameters.values():
        by_folder.setdefault(parameter.folder, []).append(line(corpus, parameter, on))
    return [branch for folder in _children(corpus, "") if (branch := _branch(corpus, folder, by_folder)).counts.total]


def branches(of: list[Branch], path: str) -> list[Branch]:
    """The branches next below a folder of a tree."""
    for branch in of:
        if branch.folder.path == path:
            return branch.children
        if path.startswith(f"{branch.folder.path}/"):
            return branches(branch.children, path)
    return []


def lines(corpus: Corpus, parameters: Iterable[Parameter], on: date) -> list[Line]:
    """Parameters on a day, by folder in the order of the tree, each folder by title."""
    ordered = sorted(parameters, key=lambda p: (rank(corpus, p.folder), by_number(p.title)))
    return [line(corpus, parameter, on) for parameter in ordered]


def line(corpus: Corpus, parameter: Parameter, on: date) -> Line:
    """A parameter on a day."""
    version = parameter.version_on(on)
    return Line(parameter, _span(corpus, parameter, version, on, on, on) if version else None)


def counts(found: Iterable[Line]) -> Counts:
    """How sure these are."""
    shown = list(found)
    names = [one.state for one in shown]
    return Counts(
        confirmed=names.count("confirmed"), unconfirmed=names.count("unconfirmed"), unknown=names.count("unknown"),
        none=names.count("none"), holes=sum(one.span.holes for one in shown if one.span),
    )


def spans(corpus: Corpus, parameter: Parameter, on: date) -> list[Span]:
    """All versions in order, with their place (per cent of the width) in a picture from the first day to after `on`."""
    versions = parameter.versions
    if not versions:
        return []
    start = versions[0].from_day
    end = max(on, versions[-1].from_day) + _TAIL
    before = (None, *versions)
    return [
        _span(corpus, parameter, version, on, start, end, between(parameter, earlier, version) if earlier else None)
        for earlier, version in zip(before, versions, strict=False)
    ]


def steps(corpus: Corpus, path: str) -> list[Folder]:
    """The folders from the top down to a path, itself included if it is one."""
    parts = path.split("/")
    names = ("/".join(parts[: n + 1]) for n in range(len(parts)))
    return [corpus.folders[name] for name in names if name in corpus.folders]


def citing(corpus: Corpus, text: Text) -> list[tuple[Folder, list[tuple[Parameter, Version]]]]:
    """Every version that a text is the source of, by folder in the order of the tree."""
    found: dict[str, list[tuple[Parameter, Version]]] = {}
    for parameter in corpus.parameters.values():
        for version in parameter.versions:
            if version.source.text == text.id:
                found.setdefault(parameter.folder, []).append((parameter, version))
    return [(corpus.folders[path], found[path]) for path in sorted(found, key=lambda path: rank(corpus, path))]


def cases_of(path: str) -> list[Case]:
    """The legal cases that test a parameter."""
    return [case for case in _cases() if case.ask.partition("#")[0] == path]


@lru_cache(maxsize=1)
def _cases() -> tuple[Case, ...]:
    return tuple(load_cases(ROOT / "cases"))


def _branch(corpus: Corpus, folder: Folder, by_folder: dict[str, list[Line]]) -> Branch:
    under = [one for path, found in by_folder.items() if path == folder.path or path.startswith(f"{folder.path}/") for one in found]
    children = [_branch(corpus, child, by_folder) for child in _children(corpus, folder.path)]
    return Branch(folder, len(by_folder.get(folder.path, [])), counts(under), [c for c in children if c.counts.total])


def _children(corpus: Corpus, path: str) -> list[Folder]:
    """The folders next below a path; a folder whose parent has no index stands at the nearest one that has."""
    return sorted(
        (f for f in corpus.folders.values() if f.path != path and _parent(corpus, f.path) == path),
        key=lambda folder: rank(corpus, folder.path),
    )


def _parent(corpus: Corpus, path: str) -> str:
    parent = path.rpartition("/")[0]
    return parent if not parent or parent in corpus.folders else _parent(corpus, parent)


def _span(
    corpus: Corpus, parameter: Parameter, version: Version, on: date, start: date, end: date, change: Change | None = None
) -> Span:
    until = parameter.until(version)
    total = (end - start).days or 1
    state: State = "unknown" if version.is_unknown else "confirmed" if parameter.is_confirmed(version) else "unconfirmed"
    return Span(
        parameter=parameter, version=version, text=corpus.text(version.source.text),
        last=until - timedelta(days=1) if until else None, is_current=parameter.version_on(on) is version, state=state,
        left=round(100 * (version.from_day - start).days / total, 2),
        width=round(100 * ((until or end) - version.from_day).days / total, 2), change=change,
    )
