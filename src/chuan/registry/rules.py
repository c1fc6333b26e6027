# SPDX-License-Identifier: Apache-2.0
"""Decisions about instruments that need no database."""

from datetime import date

from chuan import law


def last_valid_day(kind: str, verified_on: date) -> date | None:
    """The last day by the law of the verification; None where there is no cycle, or nobody knows it yet."""
    try:
        return law.valid_until(kind, verified_on)
    except (law.LawUnknown, law.NoLawInForce, law.NoSuchParameter):
        return None
