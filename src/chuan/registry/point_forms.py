# SPDX-License-Identifier: Apache-2.0
"""Filters of markets and reference-scale points, and what is entered of a point."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.places.models import AdministrativeUnit
from chuan.registry.choices import MarketGap, PointStanding
from chuan.registry.models import ReferencePoint


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class _Filter(forms.Form):
    """What both lists are narrowed by; whatever cannot be understood is left out."""

    q = forms.CharField(
        label=_("Search"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Market, management, place")}),
    )
    commune = forms.CharField(label=_("Commune"), required=False, max_length=10, widget=forms.Select())
    on = forms.DateField(
        label=_("As of"), required=False, input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, query: Any, *, communes: "QuerySet[AdministrativeUnit]") -> None:
        super().__init__(query)
        widget = self.fields["commune"].widget
        assert isinstance(widget, forms.Select)
        widget.choices = [("", _("All")), *communes.values_list("code", "full_name")]
        self.is_valid()


class MarketFilter(_Filter):
    """Which markets."""

    #: chosen by the figures above the list
    gap = forms.ChoiceField(required=False, choices=[("", ""), *MarketGap.choices], widget=forms.HiddenInput())


class PointFilter(_Filter):
    """Which reference-scale points."""

    standing = forms.ChoiceField(label=_("Standing"), required=False, choices=[("", _("All")), *PointStanding.choices])


class PointForm(forms.Form):
    """A reference-scale point."""

    place = forms.CharField(label=_("Where in it"), max_length=120, help_text=_("What a buyer would ask for: main gate, booth 12."))
    keeper = forms.CharField(
        label=_("Looked after by"), max_length=120, required=False,
        help_text=_("A position or a team, not a person's name: who is to be reached is a contact of the market."),
    )
    hours = forms.CharField(label=_("Opening hours"), max_length=80, required=False, help_text=_("Such as 5:00–18:00, closed at Tet."))
    since = _day(_("Since"))

    @classmethod
    def of(cls, data: Any, point: ReferencePoint) -> "PointForm":
        """The form of a point on file."""
        return cls(data, initial={name: getattr(point, name) for name in cls.base_fields})


class NewPointForm(PointForm):
    """A point not yet on file."""

    until = _day(_("Until"), required=False, help_text=_("Only for a point that is closed already."))


class LastDayForm(forms.Form):
    """The last day of something."""

    until = _day(_("Last day"))


class PlaceScaleForm(forms.Form):
    """Which scale, from which day on."""

    instrument = forms.UUIDField(widget=forms.HiddenInput())
    since = _day(_("There since"))


class ScaleFilter(forms.Form):
    """Which scale; whatever cannot be understood is left out."""

    scale = forms.CharField(
        label=_("Scale or control weights"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Serial number, maker, model")}),
    )

    def __init__(self, query: Any) -> None:
        super().__init__(query)
        self.is_valid()

    def text(self) -> str:
        """What was typed."""
        return str(self.cleaned_data.get("scale") or "")
