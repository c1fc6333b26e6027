# SPDX-License-Identifier: Apache-2.0
"""What is entered of goods."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import User
from chuan.lib.numbers import parse_reading
from chuan.parties.models import Party, Premises
from chuan.products import regulated
from chuan.products.actions import goods as acts
from chuan.products.choices import UNITS, GoodsRole, GoodsStatus, QuantityKind
from chuan.products.forms.lists import DocumentNumber, NamesDocuments, day_field
from chuan.products.models import Goods, NormativeDocument


class GoodsForm(NamesDocuments):
    """What is known of goods."""

    role = forms.ChoiceField(label=_("Role"), choices=GoodsRole.choices)
    name = forms.CharField(label=_("Name"), max_length=200)
    brand = forms.CharField(label=_("Brand"), max_length=120, required=False)
    model = forms.CharField(label=_("Model or type"), max_length=120, required=False)
    gtin = forms.CharField(label=_("Barcode number (GTIN)"), max_length=30, required=False,
                           help_text=_("The digits under the bars."), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    hs = forms.CharField(label=_("HS code"), max_length=12, required=False, help_text=_("4, 6 or 8 digits, such as 8516.60.10."))
    premises = forms.ModelChoiceField(label=_("Premises"), queryset=Premises.objects.none(), required=False)
    standard = DocumentNumber(label=_("Declared standard"), help_text=_("The number of a standard or technical regulation on file."))
    regulated_codes = forms.MultipleChoiceField(
        label=_("Regulated as"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    quantity_kind = forms.ChoiceField(label=_("Prepackage"), required=False, choices=QuantityKind.choices)
    nominal_value = forms.CharField(label=_("Nominal quantity"), required=False, max_length=20,
                                    widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    nominal_unit = forms.ChoiceField(label=_("Unit"), required=False, choices=[
        ("", "–"), *((unit, {"cm2": "cm²", "m2": "m²", "pc": _("pieces")}.get(unit, unit))
                     for units in UNITS.values() for unit in units)])

    def __init__(self, *args: Any, user: User, party: Party, on: date, goods: Goods | None = None, **kwargs: Any) -> None:
        if goods is not None:
            kwargs["initial"] = _shown(goods)
        super().__init__(*args, user=user, party=party, **kwargs)
        premises, codes = self.fields["premises"], self.fields["regulated_codes"]
        assert isinstance(premises, forms.ModelChoiceField) and isinstance(codes, forms.MultipleChoiceField)
        premises.queryset = party.premises.filter(closed_on=None).defer("search").order_by("name")
        codes.choices = _codes_offered(on, goods)

    def clean_standard(self) -> NormativeDocument | None:
        """The document named."""
        return self.find(self.cleaned_data["standard"]) if self.cleaned_data["standard"].strip() else None

    def clean_nominal_value(self) -> Decimal | None:
        """A quantity in its canonical spelling."""
        text = str(self.cleaned_data["nominal_value"])
        number = parse_reading(text) if text else None
        if text and (number is None or not 0 < number < Decimal(10**7) or number != round(number, 4)):
            raise forms.ValidationError(_("Write a number greater than zero with at most four decimals, such as 500 or 1,5."))
        return number

    def particulars(self) -> acts.Particulars:
        """What the actions take."""
        values = dict(self.cleaned_data)
        values["regulated_codes"] = tuple(values["regulated_codes"])
        return acts.Particulars(**values)


class StatusForm(forms.Form):
    """Another status, since when and why."""

    status = forms.ChoiceField(label=_("New status"), widget=forms.RadioSelect())
    since = day_field(_("Since"), required=True)
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, goods: Goods, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"since": on}
        super().__init__(*args, **kwargs)
        field = self.fields["status"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [choice for choice in GoodsStatus.choices if choice[0] != goods.status]


def _codes_offered(on: date, goods: Goods | None) -> Iterable[tuple[str, str]]:
    rows = regulated.listing(on).rows
    kept = goods.regulated_codes if goods is not None else []
    for code in kept:
        if code not in rows and (row := regulated.ever_listed(code)):
            yield code, _("%(product)s (no longer listed)") % {"product": row.name}
    yield from ((code, f"{row.name} · {row.regulation or '?'}") for code, row in rows.items())


def _shown(goods: Goods) -> dict[str, Any]:
    names = ("role", "name", "brand", "model", "gtin", "hs", "premises", "regulated_codes", "quantity_kind", "nominal_unit")
    value = goods.nominal_value
    return {name: getattr(goods, name) for name in names} | {
        "standard": goods.standard.number if goods.standard else "",
        "nominal_value": f"{value.normalize():f}".replace(".", ",") if value is not None else "",
    }
