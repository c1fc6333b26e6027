# SPDX-License-Identifier: Apache-2.0
"""What is entered of key products."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import User
from chuan.lib.numbers import parse_decimal
from chuan.places.models import AdministrativeUnit
from chuan.products.actions import key as acts
from chuan.products.forms.lists import (
    DocumentNumber,
    Filter,
    NamesDocuments,
    day_field,
    search_field,
)
from chuan.products.models import KeyProduct, NormativeDocument


class KeyProductFilter(Filter):
    """Which key products."""

    q = search_field(_("Product, area, mark"))


class KeyProductForm(NamesDocuments):
    """What is known of a key product."""

    name = forms.CharField(label=_("Product"), max_length=200)
    area = forms.CharField(label=_("Area of origin"), max_length=300, required=False, help_text=_("Where it grows or is made, in words."))
    units = forms.ModelMultipleChoiceField(
        label=_("Communes"), queryset=AdministrativeUnit.objects.none(), required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    standard = DocumentNumber(label=_("Standard applied"), help_text=_("The number of a standard or technical regulation on file."))
    marks = forms.CharField(label=_("Trade marks"), max_length=300, required=False)
    indication = forms.CharField(label=_("Geographical indication"), max_length=200, required=False)
    traceability = forms.CharField(label=_("Traceability code"), max_length=120, required=False)
    listed_by = forms.CharField(label=_("Listed by"), max_length=200, required=False, help_text=_("The decision of the province."))
    listed_on = day_field(_("Listed on"))
    ended_on = day_field(_("Off the list on"))

    def __init__(
        self, *args: Any, user: User, communes: "QuerySet[AdministrativeUnit]", product: KeyProduct | None = None, **kwargs: Any
    ) -> None:
        if product is not None:
            names = ("name", "area", "marks", "indication", "traceability", "listed_by", "listed_on", "ended_on")
            kwargs["initial"] = {name: getattr(product, name) for name in names} | {
                "units": list(product.units.all()), "standard": product.standard.number if product.standard else "",
            }
        super().__init__(*args, user=user, party=None, **kwargs)
        field = self.fields["units"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = communes

    def clean_standard(self) -> NormativeDocument | None:
        """The document named."""
        return self.find(self.cleaned_data["standard"]) if self.cleaned_data["standard"].strip() else None

    def particulars(self) -> acts.Particulars:
        """What the actions take."""
        return acts.Particulars(**{name: value for name, value in self.cleaned_data.items() if name != "units"})


class OutputForm(forms.Form):
    """The output of a year."""

    year = forms.IntegerField(label=_("Year"), min_value=1945, max_value=2150)
    quantity = forms.CharField(label=_("Amount of output"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    unit = forms.CharField(label=_("Unit"), max_length=40, help_text=_("Such as tonnes or hectares."))
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("The report the figure comes from."))

    def clean_quantity(self) -> Decimal:
        """A number, not below zero."""
        number = parse_decimal(str(self.cleaned_data["quantity"]))
        if number is None or not 0 <= number < Decimal(10**12) or number != round(number, 2):
            raise forms.ValidationError(_("Write a number not below zero with at most two decimals."))
        return number
