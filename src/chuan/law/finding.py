# SPDX-License-Identifier: Apache-2.0
"""Full-text search of the law, without accents: titles, values, notes, rows of tables, sources, texts; best first."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from chuan.law.engine.citation import as_text
from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import UNKNOWN, Parameter, Text, Version
from chuan.lib.text import fold

#: What a hit is worth by where it was found.
_NAME, _PATH, _BODY = 8, 5, 1
_AT_WORD_START, _PHRASE, _EXACT = 2, 6, 40
_AROUND = 60
_MOST_WORDS = 12


@dataclass(frozen=True)
class Found:
    """A parameter or a text that has every word; `snippet` shows where, the words marked (empty if in the title)."""

    item: Parameter | Text
    score: int
    snippet: SafeString

    @property
    def is_text(self) -> bool:
        """True for a legal text."""
        return isinstance(self.item, Text)


@dataclass(frozen=True)
class _Field:
    weight: int
    text: str
    folded: str


@dataclass(frozen=True)
class _Entry:
    item: Parameter | Text
    fields: tuple[_Field, ...]
    everything: str


def words_of(text: str) -> list[str]:
    """The folded words of a question."""
    return fold(text.replace("\0", " ")).split()[:_MOST_WORDS]


def find(corpus: Corpus, text: str) -> list[Found]:
    """Everything in which every word occurs, accents or not, the best first; nothing for no words."""
    words = words_of(text)
    if not words:
        return []
    found = [_found(entry, words) for entry in _index(corpus) if all(word in entry.everything for word in words)]
    return sorted(found, key=lambda one: (-one.score, one.is_text, fold(one.item.title)))


def text_has(text: Text, words: list[str]) -> bool:
    """True if every (folded) word stands in the number, a title or the issuer of a text."""
    haystack = fold(" ".join((text.id, text.number, text.title, text.title_en, text.issuer)))
    return all(word in haystack for word in words)


def marked(text: str, words: list[str]) -> SafeString:
    """The text, escaped, with every occurrence of a word in `<mark>`."""
    folded = fold(text)
    if len(folded) != len(text):  # a letter that folds to more than one: nothing can be marked
        return escape(text)
    spans = sorted(
        (at, at + len(word)) for word in words for at in _occurrences(folded, word)
    )
    out, done = [], 0
    for start, end in spans:
        if start < done:
            continue
        out.append(f"{escape(text[done:start])}<mark>{escape(text[start:end])}</mark>")
        done = end
    out.append(escape(text[done:]))
    return mark_safe("".join(out))  # noqa: S308 — every piece is escaped


def _found(entry: _Entry, words: list[str]) -> Found:
    phrase = " ".join(words)
    score = sum(max(_worth(field, word) for field in entry.fields) for word in words)
    names = [field.folded for field in entry.fields if field.weight == _NAME]
    if phrase in names:
        score += _EXACT
    elif any(phrase in name for name in names):
        score += _PHRASE * len(words)
    if all(any(word in name for name in names) for word in words):
        return Found(entry.item, score, SafeString(""))
    bodies = [field for field in entry.fields if field.weight == _BODY]
    best = max(bodies, key=lambda field: sum(word in field.folded for word in words), default=None)
    return Found(entry.item, score, SafeString("") if best is None else _snippet(best.text, words))


def _worth(field: _Field, word: str) -> int:
    if word not in field.folded:
        return 0
    return field.weight * (_AT_WORD_START if _starts(field.folded, word) else 1)


def _snippet(text: str, words: list[str]) -> SafeString:
    folded = fold(text)
    first = min((at for word in words if (at := folded.find(word)) >= 0), default=0)
    start, end = max(0, first - _AROUND), first + 2 * _AROUND
    if start:
        start = text.find(" ", start, first) + 1 or start
    return mark_safe(  # noqa: S308 — marked() escapes
        ("… " if start else "") + marked(text[start:end], words) + (" …" if end < len(text) else "")
    )


def _occurrences(folded: str, word: str) -> Iterator[int]:
    at = folded.find(word)
    while at >= 0:
        yield at
        at = folded.find(word, at + len(word))


def _starts(folded: str, word: str) -> bool:
    return any(at == 0 or not folded[at - 1].isalnum() for at in _occurrences(folded, word))


@lru_cache(maxsize=2)
def _index(corpus: Corpus) -> tuple[_Entry, ...]:
    parameters = (_entry(p, _parameter_fields(corpus, p)) for p in corpus.parameters.values())
    texts = (_entry(t, _text_fields(t)) for t in corpus.texts.values())
    return (*parameters, *texts)


def _entry(item: Parameter | Text, fields: Iterator[tuple[int, str]]) -> _Entry:
    unique = dict.fromkeys((weight, text) for weight, text in fields if text)
    made = tuple(_Field(weight, text, fold(text)) for weight, text in unique)
    return _Entry(item, made, "\n".join(field.folded for field in made))


def _parameter_fields(corpus: Corpus, parameter: Parameter) -> Iterator[tuple[int, str]]:
    yield _NAME, parameter.title
    yield _NAME, parameter.title_en
    yield _PATH, parameter.path
    if parameter.names:
        yield _BODY, parameter.names.measurand
    for version in parameter.versions:
        yield _BODY, corpus.text(version.source.text).number
        yield _BODY, version.notes
        yield _BODY, version.notes_en
        yield from ((_BODY, text) for text in _held(version))


def _held(version: Version) -> Iterator[str]:
    if version.rows is None:
        yield as_text(version.value)
    for row in version.rows or ():
        yield " · ".join(as_text(cell) for cell in row.values() if cell is not UNKNOWN and cell is not None)


def _text_fields(text: Text) -> Iterator[tuple[int, str]]:
    yield _NAME, text.number
    yield _NAME, text.title
    yield _NAME, text.title_en
    yield _PATH, text.id
    yield _BODY, text.issuer
    yield _BODY, text.notes
    yield _BODY, text.notes_en
