# SPDX-License-Identifier: Apache-2.0
"""Filters of the lists, the upload, and what is entered of one instrument."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.lib.numbers import parse_reading
from chuan.places.models import AdministrativeUnit
from chuan.registry.choices import InstrumentStatus, Standing, Within
from chuan.registry.models import Instrument
from chuan.registry.queries import Wanted


class _Filter(forms.Form):
    """What both lists are narrowed by; whatever cannot be understood is left out."""

    q = forms.CharField(
        label=_("Search"), required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Serial number, maker, model, place")}),
    )
    kind = forms.CharField(label=_("Kind"), required=False, max_length=40, widget=forms.Select())
    commune = forms.CharField(label=_("Commune"), required=False, max_length=10, widget=forms.Select())
    owner = forms.CharField(label=_("Owner"), required=False, widget=forms.TextInput(attrs={"type": "search"}))

    def __init__(
        self, query: Any, *, kinds: list[tuple[str, str]], communes: "QuerySet[AdministrativeUnit]"
    ) -> None:
        super().__init__(query)
        self._choose("kind", kinds)
        self._choose("commune", list(communes.values_list("code", "full_name")))
        self.is_valid()

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].widget.choices = [("", _("All")), *choices]

    def value(self, name: str) -> str:
        """A value, empty when it could not be understood."""
        return str(self.cleaned_data.get(name) or "")

    def wanted(self) -> Wanted:
        """What the list is narrowed to."""
        return Wanted(
            text=self.value("q"), kind=self.value("kind"), commune=self.value("commune"), owner=self.value("owner"),
            standing=self.value("standing") if "standing" in self.fields else "",
        )


class InstrumentFilter(_Filter):
    """Which instruments."""

    standing = forms.ChoiceField(label=_("Standing"), required=False, choices=[("", _("All")), *Standing.choices])
    on = forms.DateField(
        label=_("As of"), required=False, input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class DueFilter(_Filter):
    """Which instruments are to be verified."""

    #: chosen by the tabs above the list
    within = forms.ChoiceField(required=False, choices=Within.choices, widget=forms.HiddenInput())

    field_order = ["within", "commune", "owner", "kind", "q"]

    def span(self) -> str:
        """How far to look; 30 days unless something else was asked."""
        return self.value("within") or Within.DAYS_30.value


class UploadForm(forms.Form):
    """A list to import."""

    file = forms.FileField(
        label=_("List of fuel dispensers"), allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,text/csv"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        self.fields["file"].help_text = _("Excel workbook (.xlsx) or CSV, at most %(limit)s MB.") % {"limit": limit}


class PlaceFilter(forms.Form):
    """Which premises; whatever cannot be understood is left out."""

    premises = forms.CharField(
        label=_("Place of use"), required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, address, owner, tax code")}),
    )

    def __init__(self, query: Any) -> None:
        super().__init__(query)
        self.is_valid()

    def text(self) -> str:
        """What was typed."""
        return str(self.cleaned_data.get("premises") or "")


class InstrumentForm(forms.Form):
    """What stands on an instrument's label; hoses and flow rate are asked of fuel dispensers alone."""

    #: the kind that has hoses
    DISPENSER = "fuel-dispenser"

    maker = forms.CharField(label=_("Maker"), max_length=120)
    model = forms.CharField(label=_("Model"), max_length=120)
    serial = forms.CharField(
        label=_("Serial number"), max_length=80, help_text=_("As on the label, zeros in front included.")
    )
    type_approval_mark = forms.CharField(
        label=_("Type-approval mark"), max_length=60, required=False, help_text=_("Such as PDM 123-2019.")
    )
    hoses = forms.IntegerField(label=_("Hoses"), min_value=1, max_value=99, required=False)
    q_max = forms.CharField(
        label=_("Q max (L/min)"), max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("Such as 45 or 22,5."),
    )

    def __init__(self, *args: Any, instrument: Instrument | None = None, **kwargs: Any) -> None:
        if instrument is not None:
            kwargs["initial"] = _shown(instrument)
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        if instrument is not None and instrument.kind != self.DISPENSER:
            del self.fields["hoses"], self.fields["q_max"]

    def clean_q_max(self) -> str:
        """A flow rate greater than zero, in its canonical spelling."""
        text = str(self.cleaned_data["q_max"])
        number = parse_reading(text) if text else None
        if text and (number is None or not 0 < number < Decimal(10**6)):
            raise forms.ValidationError(_("Write a number greater than zero, such as 45 or 22,5."))
        return f"{number.quantize(Decimal('0.01')).normalize():f}" if number is not None else ""

    def particulars(self) -> dict[str, Any]:
        """What the actions take; characteristics we do not ask for stay."""
        known = dict(self.instrument.characteristics) if self.instrument else {}
        if "hoses" in self.fields:
            given = {"hoses": self.cleaned_data["hoses"], "q_max_l_min": self.cleaned_data["q_max"]}
            known = {name: value for name, value in (known | given).items() if value not in (None, "")}
        names = ("maker", "model", "serial", "type_approval_mark")
        return {name: self.cleaned_data[name] for name in names} | {"characteristics": known}


class NewInstrumentForm(InstrumentForm):
    """An instrument not yet in the registry."""

    kind = forms.ChoiceField(label=_("Kind"))
    last_verified_on = forms.DateField(
        label=_("Last verified on"), required=False, help_text=_("Empty if it was never verified."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *kinds]

    def clean(self) -> dict[str, Any]:
        """Hoses and flow rate belong to fuel dispensers."""
        values = super().clean() or self.cleaned_data
        kind = values.get("kind")
        if kind and kind != self.DISPENSER:
            for name in ("hoses", "q_max"):
                if values.get(name):
                    self.add_error(name, _("Only fuel dispensers have this; leave it empty."))
        return values

    def particulars(self) -> dict[str, Any]:
        """What the action takes."""
        return super().particulars() | {name: self.cleaned_data[name] for name in ("kind", "last_verified_on")}


class StatusForm(forms.Form):
    """Another status, and why."""

    status = forms.ChoiceField(label=_("New status"), widget=forms.RadioSelect())
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was found and when, and the paper it rests on."),
    )

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["status"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [choice for choice in InstrumentStatus.choices if choice[0] != instrument.status]


def _shown(instrument: Instrument) -> dict[str, Any]:
    names = ("maker", "model", "serial", "type_approval_mark")
    known = instrument.characteristics
    return {name: getattr(instrument, name) for name in names} | {
        "hoses": known.get("hoses"), "q_max": str(known.get("q_max_l_min") or "").replace(".", ","),
    }
