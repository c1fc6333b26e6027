# SPDX-License-Identifier: Apache-2.0
"""The judge of lots: mean test, T1 errors, T2 errors, by whatever rule set comes in.

    T            by the table of the rule set (tolerance)
    mean test    mean ≥ Qn − k·s with the factor k as printed; a census: mean ≥ Qn; by the range: mean + a·R ≥ Qn
    T1           how many x < Qn − T; at most as many as the plan allows; a census: at most a percentage of N
    T2           no x < Qn − 2 T

A package short by exactly T, or exactly 2 T, is not beyond it. Mean and s are found as `sums` says. A sample that is not
of the prescribed size is judged only as far as it is conclusive: fewer packages than prescribed can fail a lot (their T1
errors already exceed the number allowed, or one is a T2 error) but never pass it; more than prescribed pass it only with
a mean not below Qn, because the printed factor is too mild for them.

Source: OIML R 87, and the texts that follow it; every number comes in with the rule set.
"""

from decimal import Decimal

from chuan.metrology.decimals import EXACT
from chuan.metrology.errors import NoToleranceKnown
from chuan.metrology.prepackages.findings import LotFindings
from chuan.metrology.prepackages.plans import Choice, Lot, choose
from chuan.metrology.prepackages.rule_set import RuleSet
from chuan.metrology.prepackages.sums import Sums
from chuan.metrology.prepackages.tolerance import tolerable_deficiency

__all__ = ["Lot", "LotFindings", "judge"]

_NOTHING = Decimal(0)


def judge(rules: RuleSet, lot: Lot) -> LotFindings:
    """Judge a lot: every figure, and a verdict where the readings suffice for one.

    >>> from chuan.metrology.prepackages.rule_set import Band, Census, ToleranceTable
    >>> table = ToleranceTable(bands=(Band(above=Decimal(0), up_to=None, percent=Decimal(3)),))
    >>> rules = RuleSet(id="x", tolerances={"mass": table}, plans={}, t2_multiple=Decimal(2),
    ...                 census=(Census(lot_min=1, lot_max=None, t1_percent=Decimal("2.5")),))
    >>> weights = (Decimal("500"), Decimal("501.5"), Decimal("499"))
    >>> found = judge(rules, Lot(kind="mass", nominal=Decimal(500), lot_size=3, sample_size=3, net=weights))
    >>> found.verdict, found.mean >= 500, found.tolerable_deficiency
    (True, True, Decimal('15.00'))
    """
    choice = choose(rules, lot)
    found = LotFindings(
        kind=lot.kind, sample_size=lot.sample_size, census=lot.is_census, sample_size_required=choice.required,
        warnings=choice.warnings,
    )
    if not rules.official:
        found.warnings.append({"code": "not-for-official-verdicts", "rule_set": rules.id})
    if rules.superseded_by:
        found.warnings.append({"code": "edition-superseded", "by": rules.superseded_by})
    _limits(rules, lot, choice, found)
    _mean(rules, lot, choice, found)
    _t1(lot, choice, found)
    _t2(rules, lot, found)
    found.decide()
    return found


def _limits(rules: RuleSet, lot: Lot, choice: Choice, found: LotFindings) -> None:
    base = EXACT.multiply(lot.nominal, lot.to_base)
    try:
        deficiency = EXACT.divide(tolerable_deficiency(rules, lot.kind, base), lot.to_base)
    except NoToleranceKnown:
        if not choice.by_range:
            raise
        return
    found.step("tolerable-deficiency", "T(Qn)", deficiency, qn=lot.nominal)
    if lot.allowance:
        widened = EXACT.add(deficiency, lot.allowance)
        found.step("allowance", "T + a", widened, t=deficiency, a=lot.allowance)
        deficiency = widened
    found.tolerable_deficiency = deficiency
    found.t1_limit = EXACT.subtract(lot.nominal, deficiency)
    found.step("t1-limit", "Qn − T", found.t1_limit, qn=lot.nominal, t=deficiency)
    if rules.t2_multiple is not None:
        found.t2_limit = EXACT.subtract(lot.nominal, EXACT.multiply(rules.t2_multiple, deficiency))
        found.step("t2-limit", "Qn − m × T", found.t2_limit, qn=lot.nominal, t=deficiency, m=rules.t2_multiple)


def _mean(rules: RuleSet, lot: Lot, choice: Choice, found: LotFindings) -> None:
    readings = lot.mean_net or lot.net
    sums = Sums.of(readings) if readings else None
    if sums:
        found.mean, found.s = sums.mean(), sums.s()
        found.step("mean", "X̄ = Σx / n", found.mean, n=sums.n, sum=sums.sum)
        if found.s is not None:
            found.step("s", "s = √((Σx² − (Σx)² / n) / (n − 1))", found.s, n=sums.n)
    else:
        found.mean, found.s = lot.mean, lot.s
    target = EXACT.subtract(lot.nominal, lot.allowance)
    if lot.is_census and not (rules.census_uses_factor and choice.mean_plan and choice.mean_plan.factor):
        _mean_of_all(choice, found, sums, target)
    else:
        _mean_of_sample(lot, choice, found, sums, target)


