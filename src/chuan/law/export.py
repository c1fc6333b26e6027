# SPDX-License-Identifier: Apache-2.0
"""The whole law as one JSON document, for other programs: every text, every parameter, every version.

Numbers and days are strings in their one canonical spelling, so that no reader makes a binary fraction of them.
"""

import json
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from chuan.law.engine.citation import as_text
from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import UNKNOWN, Parameter, Text, Version
from chuan.law.standing import corpus as corpus_now

SCHEMA = "law/1"


def as_json(corpus: Corpus | None = None) -> dict[str, Any]:
    """The document; of the law as it stands in this process if none is given. Drafts are not in it."""
    corpus = corpus or corpus_now()
    return {
        "schema": SCHEMA,
        "fingerprint": corpus.fingerprint,
        "texts": {text.id: _text(text) for text in corpus.texts.values()},
        "parameters": {parameter.path: _parameter(parameter) for parameter in corpus.parameters.values()},
    }


@lru_cache(maxsize=2)
def as_bytes(corpus: Corpus) -> bytes:
    """The document as UTF-8, one and the same for the same law."""
    return (json.dumps(as_json(corpus), ensure_ascii=False, indent=1) + "\n").encode()


def cell_json(value: Any) -> Any:
    """One value: booleans and null as they are, lists as lists, `{"unknown": true}` for what nobody has found."""
    if value is UNKNOWN:
        return {"unknown": True}
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, tuple | list):
        return [cell_json(item) for item in value]
    return as_text(value) if isinstance(value, int | Decimal | date) else str(value)


def _text(text: Text) -> dict[str, Any]:
    return {
        "number": text.number, "title": text.title, "title_en": text.title_en, "issuer": text.issuer,
        "issued_on": cell_json(text.issued_on), "in_force_from": cell_json(text.in_force_from), "status": text.status,
        "replaces": list(text.replaces), "amends": list(text.amends),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "title": parameter.title, "title_en": parameter.title_en, "unit": parameter.unit, "anchor": parameter.anchor,
        "versions": [_version(parameter, version) for version in parameter.versions],
    }


def _version(parameter: Parameter, version: Version) -> dict[str, Any]:
    held: dict[str, Any] = {"value": cell_json(version.value)}
    if version.is_unknown:
        held = {"unknown": True}
    elif version.rows is not None:
        held = {"rows": [{key: cell_json(cell) for key, cell in row.items()} for row in version.rows]}
    return {
        "from": version.from_day.isoformat(), **held, "source": str(version.source), "confidence": version.confidence,
        "is_confirmed": parameter.is_confirmed(version), "notes": version.notes, "notes_en": version.notes_en,
    }
