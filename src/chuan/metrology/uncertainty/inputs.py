# SPDX-License-Identifier: Apache-2.0
"""Input quantities of a budget: a value, its standard uncertainty, and where that comes from.

Type A, from n readings:               u = s / √n,  ν = n − 1                                        GUM 4.2
with a pooled s_p of ν_p:              u = s_p / √n,  ν = ν_p                                        GUM 4.2.4
Type B, from limits ± a:               u = a / divisor                                               GUM 4.3, 4.4
    rectangular √3 (4.3.7), triangular √6 (4.3.9), arcsine, also called U-shaped, √2 (H.1.3.4)
Type B, from a certificate:            u = U / k                                                     GUM 4.3.3
How well u itself is known, Δu / u:    ν = ½ (Δu / u)^−2                                             GUM G.4.2

A standard uncertainty has the unit of its quantity.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from chuan.metrology.errors import OutOfRange, UnknownChoice
from chuan.metrology.statistics.summary import Pooled, summarize
from chuan.metrology.statistics.values import Reading, proper, rational, rationals, total

#: What a half-width is divided by to give a standard uncertainty.
DIVISORS = MappingProxyType(
    {"rectangular": math.sqrt(3), "triangular": math.sqrt(6), "arcsine": math.sqrt(2)}
)
DISTRIBUTIONS = ("normal", *DIVISORS)


@dataclass(frozen=True, kw_only=True)
class Input:
    """One input quantity. `evaluation` is "A" or "B"; `quoted` / `divisor` is how a type B uncertainty was found."""

    name: str
    value: float
    standard_uncertainty: float
    degrees_of_freedom: float = math.inf
    unit: str = ""
    evaluation: str = "B"
    distribution: str = "normal"
    quoted: float | None = None
    divisor: float = 1.0

    def __post_init__(self) -> None:
        plain = {
            "value": float(rational(self.value, f"{self.name}/value")),
            "standard_uncertainty": not_negative(self.standard_uncertainty, f"{self.name}/standard_uncertainty"),
            "degrees_of_freedom": degrees(self.degrees_of_freedom, f"{self.name}/degrees_of_freedom"),
        }
        for name, value in plain.items():  # Decimals and texts may be given; GTC computes with floats
            object.__setattr__(self, name, value)
        if self.distribution not in DISTRIBUTIONS:
            raise _unknown_distribution(self.name, self.distribution)

    @property
    def is_exact(self) -> bool:
        """True if nothing about the value is uncertain."""
        return self.standard_uncertainty == 0


def from_readings(name: str, readings: Iterable[Reading], *, unit: str = "", pooled: Pooled | None = None) -> Input:
    """Return a type A input: the mean of readings, its standard deviation, ν = n − 1; or with a pooled s (then n ≥ 1).

    GUM H.1.3.2: five readings and a pooled s of 13 nm from 25 observations give 5.8 nm with 24 degrees of freedom.

    >>> from decimal import Decimal
    >>> known = Pooled(s=Decimal(13), degrees_of_freedom=24)
    >>> d = from_readings("d", [215, 209, 221, 203, 227], unit="nm", pooled=known)
    >>> d.value, round(d.standard_uncertainty, 1), d.degrees_of_freedom
    (215.0, 5.8, 24.0)
    """
    if pooled is not None:
        values = rationals(readings, name, least=1)
        mean, u = float(total(values) / len(values)), float(pooled.s) / math.sqrt(len(values))
        return Input(name=name, value=mean, standard_uncertainty=u, degrees_of_freedom=pooled.degrees_of_freedom,
                     unit=unit, evaluation="A")
    summary = summarize(readings, name)
    return Input(
        name=name, value=float(summary.mean), standard_uncertainty=float(summary.standard_error),
        degrees_of_freedom=summary.degrees_of_freedom, unit=unit, evaluation="A",
    )


def within_limits(
    name: str, value: Any, *, half_width: Any, distribution: str = "rectangular",
    degrees_of_freedom: float = math.inf, unit: str = "",
) -> Input:
    """Return a type B input known to lie within value ± half_width.

    GUM H.1.3.4: a cyclic temperature of ± 0.5 °C, and H.1.3.3: coefficients within ± 2·10⁻⁶ /°C.

    >>> round(within_limits("cycle", 0, half_width=0.5, distribution="arcsine", unit="°C").standard_uncertainty, 2)
    0.35
    >>> f"{within_limits('alpha', 11.5e-6, half_width=2e-6).standard_uncertainty:.1e}"
    '1.2e-06'
    """
    if distribution not in DIVISORS:
        raise _unknown_distribution(name, distribution, tuple(DIVISORS))
    width = not_negative(half_width, f"{name}/half_width")
    divisor = DIVISORS[distribution]
    return Input(
        name=name, value=float(rational(value, f"{name}/value")), standard_uncertainty=width / divisor, unit=unit,
        degrees_of_freedom=degrees_of_freedom, distribution=distribution, quoted=width, divisor=divisor,
    )


def from_certificate(
    name: str, value: Any, *, expanded: Any, coverage_factor: Any = 2,
    degrees_of_freedom: float = math.inf, unit: str = "",
) -> Input:
    """Return a type B input from a calibration certificate: u = U / k.

    GUM H.1.3.1: U = 0.075 µm with k = 3 is 25 nm.

    >>> from_certificate("l_s", 50.000623e6, expanded=75, coverage_factor=3, degrees_of_freedom=18).standard_uncertainty
    25.0
    """
    u_expanded = not_negative(expanded, f"{name}/expanded")
    k = proper(coverage_factor, f"{name}/coverage_factor", low=0, high=math.inf)
    return Input(
        name=name, value=float(rational(value, f"{name}/value")), standard_uncertainty=u_expanded / k, unit=unit,
        degrees_of_freedom=degrees_of_freedom, quoted=u_expanded, divisor=k,
    )


def degrees_of_freedom_from(relative_uncertainty_of_u: Any) -> float:
    """Return ν = ½ (Δu / u)^−2: how many degrees of freedom an uncertainty has that is itself known to ± Δu / u.

    GUM G.4.2: known to 25 %, ν = 8; H.1.6: to 10 %, ν = 50; to 50 %, ν = 2.

    >>> [degrees_of_freedom_from(x) for x in (0.25, 0.1, 0.5)]
    [8.0, 50.0, 2.0]
    """
    share = rational(relative_uncertainty_of_u, "relative_uncertainty")
    if not 0 < share <= 1:
        raise OutOfRange(where="relative_uncertainty", given=relative_uncertainty_of_u, wanted="0 < x ≤ 1")
    try:
        return float(1 / (2 * share * share))
    except OverflowError:
        return math.inf


def not_negative(given: Any, where: str) -> float:
    """Return a finite number of at least 0, or `OutOfRange`."""
    value = float(rational(given, where))
    if value < 0:
        raise OutOfRange(where=where, given=given, wanted="x ≥ 0")
    return value


def degrees(given: Any, where: str) -> float:
    """Return degrees of freedom: 1 or above, infinite allowed; or `OutOfRange`."""
    return proper(given, where, low=1, high=math.inf, ends="both")


def _unknown_distribution(name: str, given: str, known: tuple[str, ...] = DISTRIBUTIONS) -> UnknownChoice:
    return UnknownChoice(where=f"{name}/distribution", given=given, choices=", ".join(known))