def _mean_of_all(choice: Choice, found: LotFindings, sums: Sums | None, target: Decimal) -> None:
    tested = choice.census.mean_tested if choice.census else True
    if tested is False:
        found.tested.discard("mean")
        return
    found.mean_limit = target
    found.step("mean-limit", "Qn", target, qn=target)
    passed = _reaches(found, sums, target, None)
    found.mean_passed = passed if tested or passed else None


def _mean_of_sample(lot: Lot, choice: Choice, found: LotFindings, sums: Sums | None, target: Decimal) -> None:
    plan = choice.mean_plan if choice.mean_plan and choice.mean_plan.known else None
    found.k = plan.factor if plan else None
    if plan and found.k is not None:
        _mean_limit(choice, found, sums, target)
    size, wanted = sums.n if sums else lot.sample_size, lot.lot_size
    if plan and plan.sample_size is not None:
        wanted = min(plan.sample_size, wanted)
    if size < wanted:
        return
    reached, limit_known = _reaches(found, sums, target, None), found.mean_limit is not None
    if size == wanted and limit_known:
        found.mean_passed = _reaches(found, sums, target, found.k, by_range=choice.by_range)
    elif reached:
        found.mean_passed = True
    elif limit_known and not _reaches(found, sums, target, found.k, by_range=choice.by_range):
        found.mean_passed = False


def _mean_limit(choice: Choice, found: LotFindings, sums: Sums | None, target: Decimal) -> None:
    k = found.k or _NOTHING
    if choice.by_range and sums:
        found.mean_limit = EXACT.subtract(target, EXACT.multiply(k, sums.range))
        found.step("mean-limit", "Qn − a × R", found.mean_limit, qn=target, a=k, r=sums.range)
    elif found.s is not None:
        found.mean_limit = EXACT.subtract(target, EXACT.multiply(k, found.s))
        found.step("mean-limit", "Qn − k × s", found.mean_limit, qn=target, k=k, s=found.s)


def _reaches(
    found: LotFindings, sums: Sums | None, target: Decimal, k: Decimal | None, *, by_range: bool = False
) -> bool:
    """Return whether the mean reaches the target, less k·s (or k·R): on whole numbers where the readings are known."""
    if sums:
        return sums.reaches_by_range(target, k or _NOTHING) if by_range else sums.reaches(target, k or _NOTHING)
    limit = target if k is None else found.mean_limit
    return found.mean is not None and limit is not None and found.mean >= limit


def _t1(lot: Lot, choice: Choice, found: LotFindings) -> None:
    census = choice.census
    if lot.is_census and census and not census.t1_tested:
        found.tested.discard("t1")
        return
    decisive = _allow(lot, choice, found)
    if not lot.net or found.t1_limit is None:
        return
    found.t1_count = sum([value < found.t1_limit for value in lot.net])
    if choice.double:
        _double(lot, choice, found, found.t1_limit)
    elif found.t1_allowed is None:
        found.t1_passed = True if found.t1_count == 0 and lot.is_census else None
    elif found.t1_count <= found.t1_allowed:
        found.t1_passed = True if lot.is_census or found.sample_size >= choice.required else None
    else:
        found.t1_passed = False if decisive else None
    found.step("t1-count", "x < Qn − T", found.t1_count, limit=found.t1_limit, allowed=found.t1_allowed)


def _allow(lot: Lot, choice: Choice, found: LotFindings) -> bool:
    """Fill in the number allowed; return whether one more is a fail."""
    percent = choice.census.t1_percent if choice.census and lot.is_census else None
    if percent is not None:
        found.t1_allowed = int(EXACT.divide(EXACT.multiply(percent, Decimal(lot.lot_size)), Decimal(100)))
        found.step("t1-allowed", "⌊p × N / 100⌋", found.t1_allowed, p=percent, n=lot.lot_size)
        return True
    found.t1_allowed = choice.known.t1_allowed if choice.known else None
    return found.sample_size <= choice.required


def _double(lot: Lot, choice: Choice, found: LotFindings, limit: Decimal) -> None:
    double = choice.double
    if double is None or found.t1_count is None:
        return
    found.t1_allowed = double.c1
    if found.t1_count <= double.c1 or found.t1_count >= double.r1:
        found.t1_passed = found.t1_count <= double.c1
    elif lot.second:
        found.t1_count += sum([value < limit for value in lot.second])
        found.t1_allowed, found.t1_passed = double.c2, found.t1_count <= double.c2
    else:
        found.reasons.append({"code": "second-sample-needed", "count": str(found.t1_count), "size": str(double.n2)})


def _t2(rules: RuleSet, lot: Lot, found: LotFindings) -> None:
    if not rules.t2_tested:
        found.tested.discard("t2")
        return
    limit = found.t2_limit
    if not lot.net or limit is None:
        return
    found.t2_count = sum([value < limit for value in lot.net]) + sum([value < limit for value in lot.second])
    if found.t2_count:
        found.t2_passed = False
    elif lot.is_census or found.sample_size >= found.sample_size_required:
        found.t2_passed = True
    found.step("t2-count", "x < Qn − m × T", found.t2_count, limit=limit)
