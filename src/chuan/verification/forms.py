# SPDX-License-Identifier: Apache-2.0
"""What people type, shaped for the acts."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import User
from chuan.lib.numbers import parse_reading
from chuan.metrology.dispenser import DispenserReading
from chuan.verification.actions.sheets import Draft
from chuan.verification.choices import CertificateStanding, FlowRate, JobStatus, StandardKind
from chuan.verification.rules import MOST_HOSES

_CELL = re.compile(r"r-(\d{1,2})-([a-z]{1,10})-(\d{1,2})-(indication|reference|temperature)", re.ASCII)
#: (name, largest value, decimals) of a cell: what the columns of the table hold.
_LIMITS = {"indication": (Decimal(99999), 4), "reference": (Decimal(99999), 4), "temperature": (Decimal(99), 1)}
_YES_NO = (("yes", _("Passed")), ("no", _("Not passed")))


class DecimalReadingField(forms.CharField):
    """A number as instruments show it: comma or point, never a thousands mark."""

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        self.minimum, self.maximum = kwargs.pop("minimum", None), kwargs.pop("maximum", None)
        self.decimals = kwargs.pop("decimals", None)
        super().__init__(max_length=20, **kwargs)
        self.unit = unit

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number without trailing zeros, with a comma."""
        return format(value.normalize(), "f").replace(".", ",") if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        """Return a Decimal or None."""
        text = super().clean(value)
        if not text:
            return None
        number = parse_reading(str(text))
        if number is None:
            raise ValidationError(_("This is not a number."))
        low = self.minimum is not None and number < self.minimum
        high = self.maximum is not None and number > self.maximum
        if low or high or (self.decimals is not None and -number.normalize().as_tuple().exponent > self.decimals):  # type: ignore[operator]
            raise ValidationError(_("This number cannot be right."))
        return number


