# SPDX-License-Identifier: Apache-2.0
"""Is the scale good enough to judge such packages with it?"""

from decimal import Decimal

from chuan.metrology.decimals import EXACT, plain
from chuan.metrology.prepackages.rule_set import RuleSet


def scale_warnings(
    rules: RuleSet, *, nominal: Decimal, deficiency: Decimal, interval: Decimal | None = None, error: Decimal | None = None
) -> list[dict[str, str]]:
    """Return what speaks against a scale of that interval and error; quantities in g or ml. Nothing where no rule is known.

    >>> from chuan.metrology.prepackages.rule_set import ScaleRule
    >>> rules = RuleSet(id="x", tolerances={}, plans={}, scale=ScaleRule(interval_divisor=Decimal(6)))
    >>> scale_warnings(rules, nominal=Decimal(500), deficiency=Decimal(15), interval=Decimal(5))
    [{'code': 'scale-too-coarse', 'interval': '5', 'limit': '2.5'}]
    """
    rule, found = rules.scale, []
    limits = [band.absolute for band in rule.largest_interval if band.holds(nominal) and band.absolute is not None]
    if rule.interval_divisor is not None:
        limits.append(EXACT.divide(deficiency, rule.interval_divisor))
    if interval is not None and limits and interval > min(limits):
        found.append({"code": "scale-too-coarse", "interval": plain(interval), "limit": plain(min(limits))})
    if error is not None and rule.error_divisor is not None:
        limit = EXACT.divide(deficiency, rule.error_divisor)
        if error > limit:
            found.append({"code": "scale-error-too-large", "error": plain(error), "limit": plain(limit)})
    return found
