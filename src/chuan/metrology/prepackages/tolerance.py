# SPDX-License-Identifier: Apache-2.0
"""The tolerable deficiency T of a nominal quantity, by the table of a rule set."""

from decimal import Decimal

from chuan.metrology.decimals import EXACT, round_to_step
from chuan.metrology.errors import NoToleranceKnown
from chuan.metrology.prepackages.rule_set import RuleSet, ToleranceTable


def tolerable_deficiency(rules: RuleSet, kind: str, nominal: Decimal) -> Decimal:
    """Return T in the base unit of the kind (g, ml, m, m², item), rounded up where the text says up.

    T = percent · Qn / 100, or the absolute figure of the row, which is never rounded. Rounding up is exact: 63 · 2 % =
    1.26 becomes 1.3, and 150 · 4.5 % = 6.75 becomes 6.8; a T that is a whole number of steps stays. `NoToleranceKnown`
    if the rule set has no row for the quantity, or nobody has read it.

    >>> from chuan.metrology.prepackages.rule_set import Band, Rounding
    >>> table = ToleranceTable(bands=(Band(above=Decimal(0), up_to=None, percent=Decimal("2")),),
    ...                        rounding=(Rounding(up_to=None, step=Decimal("0.1")),))
    >>> tolerable_deficiency(RuleSet(id="x", tolerances={"mass": table}, plans={}), "mass", Decimal(63))
    Decimal('1.3')
    """
    table = rules.tolerances.get(kind)
    found = _deficiency(table, nominal) if table else None
    if found is None:
        raise NoToleranceKnown(where="nominal", rule_set=rules.id, kind=kind, given=format(nominal, "f"))
    return found


def _deficiency(table: ToleranceTable, nominal: Decimal) -> Decimal | None:
    if table.scope and not table.scope[0] <= nominal <= table.scope[1]:
        return None
    band = next((band for band in table.bands if band.holds(nominal)), None)
    if band is None or band.percent is None:
        return band.absolute if band else None
    exact = EXACT.multiply(EXACT.multiply(nominal, band.percent), Decimal("0.01"))
    step = next((rule.step for rule in table.rounding if rule.up_to is None or nominal <= rule.up_to), None)
    return exact if step is None else round_to_step(exact, step, "up")
