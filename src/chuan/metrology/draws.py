# SPDX-License-Identifier: Apache-2.0
"""Random draws that anyone can repeat: which packages, instruments or shops are looked at, from a printed seed.

A draw must be fair and must be seen to be fair. So it depends on nothing but a seed (a text written in the record
before the draw), the number of things and the number to pick; whoever has these three gets the same numbers, with this
module, with its JavaScript twin, or with `sha256sum` and a pencil. The algorithm `chuan-draw/1`:

1.  **Words.** The word number i (i = 0, 1, 2, …) is the first 12 hexadecimal digits, read as one number below 2^48, of
    the SHA-256 of the UTF-8 text `chuan-draw/1`, line feed, seed, line feed, i. The seed is first put into Unicode
    form NFC and stripped of white space at both ends; i is written in decimal digits.
2.  **A number from 1 to k.** Take the next word w. If w ≥ ⌊2^48 / k⌋ · k, leave it out and take the next one (else
    small numbers would be a little likelier). The number is w mod k + 1.
3.  **A sample of n out of N** (R. W. Floyd's method: J. Bentley, "A sample of brilliance", Communications of the ACM
    30 (9), 1987). For j = N − n + 1, …, N: draw t from 1 to j; put t into the sample, or j if t is in it already.
4.  The sample is given in ascending order.

Words are used one after another from i = 0; a left-out word counts. Every set of n numbers has the same chance.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from chuan.metrology.errors import DrawImpossible

#: The name of the algorithm above: it stands in every record of a draw, and changes if a single step does.
ALGORITHM = "chuan-draw/1"

#: Numbers are drawn from 48 bits: both Python and JavaScript hold them exactly.
_SPAN = 2**48
#: The largest population: far beyond any lot, far below 2^48.
MOST = 2**32
#: Half of a character: no UTF-8 text holds it.
_SURROGATE = re.compile("[\ud800-\udfff]")


def words(seed: str) -> Iterator[int]:
    """Give the words of a seed one after another (step 1).

    >>> next(words("Sơn La 2026-05-01"))
    35694561029840
    """
    text = unicodedata.normalize("NFC", seed).strip()
    counter = 0
    while True:
        digest = hashlib.sha256(f"{ALGORITHM}\n{text}\n{counter}".encode()).hexdigest()
        yield int(digest[:12], 16)
        counter += 1


def draw(*, seed: str, population: int, size: int) -> tuple[int, ...]:
    """Draw `size` different numbers out of 1 … `population`, ascending.

    >>> draw(seed="Sơn La 2026-05-01", population=300, size=8)
    (4, 146, 177, 190, 259, 285, 291, 294)
    >>> draw(seed="any", population=5, size=5)
    (1, 2, 3, 4, 5)
    """
    _refuse_impossible(seed, population, size)
    source = words(seed)
    sample: set[int] = set()
    for upper in range(population - size + 1, population + 1):
        pick = _below(source, upper) + 1
        sample.add(upper if pick in sample else pick)
    return tuple(sorted(sample))


def _below(source: Iterator[int], bound: int) -> int:
    fair = _SPAN // bound * bound
    return next(word for word in source if word < fair) % bound


def _refuse_impossible(seed: str, population: int, size: int) -> None:
    whole = all(isinstance(n, int) and not isinstance(n, bool) for n in (population, size))
    if not whole or not 1 <= size <= population <= MOST:
        raise DrawImpossible(where="size", size=size, population=population)
    if not isinstance(seed, str) or not seed.strip() or _SURROGATE.search(seed):
        raise DrawImpossible(where="seed", size=size, population=population)
