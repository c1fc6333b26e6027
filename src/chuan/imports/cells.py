# SPDX-License-Identifier: Apache-2.0
"""Parsers that many kinds of record share: one of some words, several values in one cell, days."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from chuan.imports.values import Wrong, read_day, read_past_day
from chuan.lib.text import key, tidy

Parse = Callable[[str, Any], Any]
_BETWEEN = re.compile(r"[;\n]+")


def chosen(labels: Mapping[str, str], words: Mapping[str, tuple[str, ...]] | None = None) -> Parse:
    """A parser of one of some labels (label -> code), of the codes themselves, or of other words (code -> words)."""
    known = {key(label): code for label, code in labels.items()} | {key(code): code for code in labels.values()}
    for code, others in (words or {}).items():
        known |= {key(word): code for word in others}

    def parse(text: str, _context: Any) -> str:
        found = known.get(key(text))
        if found is None:
            raise Wrong("imports.choice-unknown", value=text[:40], choices="; ".join(labels))
        return found

    return parse


def several(one: Parse) -> Parse:
    """A parser of a cell with several values between semicolons: an array of what `one` makes, an array of the texts."""

    def parse(text: str, context: Any) -> tuple[str, str]:
        texts = list(dict.fromkeys(filter(None, map(tidy, _BETWEEN.split(text)))))
        return array(one(part, context) for part in texts), array(texts)

    return parse


def array(values: Iterable[object]) -> str:
    r"""Values as PostgreSQL reads an array.

    >>> array(["a", 'b "c"'])
    '{"a","b \\"c\\""}'
    """
    quoted = (str(one).replace("\\", "\\\\").replace('"', '\\"') for one in values)
    return "{" + ",".join(f'"{one}"' for one in quoted) + "}"


def folded(text: str, _context: Any) -> str:
    """What survives spelling."""
    found = key(text)
    if not found:
        raise Wrong("imports.without-characters", value=text[:40])
    return found


def past_day(text: str, context: Any) -> date:
    """A day that has come."""
    return read_past_day(text, _today(context))


def any_day(text: str, _context: Any) -> date:
    """A day, come or not."""
    return read_day(text)


def _today(context: Any) -> date:
    on: date = context if isinstance(context, date) else context.on
    return on
