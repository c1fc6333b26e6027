# SPDX-License-Identifier: Apache-2.0
"""Citations as the judge prints them: which values of the law the verdict rests on, and how surely they are known."""

from typing import Any

from chuan.law import Edition


def cite(edition: Edition, *paths: str) -> list[dict[str, Any]]:
    """Return one citation for each path, in that order, each once; the law's own refusal if a value is not known."""
    return [_one(edition, path) for path in dict.fromkeys(paths)]


def _one(edition: Edition, path: str) -> dict[str, Any]:
    version = edition.version(path)
    parameter = edition.corpus.parameter(path)
    return {
        "path": path,
        "title": parameter.title,
        "title_en": parameter.title_en,
        "from": version.from_day.isoformat(),
        "source": str(version.source),
        "source_number": edition.corpus.text(version.source.text).number,
        "source_place": version.source.place(),
        "confidence": version.confidence,
        "is_confirmed": parameter.is_confirmed(version),
    }
