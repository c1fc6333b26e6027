# SPDX-License-Identifier: Apache-2.0
"""Certificates by the number of the mark that is stuck on the instrument: SL26 000123, SL26 123, sl26000123, 000123."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from chuan.accounts.permissions import may
from chuan.lib.text import key
from chuan.ui.searches import EXACT, PREFIX, Hit
from chuan.verification import queries
from chuan.verification.models import VerificationCertificate

#: digits of a mark's number as it is printed
_DIGITS = 6


def marks_keyed(user: Any, typed: str, limit: int) -> Iterable[Hit]:
    """Certificates whose mark has this number, or one that begins so."""
    if not (any(c.isdigit() for c in typed) and may(user, "verification.read_certificate")):
        return
    exact, begins = _numbers(typed)
    if exact is None or begins is None:
        return
    found = queries.certificates_of(user).filter(exact | begins).order_by("mark__series", "mark__number", "-issued_at")
    hits = [_hit(one, typed) for one in found[: 2 * limit]]
    yield from sorted(hits, key=lambda hit: hit.rank)[:limit]


def _numbers(typed: str) -> tuple[Q | None, Q | None]:
    """The marks that may be meant, series by series: the number as written, and those whose six digits begin so."""
    exact: Q | None = None
    begins: Q | None = None
    for series in _series():
        rest = _rest(typed, series)
        if rest is None or len(rest) > _DIGITS:
            continue
        first = int(rest.ljust(_DIGITS, "0") or 0)
        within = Q(mark__series=series, mark__number__range=(first, first + 10 ** (_DIGITS - len(rest)) - 1))
        begins = within if begins is None else begins | within
        this = Q(mark__series=series, mark__number=int(rest or 0))
        exact = this if exact is None else exact | this
    return exact, begins


def _rest(typed: str, series: str) -> str | None:
    """What is typed after the series, or all of it if it is a number alone; None if it is no number of the series."""
    name = key(series)
    rest = typed.removeprefix(name) if typed.startswith(name) else typed
    return rest if rest.isdigit() or (not rest and name) else None


def _series() -> list[str]:
    """From series to series along the index of marks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE found AS (SELECT min(series) AS series FROM verification_verificationmark UNION ALL"
            " SELECT (SELECT min(m.series) FROM verification_verificationmark m WHERE m.series > found.series) FROM found"
            " WHERE found.series IS NOT NULL) SELECT series FROM found WHERE series IS NOT NULL"
        )
        return [series for (series,) in cursor.fetchall()]


def _hit(one: VerificationCertificate, typed: str) -> Hit:
    mark = one.mark
    assert mark is not None  # it was found by its mark
    rest = _rest(typed, mark.series) or ""
    is_it = rest.isdigit() and int(rest) == mark.number
    return Hit(
        title=mark.code, note=f"{one.code} · {one.instrument}", url=one.get_absolute_url(), kind=_("Verification mark"),
        icon="rosette-discount-check", rank=EXACT if is_it else PREFIX,
    )
