# SPDX-License-Identifier: Apache-2.0
"""The distributions behind tests and intervals: SciPy's special functions under plain names, loaded when first used."""

import math
from statistics import NormalDist

from chuan.metrology.errors import OutOfRange

_STANDARD = NormalDist()


def normal_cdf(z: float) -> float:
    """Return Φ(z), the probability that a standard normal variable is at most z.

    >>> round(normal_cdf(1.4), 4)
    0.9192
    """
    return 0.5 * math.erfc(-z / math.sqrt(2))


def normal_quantile(probability: float) -> float:
    """Return z with Φ(z) = probability.

    >>> round(normal_quantile(0.975), 6)
    1.959964
    """
    return _STANDARD.inv_cdf(probability)


def t_quantile(probability: float, degrees_of_freedom: float) -> float:
    """Return the quantile of Student's t; of the normal distribution for infinite degrees of freedom.

    GUM, Table G.2: t for 99 % and 16 degrees of freedom is 2.92.

    >>> round(t_quantile(0.995, 16), 2), round(t_quantile(0.975, math.inf), 2)
    (2.92, 1.96)
    """
    if not degrees_of_freedom > 0:
        raise OutOfRange(where="degrees_of_freedom", given=degrees_of_freedom, wanted="x > 0")
    if math.isinf(degrees_of_freedom):
        return normal_quantile(probability)
    from scipy.special import stdtrit

    return float(stdtrit(degrees_of_freedom, probability))


def t_cdf(t: float, degrees_of_freedom: float) -> float:
    """Return the probability that Student's t is at most t."""
    if math.isinf(degrees_of_freedom):
        return normal_cdf(t)
    from scipy.special import stdtr

    return float(stdtr(degrees_of_freedom, t))


def beta_quantile(probability: float, a: float, b: float) -> float:
    """Return the quantile of the beta distribution with shape parameters a and b."""
    from scipy.special import betaincinv

    return float(betaincinv(a, b, probability))


def f_quantile(probability: float, numerator: float, denominator: float) -> float:
    """Return the quantile of Fisher's F.

    >>> round(f_quantile(0.95, 2, 10), 2)
    4.1
    """
    from scipy.special import fdtri

    return float(fdtri(numerator, denominator, probability))


def f_tail(value: float, numerator: float, denominator: float) -> float:
    """Return the probability that F is above a value."""
    from scipy.special import fdtrc

    return float(fdtrc(numerator, denominator, value))


def binomial_cdf(count: int, trials: int, proportion: float) -> float:
    """Return the probability of at most `count` among `trials`, each with the chance `proportion`."""
    if count < 0:
        return 0.0
    if count >= trials:
        return 1.0
    from scipy.special import bdtr

    return float(bdtr(count, trials, proportion))
