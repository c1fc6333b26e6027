# SPDX-License-Identifier: Apache-2.0
"""The families of instruments on the calculator, by the slug of their page."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.judge.columns import Column
from chuan.judge.fields import NumberField
from chuan.judge.grid_forms import GridForm
from chuan.judge.instruments import FAMILIES

_UNITS_OF_PRESSURE = ("bar", "MPa", "kPa", "kgf/cm2", "mbar", "mmHg")
_RATES = (("maximum", _("largest")), ("minimum", _("smallest")))
_REFERENCE = Column("reference", _("Value of the standard"))
_INDICATION = Column("indication", _("Indication"))


class ScaleForm(GridForm):
    """Non-automatic scales (R 76)."""

    title, icon = _("Scales"), "scale"
    about = _("Non-automatic scales of classes I to IIII: error and limit at each load, and the error curve.")
    kinds = tuple(kind for kind in FAMILIES if kind.startswith("scale-"))
    columns = (Column("load", _("Load")), _INDICATION, Column("delta_l", "ΔL", needed=False))
    hint = _("All in the unit above. ΔL: the small weights added until the indication jumped; leave it empty if none were used.")
    examples = (("can-ban-15kg", _("Counter scale 15 kg, passed")), ("can-dia-30kg", _("Platform scale 30 kg, failed")))
    over = "load"
    rare = ("d", "min")

    accuracy_class = forms.ChoiceField(label=_("Accuracy class"), choices=[(c, c) for c in ("III", "IIII", "II", "I")])
    max = NumberField(label=_("Maximum capacity Max"))
    e = NumberField(label=_("Verification scale interval e"))
    mass_unit = forms.ChoiceField(label=_("Unit"), choices=[(unit, unit) for unit in ("kg", "g", "t", "mg")])
    indication = forms.ChoiceField(
        label=_("Indication"), widget=forms.RadioSelect, initial="digital",
        choices=(("digital", _("Digital")), ("analog", _("Dial or beam"))),
    )
    d = NumberField(label=_("Scale interval d"), required=False, help_text=_("Only if it differs from e."))
    min = NumberField(label=_("Minimum capacity Min"), required=False, help_text=_("Left empty: the smallest the class allows."))

    def spec(self) -> dict[str, Any]:
        """The plate."""
        plate = super().spec()
        return {"class": plate.pop("accuracy_class"), "unit": plate.pop("mass_unit")} | plate

    def field_of(self, key: str) -> str:
        """Two keys are no good names for fields."""
        return {"class": "accuracy_class", "unit": "mass_unit"}.get(key, key)

    @classmethod
    def plate_from(cls, spec: Mapping[str, Any]) -> dict[str, Any]:
        """The plate of an example."""
        names = {"class": "accuracy_class", "unit": "mass_unit"}
        return {names.get(key, key): value for key, value in spec.items()}

    @property
    def unit(self) -> str:
        """Errors are masses."""
        return str(self.cleaned_data["mass_unit"])


class ElectricityForm(GridForm):
    """Electricity meters."""

    title, icon = _("Electricity meters"), "bolt"
    about = _("Basic errors at current and power factor, for direct and transformer connection.")
    kinds = tuple(kind for kind in FAMILIES if kind.startswith("elec-meter-"))
    columns = (
        Column("current", _("Current, A")),
        Column("factor", _("cos φ"), choices=(("1", "1"), ("0.5 ind", _("0.5 inductive")), ("0.8 cap", _("0.8 capacitive")))),
        Column("error", _("Error, %")),
    )
    hint = _("The error as the test bench shows it, in per cent.")
    examples = (("cong-to-1-pha", _("Single-phase meter 10(40) A, class 1")),)
    over, is_joined, is_log = "current", False, True

    accuracy_class = forms.ChoiceField(label=_("Accuracy class"), choices=[(c, c.replace(".", ",")) for c in ("1", "2", "0.5", "0.5S", "0.2S")])
    connection = forms.ChoiceField(
        label=_("Connection"), widget=forms.RadioSelect, initial="ib",
        choices=(("ib", _("Direct: basic current Ib")), ("in", _("By current transformers: rated current In"))),
    )
    basic = NumberField(label=_("Ib or In, A"))
    imax = NumberField(label=_("Largest current Imax, A"))

    def spec(self) -> dict[str, Any]:
        """The plate."""
        plate = super().spec()
        return {"class": plate["accuracy_class"], plate["connection"]: plate["basic"], "imax": plate["imax"]}

    def field_of(self, key: str) -> str:
        """Where the keys are."""
        return {"class": "accuracy_class", "ib": "basic", "in": "basic"}.get(key, key)

    @classmethod
    def plate_from(cls, spec: Mapping[str, Any]) -> dict[str, Any]:
        """The plate of an example."""
        connection = "ib" if "ib" in spec else "in"
        return {"accuracy_class": spec["class"], "connection": connection, "basic": spec[connection], "imax": spec["imax"]}


class WaterForm(GridForm):
    """Cold-water meters."""

    title, icon = _("Cold-water meters"), "droplet"
    about = _("Errors at the three flows, for meters marked Q3 and R or qn and a class.")
    kinds = tuple(kind for kind in FAMILIES if kind.startswith("water-meter-"))
    columns = (
        Column("flow", _("Flow, m³/h")), Column("reference", _("Standard, l")), Column("indication", _("Indication, l")),
        Column("temperature", _("°C"), needed=False),
    )
    examples = (("dong-ho-nuoc-15", _("Household meter Q3 2,5 R 100")),)
    over, is_log = "flow", True

    accuracy_class = forms.ChoiceField(label=_("Class"), choices=(
        (_("Marked Q3 and R"), (("2", "2"), ("1", "1"))), (_("Marked qn"), tuple((c, c) for c in "BACD")),
    ))
    rated = NumberField(label=_("Q3 or qn, m³/h"))
    r = NumberField(label=_("Ratio R = Q3/Q1"), required=False, help_text=_("Only for meters marked Q3."))
    division = NumberField(label=_("Smallest division of the register, l"))

    def spec(self) -> dict[str, Any]:
        """The plate."""
        plate = super().spec()
        own = {"class": plate["accuracy_class"], "division": plate["division"]}
        if plate["accuracy_class"] in "12":
            return own | {"q3": plate["rated"]} | ({"r": plate["r"]} if "r" in plate else {})
        return own | {"qn": plate["rated"]}

    def field_of(self, key: str) -> str:
        """Where the keys are."""
        return {"class": "accuracy_class", "q3": "rated", "qn": "rated"}.get(key, key)

    @classmethod
    def plate_from(cls, spec: Mapping[str, Any]) -> dict[str, Any]:
        """The plate of an example."""
        return {"accuracy_class": spec["class"], "rated": spec.get("q3") or spec.get("qn"), "r": spec.get("r", ""), "division": spec["division"]}


class TaximeterForm(GridForm):
    """Taximeters in the car."""

    title, icon = _("Taximeters"), "car"
    about = _("The distance shown against the distance driven.")
    kinds = ("taximeter",)
    columns = (Column("reference", _("Distance driven")), _INDICATION)
    hint = _("Both in the same unit.")
    examples = (("taximet", _("Three distances, passed")),)
    over = "reference"


class DispenserForm(GridForm):
    """Fuel dispensers."""

    title, icon = _("Fuel dispensers"), "gas-station"
    about = _("What the dispenser shows against what the measure holds.")
    kinds = ("fuel-dispenser",)
    columns = (
        Column("hose", _("Hose"), needed=False, is_word=True), Column("flow_rate", _("Flow"), choices=_RATES), _REFERENCE, _INDICATION,
        Column("temperature", _("°C"), needed=False),
    )
    hint = _("Volumes in the same unit; the temperature only if the measure is corrected for it.")
    examples = (("cot-do", _("Two hoses, one failed")),)
    rare = ("expansion_per_c", "reference_temperature_c")

    expansion_per_c = NumberField(label=_("Expansion of the measure, 1/°C"), required=False)
    reference_temperature_c = NumberField(label=_("Its reference temperature, °C"), required=False)

    def spec(self) -> dict[str, Any]:
        """The measure, if it is corrected."""
        plate = super().spec()
        return {"measure": plate} if plate else {}

    def field_of(self, key: str) -> str:
        """Where the keys are."""
        return key.rpartition("/")[2]


class GaugeForm(GridForm):
    """Bourdon pressure gauges."""

    title, icon = _("Pressure gauges"), "gauge"
    about = _("Bourdon gauges: the class in per cent of the range.")
    kinds = ("pressure-gauge",)
    columns = (_REFERENCE, _INDICATION)
    hint = _("All in the unit above; up the range, then down.")
    examples = (("ap-ke", _("Gauge 0–10 bar, class 1,6, failed")),)
    over = "reference"

    accuracy_class = NumberField(label=_("Accuracy class"))
    low = NumberField(label=pgettext_lazy("range", "From"), required=False, help_text=_("Left empty: 0."))
    to = NumberField(label=pgettext_lazy("range", "To"))
    pressure_unit = forms.ChoiceField(label=_("Unit"), choices=[(unit, unit.replace("cm2", "cm²")) for unit in _UNITS_OF_PRESSURE])

    def spec(self) -> dict[str, Any]:
        """The plate."""
        plate = super().spec()
        own = {"class": plate["accuracy_class"], "to": plate["to"], "unit": plate["pressure_unit"]}
        return own | ({"from": plate["low"]} if "low" in plate else {})

    def field_of(self, key: str) -> str:
        """Where the keys are."""
        return {"class": "accuracy_class", "from": "low", "unit": "pressure_unit"}.get(key, key)

    @classmethod
    def plate_from(cls, spec: Mapping[str, Any]) -> dict[str, Any]:
        """The plate of an example."""
        return {"accuracy_class": spec["class"], "low": spec.get("from", ""), "to": spec["to"], "pressure_unit": spec["unit"]}

    @property
    def unit(self) -> str:
        """Errors are pressures."""
        return str(self.cleaned_data["pressure_unit"])


#: The pages of instruments: addresses are Vietnamese.
PAGES: dict[str, type[GridForm]] = {
    "can": ScaleForm, "cong-to-dien": ElectricityForm, "dong-ho-nuoc": WaterForm, "taximet": TaximeterForm,
    "cot-do-xang-dau": DispenserForm, "ap-ke": GaugeForm,
}
