# SPDX-License-Identifier: Apache-2.0
"""Keys of order: folders as their indexes say, titles by the numbers in them, texts by their days."""

import re

from chuan.law.engine.corpus import Corpus
from chuan.law.engine.nodes import Text
from chuan.lib.text import fold


def rank(corpus: Corpus, path: str) -> list[tuple[int, str]]:
    """A key that sorts folders as their indexes give the order, what stands in a folder after the folder."""
    parts = path.split("/")
    paths = ["/".join(parts[: n + 1]) for n in range(len(parts))]
    return [(corpus.folders[p].order if p in corpus.folders else 0, p) for p in paths]


def by_number(title: str) -> str:
    """A key that puts Article 4 before Article 10, accents or not.

    >>> sorted(["Điều 10", "Điều 4"], key=by_number)
    ['Điều 4', 'Điều 10']
    """
    return re.sub(r"\d+", lambda found: found[0].zfill(6), fold(title))


def newest_first(text: Text) -> tuple[int, str]:
    """A key that puts the text in force last to the front, and those of unknown days to the end."""
    day = text.in_force_from or text.issued_on
    return (-day.toordinal() if day else 0, text.number)
