# SPDX-License-Identifier: Apache-2.0
"""Weights (OIML R 111-1:2004): the error of a weight is its conventional mass less its nominal mass, in mg.

The limit depends on the class and the nominal and comes in as a table {nominal in g: {class: mg}}. Simple acceptance:
|m_c − m_0| ≤ δm; the uncertainty of the comparison is the laboratory's to prove small enough.
"""

from collections.abc import Mapping
from decimal import Decimal

from chuan.metrology.decimals import exactly
from chuan.metrology.errors import NoLimitThere, NoSuchClass


@exactly
def error_mg(mass_g: Decimal, nominal_g: Decimal) -> Decimal:
    """Return 1000 · (m_c − m_0), in mg.

    >>> error_mg(Decimal("1000.0032"), Decimal(1000))
    Decimal('3.2000')
    """
    return 1000 * (mass_g - nominal_g)


def limit_mg(
    nominal_g: Decimal, accuracy_class: str, table: Mapping[Decimal, Mapping[str, Decimal]], where: str = "nominal"
) -> Decimal:
    """Return δm in mg; refuse a class or a nominal the table does not have.

    >>> limit_mg(Decimal("1000"), "F1", {Decimal(1000): {"F1": Decimal("5.0"), "M1": Decimal(50)}})
    Decimal('5.0')
    """
    row = table.get(nominal_g)
    if row is None:
        raise NoLimitThere(where=where, given=f"{nominal_g.normalize():f} g")
    if accuracy_class not in row:
        raise NoSuchClass(where="spec/class", given=accuracy_class, known=", ".join(row))
    return row[accuracy_class]
