# SPDX-License-Identifier: Apache-2.0
"""How a quantity stands on a label: the strings of circular 21/2014, and whether a label keeps to them.

The words for packages (gói, hộp), the mark and the heights are arguments; only the shape of the strings is here.
Source: circular 21/2014/TT-BKHCN, Articles 4 and 9, whose published examples are the doctests.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from re import compile as pattern

from chuan.metrology.decimals import EXACT, format_vi
from chuan.metrology.errors import NoReadings, NoToleranceKnown, UnfitUnit, UnknownUnit
from chuan.metrology.prepackages.quantities import BASE_UNITS
from chuan.metrology.prepackages.rule_set import Band
from chuan.metrology.units import unit_of

_QUANTITY = pattern(r"(?P<number>[0-9]+(?:[.,][0-9]+)?)(?P<gap>\s*)(?P<unit>\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kind of package inside a mixed multipack."""

    name: str
    count: int
    quantity: Decimal
    unit: str


def quantity(value: Decimal, unit: str) -> str:
    """Return a quantity as labels show it: number, one space, unit.

    >>> quantity(Decimal(800), "g"), quantity(Decimal("1.5"), "l")
    ('800 g', '1,5 l')
    """
    return f"{format_vi(value, group=False)} {unit}"


def marked(text: str, symbol: str) -> str:
    """Return a quantity behind its quantity mark, one space between.

    >>> marked(quantity(Decimal(800), "g"), "V")
    'V 800 g'
    """
    return f"{symbol} {text}"


def multipack(units: int, each: Decimal, unit: str, word: str = "gói") -> str:
    """Return the quantity of a package of equal packages: the total, then how it is made up.

    >>> multipack(10, Decimal(20), "g")
    '200 g (10 gói x 20 g)'
    """
    total = EXACT.multiply(each, Decimal(units))
    return f"{quantity(total, unit)} ({units} {word} x {quantity(each, unit)})"


def mixed_multipack(parts: Sequence[Part], word: str = "hộp") -> str:
    """Return the quantity of a package of different packages, all in one unit: each kind, then the total.

    >>> polish = [("Xi đen", 2, 15), ("xi nâu", 1, 25), ("xi trắng", 1, 15)]
    >>> mixed_multipack([Part(name=name, count=n, quantity=Decimal(q), unit="g") for name, n, q in polish])
    'Xi đen: 2 hộp x 15 g; xi nâu: 1 hộp x 25 g; xi trắng: 1 hộp x 15 g. Tổng số: 4 hộp (70 g).'
    """
    if not parts:
        raise NoReadings(where="parts")
    unit = parts[0].unit
    for place, part in enumerate(parts, 1):
        if part.unit != unit:
            raise UnfitUnit(where=f"parts/{place}", given=part.unit, wanted=unit, given_kind=part.unit, wanted_kind=unit)
    listed = "; ".join(f"{part.name}: {part.count} {word} x {quantity(part.quantity, part.unit)}" for part in parts)
    total = sum((EXACT.multiply(part.quantity, Decimal(part.count)) for part in parts), Decimal(0))
    return f"{listed}. Tổng số: {sum(part.count for part in parts)} {word} ({quantity(total, unit)})."


def faults(text: str, *, forbidden: Iterable[str] = (), symbol: str = "") -> list[str]:
    """Return what is wrong with a quantity as it stands on a label, as codes; nothing if it is right.

    `symbol`: the quantity mark that must stand before it. A value below 1 or from 1000 on in its unit is no fault known
    to the law (its annex of units has not been seen), only `unusual-size`.

    >>> faults("500 g"), faults("500g"), faults("khoảng 500 g", forbidden=["khoảng"]), faults("0,5 kg")
    ([], ['one-space-before-unit'], ['forbidden-word'], ['unusual-size'])
    >>> faults("V 800 g", symbol="V"), faults("800 g", symbol="V"), faults("e 800 g", symbol="V")
    ([], ['mark-missing'], ['mark-missing', 'not-a-quantity'])
    """
    found, rest = [], text.strip()
    for word in forbidden:
        if rest.casefold().startswith(word.casefold()):
            found.append("forbidden-word")
            rest = rest[len(word) :].strip()
    if symbol:
        if rest.startswith(f"{symbol} "):
            rest = rest[len(symbol) + 1 :]
        else:
            found.append("mark-missing")
    match = _QUANTITY.fullmatch(rest)
    return found + (_of_quantity(match["number"], match["gap"], match["unit"]) if match else ["not-a-quantity"])


def _of_quantity(number: str, gap: str, unit: str) -> list[str]:
    found = [] if gap == " " else ["one-space-before-unit"]
    try:
        known = unit_of(unit)
    except UnknownUnit:
        return [*found, "unknown-unit"]
    if known.kind not in BASE_UNITS:
        found.append("not-a-unit-of-goods")
    elif not known.is_metric:
        found.append("not-a-legal-unit")
    value = Decimal(number.replace(",", "."))
    if known.kind != "count" and not 1 <= value < 1000:
        found.append("unusual-size")
    return found


def least_height_mm(heights: Sequence[Band], nominal: Decimal) -> Decimal:
    """Return the smallest height of digits and letters for a nominal quantity (g or ml); `absolute` holds the height.

    >>> heights = [Band(above=Decimal(50), up_to=Decimal(200), absolute=Decimal(3))]
    >>> least_height_mm(heights, Decimal(200))
    Decimal('3')
    """
    found = next((band.absolute for band in heights if band.holds(nominal)), None)
    if found is None:
        raise NoToleranceKnown(where="nominal", rule_set="label", kind="character height", given=format(nominal, "f"))
    return found
