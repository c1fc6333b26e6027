# SPDX-License-Identifier: Apache-2.0
"""Words for the codes in the tables of the law: what a column is called, and what a code in a cell means.

A column is named `<what>_<bound>_<unit>`: `qn_le_g` is the nominal quantity, at most, in grams. What is not in these
lists is shown as it is written, with blanks for underscores.
"""

from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chuan.law import words_of_rules

#: Columns whose whole name has a word of its own.
_WHOLE: dict[str, "Promise | str"] = {
    "id": _("Row"), "applies_to": _("Applies to"), "article": _("Article"), "absolute": _("Absolute"), "also": _("Also"),
    "band_of": _("Measured by"), "band_includes": _("Bound included"), "band_from_vnd": _("More than (VND)"),
    "band_to_vnd": _("Up to (VND)"), "before": _("Before"), "behaviour": _("Behaviour"), "body": _("Body"),
    "class": _("Class"), "clause": pgettext_lazy("table of the law", "Clause"), "coefficient": _("Coefficient"), "colour": _("Colour"),
    "confidence": _("Known how"), "connection": _("Connection"), "count": pgettext_lazy("table of the law", "Number"), "counted": _("Counted in"),
    "d_g": _("Scale interval d (g)"), "designation": _("Designation"), "direction": _("Rounded"),
    "exhibits": _("Exhibits"), "factor": _("Factor k"), "field": _("Field"), "fine_kind": _("Kind of fine"),
    "form": _("Form"), "goods": _("Goods"), "individual_vnd": _("Individuals (VND)"), "kinds": _("Kinds"),
    "organisation_vnd": _("Organisations (VND)"), "limit": _("Limit"), "lot": _("Lot"), "measured": pgettext_lazy("table of the law", "Measured"),
    "mean_tested": _("Mean tested"), "mpe": _("Maximum permissible error"), "or_penalised_before": _("Or penalised before"),
    "other": _("Other"), "per": _("Per"), "place": pgettext_lazy("table of the law", "Place"), "point": _("Point"), "quantity": _("Quantity"),
    "rank": _("Office"), "ratio": _("Ratio"), "remedies": _("Remedies"), "sample_size": _("Sample size"),
    "sanctions": _("Sanctions"), "shortage_d": _("Shortage (d)"), "shown": _("Shown as"), "step": _("Step"),
    "style": _("Style"), "symbol": _("Symbol"), "tares": _("Tares"), "times_of": _("Multiple of"),
    "typeface": _("Typeface"), "unit": _("Unit"), "when": pgettext_lazy("table of the law", "When"), "zone": _("Zone"), "text": _("Text"),
    "t1_allowed": _("Packages allowed above T"), "t1_percent": _("Share allowed above T (%)"),
    "voltage_percent": _("Voltage (%)"), "days": _("Days"), "months": _("Months"), "years": _("Years"),
    "name": _("Name"), "name_en": _("Name (English)"), "kind": _("Kind"), "group": _("Group"), "level": pgettext_lazy("table of the law", "Level"),
    "score": _("Score"), "date": _("Day"), "holiday": _("Holiday"), "lunar": _("Lunar day"), "agency": _("Agency"),
    "procedure": _("Procedure"), "deadline": _("Deadline"), "from": _("From"), "until": pgettext_lazy("table of the law", "Until"), "note": _("Note"),
    "product": _("Product"), "regulation": _("Technical regulation"), "standard": pgettext_lazy("table of the law", "Standard"), "value": _("Value"),
    "percent": "%", "period": _("Period"), "report": _("Report"), "weight": _("Weight"), "formula": _("Formula"), "condition": _("Condition"),
    "gain_from_vnd": _("Gain from (VND)"), "gain_below_vnd": _("Gain below (VND)"), "title": _("Title"), "working_days": _("Working days"),
}
#: What a column is about, before its bound and its unit.
_ABOUT: dict[str, "Promise | str"] = {
    "qn": _("Nominal quantity Qn"), "lot": _("Lot"), "load": _("Load"), "mass": _("Mass"), "goods": _("Goods"),
    "fine": pgettext_lazy("money", "Fine"), "absolute": _("Absolute value"), "range": _("Range"), "mpe": _("Maximum permissible error"),
    "limit": _("Limit"), "water": _("Water"), "panel": _("Label area"), "class": _("Class"), "ct": _("Through a transformer: current"),
    "direct": _("Direct: current"), "d": _("Scale interval d"), "e": _("Scale interval e"), "interval": _("Scale interval"),
    "capacity": _("Capacity"), "n": _("Number of intervals n"), "height": _("Height"), "band": _("Band"), "gain": _("Illicit gain"),
    "nominal": _("Nominal value"), "repeatability": _("Repeatability"), "error": _("Error"), "pulses": _("Pulses"),
    "window": _("Window"), "mean": pgettext_lazy("table of the law", "Mean"), "shortage": _("Shortage"), "instruments": _("Instruments"), "value": _("Value"),
    "score": _("Score"), "risk": _("Risk"), "year": _("Year"), "amount": _("Amount"), "qmin": "Qmin", "qt": "Qt", "sd": _("Standard deviation"),
    "temperature": _("Temperature"), "flow": _("Flow rate"), "volume": _("Volume"), "area": _("Area"), "length": _("Length"),
    "price": _("Price"), "age": _("Age"), "size": pgettext_lazy("table of the law", "Size"), "count": pgettext_lazy("table of the law", "Number"), "sample": _("Sample"), "fee": _("Fee"),
    "e1": "E1", "e2": "E2", "f1": "F1", "f2": "F2", "m1": "M1", "m2": "M2", "m3": "M3", "times": _("Times"), "max": _("At most"), "min": _("At least"),
    "most": _("At most"), "least": _("At least"),
}
_BOUNDS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
_UNITS: dict[str, "Promise | str"] = {
    "vnd": _("VND"), "g": "g", "mg": "mg", "kg": "kg", "ml": "mL", "l": "L", "m": "m", "m2": "m²", "m3": "m³", "mm": "mm",
    "cm": "cm", "cm2": "cm²", "km_h": "km/h", "m3_h": "m³/h", "l_h": "L/h", "l_min": "L/min", "mpa": "MPa", "mmhg": "mmHg",
    "kpa": "kPa", "c": "°C", "e": "e", "ib": "Ib", "in": "In", "percent": "%", "items": _("items"), "months": _("months"),
    "month": _("months"), "days": _("days"), "day": _("days"), "years": _("years"), "year": _("years"), "times": _("times"), "g_ml": "g, mL",
    "percent_of_qn": "% Qn", "share_of_t": "× T", "ratio": _("ratio"), "times_qn": "× Qn", "pt": "pt", "hours": _("hours"),
    "working_days": _("working days"), "kwh": "kWh", "v": "V", "a": "A", "hz": "Hz", "point": _("points"),
}
#: What a code in a cell means.
CODES: dict[str, Promise] = {
    "type_approval": _("type approval"), "initial": _("initial verification"), "periodic": _("periodic verification"),
    "after_repair": _("verification after repair"), "maximum": _("largest flow rate reached"),
    "minimum": _("smallest flow rate"), "month-end": _("last day of the last month of the cycle"),
    "next-working-day": _("the next working day"), "saturday": _("Saturday"), "sunday": _("Sunday"),
    "frame-maximum": _("the upper bound of the frame"), "more-favourable": _("the more favourable one"),
    "organisation": _("organisation"), "individual": _("individual"), "base": _("base"), "midpoint": _("the middle of the frame"),
    "not-enabled": _("not for official use"), "printed-factor": _("the printed factor"), "mean-limit": _("limit of the mean"),
    "nominal": _("nominal quantity"), "from": pgettext_lazy("bound", "lower"), "to": pgettext_lazy("bound", "upper"),
    "goods_value": _("value of the goods"), "goods_value_sold": _("value of the goods sold"), "illicit_gain": _("illicit gain"),
    "instrument_value": _("value of the instrument"), "direct": _("direct"), "transformer": _("through a transformer"),
    "copies": _("copies"), "months": _("months"), "persons": _("persons"), "years": _("years"), "days": _("days"),
    "working-days": _("working days"), "up": _("up"), "half-even": _("half to even"), "half-up": _("half up"), "none": _("none"), "all": _("all"),
    "unlimited": _("without limit"), "2x-fine": _("up to twice the fine"), "amount": _("amount"), "multiple": _("multiple"),
    "unknown": pgettext_lazy("table of the law", "not known"), "warning": _("warning"), "liquid": _("liquid"), "mass": _("mass"), "volume": _("volume"),
    "count": _("count"), "length": _("length"), "area": _("area"), "production": _("production"), "import": _("import"),
    "market": _("market"), "division": _("division"), "second": _("second"), "loads": _("loads"), "weighings": _("weighings"),
    "upper": _("upper"), "lower": _("lower"), "province-chairman": _("chairman of the provincial People's Committee"),
    "seen": _("read in a published source"), "ocr": _("read in a machine-read scan"), "memory": _("from memory, not re-read"),
    "high": _("high"), "medium": _("medium"), "low": _("low"), "required": _("required"), "optional": _("optional"),
    "mean-of-start-and-detection": _("mean of the prices at the start and at detection"),
    "latest-of-sale-start-and-previous-inspection": _("from the start of sale or the last inspection, whichever is later"),
}


