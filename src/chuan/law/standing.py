# SPDX-License-Identifier: Apache-2.0
"""The law as it stands in this process: the files, read once, with what the province supplied laid over them.

A room above gives the overlay (`provide_overlay`); `refresh` asks it once per request or job whether it changed. A
corpus never changes; another one takes its place, and whoever is inside `steady` keeps the one it began with.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from chuan.law.engine.corpus import Corpus, load
from chuan.law.engine.errors import SupplementRefused
from chuan.law.engine.overlay import Supplement, sift

#: () -> (token, supplements): equal tokens mean equal supplements. The supplements are walked through only if the token
#: is a new one, so they may be lazy (a queryset, a generator). None as token: nothing is supplied.
Overlay = Callable[[], tuple[Hashable, Iterable[Supplement]]]
#: What was supplied but fills no gap of these files, and why.
Refused = tuple[Supplement, SupplementRefused]

ROOT = Path(__file__).parent


@dataclass(frozen=True)
class _Standing:
    files: Corpus
    corpus: Corpus
    token: Hashable
    refused: tuple[Refused, ...]


_lock = RLock()
_standing: list[_Standing] = []
_overlay: list[Overlay] = []
_held: ContextVar[Corpus | None] = ContextVar("law_held", default=None)


def _now() -> _Standing:
    if not _standing:
        with _lock:
            if not _standing:
                files = load(ROOT)
                _standing.append(_Standing(files, files, None, ()))
    return _standing[0]


def corpus() -> Corpus:
    """All law files with the overlay of the last `refresh`, kept while the process lives."""
    return _held.get() or _now().corpus


def files() -> Corpus:
    """The law files alone, without what the province supplied."""
    return _now().files


def refused() -> tuple[Refused, ...]:
    """What the overlay holds that fills no gap of these files, with the reason."""
    return _now().refused


def provide_overlay(source: Overlay | None) -> None:
    """Say where supplements come from; None takes them away. Takes effect at the next `refresh`."""
    with _lock:
        _overlay[:] = [source] if source else []


def refresh() -> None:
    """Ask the overlay for its token, and lay it over the files anew if that changed. Cheap when it did not."""
    token, supplements = _overlay[0]() if _overlay else (None, ())
    standing = _now()
    if token != standing.token:
        with _lock:
            standing = _now()
            if token != standing.token:
                laid, refused_now = sift(standing.files, supplements) if token is not None else (standing.files, [])
                standing = _Standing(standing.files, laid, token, tuple(refused_now))
                _standing[0] = standing
    if _held.get() is not None:
        _held.set(standing.corpus)


@contextmanager
def steady() -> Iterator[Corpus]:
    """Refresh, then keep one and the same law inside: value, citation and fingerprint of an act agree."""
    token = _held.set(_now().corpus)
    try:
        refresh()
        yield corpus()
    finally:
        _held.reset(token)
