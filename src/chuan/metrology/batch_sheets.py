# SPDX-License-Identifier: Apache-2.0
"""Many meter sheets at once: relative errors and verdicts of whole arrays, with the verdicts of the exact engine.

A verdict is a comparison of decimal numbers, and binary floats have no decimal digits. So the arrays are computed in
floats, which is fast, and wherever the float error comes so near its limit that rounding could decide, the point is
judged again in decimals. A reading is the shortest decimal that its float stands for, which for up to 15 significant
digits is the number that was written.

How near is near: with u = 2⁻⁵³ the computed error 100 (i − r) / r is off by at most 3 · 100 u (|i/r| + 1) + 4 u |E|. At the
limit L, |i/r| ≤ 1 + L/100, so the distance is below 7·10⁻¹⁴ + 10⁻¹⁵ L; 10⁻¹² + 10⁻¹⁴ L leaves room.

Units: indications and references of a point in the same unit; errors and limits in per cent. NumPy only inside.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chuan.metrology.decimals import exact
from chuan.metrology.errors import Negative, NotANumber, TooLarge, UnequalShapes
from chuan.metrology.indication import is_within, relative_error_percent

if TYPE_CHECKING:
    from numpy import bool_, float64
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Sheets:
    """What the sheets amount to: an error and a yes or no for each point, a verdict for each sheet."""

    errors_percent: "NDArray[float64]"
    points_passed: "NDArray[bool_]"
    passed: "NDArray[bool_]"
    judged_exactly: int


def judge_sheets(indications: "ArrayLike", references: "ArrayLike", limits_percent: "ArrayLike") -> Sheets:
    """Judge sheets (rows) of points (columns) against symmetric limits: |100 (i − r) / r| ≤ limit at every point.

    `limits_percent` is one number, one for each point, or one for each point of each sheet. A reading that is not
    finite, a reference that is not above zero or a negative limit is refused by its place: `references/3/1`.

    >>> sheets = judge_sheets([[102.0, 100.5], [102.01, 99.0]], [[100.0, 100.0], [100.0, 100.0]], [2.0, 1.0])
    >>> sheets.passed.tolist(), sheets.points_passed.tolist(), sheets.judged_exactly
    ([True, False], [[True, True], [False, True]], 2)
    """
    import numpy as np

    indicated, reference = np.asarray(indications, dtype=np.float64), np.asarray(references, dtype=np.float64)
    if indicated.ndim != 2 or indicated.shape != reference.shape or not indicated.size:
        raise UnequalShapes(where="references", given=reference.shape, wanted=indicated.shape)
    try:
        limit = np.broadcast_to(np.asarray(limits_percent, dtype=np.float64), indicated.shape)
    except ValueError:
        raise UnequalShapes(where="limits", given=np.shape(limits_percent), wanted=indicated.shape) from None
    given = np.asarray(limits_percent, dtype=np.float64)
    with np.errstate(all="ignore"):
        errors = indicated - reference
        errors /= reference
        errors *= 100.0
        # NaN and infinities come through to these three figures, so the usual case costs two passes and no more
        if not (reference.min() > 0.0 and given.min() >= 0.0 and np.isfinite(errors.sum() + given.sum())):
            _refuse(indicated, reference, given)
    distance = np.abs(errors)
    distance -= limit
    passed = distance <= 0.0
    np.abs(distance, out=distance)
    near = np.argwhere(distance <= 1e-12 + 1e-14 * given)
    with exact():
        for row, column in near:
            where = (row, column)
            passed[where] = _passes_exactly(indicated[where], reference[where], limit[where])
    return Sheets(errors, passed, np.all(passed, axis=1), len(near))


def _passes_exactly(indicated: Any, reference: Any, limit: Any) -> bool:
    error = relative_error_percent(_shortest(indicated), _shortest(reference))
    return is_within(error, _shortest(limit))


def _shortest(value: Any) -> Decimal:
    return Decimal(repr(float(value)))


def _refuse(indicated: Any, reference: Any, limit: Any) -> None:
    import numpy as np

    for name, values in (("indications", indicated), ("references", reference), ("limits", limit)):
        bad = np.argwhere(~np.isfinite(values))
        if len(bad):
            raise NotANumber(where=_place(name, bad[0]), given=str(values[tuple(bad[0])]))
    for name, values, impossible in (("references", reference, reference <= 0.0), ("limits", limit, limit < 0.0)):
        bad = np.argwhere(impossible)
        if len(bad):
            raise Negative(where=_place(name, bad[0]), given=str(values[tuple(bad[0])]))
    raise TooLarge(where="indications", given=f"{indicated.max():.3g}")


def _place(name: str, index: Any) -> str:
    return "/".join((name, *(str(int(step) + 1) for step in index)))