class OrderForm(forms.Form):
    """An order for the instruments ticked in the due list."""

    verifier = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Verifier"))
    planned_on = forms.DateField(label=_("Planned for"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, verifiers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verifier"].queryset = verifiers  # type: ignore[attr-defined]
        self.fields["verifier"].empty_label = None if len(verifiers) == 1 else "–"  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class SheetForm(forms.Form):
    """The head of a measurement sheet; the cells come beside it."""

    measured_on = forms.DateField(
        label=_("Measured on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    liquid = forms.CharField(label=_("Liquid"), max_length=60, required=False)
    ambient_c = DecimalReadingField(
        label=_("Ambient temperature (°C)"), required=False, minimum=Decimal(-10), maximum=Decimal(60), decimals=1
    )
    visual_passed = forms.ChoiceField(
        label=_("External inspection passed"), choices=_YES_NO, required=False, widget=forms.RadioSelect
    )
    technical_passed = forms.ChoiceField(
        label=_("Technical inspection passed"), choices=_YES_NO, required=False, widget=forms.RadioSelect
    )
    remarks = forms.CharField(
        label=_("Remarks"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def draft(self, readings: Iterable[DispenserReading], *, standards: Iterable[str]) -> Draft:
        """The sheet as far as it could be understood; what could not stays with the browser and in the errors."""
        values = self.cleaned_data
        return Draft(
            measured_on=values.get("measured_on"), liquid=values.get("liquid") or "", ambient_c=values.get("ambient_c"),
            visual_passed=_yes_no(values.get("visual_passed")), technical_passed=_yes_no(values.get("technical_passed")),
            remarks=values.get("remarks") or "", standards=chosen_ids(standards),
            readings=list(readings),
        )


def parse_cells(data: QueryDict) -> tuple[list[DispenserReading], list[str]]:
    """The readings in a posted sheet, and the names of the cells that hold no usable number."""
    values: dict[tuple[int, str, int], dict[str, Decimal]] = {}
    wrong = []
    for name, text in data.items():
        match = _CELL.fullmatch(name)
        if match is None or not str(text).strip():
            continue
        hose, flow, repeat, what = int(match[1]), match[2], int(match[3]), match[4]
        if not 0 < hose <= MOST_HOSES or flow not in FlowRate.values:
            continue
        number = _cell_value(str(text), what)
        if number is None:
            wrong.append(name)
        else:
            values.setdefault((hose, flow, repeat), {})[what] = number
    readings = [
        DispenserReading(
            hose=hose, flow_rate=flow, repeat=repeat, indication_l=cells.get("indication"),
            reference_l=cells.get("reference"), temperature_c=cells.get("temperature"),
        )
        for (hose, flow, repeat), cells in values.items()
    ]
    return readings, wrong


def chosen_ids(texts: Iterable[str]) -> list[UUID]:
    """The identifiers among what was sent, each once; anything else is left out."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


class CertificateFilter(forms.Form):
    """Narrows the list of certificates."""

    q = forms.CharField(label=_("Number, serial or place"), required=False, max_length=80)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    verifier = forms.ChoiceField(label=_("Verifier"), required=False)
    kind = forms.ChoiceField(label=_("Kind of instrument"), required=False)
    standing = forms.ChoiceField(
        label=_("Standing"), required=False, choices=[("", _("Any")), *CertificateStanding.choices]
    )

    def __init__(self, *args: Any, years: Iterable[int], verifiers: Iterable[User], kinds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("Any")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        self.fields["verifier"].choices = [("", _("Any")), *((str(u.pk), str(u)) for u in verifiers)]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("Any")), *kinds]  # type: ignore[attr-defined]


class JobFilter(forms.Form):
    """Narrows the list of jobs."""

    q = forms.CharField(label=_("Order, serial or place"), required=False, max_length=80)
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("Any")), *JobStatus.choices])
    mine = forms.BooleanField(label=_("Only mine"), required=False)


class StandardForm(forms.Form):
    """A measurement standard and its calibration certificate."""

    kind = forms.ChoiceField(label=_("Kind"), choices=StandardKind.choices)
    name = forms.CharField(label=_("Name of the standard"), max_length=150)
    serial = forms.CharField(label=_("Serial number"), max_length=60)
    maker = forms.CharField(label=_("Maker"), max_length=120, required=False)
    nominal_volume_l = DecimalReadingField(
        label=_("Nominal volume (L)"), required=False, minimum=Decimal("0.001"), maximum=Decimal(99999), decimals=3
    )


class CalibrationForm(forms.Form):
    """What a calibration certificate states."""

    calibration_certificate = forms.CharField(label=_("Calibration certificate"), max_length=80)
    calibrated_on = forms.DateField(label=_("Calibrated on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    calibrated_until = forms.DateField(
        label=_("Calibration valid until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    max_error_percent = DecimalReadingField(
        label=_("Error limit of the standard (%)"), required=False, minimum=Decimal(0), maximum=Decimal(100), decimals=3,
        help_text=_("Needed for proving measures: it decides whether the measure is good enough."),
    )
    expansion_per_c = DecimalReadingField(
        label=_("Volume expansion (1/°C)"), required=False, minimum=Decimal(0), maximum=Decimal("0.01"), decimals=8,
        help_text=_("As the certificate states it, for example 0,0000477. Leave it empty if it states none."),
    )
    reference_temperature_c = DecimalReadingField(
        label=_("Reference temperature (°C)"), required=False, minimum=Decimal(-10), maximum=Decimal(60), decimals=1
    )


class CardForm(forms.Form):
    """A verifier's card as printed."""

    holder = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Verifier"), empty_label="—")
    number = forms.CharField(label=_("Card number"), max_length=40)
    valid_until = forms.DateField(label=_("Holds until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, verifiers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = verifiers  # type: ignore[attr-defined]


class MarksForm(forms.Form):
    """A printed range of marks for a verifier."""

    holder = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Verifier"), empty_label="—")
    series = forms.RegexField(
        r"[A-Za-z0-9.\-]{1,10}", label=_("Series"), max_length=10, help_text=_("As printed, for example SL26.")
    )
    first = forms.IntegerField(label=_("First number"), min_value=1, max_value=999_999_999)
    last = forms.IntegerField(label=_("Last number"), min_value=1, max_value=999_999_999)

    def __init__(self, *args: Any, verifiers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = verifiers  # type: ignore[attr-defined]


def _yes_no(text: Any) -> bool | None:
    return {"yes": True, "no": False}.get(str(text))


def _cell_value(text: str, what: str) -> Decimal | None:
    most, decimals = _LIMITS[what]
    number = parse_reading(text)
    if number is None or abs(number) > most or (what != "temperature" and number < 0):
        return None
    exponent = number.normalize().as_tuple().exponent
    if what == "reference" and number == 0:
        return None
    return number if isinstance(exponent, int) and -exponent <= decimals else None
