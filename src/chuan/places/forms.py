# SPDX-License-Identifier: Apache-2.0
"""Filters of the list of units, and the file of boundaries."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuan.places.choices import Level


class UnitFilter(forms.Form):
    """Which units, on which day; whatever cannot be understood is left out."""

    q = forms.CharField(label=_("Name or code"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    on = forms.DateField(
        label=_("As on"), required=False, input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("Communes")), *Level.choices])
    parent = forms.CharField(required=False, max_length=10, label=_("District"), widget=forms.Select())

    def __init__(self, query: Any, *, today: date, parents: list[tuple[str, str]]) -> None:
        super().__init__(query)
        self.today = today
        self.fields["parent"].widget.choices = [("", _("All")), *parents]
        self.is_valid()

    def day(self) -> date:
        """The day asked for, or today."""
        day: date | None = self.cleaned_data.get("on")
        return day or self.today

    def value(self, name: str) -> str:
        """A text value, empty when it could not be understood."""
        return str(self.cleaned_data.get(name) or "")


class BoundariesForm(forms.Form):
    """A GeoJSON file of the communes' boundaries."""

    file = forms.FileField(
        label=_("GeoJSON file"), help_text=_("WGS 84; each shape with the code or the name of its commune; at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json,application/json"}),
    )
