# SPDX-License-Identifier: Apache-2.0
"""From what was weighed to the net quantity of each package: tare, sieve, glaze, density."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from chuan.metrology.decimals import EXACT
from chuan.metrology.errors import CountsDiffer, IndividualTaresNeeded, Negative, TareRuleUnknown
from chuan.metrology.prepackages.rule_set import RuleSet, TareRule
from chuan.metrology.prepackages.sums import Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanTare:
    """One tare for all packages, and why it may be used: its share of Qn, or its spread."""

    mean: Decimal
    s: Decimal | None
    ground: str


def mean_tare(
    rules: RuleSet, sample: Sequence[Decimal], *, nominal: Decimal, deficiency: Decimal, place: str = ""
) -> MeanTare:
    """Return the mean of weighed tares if the rule set lets it stand for all packages; all in one unit.

    Either mean ≤ p % of Qn, or s ≤ q · T found from as many tares as the text asks for (OIML R 87: 10 %, 0.25 T and 25
    tares). `IndividualTaresNeeded` otherwise; `TareRuleUnknown` where nobody has read the rule.

    >>> rules = RuleSet(id="x", tolerances={}, plans={}, tare=(TareRule(place=None, tares=2, mean_percent=Decimal(10),
    ...                                                                 sd_share=Decimal("0.25")),))
    >>> mean_tare(rules, [Decimal("12.0"), Decimal("12.2")], nominal=Decimal(500), deficiency=Decimal(15)).mean
    Decimal('12.1')
    """
    if rules.tare is None:
        raise TareRuleUnknown(where="tare/sample", rule_set=rules.id)
    rule = _rule(rules.tare, place)
    sums = Sums.of(sample)
    mean, s = sums.mean(), sums.s()
    if EXACT.multiply(mean, Decimal(100)) <= EXACT.multiply(rule.mean_percent, nominal):
        return MeanTare(mean=mean, s=s, ground="small")
    if s is not None and len(sample) >= rule.tares and s <= EXACT.multiply(rule.sd_share, deficiency):
        return MeanTare(mean=mean, s=s, ground="even")
    raise IndividualTaresNeeded(where="tare/sample", given=len(sample), wanted=rule.tares)


def _rule(tare: tuple[TareRule, ...], place: str) -> TareRule:
    fitting = [rule for rule in tare if rule.place in (None, place)]
    return max(fitting or tare, key=lambda rule: rule.tares)


def subtract(gross: Sequence[Decimal], tare: Decimal | Sequence[Decimal], where: str) -> list[Decimal]:
    """Return gross − tare of each package, the same tare for all or one each; `Negative` below zero.

    >>> subtract([Decimal("512.0"), Decimal("511.5")], Decimal("12.1"), "gross")
    [Decimal('499.9'), Decimal('499.4')]
    """
    if not isinstance(tare, Decimal) and len(tare) != len(gross):
        raise CountsDiffer(where=where, given=len(tare), wanted=len(gross))
    each = [tare] * len(gross) if isinstance(tare, Decimal) else tare
    net = [EXACT.subtract(value, less) for value, less in zip(gross, each, strict=True)]
    for place, value in enumerate(net, 1):
        if value < 0:
            raise Negative(where=f"{where}/{place}", given=format(value, "f"))
    return net


def volumes(masses_g: Sequence[Decimal], density_g_per_ml: Decimal) -> list[Decimal]:
    """Return V = m / ρ in ml. Buoyancy of air is not corrected (some 0.1 %): say so where it matters.

    >>> volumes([Decimal("92.3")], Decimal("0.923"))
    [Decimal('1E+2')]
    """
    return [EXACT.divide(mass, density_g_per_ml) for mass in masses_g]


def moisture_allowance(nominal: Decimal, percent: Decimal) -> Decimal:
    """Return percent of the labelled quantity, un-rounded (NIST HB 133: 907 g at 3 % is 27.21 g, printed as 27 g).

    >>> moisture_allowance(Decimal(907), Decimal(3))
    Decimal('27.21')
    """
    return EXACT.multiply(EXACT.multiply(nominal, percent), Decimal("0.01"))


def purge_percent(labelled: Decimal, drained: Decimal) -> Decimal:
    """Return how much of the labelled quantity ran off: 100 · (labelled − drained) / labelled.

    >>> purge_percent(Decimal(5), Decimal("4.19"))
    Decimal('16.20')
    """
    return EXACT.divide(EXACT.multiply(Decimal(100), EXACT.subtract(labelled, drained)), labelled)


def dimensionless(error: Decimal, interval: Decimal) -> Decimal:
    """Return a package error as a multiple of the scale interval (NIST HB 133, 2.3).

    >>> dimensionless(Decimal("-0.5"), Decimal("0.1"))
    Decimal('-5')
    """
    return EXACT.divide(error, interval)
