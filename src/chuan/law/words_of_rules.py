# SPDX-License-Identifier: Apache-2.0
"""More words for the tables of the law: those outside metrology (penalties, reports, documents, products)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: Headings of columns.
COLUMNS: dict[str, Promise] = {
    "abbreviation": _("Abbreviation"), "above_g_per_kg": _("Above (g/kg, g/l)"), "to_g_per_kg": _("Up to (g/kg, g/l)"),
    "absolute_g_per_kg": _("Absolute (g/kg, g/l)"), "homogeneous_percent": _("Homogeneous (%)"),
    "heterogeneous_percent": _("Heterogeneous (%)"), "amended_by": _("Amended by"), "area_mm2": _("Area (mm²)"),
    "bars": _("Bars"), "basis": _("Basis"), "below_percent": _("Below (%)"), "from_percent": _("From (%)"),
    "below_score": _("Below (points)"), "from_score": _("From (points)"), "box": _("Box"), "by": _("Made by"),
    "cap_vnd": _("At most (VND)"), "case": _("Letters"), "circular": _("Circular"), "code": _("Code"),
    "content": _("Content"), "copy": _("Copy"), "cost": _("Costs"), "day": pgettext_lazy("of the calendar", "Day"),
    "declaration": _("Declaration"), "development_min_percent": _("Development fund at least (%)"),
    "diameter_mm": _("Diameter (mm)"), "due": _("Due"), "due_day": _("Due on day"), "due_month": _("Due in month"),
    "element": _("Element"), "elongation_min_percent": _("Elongation at least (%)"), "ends": _("Ends in"),
    "ends_day": _("Ends on day"), "starts": _("Starts in"), "starts_day": _("Starts on day"),
    "fields_read": _("Fields read"), "from_article": _("From Article"), "to_article": _("To Article"),
    "from_value": _("From"), "to_value": pgettext_lazy("bound", "To"), "to_year": _("By year"), "grounds": _("Grounds"),
    "hs": _("HS codes"), "import_check": _("Inspection at import"), "income_max_times": _("Added income at most (times)"),
    "indicator": _("Indicator"), "invests": _("Finances investment"), "issued_on": _("Issued on"), "item": _("Item"),
    "length_from_m": _("Length from (m)"), "length_to_m": _("Length to (m)"),
    "licence": _("May suspend or withdraw a licence"), "limits": _("Limits"), "mass_kg_per_m": _("Mass (kg/m)"),
    "meaning": _("Meaning"), "measure": _("Measure"), "measured_in": _("Measured in"), "ministry": _("Ministry"),
    "number": _("Number"), "on": _("Required of"), "percent": _("Share of the ceiling (%)"),
    "physical": _("On the physical label"), "points": _("Points"), "remark": _("Remark"),
    "reward_max_months": _("Reward and welfare at most (months of pay)"), "rule": _("Rule"), "scope": _("Scope"),
    "side": _("Side"), "strength_min_mpa": _("Strength at least (MPa)"), "yield_min_mpa": _("Yield at least (MPa)"),
    "subject": _("Subject"), "target": _("Target"), "to": _("Sent to"), "tonnes_per_set": _("Tonnes per set"),
    "type": _("Type"), "units_kept_max": _("Units kept, at most"), "units_kept_min": _("Units kept, at least"),
    "units_tested": _("Units tested"), "what": _("What"), "counted_in": _("Counted in"),
}
#: What codes in cells and values mean.
CODES: dict[str, Promise] = {
    "a-over-b-percent": _("A divided by B, in per cent"), "annual-plan": _("the yearly plan"),
    "as-the-certificate": _("as long as the certificate"), "assessment-body": _("body that assessed"),
    "assessment-type": _("kind of assessment"), "product": _("product"), "regulation": _("technical regulation"),
    "blue": _("blue"), "red": _("red"), "bold": _("bold"), "bold-italic": _("bold italic"), "italic": _("italic"),
    "upright": _("upright"), "image": _("image"), "lines": _("lines"), "depreciation": _("depreciation"),
    "management": _("management"), "materials": _("materials"), "salaries": _("salaries"), "other": _("other costs"),
    "group": _("by group of goods"), "group-2": _("group 2"), "groups": _("groups 1 and 2"),
    "levels": _("risk levels"), "k-times-c-times-p": _("k times C times P"), "risk-data": _("risk data"),
    "quality": _("quality of goods"), "metrology": _("metrology"), "verified": _("verified"), "in-date": _("in date"),
    "results-recorded": _("its results recorded"), "run-to-expiry": _("run to their expiry"),
    "last-purchase-minus-stock": _("latest purchase less stock, times the latest unit price"),
    "per-agency-per-year": _("one series an agency a year"), "province-committee": _("provincial People's Committee"),
}
