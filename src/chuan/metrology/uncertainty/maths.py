# SPDX-License-Identifier: Apache-2.0
"""Functions for measurement models: they take plain numbers and the uncertain numbers a model is given alike.

A model is a Python function of its inputs, `lambda q: q["V"] * cos(q["phi"]) / q["I"]`, written with + − * / ** and
these functions, so that sensitivity coefficients come out exactly (by automatic differentiation, not by small steps).
"""

import math
from typing import Any


def _apply(name: str, x: Any) -> Any:
    if isinstance(x, int | float):
        return getattr(math, name)(x)
    from GTC import core

    return getattr(core, name)(x)


def sqrt(x: Any) -> Any:
    """Return the square root.

    >>> sqrt(9)
    3.0
    """
    return _apply("sqrt", x)


def exp(x: Any) -> Any:
    """Return e to the power of x."""
    return _apply("exp", x)


def log(x: Any) -> Any:
    """Return the natural logarithm."""
    return _apply("log", x)


def log10(x: Any) -> Any:
    """Return the decimal logarithm."""
    return _apply("log10", x)


def sin(x: Any) -> Any:
    """Return the sine of an angle in radians."""
    return _apply("sin", x)


def cos(x: Any) -> Any:
    """Return the cosine of an angle in radians."""
    return _apply("cos", x)


def tan(x: Any) -> Any:
    """Return the tangent of an angle in radians."""
    return _apply("tan", x)


def atan(x: Any) -> Any:
    """Return the angle, in radians, of a tangent."""
    return _apply("atan", x)
