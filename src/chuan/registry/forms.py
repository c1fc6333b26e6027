# SPDX-License-Identifier: Apache-2.0
"""Filters of the lists, and what is entered of one instrument."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuan.places.models import AdministrativeUnit
from chuan.registry.choices import InstrumentStatus, Standing, Within
from chuan.registry.kinds import Field, Unfit, fields_of
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
    """What stands on an instrument's label: maker, serial number, and the fields of its kind (`registry.kinds`)."""

    maker = forms.CharField(label=_("Maker"), max_length=120)
    model = forms.CharField(label=_("Model"), max_length=120)
    serial = forms.CharField(
        label=_("Serial number"), max_length=80, help_text=_("As on the label, zeros in front included.")
    )
    type_approval_mark = forms.CharField(
        label=_("Type-approval mark"), max_length=60, required=False, help_text=_("Such as PDM 123-2019.")
    )

    def __init__(self, *args: Any, kind: str, instrument: Instrument | None = None, **kwargs: Any) -> None:
        if instrument is not None:
            kwargs["initial"] = _shown(instrument)
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        self.typed = {field.code: field for field in fields_of(kind)}
        for field in self.typed.values():
            self.fields[field.code] = _form_field(field)

    def typed_fields(self) -> list[forms.BoundField]:
        """The fields of the kind, for the page."""
        return [self[code] for code in self.typed]

    def clean(self) -> dict[str, Any]:
        """Each text of a typed field becomes its value, or an error beside it."""
        values = super().clean() or self.cleaned_data
        for code, field in self.typed.items():
            text = str(values.get(code) or "")
            try:
                values[code] = field.value(text) if text else None
            except Unfit:
                self.add_error(code, _UNFIT[field.type])
        return values

    def particulars(self) -> dict[str, Any]:
        """What the actions take; characteristics we do not ask for stay."""
        known = dict(self.instrument.characteristics) if self.instrument else {}
        known |= {code: self.cleaned_data[code] for code in self.typed}
        names = ("maker", "model", "serial", "type_approval_mark")
        characteristics = {name: value for name, value in known.items() if value is not None}
        return {name: self.cleaned_data[name] for name in names} | {"characteristics": characteristics}


_UNFIT = {
    "text": _("This is too long."), "choice": _("Choose one of the values."),
    "integer": _("Write a whole number greater than zero."),
    "decimal": _("Write a number greater than zero, such as 45 or 22,5."),
}


def _form_field(field: Field) -> forms.Field:
    if field.type == "choice":
        choices = [("", "–"), *((one, one) for one in field.choices)]
        return forms.ChoiceField(label=field.label, choices=choices, required=field.required, help_text=field.note)
    mode = {"integer": "numeric", "decimal": "decimal"}.get(field.type, "text")
    length = field.limit if field.type == "text" and field.limit else 200
    return forms.CharField(label=field.label, max_length=length, required=field.required, help_text=field.note,
                           widget=forms.TextInput(attrs={"inputmode": mode}))


class KindForm(forms.Form):
    """Which kind of instrument is entered."""

    kind = forms.ChoiceField(label=_("Kind"))

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *kinds]

    def chosen(self) -> str:
        """The kind chosen, empty while none is."""
        return str(self.cleaned_data.get("kind") or "") if self.is_bound and self.is_valid() else ""


class NewInstrumentForm(InstrumentForm):
    """An instrument not yet in the registry."""

    last_verified_on = forms.DateField(
        label=_("Last verified on"), required=False, help_text=_("Empty if it was never verified."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        self.kind = kind

    def particulars(self) -> dict[str, Any]:
        """What the action takes."""
        return super().particulars() | {"kind": self.kind, "last_verified_on": self.cleaned_data["last_verified_on"]}


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
    decimals = {field.code for field in fields_of(instrument.kind) if field.type == "decimal"}
    known = {code: str(value).replace(".", ",") if code in decimals else value
             for code, value in instrument.characteristics.items()}
    return {name: getattr(instrument, name) for name in names} | known
