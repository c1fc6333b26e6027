# SPDX-License-Identifier: Apache-2.0
"""A citation: what the law said, where and how surely, frozen as JSON so that later edits of the files change nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import Held, Parameter, Row, Version


def as_text(value: Held) -> str:
    """A value in one canonical spelling: decimal point, ISO days, lists with commas, nothing for None.

    >>> as_text(Decimal("0.3")), as_text(("maximum", "minimum")), as_text(None)
    ('0.3', 'maximum, minimum', '')
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(as_text(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def freeze(corpus: Corpus, parameter: Parameter, version: Version, day: date) -> dict[str, Any]:
    """The citation of a version as it applied on a day; only texts, truth values and None, lists and mappings of them."""
    text = corpus.text(version.source.text)
    reviewed_on = parameter.reviewed_on_of(version)
    supplied = [
        {"marker": supply.marker, "cell": f"{supply.row}/{supply.column}" if supply.row else "", "source": str(supply.source),
         "reviewed_on": supply.reviewed_on.isoformat() if supply.reviewed_on else None}
        for supply in version.supplied
    ]
    return ({"supplied": supplied} if supplied else {}) | {
        "path": parameter.path,
        "title": parameter.title,
        "title_en": parameter.title_en,
        "value": as_text(version.value),
        "rows": None if version.rows is None else [_row(row) for row in version.rows],
        "unit": parameter.unit,
        "on": day.isoformat(),
        "from": version.from_day.isoformat(),
        "source": str(version.source),
        "source_text": text.id,
        "source_number": text.number,
        "source_title": text.title,
        "source_place": version.source.place(),
        "confidence": version.confidence,
        "reviewed_on": reviewed_on.isoformat() if reviewed_on else None,
        "is_confirmed": parameter.is_confirmed(version),
    }


def _row(row: Row) -> dict[str, str]:
    return {key: as_text(value) for key, value in row.items()}
