# SPDX-License-Identifier: Apache-2.0
"""Whether a file or a row of an import holds the data of one person.

The person's names and numbers are compared as keyed fingerprints, so that the job that searches the files holds none of
them. A number inside a longer text is found, a name is when it fills a cell.
"""

import csv
import hashlib
import hmac
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings

from chuan.imports.checking import text_key
from chuan.imports.choices import Encoding
from chuan.imports.reading import decode, open_workbook, sheet_of
from chuan.lib import legacy_encodings
from chuan.lib.text import key

if TYPE_CHECKING:
    import polars

    from chuan.imports.models import Import, ImportRow

#: a shorter key tells nobody from others
_TELLING = 3
_NUMBERS = r"\d[\d .\-]{6,18}\d"
_ADDRESSES = r"[\w.+\-]+@[\w\-]+\.[\w.\-]+"
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Sought:
    """A person as lists may name them: numbers and addresses, told apart from names by where they are looked for.

    `codes`: kinds of list in which a name counts; None: in all.
    """

    numbers: frozenset[str]
    names: frozenset[str]
    codes: frozenset[str] | None = None

    @classmethod
    def of(cls, *, numbers: Iterable[str], names: Iterable[str], codes: Iterable[str] | None = None) -> "Sought":
        """From plain texts."""
        return cls(_fingerprints(numbers), _fingerprints(names), None if codes is None else frozenset(codes))

    def told(self) -> dict[str, Any]:
        """As the arguments of a job."""
        codes = None if self.codes is None else sorted(self.codes)
        return {"numbers": sorted(self.numbers), "names": sorted(self.names), "codes": codes}

    def within(self, code: str) -> frozenset[str]:
        """What counts in lists of a kind."""
        return self.numbers | self.names if self.codes is None or code in self.codes else self.numbers

    def names_file(self, name: str) -> bool:
        """True if some words of the name of a file are the person's."""
        words = name.rpartition(".")[0].replace("_", " ").replace("-", " ").split()
        spans = (" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, len(words) + 1))
        return any(_said(span, self.numbers | self.names) for span in spans)


def cells_of(row: "ImportRow", wanted: frozenset[str]) -> list[tuple[str, str]]:
    """Which texts of a kept row are the person's: ("values" or "before", name)."""
    held = (("values", row.values), ("before", row.before))
    found = [(where, name) for where, texts in held for name, text in texts.items() if isinstance(text, str) and _said(text, wanted)]
    quoted = any(_said(text, wanted) for one in row.problems for text in one["data"].values() if isinstance(text, str))
    return [*found, ("problems", "")] if quoted else found


def file_holds(imported: "Import", wanted: frozenset[str]) -> bool:
    """True if a cell of the uploaded file, of any of its sheets, is the person's; or if nobody can read it."""
    content = bytes(imported.file.content)
    try:
        return bool(content) and any(_holds(series, imported.encoding, wanted) for series in _columns(content))
    except Exception:  # noqa: BLE001 — whatever a reader says of a broken file: that the person is not in it, it does not
        return True


def _holds(series: "polars.Series", encoding: str, wanted: frozenset[str]) -> bool:
    import polars

    distinct = series.unique().drop_nulls()
    if encoding in (Encoding.TCVN3, Encoding.VNI):
        distinct = polars.Series([legacy_encodings.convert(text, encoding) for text in distinct], dtype=polars.String)
    inside = [distinct.str.extract_all(pattern).explode().drop_nulls() for pattern in (_NUMBERS, _ADDRESSES)]
    texts = polars.concat([distinct, *(one.rename(distinct.name) for one in inside)])
    return any(_printed(text) in wanted for keyed in text_key(texts) for text in _spellings(keyed))


def _columns(content: bytes) -> "Iterator[polars.Series]":
    import polars

    if content.startswith(b"PK"):
        reader = open_workbook(content)
        for name in reader.sheet_names:
            yield from sheet_of(reader, name)
        return
    text = decode(content)
    for sign in _DELIMITERS:
        cells = (cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign) for cell in row)
        yield polars.Series("cells", list(dict.fromkeys(cells)), dtype=polars.String)


def _said(text: str, wanted: frozenset[str]) -> bool:
    return any(_printed(one) in wanted for one in _spellings(key(text)))


def _spellings(keyed: str) -> tuple[str, ...]:
    """A key, and without the zeros that Excel takes from the front of a number."""
    return (keyed, keyed.lstrip("0")) if keyed.startswith("0") else (keyed,)


def _fingerprints(texts: Iterable[str]) -> frozenset[str]:
    keys = {keyed for text in texts if len(keyed := key(text)) >= _TELLING}
    return frozenset(_printed(one) for keyed in keys for one in _spellings(keyed))


def _printed(keyed: str) -> str:
    secret = b"chuan.imports.people:" + settings.SECRET_KEY.encode()
    return hmac.digest(secret, keyed.encode(), hashlib.sha256).hex()[:32]