def is_english() -> bool:
    """True if the reader reads English."""
    return (get_language() or "vi").startswith("en")


def code_label(code: str) -> str:
    """What a code means; anything else is given back as it is."""
    return str(CODES.get(code) or words_of_rules.CODES.get(code) or code)


def column_label(code: str) -> str:
    """The heading of a column in the reader's language.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     column_label("qn_le_g"), column_label("min_vnd"), column_label("colour"), column_label("never_seen")
    ('Nominal quantity Qn ≤ (g)', 'At least (VND)', 'Colour', 'Never seen')
    """
    return _column_label(code, get_language() or "vi")


@lru_cache(maxsize=2048)
def _column_label(code: str, language: str) -> str:  # noqa: ARG001 — the words depend on it
    whole = _WHOLE.get(code) or words_of_rules.COLUMNS.get(code)
    if whole:
        return str(whole)
    stem, unit = _unit_of(code)
    stem, bound = _bound_of(stem)
    about = str(_ABOUT.get(stem) or _WHOLE.get(stem) or stem.replace("_", " ").capitalize())
    parts = [about, bound, f"({unit})" if unit else ""]
    return " ".join(part for part in parts if part)


def _unit_of(code: str) -> tuple[str, str]:
    for suffix in sorted(_UNITS, key=len, reverse=True):
        if code.endswith(f"_{suffix}"):
            return code.removesuffix(f"_{suffix}"), str(_UNITS[suffix])
    return code, ""


def _bound_of(stem: str) -> tuple[str, str]:
    head, _sep, tail = stem.rpartition("_")
    if head and tail in _BOUNDS:
        return head, _BOUNDS[tail]
    if head and tail in {"min", "max"}:
        return head, str(_("at least") if tail == "min" else _("at most"))
    first, _sep, rest = stem.partition("_")
    if rest and first in {"min", "max"}:
        return rest, str(_("at least") if first == "min" else _("at most"))
    return stem, ""
