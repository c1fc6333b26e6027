# SPDX-License-Identifier: Apache-2.0
"""Forms of parties and premises."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.parties.choices import PartyKind
from chuan.parties.models import Party, Premises
from chuan.places.models import AdministrativeUnit


class PartyFilter(forms.Form):
    """Which parties; whatever cannot be understood is left out."""

    q = forms.CharField(
        label=_("Search"), required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, tax code or premises")}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *PartyKind.choices])
    commune = forms.CharField(label=_("Commune"), required=False, max_length=10, widget=forms.Select())

    def __init__(self, query: Any, *, communes: "QuerySet[AdministrativeUnit]") -> None:
        super().__init__(query)
        choices = [("", _("All")), *communes.values_list("code", "full_name")]
        self.fields["commune"].widget.choices = choices
        self.is_valid()

    def value(self, name: str) -> str:
        """A value, empty when it could not be understood."""
        return str(self.cleaned_data.get(name) or "")


class PartyForm(forms.ModelForm):  # type: ignore[type-arg]
    """A party."""

    class Meta:
        model = Party
        fields = ["kind", "name", "tax_code", "phone", "email", "address"]
        labels = {"name": _("Party name")}

    def validate_constraints(self) -> None:
        """Leave the tax code to the action, which says whose it is."""


class PremisesForm(forms.ModelForm):  # type: ignore[type-arg]
    """Premises of a party; communes of today only, former ones come in by lists."""

    class Meta:
        model = Premises
        fields = ["name", "kind", "address", "stated_unit", "longitude", "latitude"]
        labels = {"name": _("Premises name")}

    def __init__(self, *args: Any, communes: "QuerySet[AdministrativeUnit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stated = AdministrativeUnit.objects.filter(pk=self.instance.stated_unit_id)
        field = forms.ModelChoiceField(queryset=communes | stated, required=False, label=_("Commune"))
        self.fields["stated_unit"] = field

    def validate_constraints(self) -> None:
        """Leave the name to the action, which says whose it is."""


class DecideForm(forms.Form):
    """The choice among the communes that followed a divided one."""

    unit = forms.ModelChoiceField(
        label=_("Commune of today"), queryset=AdministrativeUnit.objects.none(), widget=forms.RadioSelect(),
        empty_label=None,
    )

    def __init__(self, *args: Any, candidates: list[AdministrativeUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = AdministrativeUnit.objects.filter(pk__in=[unit.pk for unit in candidates]).order_by("code")
