# SPDX-License-Identifier: Apache-2.0
"""Tax codes: what is accepted, and what exactly is wrong with the others."""

import pytest

from chuan.lib.errors import InvalidInput
from chuan.parties import errors
from chuan.parties.choices import PartyKind
from chuan.parties.rules import check_tax_code, kind_of


@pytest.mark.parametrize(
    ("text", "code"),
    [("0100112437", "0100112437"), (" 01.00.112.437 ", "0100112437"), ("0312687878 001", "0312687878-001"),
     ("0312687878-001", "0312687878-001"), ("014090001234", "014090001234")],
)
def test_a_possible_tax_code_is_given_back_as_it_is_written(text: str, code: str) -> None:
    assert check_tax_code(text) == code


@pytest.mark.parametrize(
    ("text", "error"),
    [("0123", errors.TaxCodeTooShort), ("01001124371", errors.TaxCodeTooShort), ("0100112438", errors.TaxCodeImpossible),
     ("01001124375678", errors.TaxCodeTooLong), ("010011243A", errors.TaxCodeNotDigits), ("", errors.TaxCodeNotDigits),
     ("٠١٠٠١١٢٤٣٧", errors.TaxCodeNotDigits), ("997090001234", errors.TaxCodeImpossible)],
)
def test_an_impossible_one_is_refused_for_its_own_reason(text: str, error: type[InvalidInput]) -> None:
    with pytest.raises(error):
        check_tax_code(text)


def test_an_organisation_has_no_personal_number_but_a_household_may() -> None:
    assert check_tax_code("014090001234", kind=PartyKind.HOUSEHOLD) == "014090001234"
    assert kind_of("014090001234") == PartyKind.HOUSEHOLD
    with pytest.raises(errors.TaxCodeOfPerson):
        check_tax_code("014090001234", kind=PartyKind.ORGANISATION)
